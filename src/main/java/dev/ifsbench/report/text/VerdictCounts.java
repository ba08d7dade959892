package dev.ifsbench.report.text;

import dev.ifsbench.track.stats.Verdict;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.Function;

/** How often each verdict was given, in the words that the terminal and the page share. */
public final class VerdictCounts {
  private final Map<Verdict, Integer> counts = new EnumMap<>(Verdict.class);
  private final int all;

  /**
   * Counts verdicts.
   *
   * @param verdicts of everything that was compared
   */
  public VerdictCounts(Collection<Verdict> verdicts) {
    verdicts.forEach(verdict -> counts.merge(verdict, 1, Integer::sum));
    all = verdicts.size();
  }

  /**
   * How often a verdict was given.
   *
   * @param verdict that one
   */
  public int of(Verdict verdict) {
    return counts.getOrDefault(verdict, 0);
  }

  /** Whether a verdict was given at least as often as all others together. */
  boolean isMostly(Verdict verdict) {
    return 2 * of(verdict) >= all;
  }

  /**
   * One of them, as in {@code equal within ±1% in 8 of 9}.
   *
   * @param verdict that one
   * @param words what it is called
   */
  public String clause(Verdict verdict, Function<Verdict, String> words) {
    return String.format(Locale.ROOT, "%s in %d of %d", words.apply(verdict), of(verdict), all);
  }

  /**
   * All that were given, as in {@code slower in 8 of 9, undecided in 1}.
   *
   * @param words what each is called
   */
  public String clauses(Function<Verdict, String> words) {
    StringJoiner clauses = new StringJoiner(", ");
    counts.forEach(
        (verdict, count) ->
            clauses.add(
                clauses.length() == 0
                    ? clause(verdict, words)
                    : words.apply(verdict) + " in " + count));
    return clauses.toString();
  }
}
