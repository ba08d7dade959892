package dev.ifsbench.track.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The figures come from the formulas, computed by another program. */
class DegreesOfFreedomTest {
  @ParameterizedTest
  @CsvSource({
    // Welch's own, for samples of equal size.
    "1, 4, 3, 4, 6",
    "3, 4, 1, 4, 6",
    "2, 10, 2, 10, 20",
    // Satterthwaite's, for samples of unequal size.
    "2, 5, 3, 8, 10.9375",
    // Values that agree by chance do not count as scattering by less than half of all.
    "0.001, 3, 1, 30, 2.9373212213929696",
    "1, 30, 0.001, 3, 2.9373212213929696",
    "4, 5, 0.1, 8, 4.989710598697983"
  })
  void areThoseOfTheFormula(
      double before, int countBefore, double after, int countAfter, double expected) {
    assertThat(DegreesOfFreedom.of(before, countBefore, after, countAfter))
        .isCloseTo(expected, within(1e-9));
  }
}
