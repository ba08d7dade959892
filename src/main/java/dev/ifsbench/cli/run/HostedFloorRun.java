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
import java.util.List;
import java.util.Map;

/** One run of the comparison of provider DLLs with their base, in C and in Java. */
public final class HostedFloorRun {
  private final List<String> providers;
  private final String chain;
  private final FloorSettings settings;
  private final BlockRun<String> run;

  /**
   * Adds the run to the store, or goes on with it, so that a run whose results could not be kept
   * never begins.
   *
   * @param providers the DLLs, the topmost first
   * @param settings how to measure and compare
   * @param session where the run is kept, and what there is of it
   * @throws UserError if another run goes on, there is no writing in the store, or the run would go
   *     on with something else than it was begun with
   */
  public HostedFloorRun(List<String> providers, FloorSettings settings, RunSession session)
      throws UserError {
    this.providers = List.copyOf(providers);
    this.chain = String.join(HostedProvider.OVER, providers);
    this.settings = settings;
    this.run =
        new BlockRun<>(
            "floor",
            RunRecord.systemSockets(Binding.JNA),
            List.of(chain),
            measured -> LoopNames.ofProviders(measured, settings.payload()),
            measured -> measured,
            settings.blocks(),
            Map.of("payload", settings.payload(), "providers", this.providers),
            this::table,
            session);
  }

  /** Measures, reports, and returns the exit code. */
  public int run() {
    return run.run(
        settings.announcement(String.join(",", providers)),
        HostedFork.class,
        (measured, forkSeed) ->
            new HostedFloorTask(
                settings.library().toString(),
                measured,
                settings.payload(),
                settings.blocks().fork().warmupMillis(),
                settings.blocks().fork().measureMillis(),
                forkSeed));
  }

  private List<String> table(
      Screen screen, Measurements<String, double[][]> measured, Environment environment) {
    return new FloorReport(screen)
        .ofProviders(
            new FloorComparison(settings.blocks().method())
                .rows(HostedTimes.of(measured.forks(chain))),
            providers,
            settings.payload(),
            measured.rounds(),
            settings.blocks().method(),
            environment);
  }
}
