package dev.ifsbench.track.compare;

import dev.ifsbench.bench.latency.LatencyMeasure;
import dev.ifsbench.bench.latency.LatencySample;
import dev.ifsbench.track.run.BenchmarkId;
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
import java.util.OptionalLong;

/**
 * The latencies of one combination, summarised over the rounds.
 *
 * <p>A percentile is the mean over the rounds of the forks' percentiles, with the interval that the
 * forks' differences give it. None is shown if a fork did not hold the rate, for then response
 * times tell how long the run was; and none that fewer than {@value Percentile#LEAST_BEYOND}
 * requests of a fork lie beyond, for then it tells of a few accidents.
 *
 * @param combination what was measured
 * @param samples requests in all rounds
 * @param fewest requests in the round that has the fewest
 * @param objection why nothing may be shown, a clause; or nothing
 * @param reference the kind of handle, or the entry, that ratios are to; nothing for the reference
 *     itself, or if there is none
 * @param times by measure
 */
public record LatencySummary(
    BenchmarkId combination,
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
    Map<BenchmarkId, Forks> all = new LinkedHashMap<>();
    measurements
        .combinations()
        .forEach(measured -> all.put(measured, new Forks(measurements.forks(measured))));
    List<LatencySummary> summaries = new ArrayList<>();
    all.forEach((measured, forks) -> summaries.add(of(measured, forks, all, estimator)));
    return summaries;
  }

  private static LatencySummary of(
      BenchmarkId combination, Forks forks, Map<BenchmarkId, Forks> all, Estimator estimator) {
    Optional<BenchmarkId> reference =
        Comparison.references(combination, all.keySet()).stream().findFirst();
    Optional<Forks> others = reference.map(all::get);
    Map<LatencyMeasure, LatencyTimes> times = new EnumMap<>(LatencyMeasure.class);
    for (LatencyMeasure measure : LatencyMeasure.values()) {
      times.put(measure, times(measure, forks, others, estimator));
    }
    LatencyDistribution response = forks.distributions.get(LatencyMeasure.RESPONSE);
    return new LatencySummary(
        combination,
        response.samples(),
        response.fewest(),
        forks.objection,
        reference.map(BenchmarkId::kind),
        times);
  }

  private static LatencyTimes times(
      LatencyMeasure measure, Forks forks, Optional<Forks> others, Estimator estimator) {
    Map<Percentile, Interval> percentiles = new EnumMap<>(Percentile.class);
    Map<Percentile, Interval> ratios = new EnumMap<>(Percentile.class);
    LatencyDistribution own = forks.distributions.get(measure);
    for (Percentile percentile : Percentile.values()) {
      if (forks.shows(measure, percentile)) {
        percentiles.put(percentile, estimator.level(own.times(percentile)));
        others
            .filter(other -> other.shows(measure, percentile))
            .map(other -> other.distributions.get(measure).times(percentile))
            .ifPresent(
                other ->
                    ratios.put(
                        percentile, estimator.ratio(other, own.times(percentile)).interval()));
      }
    }
    OptionalLong max =
        forks.objection.isPresent() ? OptionalLong.empty() : OptionalLong.of(own.max());
    return new LatencyTimes(percentiles, ratios, max);
  }

  /** The forks of one combination. */
  private static final class Forks {
    final Map<LatencyMeasure, LatencyDistribution> distributions =
        new EnumMap<>(LatencyMeasure.class);
    final Optional<String> objection;

    Forks(List<LatencySample> forks) {
      for (LatencyMeasure measure : LatencyMeasure.values()) {
        distributions.put(measure, new LatencyDistribution(forks, measure));
      }
      objection = LatencySample.objection(forks);
    }

    boolean shows(LatencyMeasure measure, Percentile percentile) {
      return objection.isEmpty() && distributions.get(measure).supports(percentile);
    }
  }
}
