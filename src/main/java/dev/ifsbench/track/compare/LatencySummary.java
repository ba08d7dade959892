package dev.ifsbench.track.compare;

import dev.ifsbench.bench.latency.LatencyMeasure;
import dev.ifsbench.track.run.BenchmarkId;
import dev.ifsbench.track.run.LatencySample;
import dev.ifsbench.track.run.Measurements;
import dev.ifsbench.track.stats.Estimator;
import dev.ifsbench.track.stats.Interval;
import dev.ifsbench.track.stats.Percentile;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The latencies of one benchmark, summarised over the rounds.
 *
 * <p>A percentile is the mean over the rounds of the forks' percentiles, with the interval that the
 * forks' differences give it. None is shown if a fork did not hold the rate, because response times
 * then depend on the length of the run; nor if fewer than {@value Percentile#LEAST_BEYOND} requests
 * of a fork lie beyond it, because it then depends on a few accidents.
 *
 * @param benchmark what was measured
 * @param samples requests in all rounds
 * @param fewest requests in the round that has the fewest
 * @param objection why nothing may be shown, a clause; or nothing
 * @param reference the kind of handle, or the entry, that ratios are to; nothing for the reference
 *     itself, or if there is none
 * @param times by measure
 */
public record LatencySummary(
    BenchmarkId benchmark,
    long samples,
    long fewest,
    Optional<String> objection,
    Optional<String> reference,
    Map<LatencyMeasure, LatencyTimes> times) {
  /** Makes the map immutable. */
  public LatencySummary {
    times = Map.copyOf(times);
  }

  /**
   * Summarises everything that was measured.
   *
   * @param measurements complete rounds, at least one
   * @param estimator for the intervals; it pairs rounds
   * @return in the measurements' order
   */
  public static List<LatencySummary> of(
      Measurements<BenchmarkId, LatencySample> measurements, Estimator estimator) {
    Map<BenchmarkId, Map<LatencyMeasure, LatencyDistribution>> all = new LinkedHashMap<>();
    for (BenchmarkId benchmark : measurements.combinations()) {
      Map<LatencyMeasure, LatencyDistribution> forks = new EnumMap<>(LatencyMeasure.class);
      for (LatencyMeasure measure : LatencyMeasure.values()) {
        forks.put(measure, new LatencyDistribution(measurements.forks(benchmark), measure));
      }
      all.put(benchmark, forks);
    }
    List<LatencySummary> summaries = new ArrayList<>();
    all.forEach(
        (benchmark, forks) -> {
          Optional<BenchmarkId> reference =
              HandleComparison.references(benchmark, all.keySet()).stream().findFirst();
          Map<LatencyMeasure, LatencyTimes> times = new EnumMap<>(LatencyMeasure.class);
          forks.forEach(
              (measure, own) ->
                  times.put(
                      measure,
                      times(own, reference.map(all::get).map(it -> it.get(measure)), estimator)));
          LatencyDistribution response = forks.get(LatencyMeasure.RESPONSE);
          summaries.add(
              new LatencySummary(
                  benchmark,
                  response.samples(),
                  response.fewest(),
                  LatencySample.objection(measurements.forks(benchmark)),
                  reference.map(BenchmarkId::kind),
                  times));
        });
    return summaries;
  }

  private static LatencyTimes times(
      LatencyDistribution own, Optional<LatencyDistribution> reference, Estimator estimator) {
    Map<Percentile, Interval> percentiles = new EnumMap<>(Percentile.class);
    Map<Percentile, Interval> ratios = new EnumMap<>(Percentile.class);
    for (Percentile percentile : Percentile.values()) {
      if (own.shows(percentile)) {
        percentiles.put(percentile, estimator.level(own.times(percentile)));
        reference
            .filter(other -> other.shows(percentile))
            .ifPresent(
                other ->
                    ratios.put(
                        percentile,
                        estimator
                            .ratio(other.times(percentile), own.times(percentile))
                            .interval()));
      }
    }
    return new LatencyTimes(percentiles, ratios, own.max());
  }
}
