package dev.ifsbench.cli.run;

import java.util.Arrays;
import java.util.Locale;
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
   * Judges one benchmark.
   *
   * @param benchmark as JMH lists it
   * @param mode that it is measured in
   * @return why it cannot; nothing if it can
   */
  Optional<String> objection(BenchmarkListEntry benchmark, Mode mode) {
    if (mode == Mode.SingleShotTime) {
      return Optional.of("a single shot needs a fresh JVM");
    }
    int[] groups =
        options.getThreadGroups().hasValue()
            ? options.getThreadGroups().get()
            : benchmark.getThreadGroups();
    if (Arrays.stream(groups).distinct().count() > 1) {
      return Optional.of(
          String.format(
              Locale.ROOT, "the methods of its group have different threads %s",
              Arrays.toString(groups)));
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
    String owner = benchmark.getUserClassQName().replace('.', '/');
    return hints.stream().anyMatch(hint -> hint.replace('.', '/').contains(owner))
        ? Optional.of("it tells the compiler something by @CompilerControl")
        : Optional.empty();
  }
}
