package dev.ifsbench.track.run;

import dev.ifsbench.bench.paired.BlockTimes;
import dev.ifsbench.bench.paired.PairedFork;
import dev.ifsbench.bench.paired.PairedTask;
import dev.ifsbench.bench.paired.Side;
import dev.ifsbench.sockets.libc.Binding;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.openjdk.jmh.results.RunResult;

/**
 * Measures the members of a group side by side in a fresh JVM, a {@link PairedFork}. Iterations
 * with the same index are blocks that ran within some ten milliseconds of each other.
 */
public final class PairedForks implements ForkRunner<ForkGroup, Map<BenchmarkId, RunResult>> {
  private final PairedSettings settings;
  private final BlockResults results;
  private final JavaFork forks;
  private final Random seeds;

  /**
   * Creates a runner of forks.
   *
   * @param settings how long each measures
   * @param flags JVM options added after this JVM's own
   * @param seed of the order of the blocks
   */
  public PairedForks(PairedSettings settings, List<String> flags, long seed) {
    this.settings = settings;
    results = new BlockResults(settings, flags);
    forks = new JavaFork(PairedFork.class, flags);
    seeds = new Random(seed);
  }

  @Override
  public Map<BenchmarkId, RunResult> run(ForkGroup group) throws ForkFailedException {
    List<BenchmarkId> members = group.members();
    double[][] times = forks.run(task(members).arguments(), settings.duration(), BlockTimes::read);
    Map<BenchmarkId, RunResult> byMember = new LinkedHashMap<>();
    for (int i = 0; i < times.length; i++) {
      byMember.put(members.get(i), results.of(members.get(i), times[i]));
    }
    return byMember;
  }

  private PairedTask task(List<BenchmarkId> benchmarks) {
    Map<String, String> common = benchmarks.get(0).parameters();
    List<Side> sides = new ArrayList<>();
    benchmarks.forEach(benchmark -> sides.add(side(benchmark)));
    return new PairedTask(
        benchmarks.get(0).name(),
        common.get("transport"),
        Integer.parseInt(common.get("payload")),
        Integer.parseInt(common.get("depth")),
        List.copyOf(sides),
        settings.warmupMillis(),
        settings.measureMillis(),
        seeds.nextLong());
  }

  private static Side side(BenchmarkId benchmark) {
    Map<String, String> parameters = benchmark.parameters();
    String jar = parameters.get(PairedSides.JAR);
    return new Side(
        benchmark.kind(),
        Binding.valueOf(parameters.get(PairedSides.BINDING)),
        jar == null ? null : Path.of(jar),
        0);
  }
}
