package dev.ifsbench.cli;

import dev.ifsbench.cli.jmh.EntryGrid;
import dev.ifsbench.cli.jmh.HandleGrid;
import dev.ifsbench.cli.jmh.JmhLock;
import dev.ifsbench.cli.option.EntryOption;
import dev.ifsbench.cli.option.EqualWithinOption;
import dev.ifsbench.cli.option.OptionValues;
import dev.ifsbench.cli.option.OutputOptions;
import dev.ifsbench.cli.option.RoundsOption;
import dev.ifsbench.cli.option.StatisticsOptions;
import dev.ifsbench.cli.option.StoreOption;
import dev.ifsbench.cli.option.UserError;
import dev.ifsbench.cli.run.HeadlineRun;
import dev.ifsbench.sockets.libc.Binding;
import dev.ifsbench.track.run.HeadlineOperation;
import dev.ifsbench.track.stats.Estimator;
import dev.ifsbench.track.stats.Pairing;
import dev.ifsbench.track.store.ResultStore;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.concurrent.Callable;
import org.openjdk.jmh.annotations.Mode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures every kind of handle in interleaved rounds and compares them. */
@Command(
    name = "headline",
    header = "Compares all kinds of handle, per operation and transport.",
    description = {
      "",
      "Every round measures each combination once, in random order. The kinds of handle of one"
          + " section of the table share a JVM and take turns of 10 ms. A round that will not fit in"
          + " what is left of the budget is not begun.",
      ""
    },
    sortOptions = false,
    showDefaultValues = true,
    mixinStandardHelpOptions = true,
    versionProvider = VersionText.class)
final class HeadlineCommand implements Callable<Integer> {
  @Option(
      names = "--handle",
      split = ",",
      paramLabel = "KIND",
      defaultValue = "BASE,PASS_THROUGH,PASS_THROUGH_INTERCEPTING,WRAPPED",
      description = "Kinds of handle to compare.")
  private LinkedHashSet<String> handles;

  @Option(
      names = "--operation",
      split = ",",
      paramLabel = "OPERATION",
      defaultValue = "send,receive,send+receive",
      converter = OptionValues.OperationConverter.class,
      description = "What to measure.")
  private LinkedHashSet<HeadlineOperation> operations;

  @Option(
      names = "--transport",
      split = ",",
      paramLabel = "TRANSPORT",
      defaultValue = "TCP,UNIX,NONE",
      description = "What carries the data; NONE makes no system call.")
  private LinkedHashSet<String> transports;

  @Option(
      names = "--depth",
      split = ",",
      paramLabel = "LAYERS",
      defaultValue = "1",
      description = "Numbers of layers, from 0 to 6; with 0 every kind is BASE.")
  private LinkedHashSet<Integer> depths;

  @Option(
      names = "--payload",
      split = ",",
      paramLabel = "BYTES",
      defaultValue = "64",
      description = "Bytes per operation.")
  private LinkedHashSet<Integer> payloads;

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

  @Option(
      names = "--budget",
      paramLabel = "TIME",
      defaultValue = "4m40s",
      converter = OptionValues.BudgetConverter.class,
      description = "Time for all rounds together.")
  private Duration budget;

  @Option(
      names = "--details",
      description =
          "Also print the long table with all intervals. It is always written beside the"
              + " results.")
  private boolean details;

  @Mixin private EntryOption entry;

  @Spec private CommandSpec spec;

  @Mixin private OutputOptions output;

  @Mixin private RoundsOption rounds = new RoundsOption(1000);

  @Mixin private StatisticsOptions statistics;

  @Mixin private EqualWithinOption equalWithin;

  @Mixin private StoreOption store;

  @Override
  public Integer call() throws UserError, IOException {
    checkValues();
    JmhLock.take();
    try (ResultStore opened = store.open()) {
      return run(opened);
    }
  }

  private int run(ResultStore opened) throws UserError {
    return new HeadlineRun(
            entry.isGiven()
                ? entryGrid().combinations(Mode.AverageTime)
                : grid().combinations(Mode.AverageTime, binding),
            binding,
            budget,
            rounds.value(),
            equalWithin.method(
                Estimator.ofMedians(
                    apart ? Pairing.ROUNDS : Pairing.BLOCKS, statistics.confidence())),
            statistics.seedOrDrawn(),
            opened,
            output,
            details)
        .run();
  }

  private void checkValues() throws UserError {
    rounds.check();
    OptionValues.requireIn(binding, Runtime.version().feature());
    if (entry.isGiven()) {
      entry.refuse(spec, "--handle", "--depth");
      entryGrid().check();
    } else {
      grid().check();
    }
  }

  private EntryGrid entryGrid() throws UserError {
    return new EntryGrid(
        operations.stream().map(HeadlineOperation::benchmark).toList(),
        payloads,
        entry.choices(EntryOption.given(spec, "--transport", transports)));
  }

  private HandleGrid grid() {
    return new HandleGrid(
        operations.stream().map(HeadlineOperation::benchmark).toList(),
        transports,
        payloads,
        depths,
        handles);
  }
}
