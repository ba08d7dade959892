package dev.ifsbench.bench.state;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The temporary files that JMH makes for a fork: what the fork prints, and commands to its
 * compiler. JMH removes them when the fork has ended, but not if it is killed. On Linux only;
 * elsewhere none is found.
 */
final class JmhFiles {
  private static final Path PROCESSES = Path.of("/proc");
  private static final String COMMANDS = "-XX:CompileCommandFile=";

  private JmhFiles() {}

  /**
   * Those that a process has open.
   *
   * @param pid of JMH's own JVM
   */
  static List<Path> openIn(long pid) {
    try (Stream<Path> open = Files.list(PROCESSES.resolve(pid + "/fd"))) {
      return open.flatMap(each -> target(each).stream()).filter(JmhFiles::isJmhs).toList();
    } catch (IOException | SecurityException e) {
      return List.of();
    }
  }

  /** Those that are named on this JVM's command line. */
  static List<Path> namedInCommand() {
    try {
      String command =
          Files.readString(PROCESSES.resolve("self/cmdline"), StandardCharsets.ISO_8859_1);
      return Arrays.stream(command.split("\0", -1))
          .filter(each -> each.startsWith(COMMANDS))
          .map(each -> Path.of(each.substring(COMMANDS.length())))
          .filter(JmhFiles::isJmhs)
          .toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  private static Optional<Path> target(Path link) {
    try {
      return Optional.of(Files.readSymbolicLink(link));
    } catch (IOException e) {
      return Optional.empty(); // closed meanwhile
    }
  }

  /** Its lock is called otherwise, and stays. */
  private static boolean isJmhs(Path file) {
    return file.startsWith(Path.of(System.getProperty("java.io.tmpdir")))
        && file.getFileName().toString().matches("jmh[0-9]+.*");
  }
}
