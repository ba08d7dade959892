package dev.ifsbench.track.run;

import dev.ifsbench.bench.foreign.ForeignFork;
import dev.ifsbench.bench.foreign.ForeignTask;
import dev.ifsbench.bench.foreign.ForeignTask.ForeignSide;
import dev.ifsbench.bench.foreign.JmhProgram;
import dev.ifsbench.bench.foreign.SideBlocks;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Measures benchmarks by the JMH that they were built with: sides take turns in a {@link
 * ForeignFork}; whatever JMH alone can run has JMH's own forks, one for each member of the group,
 * in random order.
 */
public final class ForeignForks implements ForkRunner<ForkGroup, Map<BenchmarkId, RunResult>> {
  /** How long JMH waits for an iteration, and it may have to wait for a few. */
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private static final String JSON = "result.json";

  private final Options options;
  private final boolean isOwn;
  private final String onlyJar;
  private final Set<ForkGroup> together;
  private final PairedSettings settings;
  private final List<String> jvmArguments = new ArrayList<>();
  private final JavaFork turns;
  private final JavaFork alone = new JavaFork(JmhProgram.class, List.of());
  private final Random random;

  /**
   * Creates a runner of forks.
   *
   * @param options JMH's, as the user has given them
   * @param isOwn whether the benchmarks are this project's
   * @param onlyJar the jar of benchmarks that name none; null if there is none of these, or they
   *     are those of the version that measures
   * @param together groups whose members take turns
   * @param settings how long these measure
   * @param flags JVM options of these, added after this JVM's own
   * @param seed of all orders
   */
  public ForeignForks(
      Options options,
      boolean isOwn,
      String onlyJar,
      Set<ForkGroup> together,
      PairedSettings settings,
      List<String> flags,
      long seed) {
    this.options = options;
    this.isOwn = isOwn;
    this.onlyJar = onlyJar;
    this.together = Set.copyOf(together);
    this.settings = settings;
    jvmArguments.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    jvmArguments.addAll(flags);
    turns = new JavaFork(ForeignFork.class, flags);
    random = new Random(seed);
  }

  @Override
  public Map<BenchmarkId, RunResult> run(ForkGroup group) throws ForkFailedException {
    return together.contains(group) ? inTurns(group) : alone(group);
  }

  private Map<BenchmarkId, RunResult> inTurns(ForkGroup group) throws ForkFailedException {
    List<ForeignSide> sides =
        group.members().stream()
            .map(
                member ->
                    new ForeignSide(
                        isOwn,
                        jar(member),
                        member.name(),
                        member.mode().shortLabel(),
                        own(member).parameters()))
            .toList();
    ForeignTask task =
        new ForeignTask(
            JmhCommandLine.how(options),
            sides,
            settings.warmupMillis(),
            settings.measureMillis(),
            random.nextLong());
    List<SideBlocks> blocks =
        turns.run(List.of(task.argument()), settings.duration().plus(PATIENCE), SideBlocks::read);
    Map<BenchmarkId, RunResult> byMember = new LinkedHashMap<>();
    for (int i = 0; i < blocks.size(); i++) {
      BenchmarkId member = group.members().get(i);
      byMember.put(member, ForeignResults.of(member, blocks.get(i), settings, jvmArguments));
    }
    return byMember;
  }

  private Map<BenchmarkId, RunResult> alone(ForkGroup group) throws ForkFailedException {
    List<BenchmarkId> order = new ArrayList<>(group.members());
    Collections.shuffle(order, random);
    Map<BenchmarkId, RunResult> byMember = new LinkedHashMap<>();
    for (BenchmarkId member : order) {
      byMember.put(member, alone(member));
    }
    return byMember;
  }

  private RunResult alone(BenchmarkId member) throws ForkFailedException {
    List<String> inherited = ManagementFactory.getRuntimeMXBean().getInputArguments();
    List<String> arguments = new ArrayList<>();
    arguments.add(Integer.toString(inherited.size()));
    arguments.addAll(inherited);
    arguments.add(jar(member));
    return alone.run(
        folder -> {
          List<String> all = new ArrayList<>(arguments);
          all.addAll(JmhCommandLine.fork(options, own(member), folder.resolve(JSON).toString()));
          return all;
        },
        planned(),
        folder -> ForeignResults.read(member, folder.resolve(JSON)));
  }

  /** Without knowledge of the benchmark's own settings, the longest that JMH's defaults take. */
  private Duration planned() {
    long warmup =
        options.getWarmupIterations().orElse(5)
            * nanos(options.getWarmupTime().orElse(TimeValue.seconds(10)));
    long measurement =
        options.getMeasurementIterations().orElse(20)
            * nanos(options.getMeasurementTime().orElse(TimeValue.seconds(10)));
    return Duration.ofNanos(warmup + measurement).plus(PATIENCE);
  }

  private static long nanos(TimeValue time) {
    return time.convertTo(TimeUnit.NANOSECONDS);
  }

  private String jar(BenchmarkId member) {
    return member.parameters().getOrDefault(PairedSides.JAR, onlyJar);
  }

  /** As its JMH knows it. */
  private BenchmarkId own(BenchmarkId member) {
    return onlyJar == null ? member.without(PairedSides.JAR) : member;
  }
}
