package dev.ifsbench.track.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The variance is that of half a step: its square, by four. */
class ResolutionTest {
  private static double step(String values) {
    double[] fork = Arrays.stream(values.split(" ")).mapToDouble(Double::parseDouble).toArray();
    return 2 * Math.sqrt(Resolution.variance(new double[][] {fork}));
  }

  @ParameterizedTest
  @CsvSource({
    "100 100 200 200 300 300, 100",
    "300 100 200 100 300 200, 100",
    // Gaps of several steps.
    "100 100 200 200 500 500, 100",
    "100 100 400 400 500 500, 100",
    // Gaps that are whole numbers of steps but for rounding.
    "100 100 200 200 300.5 300.5, 100"
  })
  void valuesThatRecurAtEqualGapsShowTheStepsOfATimer(String values, double step) {
    assertThat(step(values)).isCloseTo(step, within(1e-9));
  }

  @ParameterizedTest
  @CsvSource({
    // Two values have one gap, which shows nothing.
    "100 100 200 200",
    // Values that do not recur.
    "100 200 300 400 400 500 600",
    // Gaps that are no whole numbers of the smallest.
    "100 100 200 200 350 350",
    "100 100 200 200 302 302",
    "100 100 250 250 350 350"
  })
  void otherwiseTheStepIsTheLastDigit(String values) {
    assertThat(step(values)).isCloseTo(0.1, within(1e-9));
  }

  @ParameterizedTest
  @CsvSource({"1.25 7 3.5, 0.01", "12 7 3, 0.1", "0.001 5 7, 0.001", "1e17 3 5, 16"})
  void theLastDigitIsThatOfTheValueWithMostDecimals(String values, double step) {
    assertThat(step(values)).isCloseTo(step, within(1e-9));
  }
}
