package dev.ifsbench.cli.jmh;

import dev.ifsbench.bench.probe.HostedTrial;
import dev.ifsbench.sockets.TemporaryFiles;
import dev.ifsbench.track.environment.ForkFlags;
import dev.ifsbench.track.run.ForkFailedException;
import dev.ifsbench.track.run.JavaFork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Loads and starts provider DLLs in a JVM of its own first: a DLL that crashes, ends or hangs that
 * JVM is not loaded into this one.
 */
public final class HostedTrialRun {
  /** The file in which a JVM that crashes says why. */
  private static final String CRASH = "crash.txt";

  private HostedTrialRun() {}

  /**
   * Loads and starts providers in a JVM of their own.
   *
   * @param provider a DLL's path, or several, as for {@code -p provider=}
   * @return what went wrong in which function, in one line; empty if the process survives
   */
  public static Optional<String> objection(String provider) {
    try {
      Path folder = TemporaryFiles.newFolder();
      try {
        return objection(provider, folder);
      } finally {
        TemporaryFiles.discard(folder);
      }
    } catch (IOException e) {
      return Optional.of(e.getMessage());
    }
  }

  private static Optional<String> objection(String provider, Path folder) throws IOException {
    List<String> flags = new ArrayList<>(ForkFlags.ofThisJvm());
    flags.add("-XX:ErrorFile=" + folder.resolve(CRASH));
    flags.add("-XX:-CreateCoredumpOnCrash");
    String end = "";
    try {
      new JavaFork(HostedTrial.class, flags)
          .run(
              List.of(folder.toString(), provider),
              Duration.ofSeconds(HostedTrial.DEADLINE_SECONDS),
              forks -> "");
    } catch (ForkFailedException e) {
      end = e.getMessage();
    }
    return Files.exists(folder.resolve(HostedTrial.ENDED))
        ? Optional.empty()
        : Optional.of(verdict(provider, folder, end));
  }

  private static String verdict(String provider, Path folder, String end) throws IOException {
    if (!Files.exists(folder.resolve(HostedTrial.CALLING))) {
      return String.format(
          Locale.ROOT, "'%s' cannot be tried out in a process of its own: %s", provider, end);
    }
    String calling = Files.readString(folder.resolve(HostedTrial.CALLING));
    boolean after = calling.startsWith(HostedTrial.AFTER);
    String function = after ? calling.substring(HostedTrial.AFTER.length()) : calling;
    String what =
        Files.exists(folder.resolve(CRASH))
            ? "crashes the process"
            : Files.exists(folder.resolve(HostedTrial.LATE)) || end.contains("come to an end")
                ? String.format(
                    Locale.ROOT, "hangs for more than %d s", HostedTrial.DEADLINE_SECONDS)
                : String.format(
                    Locale.ROOT, "ends the process%s", end.isEmpty() ? "" : " (" + end + ")");
    return String.format(
        Locale.ROOT,
        "'%s' cannot be hosted: it %s %s %s",
        provider,
        what,
        after ? "after" : "in",
        function);
  }
}
