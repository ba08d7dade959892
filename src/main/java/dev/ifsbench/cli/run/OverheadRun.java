package dev.ifsbench.cli.run;

import dev.ifsbench.bench.paired.TracingFork;
import dev.ifsbench.bench.paired.TracingTask;
import dev.ifsbench.bench.state.TracedHandles;
import dev.ifsbench.cli.option.UserError;
import dev.ifsbench.report.screen.Screen;
import dev.ifsbench.report.text.TracingReport;
import dev.ifsbench.sockets.SocketNames;
import dev.ifsbench.track.compare.TracingComparison;
import dev.ifsbench.track.environment.Environment;
import dev.ifsbench.track.run.LoopNames;
import dev.ifsbench.track.run.Measurements;
import dev.ifsbench.track.run.PairedSettings;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** One run of the comparison of upcalls with and without tracing. */
public final class OverheadRun {
  /** How long a fork measures. */
  public static final PairedSettings FORK = new PairedSettings(2_000, 1_000);

  private final List<TracedHandles.Recorder> recorders;
  private final BlockSettings settings;
  private final BlockRun<TracedHandles.Recorder> run;

  /**
   * Adds the run to the store, or goes on with it, so that a run whose results could not be kept
   * never begins.
   *
   * @param recorders what Flight Recorder does meanwhile
   * @param settings how to measure and compare
   * @param session where the run is kept, and what there is of it
   * @throws UserError if another run goes on, there is no writing in the store, or the run would go
   *     on with something else than it was begun with
   */
  public OverheadRun(
      List<TracedHandles.Recorder> recorders, BlockSettings settings, RunSession session)
      throws UserError {
    this.recorders = List.copyOf(recorders);
    this.settings = settings;
    this.run =
        new BlockRun<>(
            "overhead",
            SocketNames.NONE,
            recorders,
            LoopNames::ofTracing,
            recorder -> "recorder " + recorder,
            settings,
            Map.of("recorders", recorders.stream().map(TracedHandles.Recorder::name).toList()),
            this::table,
            session);
  }

  /** Measures, reports, and returns the exit code. */
  public int run() {
    return run.run(
        String.format(
            Locale.ROOT,
            "Measuring %d rounds of %s; seed %d.",
            settings.rounds(),
            recorders,
            settings.seed()),
        TracingFork.class,
        (recorder, forkSeed) ->
            new TracingTask(
                recorder,
                settings.fork().warmupMillis(),
                settings.fork().measureMillis(),
                forkSeed));
  }

  private List<String> table(
      Screen screen,
      Measurements<TracedHandles.Recorder, double[][]> measured,
      Environment environment) {
    return new TracingReport(screen)
        .lines(
            new TracingComparison(settings.method()).rows(measured),
            measured.rounds(),
            settings.method(),
            environment);
  }
}
