package dev.ifsbench.cli.option;

import java.util.Locale;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The option of every command that measures in rounds. */
public final class RoundsOption {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  private final int least;
  private final int most;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      description = "Rounds; where there is a budget, the largest number of them.")
  private int rounds;

  /**
   * Creates the option.
   *
   * @param usual the number of rounds unless another is given
   * @param least the fewest that may be given
   * @param most the most that may be given
   */
  public RoundsOption(int usual, int least, int most) {
    rounds = usual;
    this.least = least;
    this.most = most;
  }

  /**
   * Creates the option without an upper limit.
   *
   * @param usual the number of rounds unless another is given
   */
  public RoundsOption(int usual) {
    this(usual, 1, Integer.MAX_VALUE);
  }

  /** Returns the number of rounds. */
  public int value() {
    return rounds;
  }

  /**
   * Refuses a number that is out of range.
   *
   * @throws ParameterException if it is
   */
  public void check() {
    if (rounds < least || rounds > most) {
      String range =
          most == Integer.MAX_VALUE
              ? String.format(Locale.ROOT, "at least %d", least)
              : String.format(Locale.ROOT, "from %d to %d", least, most);
      throw new ParameterException(
          spec.commandLine(),
          String.format(Locale.ROOT, "--rounds must be %s, but is %d", range, rounds));
    }
  }
}
