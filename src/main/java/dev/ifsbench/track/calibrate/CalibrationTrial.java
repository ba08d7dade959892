package dev.ifsbench.track.calibrate;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ifsbench.track.stats.Estimator;
import dev.ifsbench.track.stats.Interval;
import dev.ifsbench.track.stats.Pairing;
import dev.ifsbench.track.stats.SampleChange;
import dev.ifsbench.track.stats.Verdict;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * One comparison of a kind of handle with itself, one side made slower by a known share.
 *
 * <p>A trial keeps what was measured, not what was concluded: a later version of the estimator
 * judges the same measurements again.
 *
 * @param setting what was compared, and how
 * @param seconds how long it took, from the start of its first fork to the end of its last
 * @param plain nanoseconds per operation of the side that was left as it is, by round and block
 * @param slowed the same of the side that was made slower
 */
public record CalibrationTrial(
    CalibrationSetting setting,
    double seconds,
    List<List<Double>> plain,
    List<List<Double>> slowed) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Copies the lists. */
  public CalibrationTrial {
    plain = plain.stream().map(List::copyOf).toList();
    slowed = slowed.stream().map(List::copyOf).toList();
  }

  /**
   * Keeps what was measured.
   *
   * @param setting what was compared, and how
   * @param seconds how long it took
   * @param plain nanoseconds per operation, by round and block
   * @param slowed the same of the side that was made slower
   */
  static CalibrationTrial of(
      CalibrationSetting setting, double seconds, double[][] plain, double[][] slowed) {
    return new CalibrationTrial(setting, seconds, lists(plain), lists(slowed));
  }

  private static List<List<Double>> lists(double[][] values) {
    return Arrays.stream(values).map(row -> DoubleStream.of(row).boxed().toList()).toList();
  }

  private static double[][] arrays(List<List<Double>> values) {
    return values.stream()
        .map(row -> row.stream().mapToDouble(Double::doubleValue).toArray())
        .toArray(double[][]::new);
  }

  /** As one line of JSON. */
  String line() {
    try {
      return JSON.writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a trial is plain data", e);
    }
  }

  /**
   * Reads what {@link #line} wrote.
   *
   * @param line of the file
   * @throws IllegalArgumentException if it is something else
   */
  static CalibrationTrial parse(String line) {
    try {
      return JSON.readValue(line, CalibrationTrial.class);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not a file of such trials", e);
    }
  }

  /** The ratio of the slowed side to the plain one, as a comparison shows it. */
  @JsonIgnore
  public Interval ratio() {
    return change().ratio().interval();
  }

  /** Whether a comparison says that the sides differ. */
  @JsonIgnore
  public boolean isDifferent() {
    Verdict verdict = change().verdict(Verdict.EQUAL_WITHIN);
    return verdict == Verdict.FASTER || verdict == Verdict.SLOWER;
  }

  private SampleChange change() {
    Pairing pairing = setting.paired() ? Pairing.BLOCKS : Pairing.NONE;
    return SampleChange.of(
        arrays(plain), arrays(slowed), Estimator.ofMedians(pairing, setting.confidence()));
  }
}
