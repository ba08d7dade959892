package dev.ifsbench.track.series;

/**
 * What the scores of one history have in common, besides the environment.
 *
 * @param key what is measured
 * @param unit of the scores
 * @param settings how it is measured
 */
public record SeriesKind(SeriesKey key, ScoreUnit unit, MeasurementSettings settings) {
  /** Equal for scores that belong to the same history. */
  @Override
  public String toString() {
    return key.toString() + unit + settings;
  }
}
