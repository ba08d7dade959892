package dev.ifsbench.cli.option;

import picocli.CommandLine.Option;

/** The option of every command whose report has intervals. */
public final class ConfidenceOption {
  @Option(
      names = "--confidence",
      paramLabel = "PERCENT",
      defaultValue = "95",
      converter = OptionValues.PercentConverter.class,
      description = "Confidence of the intervals.")
  private double confidence;

  /** As a share, such as 0.95. */
  public double value() {
    return confidence;
  }
}
