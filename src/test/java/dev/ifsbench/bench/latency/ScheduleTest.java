package dev.ifsbench.bench.latency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ScheduleTest {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  @Test
  void aRateThatDoesNotDivideASecondDoesNotDrift() {
    Schedule schedule = new Schedule(7, 3600 * SECOND);

    assertThat(schedule.requests()).isEqualTo(7 * 3600);
    assertThat(schedule.intendedNanos(7L * 3599)).isEqualTo(3599 * SECOND);
    assertThat(schedule.intendedNanos(1)).isEqualTo(142_857_142);
  }

  @Test
  void theLargestScheduleCountsWithoutOverflow() {
    Schedule schedule = new Schedule(Schedule.MAX_RATE, Schedule.MAX_DURATION.toNanos());

    assertThat(schedule.requests()).isEqualTo(3_600_000_000L);
    assertThat(schedule.intendedNanos(schedule.requests() - 1)).isEqualTo(3600 * SECOND - 1000);
  }

  @Test
  void everyRequestIsMeantToStartWithinTheSchedule() {
    Schedule shorterThanAnInterval = new Schedule(3, SECOND / 4);
    Schedule schedule = new Schedule(3, 5 * SECOND / 4);

    assertThat(shorterThanAnInterval.requests()).isEqualTo(1);
    assertThat(schedule.requests()).isEqualTo(4);
    assertThat(schedule.intendedNanos(3)).isLessThan(schedule.nanos());
  }

  @Test
  void noRateAndNoTimeAreRefused() {
    assertThatThrownBy(() -> new Schedule(0, SECOND)).hasMessageContaining("rate");
    assertThatThrownBy(() -> new Schedule(1_000_001, SECOND)).hasMessageContaining("rate");
    assertThatThrownBy(() -> new Schedule(1, 0)).hasMessageContaining("hour");
    assertThatThrownBy(() -> new Schedule(1, 3601 * SECOND)).hasMessageContaining("hour");
  }
}
