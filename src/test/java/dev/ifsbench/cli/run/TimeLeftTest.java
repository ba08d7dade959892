package dev.ifsbench.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimeLeftTest {
  private static final Duration ESTIMATE = Duration.ofSeconds(2);

  private Duration spent = Duration.ZERO;

  private TimeLeft left(int rounds, Duration budget) {
    return new TimeLeft(10, rounds, budget, ESTIMATE, 0, () -> spent);
  }

  @Test
  void beforeAnythingIsMeasuredTheEstimateIsAllThatIsKnown() {
    assertThat(left(3, TimeLeft.NO_BUDGET).after(0)).isEqualTo(Duration.ofSeconds(60));
    assertThat(left(3, TimeLeft.NO_BUDGET).round()).isEqualTo(Duration.ofSeconds(20));
  }

  @Test
  void forksToComeTakeWhatThoseBeforeTook() {
    spent = Duration.ofSeconds(50);

    assertThat(left(3, TimeLeft.NO_BUDGET).after(10)).isEqualTo(Duration.ofSeconds(100));
  }

  @Test
  void aBudgetThatEndsSoonerIsWhatIsLeft() {
    spent = Duration.ofSeconds(50);

    assertThat(left(1000, Duration.ofSeconds(120)).after(10)).isEqualTo(Duration.ofSeconds(70));
  }

  @Test
  void aRoundThatWasBegunIsFinishedThoughTheBudgetIsSpent() {
    spent = Duration.ofSeconds(40);

    assertThat(left(1000, Duration.ofSeconds(30)).after(4)).isEqualTo(Duration.ofSeconds(60));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 9, 10, 19, 29})
  void thereIsTimeLeftAsLongAsForksAreToCome(int forksStarted) {
    spent = Duration.ofMillis(3L * forksStarted);

    assertThat(left(3, Duration.ofMillis(1)).after(forksStarted).toSeconds()).isPositive();
    assertThat(left(3, Duration.ofMillis(1)).share(forksStarted)).isLessThan(1);
  }

  @Test
  void whatAnInterruptedRunHadFinishedCounts() {
    spent = Duration.ofSeconds(50);
    TimeLeft left = new TimeLeft(10, 3, TimeLeft.NO_BUDGET, ESTIMATE, 10, () -> spent);

    assertThat(left.after(0)).isEqualTo(Duration.ofSeconds(100));
  }
}
