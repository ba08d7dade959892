package dev.ifsbench.cli;

import dev.ifsbench.cli.option.BudgetOption;
import dev.ifsbench.cli.option.OptionValues;
import dev.ifsbench.cli.option.OutputOptions;
import dev.ifsbench.cli.option.RoundsOption;
import dev.ifsbench.cli.option.StatisticsOptions;
import dev.ifsbench.cli.option.StoreOption;
import dev.ifsbench.cli.option.UserError;
import dev.ifsbench.cli.run.PlanConsent;
import dev.ifsbench.cli.run.ResumedTrack;
import dev.ifsbench.cli.run.TrackPlan;
import dev.ifsbench.cli.run.TrackRun;
import dev.ifsbench.track.run.PairedSides;
import dev.ifsbench.track.store.ResultStore;
import dev.ifsbench.track.store.TrackSettings;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Measures any benchmarks in interleaved rounds, and keeps what they show in a store. */
@Command(
    name = "track",
    header = "Measures benchmarks in interleaved rounds and keeps the results.",
    description = {
      "",
      "Every round measures each benchmark, with each value of its parameters, once: in random"
          + " order, in a JVM of its own. It ends when every interval is narrow enough, but not"
          + " before round "
          + TrackRun.ROUNDS_FOR_PRECISION
          + ", or when another round will not fit in the budget. Whatever interrupts it, finished"
          + " forks are kept.",
      "",
      "With --paired both sides of a benchmark share a JVM and take turns of 10 ms, and the ratio of"
          + " the sides is what is to be precise.",
      ""
    },
    customSynopsis = {
      "${COMMAND-FULL-NAME} [OPTIONS] [BENCHMARK] [JMH-ARGUMENTS]",
      "       ${COMMAND-FULL-NAME} --resume[=RUN] [--accept-plan] [--quiet] [--json] [--store=STORE]"
    },
    sortOptions = false,
    showDefaultValues = true,
    mixinStandardHelpOptions = true,
    versionProvider = VersionText.class)
final class TrackCommand implements Callable<Integer> {
  static final String NAME = "track";

  /** Options that an interrupted run has fixed already. */
  private static final List<String> SETTINGS =
      List.of(
          "--rounds",
          "--budget",
          "--precision",
          "--detect",
          "--paired",
          "--jar",
          "--commit",
          "--confidence",
          "--seed");

  @Spec private CommandSpec spec;

  @Parameters(
      showDefaultValue = CommandLine.Help.Visibility.NEVER,
      arity = "0..*",
      paramLabel = "BENCHMARK",
      description = "A regular expression and further arguments for JMH, such as -p and -prof.")
  private List<String> arguments = new ArrayList<>();

  @Mixin private RoundsOption rounds = new RoundsOption(1000);

  @Mixin private BudgetOption budget = new BudgetOption(Duration.ofMinutes(10));

  @Option(
      names = "--precision",
      paramLabel = "PERCENT",
      defaultValue = "2%",
      converter = OptionValues.PercentConverter.class,
      description = "Half-width of the intervals, relative to the score, that is enough.")
  private double precision;

  @Option(
      names = "--detect",
      paramLabel = "PERCENT",
      converter = OptionValues.PercentConverter.class,
      description =
          "Measure until a change of this size would be found with a chance of 90%%, and say after"
              + " a pilot of five rounds how long that takes on this machine; refused where the"
              + " budget is too small. Takes the place of --precision.")
  private Double detect;

  @Option(
      names = "--paired",
      paramLabel = "A,B",
      converter = OptionValues.SidesConverter.class,
      description =
          "Compare two kinds of handle, two entries of Windows' catalog"
              + " (entry:1001,entry:1045), two bindings, or two jars, side by side in one JVM, each"
              + " with classes and compiled code of its own. The jars may be any project's that have"
              + " JMH 1.30 or newer.")
  private PairedSides sides;

  @Option(
      names = "--jar",
      paramLabel = "FILE.jar",
      description =
          "Measure the benchmarks of another project's jar, by forks of its own JMH, of 1.30 or"
              + " newer.")
  private String jar;

  @Option(
      names = "--commit",
      paramLabel = "ID",
      description =
          "With another project's jar: the commit that it, or the second of two, was built from;"
              + " without it, that of the git checkout that it lies in.")
  private String commit;

  @Option(
      names = "--resume",
      arity = "0..1",
      fallbackValue = "",
      paramLabel = "RUN",
      description = "Go on with an interrupted run, by default the last one.")
  private String resume;

  @Option(
      names = "--accept-plan",
      description =
          "With --resume: go on although the stored plan has JVM arguments, profilers or jars, which"
              + " whoever can write into the store has chosen. Without it they are shown and asked"
              + " for.")
  private boolean planAccepted;

  @Mixin private OutputOptions output;

  @Mixin private StatisticsOptions statistics;

  @Mixin private StoreOption store;

  /** Passes unknown options on to JMH. */
  static void configure(CommandLine commands) {
    commands.getSubcommands().get(NAME).setUnmatchedOptionsArePositionalParams(true);
  }

  @Override
  public Integer call() throws UserError, IOException {
    rounds.check();
    try (ResultStore opened = store.open()) {
      return resume == null ? begin(opened) : resume(opened);
    }
  }

  private int begin(ResultStore opened) throws UserError {
    TrackPlan plan =
        TrackPlan.of(
            arguments,
            sides,
            jar == null && commit == null ? null : new TrackSettings.ForeignJar(jar, commit));
    return TrackRun.begin(
            opened,
            plan,
            rounds.value(),
            budget.value(),
            precision,
            detect,
            statistics.confidence(),
            seed(),
            output)
        .run();
  }

  private long seed() {
    return statistics.seedOrDrawn();
  }

  private int resume(ResultStore opened) throws UserError {
    Stream.concat(arguments.stream(), SETTINGS.stream().filter(this::isGiven))
        .findFirst()
        .ifPresent(
            given -> {
              throw new ParameterException(
                  spec.commandLine(),
                  "--resume goes on with what the run was begun with; leave out " + given);
            });
    return ResumedTrack.resume(opened, resume, new PlanConsent(planAccepted), output).run();
  }

  private boolean isGiven(String option) {
    return spec.commandLine().getParseResult().hasMatchedOption(option);
  }
}
