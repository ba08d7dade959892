package dev.ifsbench.track.stats;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class IntervalTest {
  private final Interval interval = new Interval(2, 1, 3);

  @Test
  void liesAboveWhatIsBelowItsLowerEnd() {
    assertThat(interval.isAbove(0.9)).isTrue();
    assertThat(interval.isAbove(1)).isFalse();
    assertThat(interval.isAbove(2)).isFalse();
  }

  @Test
  void liesBelowWhatIsAboveItsUpperEnd() {
    assertThat(interval.isBelow(3.1)).isTrue();
    assertThat(interval.isBelow(3)).isFalse();
    assertThat(interval.isBelow(2)).isFalse();
  }

  @Test
  void withoutEndsLiesNowhere() {
    Interval unknown = new Interval(2, Double.NaN, Double.NaN);

    assertThat(unknown.isAbove(1)).isFalse();
    assertThat(unknown.isBelow(3)).isFalse();
  }
}
