package dev.ifsbench.cli.run;

import dev.ifsbench.track.run.PairedSides;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.options.CommandLineOptions;

/**
 * Decides whether two sides of a benchmark can take turns in one JVM, or must be left to JMH.
 *
 * @param options JMH's, as the user has given them
 * @param hints what JMH is to tell the compiler of benchmarks
 * @param sameHints whether both sides' JMH would tell the same
 */
record TurnsRule(CommandLineOptions options, Set<String> hints, boolean sameHints) {
  /**
   * Judges one of this project's benchmarks, whose forks all have the same JVM options.
   *
   * @param options JMH's, as the user has given them
   * @param benchmark as JMH lists it
   * @param sides what is to take turns
   * @return why it cannot; nothing if it can
   */
  static Optional<String> ownObjection(
      CommandLineOptions options, BenchmarkListEntry benchmark, PairedSides sides) {
    boolean differs =
        sides.parameter().equals(PairedSides.JAR)
            || benchmark
                .getParams()
                .orElse(Map.<String, String[]>of())
                .containsKey(sides.parameter());
    return differs
        ? unevenGroup(options, benchmark)
        : Optional.of(
            String.format(
                Locale.ROOT,
                "it has no parameter '%s', so that both sides would be the same",
                sides.parameter()));
  }

  /** JMH's own forks time such threads separately; blocks do not. */
  private static Optional<String> unevenGroup(
      CommandLineOptions options, BenchmarkListEntry benchmark) {
    int[] groups =
        options.getThreadGroups().hasValue()
            ? options.getThreadGroups().get()
            : benchmark.getThreadGroups();
    return Arrays.stream(groups).distinct().count() > 1
        ? Optional.of(
            String.format(
                Locale.ROOT,
                "the methods of its group have different threads %s",
                Arrays.toString(groups)))
        : Optional.empty();
  }

  /**
   * Judges one benchmark of another project.
   *
   * @param benchmark as JMH lists it
   * @param mode that it is measured in
   * @return why it cannot; nothing if it can
   */
  Optional<String> objection(BenchmarkListEntry benchmark, Mode mode) {
    if (mode == Mode.SingleShotTime) {
      return Optional.of("a single shot needs a fresh JVM");
    }
    Optional<String> uneven = unevenGroup(options, benchmark);
    if (uneven.isPresent()) {
      return uneven;
    }
    if (benchmark.getJvm().hasValue()
        || benchmark.getJvmArgs().hasValue()
        || benchmark.getJvmArgsPrepend().hasValue()
        || benchmark.getJvmArgsAppend().hasValue()) {
      return Optional.of("its @Fork asks for JVM options of its own");
    }
    if (!options.getProfilers().isEmpty()) {
      return Optional.of("profilers need JMH's own forks");
    }
    if (!sameHints) {
      return Optional.of("the jars tell the compiler different things by @CompilerControl");
    }
    String owner = "," + benchmark.getUserClassQName().replace('.', '/');
    return hints.stream().anyMatch(hint -> hint.replace('$', '/').contains(owner))
        ? Optional.of("it tells the compiler something by @CompilerControl")
        : Optional.empty();
  }
}
