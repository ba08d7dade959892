package dev.ifsbench.cli.run;

import dev.ifsbench.bench.floor.FloorFork;
import dev.ifsbench.bench.floor.FloorTask;
import dev.ifsbench.bench.floor.FloorTimes;
import dev.ifsbench.bench.floor.LayerTimes;
import dev.ifsbench.cli.option.UserError;
import dev.ifsbench.report.screen.Screen;
import dev.ifsbench.report.text.FloorReport;
import dev.ifsbench.sockets.libc.Binding;
import dev.ifsbench.track.compare.ComparedRow;
import dev.ifsbench.track.compare.FloorComparison;
import dev.ifsbench.track.environment.Environment;
import dev.ifsbench.track.run.LoopNames;
import dev.ifsbench.track.run.Measurements;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One run of the comparison of bindings, dispatcher and layers with C. */
public final class FloorRun {
  private final List<Binding> bindings;
  private final FloorSettings settings;
  private final BlockRun<List<Binding>> run;

  /**
   * Adds the run to the store, or goes on with it, so that a run whose results could not be kept
   * never begins.
   *
   * @param bindings that this JVM has
   * @param settings how to measure and compare
   * @param session where the run is kept, and what there is of it
   * @throws UserError if another run goes on, there is no writing in the store, or the run would go
   *     on with something else than it was begun with
   */
  public FloorRun(List<Binding> bindings, FloorSettings settings, RunSession session)
      throws UserError {
    this.bindings = List.copyOf(bindings);
    this.settings = settings;
    this.run =
        new BlockRun<>(
            "floor",
            RunRecord.systemSockets(bindings.get(0)),
            List.of(bindings),
            measured -> LoopNames.ofFloor(measured, settings.payload()),
            List::toString,
            settings.blocks(),
            Map.of(
                "payload",
                settings.payload(),
                "bindings",
                bindings.stream().map(Binding::name).toList()),
            this::table,
            session);
  }

  /** Measures, reports, and returns the exit code. */
  public int run() {
    return run.run(
        settings.announcement(bindings.toString()),
        FloorFork.class,
        (measured, forkSeed) ->
            new FloorTask(
                settings.library().toString(),
                measured,
                settings.payload(),
                settings.blocks().fork().warmupMillis(),
                settings.blocks().fork().measureMillis(),
                forkSeed));
  }

  private List<String> table(
      Screen screen, Measurements<List<Binding>, double[][]> measured, Environment environment) {
    List<double[][]> forks = measured.forks(bindings);
    FloorComparison comparison = new FloorComparison(settings.blocks().method());
    Map<String, List<ComparedRow<String>>> layers = new LinkedHashMap<>();
    for (LayerTimes times : LayerTimes.of(bindings, forks)) {
      String over = times.binding() == null ? "no system call" : "UNIX, by " + times.binding();
      layers.put(over, comparison.rows(times));
    }
    return new FloorReport(screen)
        .lines(
            comparison.rows(FloorTimes.of(bindings, forks)),
            layers,
            settings.payload(),
            measured.rounds(),
            settings.blocks().method(),
            environment);
  }
}
