package dev.ifsbench.track.compare;

import dev.ifsbench.track.series.SeriesKey;
import dev.ifsbench.track.stats.Interval;
import dev.ifsbench.track.stats.SampleChange;
import dev.ifsbench.track.stats.Statistic;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A finding of a {@link Gate} on one benchmark or on the whole run.
 *
 * @param outcome what follows
 * @param subject the benchmark with its parameters, or the run
 * @param higherIsBetter the direction of the benchmark's score
 * @param statistic of the forks that was judged
 * @param change from the score before; {@link SampleChange#UNKNOWN} if it was not looked at
 * @param moreForks how many more each run would probably need for a decision; nothing if there is
 *     one, or if more than 1000 are needed
 * @param objection why it was not looked at, a clause; or nothing
 * @param withoutRatio what was found of a metric that is zero on a side, and so has no ratio, a
 *     clause; or nothing
 */
public record GateFinding(
    Outcome outcome,
    String subject,
    boolean higherIsBetter,
    Statistic statistic,
    SampleChange change,
    OptionalInt moreForks,
    Optional<String> objection,
    Optional<String> withoutRatio) {

  /** What follows from a finding. */
  public enum Outcome {
    /** The whole interval is better than the limit. */
    PASSED,
    /** The whole interval is worse than the limit. */
    REGRESSED,
    /** The interval includes the limit. */
    UNDECIDED,
    /** There is no interval to judge. */
    UNUSABLE
  }

  /** The ratio to the score before; NaN throughout if it was not looked at. */
  public Interval ratio() {
    return change.ratio().interval();
  }

  static GateFinding measured(
      Outcome outcome,
      SeriesKey key,
      Statistic statistic,
      SampleChange change,
      OptionalInt moreForks) {
    return new GateFinding(
        outcome,
        key.toString(),
        key.higherIsBetter(),
        statistic,
        change,
        moreForks,
        Optional.empty(),
        Optional.empty());
  }

  static GateFinding withoutRatio(Outcome outcome, SeriesKey key, String found) {
    return new GateFinding(
        outcome,
        key.toString(),
        key.higherIsBetter(),
        Statistic.MEDIAN,
        SampleChange.UNKNOWN,
        OptionalInt.empty(),
        Optional.empty(),
        Optional.of(found));
  }

  static GateFinding unusable(String subject, String objection) {
    return new GateFinding(
        Outcome.UNUSABLE,
        subject,
        false,
        Statistic.MEDIAN,
        SampleChange.UNKNOWN,
        OptionalInt.empty(),
        Optional.of(objection),
        Optional.empty());
  }
}
