package dev.ifsbench.report.html.chart;

import dev.ifsbench.trace.recording.CallKind;

/**
 * The symbol of a kind of call.
 *
 * @param style its class, for the colour
 * @param path of the symbol, around 0
 * @param meaning in the legend; empty for the call's own name
 */
record CallSymbol(String style, String path, String meaning) {
  private static final String DIAMOND = SeriesStyle.symbol(3);
  private static final String CIRCLE = SeriesStyle.symbol(0);
  private static final String SQUARE = SeriesStyle.symbol(1);
  private static final String TRIANGLE = SeriesStyle.symbol(2);
  private static final String STAR = SeriesStyle.symbol(4);
  private static final String CROSS = SeriesStyle.symbol(5);
  private static final String TIMES =
      "M-5 -3.5L-3.5 -5L0 -1.5L3.5 -5L5 -3.5L1.5 0L5 3.5L3.5 5L0 1.5L-3.5 5L-5 3.5L-1.5 0Z";
  private static final String RING =
      "M-5 0A5 5 0 1 1 5 0A5 5 0 1 1 -5 0ZM-2.5 0A2.5 2.5 0 1 0 2.5 0A2.5 2.5 0 1 0 -2.5 0Z";
  private static final String DOWN = "M0 5.5L5 -4H-5Z";
  private static final String BAR = "M-1.5 -6H1.5V6H-1.5Z";

  static CallSymbol of(CallKind kind) {
    return switch (kind) {
      case MODIFY -> new CallSymbol("s1", DIAMOND, "");
      case CREATE -> new CallSymbol("s3", TRIANGLE, "");
      case CLOSE -> new CallSymbol("s5", TIMES, "");
      case QUERY -> new CallSymbol("s4", CIRCLE, "");
      case SOCKET -> new CallSymbol("s0", STAR, "a new socket");
      case CLOSE_SOCKET -> new CallSymbol("s5", SQUARE, "");
      case DISPATCH -> new CallSymbol("s4", CROSS, "a call finds its provider");
      case REDIRECTED -> new CallSymbol("s2", DOWN, "ReadFile, WriteFile");
      case UNKNOWN_HANDLE -> new CallSymbol("s3", CROSS, "");
      case IMPORT -> new CallSymbol("s2", DIAMOND, "a handle is imported");
      case STARTUP -> new CallSymbol("s0", BAR, "");
      case CLEANUP -> new CallSymbol("s5", BAR, "");
      case HANDLE_TABLE -> new CallSymbol("s0", RING, "");
    };
  }
}
