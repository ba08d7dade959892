package dev.ifsbench.cli.option;

import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;

/** The option of every command that measures for as long as a budget lasts. */
public final class BudgetOption {
  @Option(
      names = "--budget",
      paramLabel = "TIME",
      converter = BudgetOption.Converter.class,
      description = "Time for all rounds together.")
  private Budget budget;

  /** A time that looks in a list of defaults as it would be typed. */
  private record Budget(Duration time) {
    @Override
    public String toString() {
      long minutes = time.toMinutes();
      int seconds = time.toSecondsPart();
      return (minutes == 0 ? "" : minutes + "m") + (seconds == 0 ? "" : seconds + "s");
    }
  }

  /** {@code 90s}, {@code 4m40s}. */
  static final class Converter implements ITypeConverter<Budget> {
    private final OptionValues.BudgetConverter times = new OptionValues.BudgetConverter();

    @Override
    public Budget convert(String value) {
      return new Budget(times.convert(value));
    }
  }

  /**
   * Creates the option.
   *
   * @param usual the budget unless another is given, in whole seconds
   */
  public BudgetOption(Duration usual) {
    budget = new Budget(usual);
  }

  /** Time for all rounds together. */
  public Duration value() {
    return budget.time();
  }
}
