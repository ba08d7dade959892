package dev.ifsbench.cli;

import dev.ifsbench.report.ExportFormat;
import dev.ifsbench.report.Printable;
import dev.ifsbench.track.BenchmarkSeries;
import dev.ifsbench.track.RunResults;
import dev.ifsbench.track.UnusableRunException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes runs down for other tools. */
@Command(
    name = "export",
    header = "Prints runs in the format of another tool.",
    description = {
      "",
      "A score is the mean over the forks, each counting as its median iteration, with its 95%%"
          + " confidence interval where the format has room for it; for benchstat, which has"
          + " statistics of its own, each fork is a line.",
      ""
    },
    sortOptions = false,
    showDefaultValues = true,
    mixinStandardHelpOptions = true,
    versionProvider = VersionText.class)
final class ExportCommand implements Callable<Integer> {
  /** So that the same run is always exported the same. */
  private static final long SEED = 0;

  @Option(
      names = "--format",
      required = true,
      paramLabel = "FORMAT",
      converter = OptionValues.ExportFormatConverter.class,
      description =
          "otava-csv, github-action-benchmark (customSmallerIsBetter), bencher, openmetrics or"
              + " benchstat.")
  private ExportFormat format;

  @Parameters(
      arity = "1..*",
      paramLabel = "RUN",
      description =
          "A run's id, its folder, or a file of JMH's JSON (-rf json) or of HdrHistogram's log.")
  private List<String> references;

  @Mixin private RunArguments runs;

  @Override
  public Integer call() throws Refusal {
    List<RunResults> read = new ArrayList<>();
    for (String reference : references) {
      read.add(withoutFlaws(runs.read(reference)));
    }
    try {
      PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
      out.print(format.write(read, SEED));
      out.flush();
    } catch (UnusableRunException e) {
      throw new Refusal(Printable.of(e.getMessage()));
    }
    return CommandLine.ExitCode.OK;
  }

  /** What cannot be used is named on standard error. */
  private static RunResults withoutFlaws(RunResults run) throws Refusal {
    List<BenchmarkSeries> flawless = new ArrayList<>();
    for (BenchmarkSeries series : run.series()) {
      Optional<String> flaw = series.flaw();
      if (flaw.isPresent()) {
        System.err.println(Printable.of("Left out: %s, as %s".formatted(series.key(), flaw.get())));
      } else {
        flawless.add(series);
      }
    }
    if (flawless.isEmpty()) {
      throw new Refusal(Printable.of("'%s' has nothing to export".formatted(run.name())));
    }
    return run.with(flawless);
  }
}
