package dev.ifsbench.report.export;

import dev.ifsbench.report.screen.Printable;
import dev.ifsbench.track.series.BenchmarkSeries;
import dev.ifsbench.track.series.RunResults;
import dev.ifsbench.track.store.UnusableRunException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Apache Otava's CSV: columns {@code time}, {@code commit} and one for each benchmark, a line for
 * each run, the oldest first. Otava reads no empty cells, so a benchmark that one of the runs lacks
 * has no column.
 */
final class OtavaCsv implements Export {
  @Override
  public String of(List<RunResults> runs, ExportOptions options) throws UnusableRunException {
    List<Line> lines = new ArrayList<>();
    for (RunResults run : runs) {
      lines.add(line(run, options));
    }
    lines.sort(Comparator.comparing(Line::time));
    List<String> columns = new ArrayList<>(lines.get(0).scores.keySet());
    for (Line line : lines) {
      columns.retainAll(line.scores.keySet());
    }
    Set<String> everywhere = Set.copyOf(columns);
    lines.stream()
        .flatMap(line -> line.scores.keySet().stream())
        .distinct()
        .filter(column -> !everywhere.contains(column))
        .forEach(column -> options.leftOut().accept(column + ", because not every run has it"));
    if (columns.isEmpty()) {
      throw new UnusableRunException("The runs have no benchmark in common");
    }
    StringBuilder csv = new StringBuilder("time,commit");
    columns.forEach(column -> csv.append(',').append(quoted(column)));
    csv.append('\n');
    for (Line line : lines) {
      csv.append(quoted(line.time)).append(',').append(quoted(line.commit));
      columns.forEach(column -> csv.append(',').append(line.scores.get(column)));
      csv.append('\n');
    }
    return csv.toString();
  }

  private record Line(String time, String commit, Map<String, Double> scores) {}

  private static Line line(RunResults run, ExportOptions options) throws UnusableRunException {
    String time =
        run.startTime()
            .orElseThrow(
                () ->
                    new UnusableRunException(
                        String.format(
                            Locale.ROOT,
                            "'%s' does not say when it was made, which Otava needs; give it with --time",
                            run.name())));
    Map<String, Double> scores = new LinkedHashMap<>();
    for (BenchmarkSeries series : run.series()) {
      scores.put(
          String.format(
              Locale.ROOT,
              "%s %s [%s]",
              ExportedName.of(series.key().ofScore()),
              options.name(series),
              Printable.of(series.unit().text())),
          options.score(series).estimate());
    }
    return new Line(Printable.of(time), Printable.of(run.commit().orElse("unknown")), scores);
  }

  private static String quoted(String cell) {
    return cell.matches("[^\",\r\n]*") ? cell : '"' + cell.replace("\"", "\"\"") + '"';
  }
}
