package dev.ifsbench.cli;

import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Option;

/** The options of every command whose report has intervals. */
final class StatisticsOptions {
  @Option(
      names = "--confidence",
      paramLabel = "PERCENT",
      defaultValue = "95",
      converter = OptionValues.PercentConverter.class,
      description = "Confidence of the intervals.")
  private double confidence;

  @Option(
      names = "--seed",
      paramLabel = "NUMBER",
      description = "Of the random order and the intervals; drawn and shown if not given.",
      showDefaultValue = Visibility.NEVER)
  private Long seed;

  /** As a share, such as 0.95. */
  double confidence() {
    return confidence;
  }

  /** The seed that was asked for, or another one each time. */
  long seedOrDrawn() {
    return seed != null ? seed : System.nanoTime();
  }
}
