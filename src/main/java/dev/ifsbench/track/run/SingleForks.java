package dev.ifsbench.track.run;

import java.util.Map;
import java.util.function.Function;
import org.openjdk.jmh.results.RunResult;

/**
 * Measures groups of one member each, in a fork of its own.
 *
 * @param <G> a group
 * @param <C> its member
 */
public final class SingleForks<G, C> implements ForkRunner<G, Map<C, RunResult>> {
  private final Function<G, C> memberOf;
  private final ForkRunner<C, RunResult> forks;

  private SingleForks(Function<G, C> memberOf, ForkRunner<C, RunResult> forks) {
    this.memberOf = memberOf;
    this.forks = forks;
  }

  /**
   * Creates a runner for the headline comparison.
   *
   * @param forks of a combination
   */
  public static SingleForks<CombinationGroup, Combination> ofCombinations(
      ForkRunner<Combination, RunResult> forks) {
    return new SingleForks<>(group -> group.members().get(0), forks);
  }

  /**
   * Creates a runner for benchmarks.
   *
   * @param forks of a benchmark
   */
  public static SingleForks<ForkGroup, BenchmarkId> ofBenchmarks(
      ForkRunner<BenchmarkId, RunResult> forks) {
    return new SingleForks<>(group -> group.members().get(0), forks);
  }

  @Override
  public Map<C, RunResult> run(G group) throws ForkFailedException {
    C only = memberOf.apply(group);
    return Map.of(only, forks.run(only));
  }
}
