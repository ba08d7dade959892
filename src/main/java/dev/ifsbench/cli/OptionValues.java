package dev.ifsbench.cli;

import dev.ifsbench.sockets.Binding;
import dev.ifsbench.track.Operation;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** How the values of options are written on the command line. */
final class OptionValues {
  private OptionValues() {}

  /** {@code send}, {@code receive}, {@code send+receive}. */
  static final class OperationConverter implements ITypeConverter<Operation> {
    @Override
    public Operation convert(String value) {
      List<String> labels = Arrays.stream(Operation.values()).map(Operation::toString).toList();
      return Arrays.stream(Operation.values())
          .filter(operation -> operation.toString().equals(value))
          .findFirst()
          .orElseThrow(
              () ->
                  new TypeConversionException(
                      "'%s' is not one of %s%s"
                          .formatted(
                              value, String.join(", ", labels), Nearest.hint(value, labels))));
    }
  }

  /** {@code jna}, {@code ffm}, in any case. */
  static final class BindingConverter implements ITypeConverter<Binding> {
    @Override
    public Binding convert(String value) {
      return Arrays.stream(Binding.values())
          .filter(binding -> binding.name().equalsIgnoreCase(value))
          .findFirst()
          .orElseThrow(
              () ->
                  new TypeConversionException(
                      Arrays.stream(Binding.values())
                          .map(binding -> binding.name().toLowerCase(Locale.ROOT))
                          .collect(
                              Collectors.joining(
                                  ", ", "'%s' is not one of ".formatted(value), ""))));
    }
  }

  /**
   * Refuses a binding that a JVM does not have.
   *
   * @param binding what is asked for
   * @param featureVersion of the JVM: 17, 21, 25 …
   * @throws Refusal if it does not
   */
  static void requireIn(Binding binding, int featureVersion) throws Refusal {
    try {
      binding.requireIn(featureVersion);
    } catch (UnsupportedOperationException e) {
      throw new Refusal(e.getMessage());
    }
  }

  /** {@code 90s}, {@code 4m40s}, {@code 1h}. */
  static final class DurationConverter implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String value) {
      try {
        Duration duration = Duration.parse("PT" + value.toUpperCase(Locale.ROOT));
        if (duration.isNegative() || duration.isZero()) {
          throw new TypeConversionException("'%s' is no time to measure in".formatted(value));
        }
        return duration;
      } catch (DateTimeParseException e) {
        throw new TypeConversionException(
            "'%s' is not a time such as 90s or 4m40s".formatted(value));
      }
    }
  }

  /** {@code 95} or {@code 95%}, read as 0.95. */
  static final class PercentConverter implements ITypeConverter<Double> {
    @Override
    public Double convert(String value) {
      double percent;
      try {
        percent = Double.parseDouble(value.replaceFirst("%$", ""));
      } catch (NumberFormatException e) {
        percent = Double.NaN;
      }
      if (percent > 0 && percent < 100) {
        return percent / 100;
      }
      throw new TypeConversionException(
          "'%s' is not a percentage above 0 and below 100".formatted(value));
    }
  }
}
