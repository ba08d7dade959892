package dev.ifsbench.report.html;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The runs of all histories, each once however many benchmarks it measured. */
final class HistoryRuns {
  private final Map<Run, Integer> numbers = new LinkedHashMap<>();

  /**
   * One run.
   *
   * @param time when it started, ISO 8601
   * @param name its id
   * @param commit that was measured
   */
  record Run(String time, String name, String commit) implements Comparable<Run> {
    private static final Comparator<Run> BY_TIME =
        Comparator.comparing(Run::time).thenComparing(Run::name).thenComparing(Run::commit);

    static Run of(Trend.Point point) {
      return new Run(point.time(), point.run(), point.commit());
    }

    @Override
    public int compareTo(Run other) {
      return BY_TIME.compare(this, other);
    }
  }

  /**
   * The numbers of some runs, as in {@code 0-29 31}.
   *
   * @param runs in any order, which is kept
   */
  String numbers(Collection<Run> runs) {
    StringBuilder text = new StringBuilder();
    int first = -1;
    int last = -1;
    for (Run run : runs) {
      Integer known = numbers.putIfAbsent(run, numbers.size());
      int number = known == null ? numbers.size() - 1 : known;
      if (first >= 0 && number == last + 1) {
        last = number;
        continue;
      }
      append(text, first, last);
      first = number;
      last = number;
    }
    append(text, first, last);
    return text.toString().strip();
  }

  private static void append(StringBuilder text, int first, int last) {
    if (first >= 0) {
      text.append(' ').append(first);
      if (last > first) {
        text.append('-').append(last);
      }
    }
  }

  /**
   * Time, name and commit of each run as JSON that stands in a script element: nothing in it ends
   * that element, opens a comment or is a line's end.
   */
  String json() {
    List<List<String>> all = new ArrayList<>();
    numbers
        .keySet()
        .forEach(
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
