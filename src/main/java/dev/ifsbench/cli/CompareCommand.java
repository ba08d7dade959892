package dev.ifsbench.cli;

import dev.ifsbench.cli.option.CheckFormatOption;
import dev.ifsbench.cli.option.ConfidenceOption;
import dev.ifsbench.cli.option.EqualWithinOption;
import dev.ifsbench.cli.option.ExitCode;
import dev.ifsbench.cli.option.RunPair;
import dev.ifsbench.cli.option.StatisticOption;
import dev.ifsbench.cli.option.UserError;
import dev.ifsbench.report.json.JsonReport;
import dev.ifsbench.report.screen.Printable;
import dev.ifsbench.report.screen.Screen;
import dev.ifsbench.report.text.CheckReport;
import dev.ifsbench.report.text.RunComparisonReport;
import dev.ifsbench.track.compare.RunComparison;
import dev.ifsbench.track.compare.RunConditions;
import dev.ifsbench.track.stats.Estimator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Compares two runs. */
@Command(
    name = "compare",
    header = "Compares two runs, benchmark by benchmark.",
    description = {
      "",
      "Runs can be JMH's own, of any benchmark. The fork is the unit of replication: with fewer than"
          + " three in each run nothing is decided.",
      ""
    },
    sortOptions = false,
    showDefaultValues = true,
    mixinStandardHelpOptions = true,
    versionProvider = VersionText.class)
final class CompareCommand implements Callable<Integer> {
  @Mixin private RunPair pair;

  @Mixin private EqualWithinOption equalWithin;

  @Mixin private StatisticOption statistic;

  @Mixin private CheckFormatOption format;

  @Mixin private ConfidenceOption confidence;

  @Override
  public Integer call() throws UserError {
    format.check();
    RunPair.Results runs = pair.read();
    RunComparison comparison =
        RunComparison.of(
            runs.before(),
            runs.after(),
            equalWithin.method(
                new Estimator(statistic.value(), runs.pairing(), confidence.value())));
    if (comparison.rows().isEmpty()) {
      throw new UserError(
          Printable.of(
              String.format(
                  Locale.ROOT,
                  "The runs have nothing in common: '%s' has %s, and '%s' has %s",
                  comparison.before(),
                  runs.before().series().get(0).key(),
                  comparison.after(),
                  runs.after().series().get(0).key())));
    }
    format.write(new Found(comparison, runs.conditions()));
    return ExitCode.OK.code();
  }

  private record Found(RunComparison comparison, RunConditions conditions)
      implements CheckFormatOption.Findings {
    @Override
    public List<String> text(Screen screen) {
      return new RunComparisonReport(screen).lines(comparison, conditions);
    }

    @Override
    public String json() {
      return JsonReport.of(comparison, conditions);
    }

    @Override
    public CheckReport report() {
      return new RunComparisonReport(Screen.ofFile()).report(comparison, conditions);
    }
  }
}
