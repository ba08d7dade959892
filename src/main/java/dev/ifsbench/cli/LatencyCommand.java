package dev.ifsbench.cli;

import dev.ifsbench.bench.latency.Schedule;
import dev.ifsbench.cli.jmh.EntryGrid;
import dev.ifsbench.cli.jmh.HandleGrid;
import dev.ifsbench.cli.jmh.JmhLock;
import dev.ifsbench.cli.option.EntryOption;
import dev.ifsbench.cli.option.OptionValues;
import dev.ifsbench.cli.option.OutputOptions;
import dev.ifsbench.cli.option.RoundsOption;
import dev.ifsbench.cli.option.StatisticsOptions;
import dev.ifsbench.cli.option.StoreOption;
import dev.ifsbench.cli.option.UserError;
import dev.ifsbench.cli.run.LatencyRun;
import dev.ifsbench.sockets.libc.Binding;
import dev.ifsbench.track.store.ResultStore;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.openjdk.jmh.annotations.Mode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures the latency of round trips at a fixed rate. */
@Command(
    name = "latency",
    header = "Compares the latency of round trips at a fixed rate, at p50 to p99.99.",
    description = {
      "",
      "Requests are meant to start at a constant rate, whatever happened to earlier ones. Response"
          + " time is from a request's intended start to its end, so that a stall counts for every"
          + " request that it delays; service time is from its actual start.",
      "",
      "Every round measures each combination once, in random order, in a JVM of its own. A"
          + " percentile is shown if all rounds held the rate, and 10 requests of each lie beyond"
          + " it.",
      ""
    },
    sortOptions = false,
    showDefaultValues = true,
    mixinStandardHelpOptions = true,
    versionProvider = VersionText.class)
final class LatencyCommand implements Callable<Integer> {
  /** The benchmark with the same parameters; it refuses the same transports. */
  private static final String BENCHMARK = "dev.ifsbench.bench.RoundTripBenchmark.roundTrip";

  @Spec private CommandSpec spec;

  @Option(
      names = "--rate",
      paramLabel = "N",
      defaultValue = "20000",
      description = "Requests a second.")
  private int rate;

  @Option(
      names = "--duration",
      paramLabel = "TIME",
      defaultValue = "30s",
      converter = OptionValues.DurationConverter.class,
      description = "Time to measure each combination, all rounds together.")
  private Duration duration;

  @Option(
      names = "--warmup",
      paramLabel = "TIME",
      defaultValue = "2s",
      converter = OptionValues.DurationConverter.class,
      description = "Time to warm up before that in each fork.")
  private Duration warmup;

  @Mixin private RoundsOption rounds = new RoundsOption(5, 1, 1000);

  @Option(
      names = "--handle",
      split = ",",
      paramLabel = "KIND",
      defaultValue = "BASE,PASS_THROUGH,PASS_THROUGH_INTERCEPTING,WRAPPED",
      description = "Kinds of handle to compare.")
  private LinkedHashSet<String> handles;

  @Option(
      names = "--transport",
      split = ",",
      paramLabel = "TRANSPORT",
      defaultValue = "TCP",
      description = "What carries the data: TCP, TCP6, UDP, UDP6, UNIX.")
  private LinkedHashSet<String> transports;

  @Option(
      names = "--depth",
      split = ",",
      paramLabel = "LAYERS",
      defaultValue = "1",
      description = "Numbers of layers.")
  private LinkedHashSet<Integer> depths;

  @Option(
      names = "--payload",
      split = ",",
      paramLabel = "BYTES",
      defaultValue = "64",
      description = "Bytes of a request and of its answer.")
  private LinkedHashSet<Integer> payloads;

  @Mixin private EntryOption entry;

  @Mixin private OutputOptions output;

  @Mixin private StatisticsOptions statistics;

  @Mixin private StoreOption store;

  @Override
  public Integer call() throws UserError, IOException {
    requireRange("--rate", rate, Schedule.MAX_RATE);
    rounds.check();
    Duration round = duration.dividedBy(rounds.value());
    requireAtMostAnHour("--duration", round);
    requireAtMostAnHour("--warmup", warmup);
    if (entry.isGiven()) {
      entry.refuse(spec, "--handle", "--depth");
      entryGrid().check();
    } else {
      grid().check();
    }
    JmhLock.take();
    try (ResultStore opened = store.open()) {
      return run(opened, round);
    }
  }

  private int run(ResultStore opened, Duration round) throws UserError {
    return new LatencyRun(
            entry.isGiven()
                ? entryGrid().combinations(Mode.SampleTime)
                : grid().combinations(Mode.SampleTime, Binding.JNA),
            new Schedule(rate, round.toNanos()),
            new Schedule(rate, warmup.toNanos()),
            rounds.value(),
            statistics.confidence(),
            statistics.seedOrDrawn(),
            opened,
            output)
        .run();
  }

  private void requireRange(String option, int value, int max) {
    if (value < 1 || value > max) {
      throw new ParameterException(
          spec.commandLine(),
          String.format(Locale.ROOT, "%s must be from 1 to %d, but is %d", option, max, value));
    }
  }

  private void requireAtMostAnHour(String option, Duration time) {
    if (time.compareTo(Schedule.MAX_DURATION) > 0 || time.isZero()) {
      throw new ParameterException(
          spec.commandLine(), option + " must give each round more than zero and at most an hour");
    }
  }

  private EntryGrid entryGrid() throws UserError {
    return new EntryGrid(
        List.of(BENCHMARK),
        payloads,
        entry.choices(EntryOption.given(spec, "--transport", transports)));
  }

  private HandleGrid grid() {
    return new HandleGrid(List.of(BENCHMARK), transports, payloads, depths, handles);
  }
}
