package dev.ifsbench.track;

import java.util.Map;
import org.openjdk.jmh.results.RunResult;

/** Measures groups of one combination each, by {@link Fork}. */
public final class SingleForks
    implements ForkRunner<CombinationGroup, Map<Combination, RunResult>> {
  private final Fork forks;

  /**
   * Prepares forks.
   *
   * @param forks of a combination
   */
  public SingleForks(Fork forks) {
    this.forks = forks;
  }

  @Override
  public Map<Combination, RunResult> run(CombinationGroup group) throws ForkFailedException {
    Combination only = group.members().get(0);
    return Map.of(only, forks.run(only));
  }
}
