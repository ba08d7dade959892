package dev.ifsbench.cli;

import dev.ifsbench.cli.option.CheckFormatOption;
import dev.ifsbench.cli.option.ConfidenceOption;
import dev.ifsbench.cli.option.ExitCode;
import dev.ifsbench.cli.option.OptionValues;
import dev.ifsbench.cli.option.RunPair;
import dev.ifsbench.cli.option.StatisticOption;
import dev.ifsbench.cli.option.UserError;
import dev.ifsbench.report.json.GateJson;
import dev.ifsbench.report.screen.Screen;
import dev.ifsbench.report.text.CheckReport;
import dev.ifsbench.report.text.ConditionsText;
import dev.ifsbench.report.text.GateReport;
import dev.ifsbench.track.compare.Gate;
import dev.ifsbench.track.compare.GateFinding;
import dev.ifsbench.track.compare.GateFinding.Outcome;
import dev.ifsbench.track.compare.RunConditions;
import dev.ifsbench.track.stats.ComparisonMethod;
import dev.ifsbench.track.stats.Estimator;
import dev.ifsbench.track.stats.Percentile;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Passes or fails a run by comparing it with another. */
@Command(
    name = "gate",
    header = "Fails if a run is worse than another by more than is allowed.",
    description = {
      "",
      "A time may be longer, and a throughput lower, by what is allowed. A benchmark passes if the"
          + " whole interval of its ratio is better than that, and has regressed if all of it is"
          + " worse. One that failed, is missing, or has fewer than three forks never passes.",
      "",
      "The median decides, and so does the mean: a benchmark whose median holds still regresses"
          + " where the whole interval of its mean's ratio is worse, and the line says so. With"
          + " --statistic mean the mean alone decides.",
      ""
    },
    sortOptions = false,
    showDefaultValues = true,
    mixinStandardHelpOptions = true,
    versionProvider = VersionText.class)
final class GateCommand implements Callable<Integer> {
  /** The gate ignores the margin. */
  private static final double NO_MARGIN = Double.NaN;

  @Mixin private RunPair pair;

  @Option(
      names = "--max-regression",
      required = true,
      paramLabel = "PERCENT",
      converter = OptionValues.LimitConverter.class,
      description = "By how much a benchmark may be worse, such as 3%%; with 0%% not at all.")
  private Double maxRegression;

  @Option(
      names = "--percentile",
      split = ",",
      paramLabel = "PERCENTILE",
      defaultValue = "p50,p99",
      converter = OptionValues.PercentileConverter.class,
      description = "Which percentiles are judged, where a run has histograms.")
  private LinkedHashSet<Percentile> percentiles;

  @Option(names = "--allow-new", description = "Let a benchmark pass that only the judged run has.")
  private boolean newAllowed;

  @Mixin private StatisticOption statistic;

  @Mixin private ConfidenceOption confidence;

  @Mixin private CheckFormatOption format;

  @Override
  public Integer call() throws UserError {
    format.check();
    RunPair.Results runs = pair.read();
    ComparisonMethod method =
        new ComparisonMethod(
            new Estimator(statistic.value(), runs.pairing(), confidence.value()), NO_MARGIN);
    List<GateFinding> findings =
        new Gate(maxRegression, percentiles, newAllowed, method).judge(runs.before(), runs.after());
    format.write(
        new Found(
            runs.before().name(),
            runs.after().name(),
            maxRegression,
            confidence.value(),
            findings,
            runs.conditions()));
    if (findings.stream().anyMatch(finding -> finding.outcome() == Outcome.REGRESSED)) {
      return ExitCode.NOT_PASSED.code();
    }
    boolean passed = findings.stream().allMatch(finding -> finding.outcome() == Outcome.PASSED);
    return (passed ? ExitCode.OK : ExitCode.UNDECIDED).code();
  }

  private record Found(
      String before,
      String after,
      double maxRegression,
      double confidence,
      List<GateFinding> findings,
      RunConditions conditions)
      implements CheckFormatOption.Findings {
    @Override
    public List<String> text(Screen screen) {
      return Stream.concat(
              in(screen).lines(findings).stream(), ConditionsText.lines(conditions).stream())
          .toList();
    }

    @Override
    public String json() {
      return GateJson.of(before, after, maxRegression, confidence, findings, conditions);
    }

    @Override
    public CheckReport report() {
      return in(Screen.ofFile()).report(before, after, findings, conditions);
    }

    private GateReport in(Screen screen) {
      return new GateReport(screen, maxRegression, confidence);
    }
  }
}
