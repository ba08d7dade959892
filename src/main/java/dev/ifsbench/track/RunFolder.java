package dev.ifsbench.track;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.openjdk.jmh.results.RunResult;

/**
 * The folder of one run, {@code <results>/<UTC time>-<name>}. It is new: two runs never share one,
 * not even within a second.
 *
 * <p>A file appears whole or not at all: it is written beside its place and then renamed.
 */
public final class RunFolder {
  /** JMH's own JSON. */
  public static final String JMH_RESULT = "jmh-result.json";

  /** Where and how the run was made. */
  public static final String ENVIRONMENT = "environment.json";

  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
  private static final int SAME_SECOND = 1000;
  private static final long ROOM_BYTES = 1 << 20;

  private final Path path;

  private RunFolder(Path path) {
    this.path = path;
  }

  /**
   * Makes the folder of a run that starts now, and the results folder if there is none.
   *
   * @param results the folder of all results
   * @param start when the run starts
   * @param name what kind of run it is
   * @throws IOException if the folder cannot be made or no room for files is left in it
   */
  public static RunFolder create(Path results, Instant start, String name) throws IOException {
    if (!Files.isDirectory(results)) {
      Files.createDirectories(results);
    }
    // Not a FileStore's, which wants a mount point: a chroot may have none for the folder.
    if (results.toFile().getUsableSpace() < ROOM_BYTES) {
      throw new IOException("less than 1 MiB is left there");
    }
    String stem = STAMP.format(start) + "-" + name;
    for (int i = 1; i <= SAME_SECOND; i++) {
      Path path = results.resolve(i == 1 ? stem : stem + "-" + i);
      try {
        return new RunFolder(Files.createDirectory(path));
      } catch (FileAlreadyExistsException e) {
        // Another run began in the same second: try the next number.
      }
    }
    throw new IOException("too many runs named " + stem);
  }

  /** The folder. */
  public Path path() {
    return path;
  }

  /**
   * Writes a file, or replaces it by a newer state of the same run.
   *
   * @param name of the file
   * @param content all of it
   * @throws IOException if it cannot be written; an older state is then still there
   */
  public void write(String name, byte[] content) throws IOException {
    Path beside = path.resolve(name + ".tmp");
    try {
      Files.write(beside, content);
      Files.move(beside, path.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      Files.deleteIfExists(beside);
      throw e;
    }
  }

  /**
   * Writes a text file.
   *
   * @param name of the file
   * @param content all of it, to be written in UTF-8
   * @throws IOException if it cannot be written
   */
  public void write(String name, String content) throws IOException {
    write(name, content.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Writes JMH's JSON of all complete rounds.
   *
   * @param measurements the rounds
   * @throws IOException if it cannot be written
   */
  public void write(Measurements<Combination, RunResult> measurements) throws IOException {
    write(JMH_RESULT, JmhJson.encode(measurements));
  }

  /**
   * The files written so far, by name.
   *
   * @throws IOException if the folder cannot be read
   */
  public List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(path)) {
      return files.filter(file -> !file.toString().endsWith(".tmp")).sorted().toList();
    }
  }

  /**
   * Removes the folder of a run that measured nothing.
   *
   * @throws IOException if something cannot be removed
   */
  public void delete() throws IOException {
    try (Stream<Path> tree = Files.walk(path)) {
      for (Path file : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
