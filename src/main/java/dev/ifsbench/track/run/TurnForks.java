package dev.ifsbench.track.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.CompilerHints;
import org.openjdk.jmh.runner.options.Options;

/**
 * Measures two sides of this project's benchmarks in turns: the three of {@code headline} in loops
 * without JMH, as {@code headline} and {@code calibrate} do, so that their numbers are comparable;
 * all others by JMH's own generated code.
 */
public final class TurnForks implements ForkRunner<ForkGroup, Map<BenchmarkId, RunResult>> {
  private final PairedForks loops;
  private final ForeignForks driven;

  /**
   * Creates a runner of forks.
   *
   * @param options JMH's, as the user has given them
   * @param groups what takes turns
   * @param settings how long each measures
   * @param flags JVM options added after this JVM's own
   * @param seed of all orders
   */
  public TurnForks(
      Options options,
      List<ForkGroup> groups,
      PairedSettings settings,
      List<String> flags,
      long seed) {
    loops = new PairedForks(settings, flags, seed);
    driven =
        new ForeignForks(options, true, null, Set.copyOf(groups), settings, hinted(flags), seed);
  }

  private static List<String> hinted(List<String> flags) {
    List<String> hinted = new ArrayList<>(flags);
    CompilerHints.addCompilerHints(hinted);
    try {
      return CompilerHintsFile.renamed(hinted);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Map<BenchmarkId, RunResult> run(ForkGroup group) throws ForkFailedException {
    return isLoop(group) ? loops.run(group) : driven.run(group);
  }

  /** The loops know nothing of a layer's quirk. */
  private static boolean isLoop(ForkGroup group) {
    BenchmarkId first = group.members().get(0);
    return !first.hasQuirk()
        && Arrays.stream(HeadlineOperation.values())
            .anyMatch(operation -> operation.benchmark().equals(first.name()));
  }
}
