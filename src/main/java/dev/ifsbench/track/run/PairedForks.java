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
import java.util.function.Function;
import org.openjdk.jmh.results.RunResult;

/**
 * Measures the members of a group side by side in a fresh JVM, a {@link PairedFork}. Iterations
 * with the same index are blocks that ran within some ten milliseconds of each other.
 *
 * @param <G> a group
 * @param <C> its members
 */
public final class PairedForks<G, C> implements ForkRunner<G, Map<C, RunResult>> {
  private final Function<G, List<C>> membersOf;
  private final Function<C, BenchmarkId> benchmarkOf;
  private final PairedSettings settings;
  private final BlockResults results;
  private final JavaFork forks;
  private final Random seeds;

  private PairedForks(
      Function<G, List<C>> membersOf,
      Function<C, BenchmarkId> benchmarkOf,
      PairedSettings settings,
      List<String> flags,
      long seed) {
    this.membersOf = membersOf;
    this.benchmarkOf = benchmarkOf;
    this.settings = settings;
    results = new BlockResults(settings, flags);
    forks = new JavaFork(PairedFork.class, flags);
    seeds = new Random(seed);
  }

  /**
   * Creates a runner for the headline comparison.
   *
   * @param settings how long each measures
   * @param binding how each reaches C
   * @param flags JVM options added after this JVM's own
   * @param seed of the order of the blocks
   */
  public static PairedForks<CombinationGroup, Combination> ofCombinations(
      PairedSettings settings, Binding binding, List<String> flags, long seed) {
    return new PairedForks<>(
        CombinationGroup::members,
        combination -> combination.tracked(binding),
        settings,
        flags,
        seed);
  }

  /**
   * Creates a runner for two sides.
   *
   * @param settings how long each measures
   * @param flags JVM options added after this JVM's own
   * @param seed of the order of the blocks
   */
  public static PairedForks<ForkGroup, BenchmarkId> ofSides(
      PairedSettings settings, List<String> flags, long seed) {
    return new PairedForks<>(ForkGroup::members, Function.identity(), settings, flags, seed);
  }

  @Override
  public Map<C, RunResult> run(G group) throws ForkFailedException {
    List<C> members = membersOf.apply(group);
    List<BenchmarkId> benchmarks = members.stream().map(benchmarkOf).toList();
    double[][] times =
        forks.run(task(benchmarks).arguments(), settings.duration(), BlockTimes::read);
    Map<C, RunResult> byMember = new LinkedHashMap<>();
    for (int i = 0; i < times.length; i++) {
      byMember.put(members.get(i), results.of(benchmarks.get(i), times[i]));
    }
    return byMember;
  }

  private PairedTask task(List<BenchmarkId> benchmarks) {
    Map<String, String> common = benchmarks.get(0).parameters();
    List<Side> sides = new ArrayList<>();
    benchmarks.forEach(benchmark -> sides.add(side(benchmark.parameters())));
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

  private static Side side(Map<String, String> parameters) {
    String jar = parameters.get(PairedSides.JAR);
    return new Side(
        parameters.get(PairedSides.HANDLE),
        Binding.valueOf(parameters.get(PairedSides.BINDING)),
        jar == null ? null : Path.of(jar),
        0);
  }
}
