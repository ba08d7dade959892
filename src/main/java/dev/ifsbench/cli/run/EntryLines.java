package dev.ifsbench.cli.run;

import dev.ifsbench.cli.option.EntryOption;
import dev.ifsbench.track.environment.Environment;
import dev.ifsbench.track.run.BenchmarkId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What is printed of the catalog entries that are measured: description, DLL, chain and flags. */
final class EntryLines {
  private EntryLines() {}

  /**
   * Returns the lines.
   *
   * @param measured what is measured
   * @return a line for each entry, and an empty one; nothing if there are none
   */
  static List<String> of(List<BenchmarkId> measured) {
    List<String> numbers = numbers(measured);
    if (numbers.isEmpty()) {
      return List.of();
    }
    List<String> lines = new ArrayList<>(EntryOption.describe(numbers));
    lines.add("");
    return lines;
  }

  /**
   * Adds the lines to the settings of a run.
   *
   * @param settings of the run
   * @param measured what is measured
   */
  static void putInto(Map<String, Object> settings, List<BenchmarkId> measured) {
    List<String> numbers = numbers(measured);
    if (!numbers.isEmpty()) {
      settings.put(Environment.ENTRIES, EntryOption.describe(numbers));
    }
  }

  private static List<String> numbers(List<BenchmarkId> measured) {
    return measured.stream()
        .filter(BenchmarkId::isOfEntry)
        .map(each -> each.value(BenchmarkId.ENTRY))
        .distinct()
        .toList();
  }
}
