package dev.ifsbench.cli;

import dev.ifsbench.track.TrackedBenchmark;
import java.util.List;
import org.openjdk.jmh.runner.options.CommandLineOptions;

/**
 * What JMH's arguments choose to be tracked.
 *
 * @param arguments JMH's
 * @param benchmarks what they choose, each with one value for each parameter
 */
record TrackPlan(JmhArguments arguments, List<TrackedBenchmark> benchmarks) {
  /**
   * Reads and checks arguments.
   *
   * @param arguments for JMH
   * @throws Refusal if they cannot be followed
   */
  static TrackPlan of(List<String> arguments) throws Refusal {
    JmhArguments checked = new JmhArguments(arguments);
    CommandLineOptions options = checked.options();
    refuse("-f", options.getForkCount().hasValue(), "each round has one fork, see --rounds");
    refuse("-wf", options.getWarmupForkCount().hasValue(), "each round has one fork");
    refuse("-rf", options.getResultFormat().hasValue(), "the store has JMH's JSON");
    refuse("-rff", options.getResult().hasValue(), "the store has JMH's JSON, see --store");
    refuse("-o", options.getOutput().hasValue(), "forks are silent");
    refuse("-jvm", options.getJvm().hasValue(), "start ifsbench by that java, forks do the same");
    refuse("-h", options.shouldHelp(), "see track --help");
    refuse(
        "-l",
        options.shouldList()
            || options.shouldListWithParams()
            || options.shouldListProfilers()
            || options.shouldListResultFormats(),
        "it measures; leave out the word track to see lists");
    checked.check();
    return new TrackPlan(checked, checked.combinations());
  }

  private static void refuse(String option, boolean given, String because) throws Refusal {
    if (given) {
      throw new Refusal("track does not take JMH's %s: %s".formatted(option, because));
    }
  }

  /** What is measured, as people read it. */
  List<String> names() {
    return benchmarks.stream().map(TrackedBenchmark::toString).toList();
  }
}
