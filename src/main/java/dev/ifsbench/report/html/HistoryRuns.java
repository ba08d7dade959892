package dev.ifsbench.report.html;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The runs of some histories, each once however many benchmarks it measured, the oldest first. */
final class HistoryRuns {
  private final List<Trend.Run> runs;
  private final Map<Trend.Run, Integer> numbers = new HashMap<>();

  /**
   * Collects runs.
   *
   * @param trends that they are runs of
   */
  HistoryRuns(Collection<Trend> trends) {
    trends.forEach(trend -> trend.points().forEach(point -> numbers.put(point.run(), 0)));
    runs = numbers.keySet().stream().sorted(Trend.Run.BY_TIME).toList();
    for (int i = 0; i < runs.size(); i++) {
      numbers.put(runs.get(i), i);
    }
  }

  /** How many there are. */
  int size() {
    return runs.size();
  }

  /** The run of a number, from 0. */
  Trend.Run run(int number) {
    return runs.get(number);
  }

  /** The number of each point's run, in the order of the points; all must be of these runs. */
  int[] numbers(Trend trend) {
    return trend.points().stream().mapToInt(point -> numbers.get(point.run())).toArray();
  }

  /** Writes numbers as in {@code 0-29 31}. */
  static String ranges(BitSet numbers) {
    StringBuilder text = new StringBuilder();
    for (int first = numbers.nextSetBit(0); first >= 0; ) {
      int last = numbers.nextClearBit(first) - 1;
      text.append(text.length() == 0 ? "" : " ").append(first);
      if (last > first) {
        text.append('-').append(last);
      }
      first = numbers.nextSetBit(last + 1);
    }
    return text.toString();
  }

  /**
   * Time, name and commit of each run as JSON that stands in a script element: nothing in it ends
   * that element, opens a comment or is a line's end.
   */
  String json() {
    List<List<String>> all = new ArrayList<>();
    runs.forEach(
        run -> all.add(List.of(run.time(), run.name(), CommitLinks.shortened(run.commit()))));
    try {
      return new ObjectMapper()
          .writeValueAsString(all)
          .replace("<", "\\u003c")
          .replace(">", "\\u003e")
          .replace("&", "\\u0026")
          .replace("\u2028", "\\u2028")
          .replace("\u2029", "\\u2029");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("lists of strings cannot fail to be JSON", e);
    }
  }
}
