package dev.ifsbench.cli.jmh;

import dev.ifsbench.bench.profile.IfsProfiler;
import dev.ifsbench.sockets.TemporaryFiles;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.openjdk.jmh.runner.options.CommandLineOptions;

/** Moves each fork's recordings from the profiler's directory to the store. */
public final class ForkRecordings implements Closeable {
  private final Path folder;

  /** Receives a file. */
  @FunctionalInterface
  public interface Receiver {
    void take(String name, byte[] content) throws IOException;
  }

  private ForkRecordings(Path folder) {
    this.folder = folder;
  }

  /**
   * Makes the profiler write to a temporary directory, if there is such a profiler.
   *
   * @param options that choose the profilers
   * @throws IOException if the folder cannot be made
   */
  public static ForkRecordings of(CommandLineOptions options) throws IOException {
    if (!areAskedFor(options)) {
      return new ForkRecordings(null);
    }
    Path folder = TemporaryFiles.newFolder();
    System.setProperty(IfsProfiler.DIRECTORY_PROPERTY, folder.toString());
    return new ForkRecordings(folder);
  }

  /**
   * Whether forks are to be recorded.
   *
   * @param options that choose the profilers
   * @return true if the profiler is among them
   */
  static boolean areAskedFor(CommandLineOptions options) {
    return options.getProfilers().stream()
        .anyMatch(profiler -> profiler.getKlass().equals(IfsProfiler.class.getName()));
  }

  /**
   * Passes on the recordings of the last fork.
   *
   * @param round of the fork, from 1
   * @param receiver of its recordings
   * @throws IOException if one cannot be read or taken
   */
  public void collect(int round, Receiver receiver) throws IOException {
    if (folder == null) {
      return;
    }
    for (Path file : files()) {
      String benchmark = file.getParent().getFileName().toString();
      receiver.take(
          String.format(Locale.ROOT, "recordings/%s/round-%04d.jfr", benchmark, round),
          Files.readAllBytes(file));
      Files.delete(file);
    }
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> tree = Files.walk(folder)) {
      return tree.filter(Files::isRegularFile).sorted().toList();
    }
  }

  @Override
  public void close() {
    if (folder != null) {
      TemporaryFiles.discard(folder);
    }
  }
}
