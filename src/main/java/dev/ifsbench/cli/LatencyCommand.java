package dev.ifsbench.cli;

import dev.ifsbench.bench.latency.Schedule;
import dev.ifsbench.bench.state.Transport;
import dev.ifsbench.cli.option.EntryOption;
import dev.ifsbench.cli.option.OptionValues;
import dev.ifsbench.cli.option.OutputOptions;
import dev.ifsbench.cli.option.RoundsOption;
import dev.ifsbench.cli.option.StatisticsOptions;
import dev.ifsbench.cli.option.StoreOption;
import dev.ifsbench.cli.option.TransportOption;
import dev.ifsbench.cli.option.UserError;
import dev.ifsbench.cli.run.LatencyRun;
import dev.ifsbench.cli.run.RunSession;
import dev.ifsbench.sockets.libc.Binding;
import dev.ifsbench.track.store.ResultStore;
import java.io.IOException;
import java.time.Duration;
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
          + " it. Whatever interrupts it, complete rounds are kept, and --resume goes on.",
      ""
    },
    sortOptions = false,
    showDefaultValues = true,
    mixinStandardHelpOptions = true,
    versionProvider = VersionText.class)
final class LatencyCommand implements Callable<Integer> {
  /** The benchmark with the same parameters; it refuses the same transports. */
  private static final List<String> BENCHMARKS =
      List.of("dev.ifsbench.bench.RoundTripBenchmark.roundTrip");

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

  @Mixin private GridOptions grid;

  @Mixin private TransportOption transport = new TransportOption(Transport.TCP);

  @Mixin private EntryOption entry;

  @Mixin private OutputOptions output;

  @Mixin private StatisticsOptions statistics;

  @Mixin private StoreOption store;

  @Mixin private ResumeOption resume;

  @Override
  public Integer call() throws UserError, IOException {
    try (ResultStore opened = store.open()) {
      return run(resume.session(opened, statistics));
    }
  }

  private void checkValues() throws UserError {
    requireRange("--rate", rate, Schedule.MAX_RATE);
    rounds.check();
    requireAtMostAnHour("--duration", round());
    requireAtMostAnHour("--warmup", warmup);
    grid.check(BENCHMARKS, transport, entry);
  }

  private Duration round() {
    return duration.dividedBy(rounds.value());
  }

  private int run(RunSession session) throws UserError {
    checkValues();
    return new LatencyRun(
            grid.combinations(BENCHMARKS, transport, entry, Mode.SampleTime, Binding.JNA),
            new Schedule(rate, round().toNanos()),
            new Schedule(rate, warmup.toNanos()),
            rounds.value(),
            statistics.confidence(),
            statistics.seedOrDrawn(),
            session,
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
}
