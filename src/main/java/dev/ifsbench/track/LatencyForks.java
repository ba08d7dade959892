package dev.ifsbench.track;

import dev.ifsbench.bench.LatencyFork;
import dev.ifsbench.bench.LatencyTask;
import dev.ifsbench.bench.Pace;
import dev.ifsbench.bench.Schedule;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Measures one combination at a fixed rate in a fresh JVM, a {@link LatencyFork}. */
public final class LatencyForks implements ForkRunner<LatencyCombination, LatencySample> {
  private static final String PRINTED = "printed.txt";
  private static final String THROWN = "Exception in thread ";

  /** How much longer than its schedules a fork may take to start and to end. */
  private static final long PATIENCE_SECONDS = 60;

  private final Schedule schedule;
  private final Schedule warmup;
  private final long baseMillis;
  private final List<String> flags;

  /**
   * Prepares forks.
   *
   * @param schedule of the requests in each
   * @param warmup the schedule before that, of which nothing is kept
   * @param baseMillis what time stamps are relative to, since the epoch
   * @param flags JVM options added after this JVM's own
   */
  public LatencyForks(Schedule schedule, Schedule warmup, long baseMillis, List<String> flags) {
    this.schedule = schedule;
    this.warmup = warmup;
    this.baseMillis = baseMillis;
    this.flags = List.copyOf(flags);
  }

  @Override
  public LatencySample run(LatencyCombination combination) throws ForkFailedException {
    try {
      Path folder = Files.createTempDirectory("ifsbench-latency");
      try {
        return run(combination, folder);
      } finally {
        delete(folder);
      }
    } catch (IOException e) {
      throw new ForkFailedException(String.valueOf(e.getMessage()), e.toString(), e);
    }
  }

  private LatencySample run(LatencyCombination combination, Path folder)
      throws IOException, ForkFailedException {
    Path printed = folder.resolve(PRINTED);
    Process process =
        new ProcessBuilder(command(combination, folder))
            .redirectErrorStream(true)
            .redirectOutput(printed.toFile())
            .start();
    int exitCode = await(process, printed);
    if (exitCode != 0) {
      String log = Files.readString(printed);
      throw new ForkFailedException(reason(exitCode, log), log, null);
    }
    return new LatencySample(
        Pace.decode(Files.readString(folder.resolve(LatencyFork.PACE))),
        Files.readAllLines(folder.resolve(LatencyFork.LOG)));
  }

  private int await(Process process, Path printed) throws IOException, ForkFailedException {
    long seconds = TimeUnit.NANOSECONDS.toSeconds(schedule.nanos() + warmup.nanos());
    try {
      if (!process.waitFor(seconds + seconds / 10 + PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new ForkFailedException(
            "the fork did not come to an end", Files.readString(printed), null);
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ForkFailedException("interrupted", Files.readString(printed), e);
    } finally {
      process.destroyForcibly();
    }
  }

  private List<String> command(LatencyCombination combination, Path folder) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.addAll(flags);
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(LatencyFork.class.getName());
    command.add(folder.toString());
    LatencyTask task =
        new LatencyTask(
            combination.handle(),
            combination.transport(),
            combination.payload(),
            combination.depth(),
            schedule,
            warmup,
            combination.label(),
            baseMillis);
    command.addAll(task.arguments());
    return command;
  }

  /** What the fork threw, without the name of the thread and of the exception. */
  private static String reason(int exitCode, String log) {
    return log.lines()
        .filter(line -> line.startsWith(THROWN))
        .map(line -> line.substring(line.indexOf(": ") + 1).strip())
        .findFirst()
        .orElse("the fork ended with exit code " + exitCode);
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }
}
