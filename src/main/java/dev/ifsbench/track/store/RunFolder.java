package dev.ifsbench.track.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The folder of one run, {@code <results>/<UTC time>-<name>}. It is new: two runs never share one,
 * not even within a second.
 *
 * <p>A file appears whole or not at all: it is written beside its place, flushed to disk, and then
 * renamed. Whoever creates or resumes the run holds a lock on the folder until {@link #close}.
 */
public final class RunFolder implements RunWriter {
  /** JMH's own JSON. */
  public static final String JMH_RESULT = "jmh-result.json";

  /** Where and how the run was made. */
  public static final String ENVIRONMENT = "environment.json";

  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private static final Pattern ID = Pattern.compile("\\d{8}T\\d{6}Z-.+");

  /** How many runs of a kind may start within a second. */
  static final int SAME_SECOND = 1000;

  private static final String LOCK = "lock";
  private static final long ROOM_BYTES = 1 << 20;

  private final Path path;
  private final FileChannel lock;
  private boolean ended;

  private RunFolder(Path path) throws IOException {
    this.path = path;
    this.lock =
        FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (lock.tryLock() == null) {
        throw held();
      }
    } catch (OverlappingFileLockException e) {
      lock.close();
      throw held();
    } catch (IOException e) {
      lock.close();
      throw e;
    }
  }

  private IOException held() {
    return new IOException("another process is still writing " + path);
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
    for (int i = 1; i <= SAME_SECOND; i++) {
      try {
        return new RunFolder(Files.createDirectory(results.resolve(id(start, name, i))));
      } catch (FileAlreadyExistsException e) {
        // Another run began in the same second: try the next number.
      }
    }
    throw new IOException("too many runs named " + id(start, name, 1));
  }

  /**
   * Returns the id of a run.
   *
   * @param start when it starts
   * @param name what kind of run it is
   * @param attempt from 1, while there is one of the same name already
   */
  static String id(Instant start, String name, int attempt) {
    String first = STAMP.format(start) + "-" + name;
    return attempt == 1 ? first : first + "-" + attempt;
  }

  /** Whether a folder has a name that {@link #create} gives. */
  static boolean isNamedAsRun(Path folder) {
    return ID.matcher(folder.getFileName().toString()).matches();
  }

  /**
   * Opens the folder of an unfinished run.
   *
   * @param path the folder
   * @throws IOException if it cannot be written, or another process writes it
   */
  static RunFolder carryOn(Path path) throws IOException {
    return new RunFolder(path);
  }

  /**
   * Whether a process is writing the run of a folder at this moment.
   *
   * @param path the folder
   * @throws IOException if its lock cannot be asked
   */
  static boolean isLocked(Path path) throws IOException {
    Path file = path.resolve(LOCK);
    if (!Files.exists(file)) {
      return false;
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
        FileLock free = channel.tryLock()) {
      return free == null;
    } catch (OverlappingFileLockException e) {
      return true;
    }
  }

  @Override
  public String id() {
    return path.getFileName().toString();
  }

  @Override
  public String location() {
    return path.toString();
  }

  @Override
  public String location(String name) {
    return path.resolve(name).toString();
  }

  @Override
  public Optional<Path> folder() {
    return Optional.of(path);
  }

  /**
   * Writes a file, or replaces it by a newer state of the same run.
   *
   * @param name of the file
   * @param content all of it
   * @throws IOException if it cannot be written; an older state is then still there
   */
  @Override
  public void write(String name, byte[] content) throws IOException {
    Path target = path.resolve(name);
    Files.createDirectories(target.getParent());
    AtomicFile.write(target, content);
  }

  @Override
  public void publish(Manifest manifest) throws IOException {
    write(Manifest.NAME, manifest.encode());
    ended = manifest.status() == RunStatus.COMPLETE;
  }

  @Override
  public void remove(String name) throws IOException {
    Path file = path.resolve(name);
    Files.deleteIfExists(file);
    Path folder = file.getParent();
    while (!folder.equals(path) && isEmpty(folder)) {
      Files.delete(folder);
      folder = folder.getParent();
    }
  }

  private static boolean isEmpty(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.findAny().isEmpty();
    }
  }

  /**
   * Removes the folder of a run that measured nothing.
   *
   * @throws IOException if something cannot be removed
   */
  @Override
  public void delete() throws IOException {
    lock.close();
    try (Stream<Path> tree = Files.walk(path)) {
      for (Path file : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  @Override
  public void close() throws IOException {
    lock.close();
    if (ended) {
      // A run that is never carried on needs no lock any more.
      Files.deleteIfExists(path.resolve(LOCK));
    }
  }
}
