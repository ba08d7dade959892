package dev.ifsbench.report;

import dev.ifsbench.track.BenchmarkSeries;
import dev.ifsbench.track.RunResults;
import dev.ifsbench.track.ScoreUnit;
import dev.ifsbench.track.SeriesKey;
import java.util.List;
import java.util.Locale;

/**
 * Go's benchmark format, which benchstat reads: a line for each fork, with its median iteration, as
 * benchstat takes lines to be independent. Times are {@code ns/op}, throughputs {@code ops/s};
 * parameters are in the name. Several runs are told apart by a configuration that benchstat can
 * make columns of ({@code -col run}); a single one has none, for benchstat compares no files whose
 * configurations differ.
 */
final class BenchstatText implements Export {
  @Override
  public String of(List<RunResults> runs, long seed) {
    StringBuilder text = new StringBuilder("Unit ops/s better=higher\n");
    for (RunResults run : runs) {
      if (runs.size() > 1) {
        text.append("run: ").append(Printable.of(run.name())).append('\n');
      }
      run.commit()
          .ifPresent(commit -> text.append("# commit ").append(Printable.of(commit)).append('\n'));
      run.series().forEach(series -> write(series, text));
    }
    return text.toString();
  }

  private static void write(BenchmarkSeries series, StringBuilder text) {
    BenchmarkSeries exported =
        series
            .in(ScoreUnit.NANOS_PER_OPERATION)
            .or(() -> series.in(ScoreUnit.OPERATIONS_PER_SECOND))
            .orElse(series);
    String name = name(series.key());
    String unit = word(exported.unit().text());
    double[] medians = exported.forkMedians();
    double[][] values = exported.values();
    for (int fork = 0; fork < medians.length; fork++) {
      text.append("%s %d %s %s\n".formatted(name, values[fork].length, medians[fork], unit));
    }
  }

  /** The part after "Benchmark" must not begin with a small letter. */
  private static String name(SeriesKey key) {
    String benchmark = word(key.benchmark());
    StringBuilder name = new StringBuilder("Benchmark");
    name.append(benchmark.substring(0, 1).toUpperCase(Locale.ROOT)).append(benchmark.substring(1));
    key.params()
        .forEach(
            (param, value) -> name.append('/').append(word(param)).append('=').append(word(value)));
    name.append("/mode=").append(key.mode().shortLabel());
    key.percentile().ifPresent(percentile -> name.append("/statistic=").append(percentile));
    return name.append('-').append(key.threads()).toString();
  }

  /** Fields are separated by spaces, and parts of names by slashes. */
  private static String word(String text) {
    return Printable.of(text).replaceAll("\\s", "_");
  }
}
