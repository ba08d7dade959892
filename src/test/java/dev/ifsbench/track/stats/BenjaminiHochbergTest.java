package dev.ifsbench.track.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class BenjaminiHochbergTest {
  /** The example of Benjamini and Hochberg (1995), section 3.2. */
  private static final double[] PUBLISHED = {
    0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719,
    0.6528, 0.7590, 1.000
  };

  /** From SciPy 1.16: stats.false_discovery_control of these. */
  private static final double[] ADJUSTED = {
    0.0015,
    0.003,
    0.0095,
    0.035625,
    0.0603,
    0.06385714285714286,
    0.06385714285714286,
    0.0645,
    0.0765,
    0.486,
    0.5811818181818181,
    0.714875,
    0.7532307692307693,
    0.8132142857142857,
    1.0
  };

  @Test
  void thePublishedExampleFindsItsFourHypotheses() {
    double[] adjusted = BenjaminiHochberg.adjust(PUBLISHED);

    assertThat(adjusted).containsExactly(ADJUSTED, Offset.offset(1e-12));
    assertThat(Arrays.stream(adjusted).filter(p -> p <= 0.05)).hasSize(4);
  }

  @Test
  void theOrderOfTheTestsIsKept() {
    assertThat(BenjaminiHochberg.adjust(new double[] {1, 0.01, 0.2, 0.01}))
        .containsExactly(new double[] {1, 0.02, 0.8 / 3, 0.02}, Offset.offset(1e-12));
    assertThat(BenjaminiHochberg.adjust(new double[0])).isEmpty();
  }
}
