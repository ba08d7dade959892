package dev.ifsbench.cli.option;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Suggests the intended word for a misspelled one. */
public final class Nearest {
  private Nearest() {}

  /**
   * The candidate with the fewest typing errors away, if few enough to be a misspelling.
   *
   * @param typed what was typed
   * @param candidates what would have been right
   */
  static Optional<String> to(String typed, Collection<String> candidates) {
    String lower = typed.toLowerCase(Locale.ROOT);
    int tolerance = Math.max(1, typed.length() / 3);
    return candidates.stream()
        .min(Comparator.comparingInt(candidate -> distance(lower, candidate)))
        .filter(candidate -> distance(lower, candidate) <= tolerance);
  }

  /**
   * The end of a message: {@code "; did you mean X?"}, or nothing.
   *
   * @param typed what was typed
   * @param candidates what would have been right
   */
  public static String hint(String typed, Collection<String> candidates) {
    return to(typed, candidates)
        .map(text -> String.format(Locale.ROOT, "; did you mean %s?", text))
        .orElse("");
  }

  /** Insertions, deletions, replacements and swaps of neighbours; case does not count. */
  private static int distance(String lower, String candidate) {
    String other = candidate.toLowerCase(Locale.ROOT);
    int[][] distance = new int[lower.length() + 1][other.length() + 1];
    for (int i = 0; i <= lower.length(); i++) {
      for (int j = 0; j <= other.length(); j++) {
        distance[i][j] = i == 0 || j == 0 ? i + j : cheapest(distance, lower, i, other, j);
      }
    }
    return distance[lower.length()][other.length()];
  }

  private static int cheapest(int[][] distance, String lower, int i, String other, int j) {
    boolean same = lower.charAt(i - 1) == other.charAt(j - 1);
    int replaced = distance[i - 1][j - 1] + (same ? 0 : 1);
    int best = Math.min(replaced, Math.min(distance[i - 1][j], distance[i][j - 1]) + 1);
    boolean swapped =
        i > 1
            && j > 1
            && lower.charAt(i - 1) == other.charAt(j - 2)
            && lower.charAt(i - 2) == other.charAt(j - 1);
    return swapped ? Math.min(best, distance[i - 2][j - 2] + 1) : best;
  }
}
