package dev.ifsbench.report.export;

import dev.ifsbench.report.screen.Printable;
import dev.ifsbench.track.series.BenchmarkSeries;
import dev.ifsbench.track.series.RunResults;
import dev.ifsbench.track.series.ScoreUnit;
import dev.ifsbench.track.series.SeriesKey;
import java.util.List;
import java.util.Locale;

/**
 * Go's benchmark format, which benchstat reads: a line for each fork, with the statistic of its
 * iterations, as benchstat takes lines to be independent. Times are {@code ns/op}, throughputs
 * {@code ops/s}; parameters are in the name. Several runs are told apart by a configuration that
 * benchstat can make columns of ({@code -col run}); a single one has none, for benchstat compares
 * no files whose configurations differ.
 */
final class BenchstatText implements Export {
  @Override
  public String of(List<RunResults> runs, ExportOptions options) {
    StringBuilder text = new StringBuilder("Unit ops/s better=higher\n");
    text.append(
        String.format(
            Locale.ROOT, "# each line is the %s of a fork's iterations\n", options.statistic()));
    for (RunResults run : runs) {
      if (runs.size() > 1) {
        text.append("run: ").append(Printable.of(run.name())).append('\n');
      }
      run.commit()
          .ifPresent(commit -> text.append("# commit ").append(Printable.of(commit)).append('\n'));
      run.series().forEach(series -> write(series, options, text));
    }
    return text.toString();
  }

  private static void write(BenchmarkSeries series, ExportOptions options, StringBuilder text) {
    BenchmarkSeries exported =
        series
            .in(ScoreUnit.NANOS_PER_OPERATION)
            .or(() -> series.in(ScoreUnit.OPERATIONS_PER_SECOND))
            .orElse(series);
    String name = name(series.key());
    String unit = word(exported.unit().text());
    double[] scores = exported.ofForks(options.statistic());
    double[][] values = exported.values();
    for (int fork = 0; fork < scores.length; fork++) {
      text.append(
          String.format(
              Locale.ROOT, "%s %d %s %s\n", name, values[fork].length, scores[fork], unit));
    }
  }

  /** The part after "Benchmark" must not begin with a small letter. */
  private static String name(SeriesKey key) {
    String benchmark = part(key.benchmark());
    StringBuilder name = new StringBuilder("Benchmark");
    name.append(benchmark.substring(0, 1).toUpperCase(Locale.ROOT)).append(benchmark.substring(1));
    key.params()
        .forEach(
            (param, value) -> name.append('/').append(part(param)).append('=').append(part(value)));
    name.append("/mode=").append(key.mode().shortLabel());
    key.percentile().ifPresent(percentile -> name.append("/statistic=").append(percentile));
    return name.append('-').append(key.threads()).toString();
  }

  /** Fields are separated by spaces, and parts of names by slashes, which are therefore escaped. */
  private static String part(String text) {
    return word(text).replace("%", "%25").replace("/", "%2F");
  }

  private static String word(String text) {
    return Printable.of(text).replaceAll("\\s", "_");
  }
}
