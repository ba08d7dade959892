package dev.ifsbench.cli.option;

import dev.ifsbench.track.stats.ComparisonMethod;
import dev.ifsbench.track.stats.Estimator;
import picocli.CommandLine.Option;

/** The option of every command that gives verdicts. */
public final class EqualWithinOption {
  @Option(
      names = "--equal-within",
      paramLabel = "PERCENT",
      defaultValue = "1",
      converter = OptionValues.PercentConverter.class,
      description = "A ratio whose whole interval is closer to 1 is called equal.")
  private double margin;

  /** As a share, such as 0.01. */
  double value() {
    return margin;
  }

  /** How to compare with this margin. */
  public ComparisonMethod method(Estimator estimator) {
    return new ComparisonMethod(estimator, margin);
  }
}
