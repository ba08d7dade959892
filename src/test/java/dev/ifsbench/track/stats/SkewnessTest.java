package dev.ifsbench.track.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Zeros and ones with one value far off, just on this side of what does harm and just beyond it.
 * Where that lies was computed by another program.
 */
class SkewnessTest {
  private static final double[] FEW = {0, 1, 2, 1, 0};

  private static double[] oneIn(int count, double far) {
    return DoubleStream.concat(
            IntStream.range(0, count - 1).mapToDouble(i -> i % 2), DoubleStream.of(far))
        .toArray();
  }

  private static Moments moments(double[] values) {
    return Moments.of(values);
  }

  private static Moments mirrored(double[] values) {
    return Moments.of(Arrays.stream(values).map(value -> -value).toArray());
  }

  @ParameterizedTest
  @CsvSource({
    // Of ten values a skewness above 1.374, two standard errors.
    "10, 2.55, false",
    "10, 2.61, true",
    // Of thirty one above 1.643, by which the interval of the mean claims too much.
    "30, 3.08, false",
    "30, 3.15, true"
  })
  void ofPairsHarmsFromWhereItIsBothSureAndLarge(int count, double far, boolean harms) {
    double[] values = oneIn(count, far);

    assertThat(Skewness.harms(moments(values))).isEqualTo(harms);
    assertThat(Skewness.harms(mirrored(values))).isEqualTo(harms);
  }

  @ParameterizedTest
  @CsvSource({
    // Three against thirty: sure from two standard errors on, and large before.
    "3, 30, 2.51, false",
    "3, 30, 2.57, true",
    // Five against twenty: sure before, and large from here on.
    "5, 20, 2.57, false",
    "5, 20, 2.62, true",
    // Samples of the same size cancel each other's, however skewed they are.
    "5, 5, 50, false"
  })
  void ofSamplesOfUnequalSizeHarmsFromWhereItIsBothSureAndLarge(
      int few, int many, double far, boolean harms) {
    double[] small = Arrays.copyOf(few == 3 ? new double[] {0, 1, 2} : FEW, few);
    double[] large = oneIn(many, far);

    assertThat(Skewness.harms(moments(small), moments(large))).isEqualTo(harms);
    assertThat(Skewness.harms(moments(large), moments(small))).isEqualTo(harms);
    assertThat(Skewness.harms(mirrored(small), mirrored(large))).isEqualTo(harms);
  }
}
