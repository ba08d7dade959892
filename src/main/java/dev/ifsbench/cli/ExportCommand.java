package dev.ifsbench.cli;

import dev.ifsbench.cli.option.ExitCode;
import dev.ifsbench.cli.option.OptionValues;
import dev.ifsbench.cli.option.RunArguments;
import dev.ifsbench.cli.option.StandardStreams;
import dev.ifsbench.cli.option.StatisticOption;
import dev.ifsbench.cli.option.UserError;
import dev.ifsbench.report.export.ExportFormat;
import dev.ifsbench.report.export.ExportOptions;
import dev.ifsbench.report.screen.Printable;
import dev.ifsbench.track.series.BenchmarkSeries;
import dev.ifsbench.track.series.RunResults;
import dev.ifsbench.track.stats.Statistic;
import dev.ifsbench.track.store.UnusableRunException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Exports runs in the formats of other tools. */
@Command(
    name = "export",
    header = "Prints runs in the format of another tool.",
    description = {
      "",
      "A score is JMH's own, the mean of all iterations, or with --statistic median the mean over"
          + " the forks of their median iterations; with its 95%% confidence interval where the"
          + " format has room for it. For benchstat, which has statistics of its own, each fork is a"
          + " line. What the format has no room for is named on standard error.",
      ""
    },
    sortOptions = false,
    showDefaultValues = true,
    mixinStandardHelpOptions = true,
    versionProvider = VersionText.class)
final class ExportCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--format",
      required = true,
      paramLabel = "FORMAT",
      converter = OptionValues.ExportFormatConverter.class,
      description =
          "otava-csv, github-action-benchmark (customSmallerIsBetter), bencher, openmetrics or"
              + " benchstat.")
  private ExportFormat format;

  @Option(
      names = "--statistic",
      paramLabel = "mean|median",
      defaultValue = "mean",
      converter = StatisticOption.Converter.class,
      description = "What a score is made of.")
  private Statistic statistic;

  @Option(
      names = "--time",
      split = ",",
      paramLabel = "TIME",
      showDefaultValue = CommandLine.Help.Visibility.NEVER,
      description =
          "Times of the runs whose files do not tell when they were made, in their order:"
              + " 2026-01-31T12:00:00Z.")
  private List<Instant> times = List.of();

  @Parameters(
      arity = "1..*",
      paramLabel = "RUN",
      description =
          "A run's id, its folder, or a file of JMH's JSON (-rf json) or of HdrHistogram's log.")
  private List<String> references;

  @Mixin private RunArguments runs;

  @Override
  public Integer call() throws UserError {
    List<RunResults> read = new ArrayList<>();
    for (String reference : references) {
      read.add(withoutFlaws(runs.read(reference)));
    }
    ExportOptions options = new ExportOptions(statistic, ExportCommand::leaveOut);
    try {
      String exported = format.write(withTimes(read), options);
      StandardStreams.printUtf8(exported);
    } catch (UnusableRunException e) {
      throw new UserError(Printable.of(e.getMessage()));
    }
    return ExitCode.OK.code();
  }

  private List<RunResults> withTimes(List<RunResults> read) {
    long timeless = read.stream().filter(run -> run.startTime().isEmpty()).count();
    if (!times.isEmpty() && times.size() != timeless) {
      throw new ParameterException(
          spec.commandLine(),
          String.format(
              Locale.ROOT,
              "--time has %d times, but %d of the runs do not say when they were made",
              times.size(),
              timeless));
    }
    Iterator<Instant> given = times.iterator();
    return read.stream()
        .map(
            run ->
                run.startTime().isEmpty() && given.hasNext()
                    ? run.startedAt(given.next().toString())
                    : run)
        .toList();
  }

  private static void leaveOut(String what) {
    System.err.println(Printable.of("Left out: " + what));
  }

  /** Runs that cannot be used are named on standard error. */
  private static RunResults withoutFlaws(RunResults run) throws UserError {
    List<BenchmarkSeries> flawless = new ArrayList<>();
    for (BenchmarkSeries series : run.series()) {
      Optional<String> flaw = series.flaw();
      if (flaw.isPresent()) {
        leaveOut(String.format(Locale.ROOT, "%s, as %s", series.key(), flaw.get()));
      } else {
        flawless.add(series);
      }
    }
    if (flawless.isEmpty()) {
      throw new UserError(
          Printable.of(String.format(Locale.ROOT, "'%s' has nothing to export", run.name())));
    }
    return run.with(flawless);
  }
}
