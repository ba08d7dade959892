package dev.ifsbench.track.compare;

import dev.ifsbench.track.series.ScoreUnit;
import dev.ifsbench.track.series.SeriesKey;
import dev.ifsbench.track.stats.Interval;
import dev.ifsbench.track.stats.Verdict;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One benchmark, or one percentile of it, in two runs.
 *
 * @param key what was measured
 * @param unit of the scores and of their difference
 * @param forksBefore of the run that is compared with
 * @param forksAfter of the run that is judged
 * @param before mean over the forks
 * @param after mean over the forks
 * @param difference of these
 * @param ratio of the geometric means, 1 if equal
 * @param otherRatio the ratio by the other statistic, if it contradicts
 * @param skewed whether skewed forks take the intervals below the confidence that they claim
 * @param pValue how probable it is to see this much if they are equal
 * @param adjustedPValue the false discovery rate at which it would be found, over all that is
 *     compared
 * @param verdict what this shows
 * @param moreForks how many more each run would probably need for a decision; nothing if there is
 *     one, or if more than 1000 are needed
 * @param objection why nothing can be decided whatever the number of forks, a clause; or nothing
 * @param withoutRatio what was decided of a metric that is zero on a side, and so has no ratio, a
 *     clause; or nothing
 */
public record SeriesComparison(
    SeriesKey key,
    ScoreUnit unit,
    int forksBefore,
    int forksAfter,
    Interval before,
    Interval after,
    Interval difference,
    Interval ratio,
    Optional<Interval> otherRatio,
    boolean skewed,
    double pValue,
    double adjustedPValue,
    Verdict verdict,
    OptionalInt moreForks,
    Optional<String> objection,
    Optional<String> withoutRatio) {
  /** The verdict in a word: more or less of a metric is no matter of time. */
  public String word() {
    if (key.metric().isPresent() && verdict == Verdict.SLOWER) {
      return "worse";
    }
    if (key.metric().isPresent() && verdict == Verdict.FASTER) {
      return "better";
    }
    return verdict.toString().toLowerCase(Locale.ROOT);
  }
}
