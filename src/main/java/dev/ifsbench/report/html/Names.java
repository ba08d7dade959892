package dev.ifsbench.report.html;

import dev.ifsbench.bench.state.HandleKind;
import dev.ifsbench.track.compare.ComparedRow;
import dev.ifsbench.track.series.BenchmarkSeries;
import dev.ifsbench.track.series.SeriesKey;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What the things in one run are called on a page, and which colour each kind has. */
final class Names {
  private static final List<String> KINDS =
      Arrays.stream(HandleKind.values()).map(HandleKind::name).toList();

  private final Map<String, String> common;
  private final boolean isOneMode;

  /**
   * Looks for what all have in common, which need not be said each time.
   *
   * @param comparisons all of a run
   */
  Names(List<ComparedRow<BenchmarkSeries>> comparisons) {
    Map<String, String> same = new TreeMap<>();
    if (comparisons.size() > 1) {
      same.putAll(comparisons.get(0).subject().setting().params());
      comparisons.forEach(
          other -> same.entrySet().retainAll(other.subject().setting().params().entrySet()));
    }
    common = same;
    isOneMode =
        comparisons.stream().map(other -> other.subject().key().mode()).distinct().count() <= 1;
  }

  /** The parameters that have one value throughout. */
  Map<String, String> common() {
    return common;
  }

  /**
   * A setting's title.
   *
   * @param setting benchmark and parameters
   */
  String title(SeriesKey setting) {
    String params = params(setting);
    String title = shortName(setting.benchmark()) + (params.isEmpty() ? "" : ", " + params);
    String mode = isOneMode ? "" : ", mode " + setting.mode().shortLabel();
    return title + (setting.threads() == 1 ? "" : ", " + setting.threads() + " threads") + mode;
  }

  /**
   * A setting's parameters, those left out that all have in common.
   *
   * @param setting benchmark and parameters
   */
  String params(SeriesKey setting) {
    Map<String, String> params = new LinkedHashMap<>(setting.params());
    params.entrySet().removeAll(common.entrySet());
    return text(params);
  }

  /** As in {@code binding JNA, payload 64}; {@code none} is an empty value. */
  static String text(Map<String, String> params) {
    return params.entrySet().stream()
        .map(
            param ->
                param.getKey() + " " + (param.getValue().isEmpty() ? "none" : param.getValue()))
        .collect(Collectors.joining(", "));
  }

  /** Class and method, without the package. */
  static String shortName(String benchmark) {
    int method = benchmark.lastIndexOf('.');
    int start = method < 0 ? -1 : benchmark.lastIndexOf('.', method - 1);
    return benchmark.substring(start + 1);
  }

  /**
   * Numbers kinds, for colour, dash and symbol: this project's have always the same.
   *
   * @param kinds in any order
   */
  static Map<String, Integer> numbered(Iterable<String> kinds) {
    Set<String> order = new LinkedHashSet<>(KINDS);
    kinds.forEach(order::add);
    Map<String, Integer> numbers = new LinkedHashMap<>();
    for (String kind : order) {
      numbers.put(kind, numbers.size());
    }
    return numbers;
  }
}
