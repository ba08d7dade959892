package dev.ifsbench.cli.run;

import dev.ifsbench.bench.floor.HostedFloorTask;
import dev.ifsbench.bench.floor.HostedFork;
import dev.ifsbench.bench.floor.HostedTimes;
import dev.ifsbench.cli.option.UserError;
import dev.ifsbench.provider.HostedProvider;
import dev.ifsbench.report.screen.Screen;
import dev.ifsbench.report.text.FloorReport;
import dev.ifsbench.sockets.libc.Binding;
import dev.ifsbench.track.compare.FloorComparison;
import dev.ifsbench.track.environment.Environment;
import dev.ifsbench.track.run.LoopNames;
import dev.ifsbench.track.run.Measurements;
import dev.ifsbench.track.run.PairedSettings;
import dev.ifsbench.track.stats.ComparisonMethod;
import dev.ifsbench.track.store.ResultStore;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** One run of the comparison of provider DLLs with their base, in C and in Java. */
public final class HostedFloorRun {
  private final Path library;
  private final List<String> providers;
  private final String chain;
  private final int payload;
  private final PairedSettings settings;
  private final int rounds;
  private final ComparisonMethod method;
  private final long seed;
  private final BlockRun<String> run;

  /**
   * Adds the run to the store, so that a run whose results could not be kept never begins.
   *
   * @param library with the loop in C
   * @param providers the DLLs, the topmost first
   * @param payload bytes of a message
   * @param settings how long each round measures
   * @param rounds how many
   * @param method how to compare
   * @param seed of the order
   * @param store of all results
   * @throws UserError if another run goes on, or there is no writing in the store
   */
  public HostedFloorRun(
      Path library,
      List<String> providers,
      int payload,
      PairedSettings settings,
      int rounds,
      ComparisonMethod method,
      long seed,
      ResultStore store)
      throws UserError {
    this.library = library;
    this.providers = List.copyOf(providers);
    this.chain = String.join(HostedProvider.OVER, providers);
    this.payload = payload;
    this.settings = settings;
    this.rounds = rounds;
    this.method = method;
    this.seed = seed;
    this.run =
        new BlockRun<>(
            "floor",
            RunRecord.systemSockets(Binding.JNA),
            List.of(chain),
            measured -> LoopNames.ofProviders(measured, payload),
            measured -> measured,
            settings,
            rounds,
            method,
            seed,
            Map.of("payload", payload, "providers", this.providers),
            this::table,
            store);
  }

  /** Measures, reports, and returns the exit code. */
  public int run() {
    return run.run(
        String.format(
            Locale.ROOT,
            "Measuring %s for %d s; seed %d.",
            String.join(",", providers),
            settings.duration().multipliedBy(rounds).toSeconds(),
            seed),
        HostedFork.class,
        (measured, forkSeed) ->
            new HostedFloorTask(
                library.toString(),
                measured,
                payload,
                settings.warmupMillis(),
                settings.measureMillis(),
                forkSeed));
  }

  private List<String> table(
      Screen screen, Measurements<String, double[][]> measured, Environment environment) {
    return new FloorReport(screen)
        .ofProviders(
            new FloorComparison(method).rows(HostedTimes.of(measured.forks(chain))),
            providers,
            payload,
            measured.rounds(),
            method,
            environment);
  }
}
