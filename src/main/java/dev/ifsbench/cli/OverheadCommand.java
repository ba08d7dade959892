package dev.ifsbench.cli;

import dev.ifsbench.bench.state.TracedHandles;
import dev.ifsbench.cli.option.EqualWithinOption;
import dev.ifsbench.cli.option.RoundsOption;
import dev.ifsbench.cli.option.StatisticsOptions;
import dev.ifsbench.cli.option.StoreOption;
import dev.ifsbench.cli.option.UserError;
import dev.ifsbench.cli.run.BlockSettings;
import dev.ifsbench.cli.run.OverheadRun;
import dev.ifsbench.cli.run.RunSession;
import dev.ifsbench.track.stats.Estimator;
import dev.ifsbench.track.stats.Pairing;
import dev.ifsbench.track.store.ResultStore;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
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
          + " way to record. Whatever interrupts it, complete rounds are kept, and --resume goes"
          + " on.",
      ""
    },
    sortOptions = false,
    showDefaultValues = true,
    mixinStandardHelpOptions = true,
    versionProvider = VersionText.class)
final class OverheadCommand implements Callable<Integer> {
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

  @Mixin private StoreOption store;

  @Mixin private ResumeOption resume;

  @Override
  public Integer call() throws UserError, IOException {
    try (ResultStore opened = store.open()) {
      return run(resume.session(opened, statistics));
    }
  }

  private int run(RunSession session) throws UserError {
    rounds.check();
    return new OverheadRun(
            List.copyOf(recorders),
            new BlockSettings(
                OverheadRun.FORK,
                rounds.value(),
                equalWithin.method(Estimator.ofMedians(Pairing.BLOCKS, statistics.confidence())),
                statistics.seedOrDrawn()),
            session)
        .run();
  }
}
