package dev.ifsbench.track.stats;

import java.util.Optional;

/**
 * One sample against another that serves as reference, such as a kind of handle.
 *
 * @param reference name of the other
 * @param difference how much more than the reference, in the unit of the samples
 * @param ratio to the reference, 1 if equal
 * @param verdict what the two intervals show
 * @param otherRatio the ratio by the other statistic, if it contradicts
 * @param skewed whether skewed forks take the intervals below the confidence that they claim
 * @param cost what the difference is the cost of; empty where the names of the samples say it
 */
public record Contrast(
    String reference,
    Interval difference,
    Interval ratio,
    Verdict verdict,
    Optional<Interval> otherRatio,
    boolean skewed,
    String cost) {

  /**
   * A contrast of which the names of the samples say what it is the cost of.
   *
   * @param reference name of the other
   * @param difference how much more than the reference, in the unit of the samples
   * @param ratio to the reference, 1 if equal
   * @param verdict what the two intervals show
   * @param otherRatio the ratio by the other statistic, if it contradicts
   * @param skewed whether skewed forks take the intervals below the confidence that they claim
   */
  public Contrast(
      String reference,
      Interval difference,
      Interval ratio,
      Verdict verdict,
      Optional<Interval> otherRatio,
      boolean skewed) {
    this(reference, difference, ratio, verdict, otherRatio, skewed, "");
  }

  /**
   * Compares the times of two samples.
   *
   * @param reference name of the other
   * @param times by fork and iteration
   * @param others the reference's, by fork and iteration
   * @param method how to compare
   */
  public static Contrast of(
      String reference, double[][] times, double[][] others, ComparisonMethod method) {
    SampleChange change = SampleChange.of(others, times, method.estimator());
    return new Contrast(
        reference,
        change.difference().interval(),
        change.ratio().interval(),
        change.verdict(method.margin()),
        change.otherRatio(),
        change.skewed());
  }

  /** The same where a larger number is the better one. */
  public Contrast ifHigherIsBetter() {
    return new Contrast(
        reference, difference, ratio, verdict.ifHigherIsBetter(), otherRatio, skewed, cost);
  }

  /**
   * The same with words for the difference.
   *
   * @param part what the difference is the cost of
   */
  public Contrast asCostOf(String part) {
    return new Contrast(reference, difference, ratio, verdict, otherRatio, skewed, part);
  }
}
