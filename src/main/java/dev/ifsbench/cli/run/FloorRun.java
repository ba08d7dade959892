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
import dev.ifsbench.track.run.PairedSettings;
import dev.ifsbench.track.stats.ComparisonMethod;
import dev.ifsbench.track.store.ResultStore;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** One run of the comparison of bindings, dispatcher and layers with C. */
public final class FloorRun {
  private final Path library;
  private final List<Binding> bindings;
  private final int payload;
  private final PairedSettings settings;
  private final int rounds;
  private final ComparisonMethod method;
  private final long seed;
  private final BlockRun<List<Binding>> run;

  /**
   * Adds the run to the store, so that a run whose results could not be kept never begins.
   *
   * @param library with the loop in C
   * @param bindings that this JVM has
   * @param payload bytes of a message, from 1 to {@link FloorFork#MAX_PAYLOAD}
   * @param settings how long each round measures
   * @param rounds how many
   * @param method how to compare
   * @param seed of the order
   * @param store of all results
   * @throws UserError if another run goes on, or there is no writing in the store
   */
  public FloorRun(
      Path library,
      List<Binding> bindings,
      int payload,
      PairedSettings settings,
      int rounds,
      ComparisonMethod method,
      long seed,
      ResultStore store)
      throws UserError {
    this.library = library;
    this.bindings = List.copyOf(bindings);
    this.payload = payload;
    this.settings = settings;
    this.rounds = rounds;
    this.method = method;
    this.seed = seed;
    this.run =
        new BlockRun<>(
            "floor",
            RunRecord.systemSockets(bindings.get(0)),
            List.of(bindings),
            measured -> LoopNames.ofFloor(measured, payload),
            List::toString,
            settings,
            rounds,
            method,
            seed,
            Map.of("payload", payload, "bindings", bindings.stream().map(Binding::name).toList()),
            this::table,
            store);
  }

  /** Measures, reports, and returns the exit code. */
  public int run() {
    return run.run(
        String.format(
            Locale.ROOT,
            "Measuring %s for %d s; seed %d.",
            bindings,
            settings.duration().multipliedBy(rounds).toSeconds(),
            seed),
        FloorFork.class,
        (measured, forkSeed) ->
            new FloorTask(
                library.toString(),
                measured,
                payload,
                settings.warmupMillis(),
                settings.measureMillis(),
                forkSeed));
  }

  private List<String> table(
      Screen screen, Measurements<List<Binding>, double[][]> measured, Environment environment) {
    List<double[][]> forks = measured.forks(bindings);
    FloorComparison comparison = new FloorComparison(method);
    Map<String, List<ComparedRow<String>>> layers = new LinkedHashMap<>();
    for (LayerTimes times : LayerTimes.of(bindings, forks)) {
      String over = times.binding() == null ? "no system call" : "UNIX, by " + times.binding();
      layers.put(over, comparison.rows(times));
    }
    return new FloorReport(screen)
        .lines(
            comparison.rows(FloorTimes.of(bindings, forks)),
            layers,
            payload,
            measured.rounds(),
            method,
            environment);
  }
}
