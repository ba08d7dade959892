package dev.ifsbench.ws2;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StartCountTest {
  private final StartCount starts = new StartCount();

  @Test
  void startsAndCleanUpsAreCountedAgainstEachOther() {
    assertThat(starts.increment()).isEqualTo(1);
    assertThat(starts.increment()).isEqualTo(2);
    assertThat(starts.decrement()).isEqualTo(1);
    assertThat(starts.isStarted()).isTrue();
    assertThat(starts.decrement()).isZero();
    assertThat(starts.isStarted()).isFalse();
    assertThat(starts.decrement()).isEqualTo(-1);
    assertThat(starts.increment()).as("after one too many was refused").isEqualTo(1);
  }

  @Test
  void aLifeGoesOnUntilTheLastCleanUpAndNoLaterOneIsIt() {
    assertThat(starts.life()).isZero();
    assertThat(starts.isInLife(0)).as("before a start").isFalse();
    starts.increment();
    int first = starts.life();
    starts.increment();
    starts.decrement();
    assertThat(starts.isInLife(first)).isTrue();
    starts.decrement();
    assertThat(starts.isInLife(first)).isFalse();
    starts.increment();
    assertThat(starts.isInLife(first)).as("in the next life").isFalse();
    assertThat(starts.isInLife(starts.life())).isTrue();
  }
}
