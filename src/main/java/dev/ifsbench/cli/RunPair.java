package dev.ifsbench.cli;

import dev.ifsbench.report.Printable;
import dev.ifsbench.track.RunResults;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The two runs of a command that compares. */
final class RunPair {
  private static final String SHOWN_AS =
      "a run's id, its folder, or a file of JMH's JSON (-rf json) or of HdrHistogram's log.";

  @Parameters(
      index = "0",
      paramLabel = "BEFORE",
      description = "The run to compare with: " + SHOWN_AS)
  private String before;

  @Parameters(index = "1", paramLabel = "AFTER", description = "The run to judge.")
  private String after;

  @Mixin private RunArguments runs;

  @Option(
      names = "--across-environments",
      description = "Compare runs of different machines, JDKs, bindings and so on, too.")
  private boolean acrossEnvironments;

  /**
   * Both runs.
   *
   * @param before the one to compare with
   * @param after the one to judge
   */
  record Results(RunResults before, RunResults after) {
    /** How their environments differ. */
    List<String> differences() {
      return after.circumstances().differencesFrom(before.circumstances());
    }

    /** What of their environments is not recorded. */
    List<String> unknown() {
      return after.circumstances().unknownAgainst(before.circumstances());
    }
  }

  /**
   * Reads both.
   *
   * @throws Refusal if one cannot be read, or their environments differ and nobody asked for that
   */
  Results read() throws Refusal {
    Results results = new Results(runs.read(before), runs.read(after));
    if (!acrossEnvironments && !results.differences().isEmpty()) {
      throw new Refusal(
          Printable.of(
              "The runs were made in different environments: %s; --across-environments compares them all the same"
                  .formatted(String.join("; ", results.differences()))));
    }
    return results;
  }
}
