package dev.ifsbench.track.compare;

import dev.ifsbench.track.series.ScoreUnit;
import dev.ifsbench.track.series.SeriesKey;
import dev.ifsbench.track.stats.Interval;
import dev.ifsbench.track.stats.SampleChange;
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
 * @param change from one to the other
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
    SampleChange change,
    double adjustedPValue,
    Verdict verdict,
    OptionalInt moreForks,
    Optional<String> objection,
    Optional<String> withoutRatio) {
  /** The difference of the means. */
  public Interval difference() {
    return change.difference().interval();
  }

  /** The ratio of the geometric means, 1 if equal. */
  public Interval ratio() {
    return change.ratio().interval();
  }

  /** How probable it is to see this much if the two are equal. */
  public double pValue() {
    return change.pValue();
  }

  /** The verdict in a word: a metric is better or worse, not faster or slower. */
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
