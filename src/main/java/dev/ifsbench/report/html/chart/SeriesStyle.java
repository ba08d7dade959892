package dev.ifsbench.report.html.chart;

import java.util.List;

/** Colour, dash and symbol of each series: no two of the first six have one of them in common. */
final class SeriesStyle {
  private static final List<String> DASHES = List.of("", "7 3", "2 3", "10 3 2 3", "5 5", "1 3");

  /** Circle, square, triangle, diamond, star, cross; about 9 pixels wide. */
  private static final List<String> SYMBOLS =
      List.of(
          "M-4.5 0A4.5 4.5 0 1 1 4.5 0A4.5 4.5 0 1 1 -4.5 0Z",
          "M-4 -4H4V4H-4Z",
          "M0 -5.5L5 4H-5Z",
          "M0 -6L4.5 0L0 6L-4.5 0Z",
          "M0 -6L1.5 -1.9L5.7 -1.9L2.4 .8L3.5 4.9L0 2.5L-3.5 4.9L-2.4 .8L-5.7 -1.9L-1.5 -1.9Z",
          "M-1.7 -5H1.7V-1.7H5V1.7H1.7V5H-1.7V1.7H-5V-1.7H-1.7Z");

  private SeriesStyle() {}

  /** The class of a series' elements. */
  static String of(int series) {
    return "s" + series % SYMBOLS.size();
  }

  /** The path of its symbol, around 0. */
  static String symbol(int series) {
    return SYMBOLS.get(series % SYMBOLS.size());
  }

  /** As the attribute has it; empty for a line without gaps. */
  static String dash(int series) {
    return DASHES.get(series % DASHES.size());
  }
}
