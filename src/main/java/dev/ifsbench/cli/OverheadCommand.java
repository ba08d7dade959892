package dev.ifsbench.cli;

import dev.ifsbench.bench.state.TracedHandles;
import dev.ifsbench.cli.jmh.JmhLock;
import dev.ifsbench.cli.jmh.Survivors;
import dev.ifsbench.cli.option.EqualWithinOption;
import dev.ifsbench.cli.option.RoundsOption;
import dev.ifsbench.cli.option.StandardStreams;
import dev.ifsbench.cli.option.StatisticsOptions;
import dev.ifsbench.cli.option.UserError;
import dev.ifsbench.cli.run.ForkProgress;
import dev.ifsbench.report.screen.Screen;
import dev.ifsbench.report.text.Progress;
import dev.ifsbench.report.text.TracingReport;
import dev.ifsbench.sockets.system.SystemSockets;
import dev.ifsbench.track.compare.TracingComparison;
import dev.ifsbench.track.environment.Environment;
import dev.ifsbench.track.environment.ForkFlags;
import dev.ifsbench.track.run.Measurements;
import dev.ifsbench.track.run.PairedSettings;
import dev.ifsbench.track.run.RoundPlan;
import dev.ifsbench.track.run.Rounds;
import dev.ifsbench.track.run.TracingForks;
import dev.ifsbench.track.stats.ComparisonMethod;
import dev.ifsbench.track.stats.Estimator;
import dev.ifsbench.track.stats.Pairing;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures what tracing adds to the upcalls. */
@Command(
    name = "overhead",
    header = "Compares upcalls with and without tracing.",
    description = {
      "",
      "WPUModifyIFSHandle and WPUQuerySocketHandleContext as providers get them, and the same"
          + " without their events, in turns of a few milliseconds. Every round has a JVM for each"
          + " way to record.",
      ""
    },
    sortOptions = false,
    showDefaultValues = true,
    mixinStandardHelpOptions = true,
    versionProvider = VersionText.class)
final class OverheadCommand implements Callable<Integer> {
  private static final PairedSettings SETTINGS = new PairedSettings(2_000, 1_000);

  @Option(
      names = "--recorder",
      split = ",",
      paramLabel = "RECORDER",
      defaultValue = "OFF,DISABLED,SAMPLED,ALL",
      description = "What Flight Recorder does meanwhile.")
  private LinkedHashSet<TracedHandles.Recorder> recorders;

  @Mixin private RoundsOption rounds = new RoundsOption(8);

  @Mixin private StatisticsOptions statistics;

  @Mixin private EqualWithinOption equalWithin;

  @Override
  public Integer call() throws UserError {
    rounds.check();
    JmhLock.take();
    long seed = statistics.seedOrDrawn();
    Environment environment =
        Environment.current(Instant.now(), SystemSockets.none(), Map.of("seed", seed));
    Progress progress = Progress.onStandardError();
    progress.note(
        String.format(
            Locale.ROOT, "Measuring %d rounds of %s; seed %d.", rounds.value(), recorders, seed));
    ForkProgress<TracedHandles.Recorder, double[][]> told =
        new ForkProgress<>(progress, recorder -> "recorder " + recorder);
    Survivors.endWithThisProcess();
    Measurements<TracedHandles.Recorder, double[][]> measurements =
        new Rounds<>(
                new TracingForks(SETTINGS, ForkFlags.ofThisJvm(), seed), told, System::nanoTime)
            .run(RoundPlan.ofRounds(List.copyOf(recorders), rounds.value(), seed));
    progress.done();
    if (!measurements.combinations().isEmpty()) {
      ComparisonMethod method =
          equalWithin.method(Estimator.ofMedians(Pairing.BLOCKS, statistics.confidence()));
      Screen screen = Screen.ofStandardOutput();
      StandardStreams.print(
          screen,
          new TracingReport(screen)
              .lines(
                  new TracingComparison(method).rows(measurements),
                  measurements.rounds(),
                  method,
                  environment));
    }
    return told.verdict(recorders.size());
  }
}
