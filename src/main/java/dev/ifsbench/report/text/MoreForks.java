package dev.ifsbench.report.text;

import java.util.Locale;
import java.util.OptionalInt;

/** What to do where too few forks were run. */
final class MoreForks {
  private MoreForks() {}

  /**
   * Returns the advice.
   *
   * @param forks how many more of each run are probably needed; nothing if more than can be run
   */
  static String text(OptionalInt forks) {
    if (forks.isEmpty()) {
      return "not settled even by 1000 more forks";
    }
    return String.format(
        Locale.ROOT, "run %d more %s", forks.getAsInt(), forks.getAsInt() == 1 ? "fork" : "forks");
  }
}
