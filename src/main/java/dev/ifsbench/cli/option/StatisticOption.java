package dev.ifsbench.cli.option;

import dev.ifsbench.track.stats.Statistic;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The option of every command that reduces stored forks to one number each. */
public final class StatisticOption {
  @Option(
      names = "--statistic",
      paramLabel = "median|mean",
      defaultValue = "median",
      converter = Converter.class,
      description =
          "What a fork counts as: its median iteration, or the mean of its iterations as in JMH's"
              + " own score.")
  private Statistic statistic;

  public Statistic value() {
    return statistic;
  }

  /** Reads what {@link Statistic#toString} writes. */
  public static final class Converter implements ITypeConverter<Statistic> {
    @Override
    public Statistic convert(String value) {
      for (Statistic statistic : Statistic.values()) {
        if (statistic.toString().equals(value.toLowerCase(Locale.ROOT))) {
          return statistic;
        }
      }
      throw new TypeConversionException("must be median or mean, but is '" + value + "'");
    }
  }
}
