package dev.ifsbench.track.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ifsbench.bench.latency.FakeLatencies;
import dev.ifsbench.bench.latency.LatencyMeasure;
import dev.ifsbench.bench.latency.LatencySample;
import dev.ifsbench.bench.latency.Pace;
import dev.ifsbench.bench.latency.Schedule;
import dev.ifsbench.track.run.BenchmarkId;
import dev.ifsbench.track.run.FakeForks;
import dev.ifsbench.track.run.Measurements;
import dev.ifsbench.track.stats.Estimator;
import dev.ifsbench.track.stats.Pairing;
import dev.ifsbench.track.stats.Percentile;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LatencySummaryTest {
  private static final BenchmarkId BASE = FakeForks.roundTrip("UNIX", 64, 1, "BASE");
  private static final BenchmarkId WRAPPED = BASE.with(BenchmarkId.HANDLE, "WRAPPED");
  private static final long MILLI = 1_000_000;

  private final Measurements<BenchmarkId, LatencySample> measurements =
      new Measurements<>(List.of(BASE, WRAPPED));

  @Test
  void aPercentileIsTheGeometricMeanOfTheForksAndARatioIsPairedByRound() {
    measurements.add(Map.of(BASE, held(1000, 1000), WRAPPED, held(1000, 2000)));
    measurements.add(Map.of(BASE, held(1000, 3000), WRAPPED, held(1000, 6000)));

    LatencySummary wrapped = summaries().get(1);

    LatencyTimes response = wrapped.times().get(LatencyMeasure.RESPONSE);
    assertThat(response.percentiles().get(Percentile.P99).estimate()).isCloseTo(3464, within(4.0));
    assertThat(response.percentiles().get(Percentile.P99).low()).isPositive();
    assertThat(response.percentiles().get(Percentile.P99).high()).isGreaterThan(6000);
    assertThat(response.ratios().get(Percentile.P99).estimate()).isCloseTo(2, within(0.01));
    assertThat(response.maxNanos().orElseThrow()).isBetween(6000L, 6006L);
    assertThat(wrapped.reference()).contains("BASE");
    assertThat(wrapped.samples()).isEqualTo(2000);
    assertThat(summaries().get(0).reference()).isEmpty();
  }

  @Test
  void aPercentileNeedsTenRequestsBeyondItInEveryFork() {
    measurements.add(Map.of(BASE, held(1000, 1000), WRAPPED, held(1000, 1000)));
    measurements.add(Map.of(BASE, held(1000, 1000), WRAPPED, held(999, 1000)));

    assertThat(shown(summaries().get(0)))
        .containsExactlyInAnyOrder(Percentile.P50, Percentile.P90, Percentile.P99);
    assertThat(shown(summaries().get(1))).containsExactlyInAnyOrder(Percentile.P50, Percentile.P90);
    assertThat(summaries().get(1).fewest()).isEqualTo(999);
  }

  @Test
  void nothingIsShownOfAKindThatDidNotHoldTheRateOnce() {
    measurements.add(Map.of(BASE, held(1000, 1000), WRAPPED, held(1000, 1000)));
    measurements.add(Map.of(BASE, notHeld(1000, 1000), WRAPPED, held(1000, 1000)));

    LatencySummary base = summaries().get(0);
    LatencySummary wrapped = summaries().get(1);

    assertThat(base.objection())
        .contains("the rate was not held in 1 of 2 rounds: achieved 500 requests/s of 1000");
    assertThat(shown(base)).isEmpty();
    assertThat(base.times().get(LatencyMeasure.SERVICE).maxNanos()).isEmpty();
    assertThat(shown(wrapped)).contains(Percentile.P99);
    assertThat(wrapped.times().get(LatencyMeasure.RESPONSE).ratios()).isEmpty();
  }

  private List<LatencySummary> summaries() {
    return LatencySummary.of(measurements, Estimator.ofMedians(Pairing.ROUNDS, 0.95));
  }

  private static Iterable<Percentile> shown(LatencySummary summary) {
    return summary.times().get(LatencyMeasure.RESPONSE).percentiles().keySet();
  }

  private static LatencySample held(int requests, long nanos) {
    Schedule schedule = new Schedule(1000, requests * MILLI);
    Pace pace = new Pace(schedule, requests, schedule.nanos(), requests - 1);
    return new LatencySample(pace, FakeLatencies.lines(schedule, "it", 0, request -> nanos));
  }

  private static LatencySample notHeld(int requests, long nanos) {
    LatencySample held = held(requests, nanos);
    Schedule schedule = held.pace().schedule();
    return new LatencySample(
        new Pace(schedule, requests, 2 * schedule.nanos(), requests - 1), held.lines());
  }
}
