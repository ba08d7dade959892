package dev.ifsbench.track.stats;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.distribution.TDistribution;
import org.junit.jupiter.api.Test;

class ForksNeededTest {
  private static final int FORKS = 3;
  private static final int MOST = 1000;

  private final ForksNeeded needed = new ForksNeeded(0.95, 1, forks -> forks - 1);

  /** What so many forks can tell from nothing in four cases of five. */
  private static double distance(int forks) {
    double student = new TDistribution(forks - 1).inverseCumulativeProbability(0.975);
    double power = new NormalDistribution().inverseCumulativeProbability(0.8);
    return (student + power) / Math.sqrt(forks);
  }

  @Test
  void areTheFewestThatCanTellTheDistance() {
    assertThat(needed.more(FORKS, 1.0001 * distance(10))).hasValue(7);
    assertThat(needed.more(FORKS, 0.9999 * distance(10))).hasValue(8);
    assertThat(needed.more(FORKS, 1000)).hasValue(1);
  }

  @Test
  void areAThousandMoreAtMost() {
    assertThat(needed.more(FORKS, 1.00001 * distance(FORKS + MOST))).hasValue(MOST);
    assertThat(needed.more(FORKS, 0.99999 * distance(FORKS + MOST))).isEmpty();
  }

  @Test
  void withFewerThanThreeAreThoseThatMakeThree() {
    assertThat(needed.more(1, 1000)).hasValue(2);
    assertThat(needed.more(2, 0.001)).hasValue(1);
  }
}
