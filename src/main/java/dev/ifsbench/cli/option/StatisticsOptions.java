package dev.ifsbench.cli.option;

import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of every command that measures in random order and whose report has intervals. */
public final class StatisticsOptions {
  @Mixin private ConfidenceOption confidence;

  @Option(
      names = "--seed",
      paramLabel = "NUMBER",
      description = "Seed of the random order; drawn and shown if not given.",
      showDefaultValue = Visibility.NEVER)
  private Long seed;

  /** As a share, such as 0.95. */
  public double confidence() {
    return confidence.value();
  }

  /** The seed that was asked for, or one that is drawn once. */
  public long seedOrDrawn() {
    if (seed == null) {
      seed = System.nanoTime();
    }
    return seed;
  }
}
