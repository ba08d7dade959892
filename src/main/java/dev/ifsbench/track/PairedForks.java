package dev.ifsbench.track;

import dev.ifsbench.bench.BlockTimes;
import dev.ifsbench.bench.PairedFork;
import dev.ifsbench.bench.PairedTask;
import dev.ifsbench.bench.Side;
import dev.ifsbench.sockets.Binding;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.openjdk.jmh.results.RunResult;

/**
 * Measures the kinds of handle of a group side by side in a fresh JVM, a {@link PairedFork}.
 * Iterations with the same index are blocks that ran within some ten milliseconds of each other.
 */
public final class PairedForks
    implements ForkRunner<CombinationGroup, Map<Combination, RunResult>> {
  private final PairedSettings settings;
  private final Binding binding;
  private final List<String> flags;
  private final JavaFork forks;
  private final Random seeds;

  /**
   * Prepares forks.
   *
   * @param settings how long each measures
   * @param binding how each reaches C
   * @param flags JVM options added after this JVM's own
   * @param seed of the order of the blocks
   */
  public PairedForks(PairedSettings settings, Binding binding, List<String> flags, long seed) {
    this.settings = settings;
    this.binding = binding;
    this.flags = List.copyOf(flags);
    forks = new JavaFork(PairedFork.class, flags);
    seeds = new Random(seed);
  }

  @Override
  public Map<Combination, RunResult> run(CombinationGroup group) throws ForkFailedException {
    Combination first = group.members().get(0);
    PairedTask task =
        new PairedTask(
            first.operation().benchmark(),
            first.transport(),
            first.payload(),
            first.depth(),
            group.members().stream()
                .map(member -> new Side(member.handle(), binding, null, 0))
                .toList(),
            settings.warmupMillis(),
            settings.measureMillis(),
            seeds.nextLong());
    double[][] times =
        forks.run(
            task.arguments(),
            Duration.ofMillis(settings.warmupMillis() + settings.measureMillis()),
            BlockTimes::read);
    BlockResults results = new BlockResults(settings, binding, flags);
    Map<Combination, RunResult> byCombination = new LinkedHashMap<>();
    for (int i = 0; i < times.length; i++) {
      Combination member = group.members().get(i);
      byCombination.put(member, results.of(member, times[i]));
    }
    return byCombination;
  }
}
