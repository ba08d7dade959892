package dev.ifsbench.track.run;

import java.util.Collection;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.Aggregator;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ResultRole;
import org.openjdk.jmh.util.ListStatistics;
import org.openjdk.jmh.util.Statistics;

/**
 * A score of an iteration that was read from a file. JMH's own results of times and throughputs can
 * be made of durations and counts only, which would round a score anew.
 */
final class KeptResult extends Result<KeptResult> {
  private static final long serialVersionUID = 1;

  /** Makes the result of one iteration. */
  KeptResult(ResultRole role, String label, double score, String unit) {
    this(role, label, of(score), unit);
  }

  private KeptResult(ResultRole role, String label, Statistics statistics, String unit) {
    super(role, label, statistics, unit, AggregationPolicy.AVG);
  }

  /** Threads are summed up or averaged already, so there is one result for all of them. */
  @Override
  protected Aggregator<KeptResult> getThreadAggregator() {
    return KeptResult::together;
  }

  @Override
  protected Aggregator<KeptResult> getIterationAggregator() {
    return KeptResult::together;
  }

  private static KeptResult together(Collection<KeptResult> results) {
    ListStatistics scores = new ListStatistics();
    results.forEach(result -> scores.addValue(result.getScore()));
    KeptResult first = results.iterator().next();
    return new KeptResult(first.role, first.label, scores, first.unit);
  }
}
