package dev.ifsbench.cli;

import dev.ifsbench.bench.state.Transport;
import dev.ifsbench.cli.option.BudgetOption;
import dev.ifsbench.cli.option.EntryOption;
import dev.ifsbench.cli.option.EqualWithinOption;
import dev.ifsbench.cli.option.OptionValues;
import dev.ifsbench.cli.option.OutputOptions;
import dev.ifsbench.cli.option.RoundsOption;
import dev.ifsbench.cli.option.StatisticsOptions;
import dev.ifsbench.cli.option.StoreOption;
import dev.ifsbench.cli.option.TransportOption;
import dev.ifsbench.cli.option.UserError;
import dev.ifsbench.cli.run.HeadlineRun;
import dev.ifsbench.cli.run.RunSession;
import dev.ifsbench.sockets.libc.Binding;
import dev.ifsbench.track.run.HeadlineOperation;
import dev.ifsbench.track.stats.Estimator;
import dev.ifsbench.track.stats.Pairing;
import dev.ifsbench.track.store.ResultStore;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.Callable;
import org.openjdk.jmh.annotations.Mode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures every kind of handle in interleaved rounds and compares them. */
@Command(
    name = "headline",
    header = "Compares all kinds of handle, per operation and transport.",
    description = {
      "",
      "Every round measures each combination once, in random order. The kinds of handle of one"
          + " section of the table share a JVM and take turns of 10 ms. A round that will not fit in"
          + " what is left of the budget is not begun. Whatever interrupts it, complete rounds are"
          + " kept, and --resume goes on.",
      ""
    },
    sortOptions = false,
    showDefaultValues = true,
    mixinStandardHelpOptions = true,
    versionProvider = VersionText.class)
final class HeadlineCommand implements Callable<Integer> {
  @Mixin private GridOptions grid;

  @Option(
      names = "--operation",
      split = ",",
      paramLabel = "OPERATION",
      defaultValue = "send,receive,send+receive",
      converter = OptionValues.OperationConverter.class,
      description = "What to measure.")
  private LinkedHashSet<HeadlineOperation> operations;

  @Mixin
  private TransportOption transport =
      new TransportOption(Transport.TCP, Transport.UNIX, Transport.NONE);

  @Option(
      names = "--binding",
      paramLabel = "BINDING",
      defaultValue = "jna",
      converter = OptionValues.BindingConverter.class,
      description = "How Java reaches C: jna, or ffm on JDK 22 and newer.")
  private Binding binding;

  @Option(
      names = "--apart",
      description =
          "Give each kind of handle a JVM of its own. Without it the kinds of one table section take"
              + " turns in one, each with classes and compiled code of its own.")
  private boolean apart;

  @Mixin private BudgetOption budget = new BudgetOption(Duration.ofSeconds(280));

  @Option(
      names = "--details",
      description =
          "Also print the long table with all intervals. It is always written beside the"
              + " results.")
  private boolean details;

  @Mixin private EntryOption entry;

  @Mixin private OutputOptions output;

  @Mixin private RoundsOption rounds = new RoundsOption(1000);

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
    checkValues();
    return new HeadlineRun(
            grid.combinations(benchmarks(), transport, entry, Mode.AverageTime, binding),
            binding,
            budget.value(),
            rounds.value(),
            equalWithin.method(
                Estimator.ofMedians(
                    apart ? Pairing.ROUNDS : Pairing.BLOCKS, statistics.confidence())),
            statistics.seedOrDrawn(),
            session,
            output,
            details)
        .run();
  }

  private void checkValues() throws UserError {
    rounds.check();
    OptionValues.requireIn(binding, Runtime.version().feature());
    grid.check(benchmarks(), transport, entry);
  }

  private List<String> benchmarks() {
    return operations.stream().map(HeadlineOperation::benchmark).toList();
  }
}
