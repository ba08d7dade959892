package dev.ifsbench.track.run;

import dev.ifsbench.bench.fork.ForkFolder;
import dev.ifsbench.bench.fork.ForkMain;
import dev.ifsbench.sockets.TemporaryFiles;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Runs a program of this project in a fresh JVM. Its task and its result lie in a temporary
 * directory, which is deleted afterwards. The fork ends with this JVM: its standard input stays
 * open as long as this JVM lives, and it watches for its end.
 *
 * @param <R> what a fork leaves
 */
public final class JavaFork<R> {
  /** Why a fork failed that ended as if all were well. */
  public static final String NO_RESULT = "the fork ended without a result";

  private static final String PRINTED = "printed.txt";
  private static final String THROWN = "Exception in thread ";

  /** What JMH prints before what a benchmark threw. */
  private static final String JMH_FAILURE = "<failure>";

  private static final Predicate<String> THROWN_BY_JMH =
      Pattern.compile("^(?:[a-z]\\w*\\.)+[A-Z][\\w$]*: .*").asMatchPredicate();

  /** How much longer than planned a fork may take to start and to end. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Class<?> program;
  private final Class<R> result;
  private final List<String> flags;

  /**
   * Creates a runner of forks.
   *
   * @param program what they run, a {@link ForkMain}
   * @param result what they leave
   * @param flags JVM options added after this JVM's own
   */
  public JavaFork(Class<?> program, Class<R> result, List<String> flags) {
    this.program = program;
    this.result = result;
    this.flags = List.copyOf(flags);
  }

  /**
   * Runs one.
   *
   * @param task what it is to do, as the program reads it
   * @param planned how long it is to run
   * @return its result
   * @throws ForkFailedException if it does not end, ends with an error, or leaves no result
   */
  public R run(Object task, Duration planned) throws ForkFailedException {
    try {
      ForkFolder folder = new ForkFolder(TemporaryFiles.newFolder());
      try {
        folder.writeTask(task);
        run(planned, folder.path());
        if (!folder.hasResult()) {
          throw new ForkFailedException(
              NO_RESULT, Files.readString(folder.path().resolve(PRINTED)), null);
        }
        return folder.readResult(result);
      } finally {
        TemporaryFiles.discard(folder.path());
      }
    } catch (IOException e) {
      throw new ForkFailedException(String.valueOf(e.getMessage()), e.toString(), e);
    }
  }

  private void run(Duration planned, Path folder) throws IOException, ForkFailedException {
    Path printed = folder.resolve(PRINTED);
    Process process =
        new ProcessBuilder(command(folder))
            .redirectErrorStream(true)
            .redirectOutput(printed.toFile())
            .start();
    int exitCode = await(process, planned, printed);
    if (exitCode != 0) {
      String log = Files.readString(printed);
      throw ForkFailedException.ofExit(exitCode, reason(exitCode, log), log, null);
    }
  }

  private static int await(Process process, Duration planned, Path printed)
      throws IOException, ForkFailedException {
    Duration atMost = planned.plus(planned.dividedBy(10)).plus(PATIENCE);
    try {
      if (!process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new ForkFailedException(
            "the fork did not come to an end", Files.readString(printed), null);
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ForkFailedException("interrupted", Files.readString(printed), e);
    } finally {
      end(process);
    }
  }

  /**
   * Ends a fork that still runs, and what it has started. Of one that has ended nothing is asked:
   * Windows gives numbers of processes away again, so its descendants may be those of another
   * process that had its number before.
   */
  private static void end(Process process) {
    if (process.isAlive()) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private List<String> command(Path folder) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.addAll(flags);
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(program.getName());
    command.add(folder.toString());
    return command;
  }

  /** What the fork threw, without the name of the thread and of the exception. */
  private static String reason(int exitCode, String log) {
    return Stream.concat(
            log.lines().filter(line -> line.startsWith(THROWN)),
            log.lines().dropWhile(line -> !line.endsWith(JMH_FAILURE)).filter(THROWN_BY_JMH))
        .map(line -> line.substring(line.indexOf(": ") + 1).strip())
        .findFirst()
        .orElse("the fork ended with exit code " + exitCode);
  }
}
