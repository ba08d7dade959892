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
import dev.ifsbench.track.stats.ComparisonMethod;
import dev.ifsbench.track.store.ResultStore;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** One run of the comparison of upcalls with and without tracing. */
public final class OverheadRun {
  private static final PairedSettings SETTINGS = new PairedSettings(2_000, 1_000);

  private final List<TracedHandles.Recorder> recorders;
  private final int rounds;
  private final ComparisonMethod method;
  private final long seed;
  private final BlockRun<TracedHandles.Recorder> run;

  /**
   * Adds the run to the store, so that a run whose results could not be kept never begins.
   *
   * @param recorders what Flight Recorder does meanwhile
   * @param rounds how many
   * @param method how to compare
   * @param seed of the order
   * @param store of all results
   * @throws UserError if another run goes on, or there is no writing in the store
   */
  public OverheadRun(
      List<TracedHandles.Recorder> recorders,
      int rounds,
      ComparisonMethod method,
      long seed,
      ResultStore store)
      throws UserError {
    this.recorders = List.copyOf(recorders);
    this.rounds = rounds;
    this.method = method;
    this.seed = seed;
    this.run =
        new BlockRun<>(
            "overhead",
            SocketNames.NONE,
            recorders,
            LoopNames::ofTracing,
            recorder -> "recorder " + recorder,
            SETTINGS,
            rounds,
            method,
            seed,
            Map.of("recorders", recorders.stream().map(TracedHandles.Recorder::name).toList()),
            this::table,
            store);
  }

  /** Measures, reports, and returns the exit code. */
  public int run() {
    return run.run(
        String.format(Locale.ROOT, "Measuring %d rounds of %s; seed %d.", rounds, recorders, seed),
        TracingFork.class,
        (recorder, forkSeed) ->
            new TracingTask(recorder, SETTINGS.warmupMillis(), SETTINGS.measureMillis(), forkSeed));
  }

  private List<String> table(
      Screen screen,
      Measurements<TracedHandles.Recorder, double[][]> measured,
      Environment environment) {
    return new TracingReport(screen)
        .lines(
            new TracingComparison(method).rows(measured), measured.rounds(), method, environment);
  }
}
