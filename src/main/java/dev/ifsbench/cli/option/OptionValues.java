package dev.ifsbench.cli.option;

import dev.ifsbench.report.export.ExportFormat;
import dev.ifsbench.report.json.TraceFormat;
import dev.ifsbench.sockets.libc.Binding;
import dev.ifsbench.track.run.HeadlineOperation;
import dev.ifsbench.track.run.PairedSides;
import dev.ifsbench.track.stats.Percentile;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import org.openjdk.jmh.runner.options.TimeValue;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Converters for option values. */
public final class OptionValues {
  private static final Pattern PERCENT =
      Pattern.compile("([+-]?(?:[0-9]{1,9}(?:\\.[0-9]*)?|\\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?)%?");

  private OptionValues() {}

  /** {@code send}, {@code receive}, {@code send+receive}. */
  public static final class OperationConverter implements ITypeConverter<HeadlineOperation> {
    @Override
    public HeadlineOperation convert(String value) {
      return labelled(value, HeadlineOperation.values());
    }
  }

  /** {@code jna}, {@code ffm}, in any case. */
  public static final class BindingConverter implements ITypeConverter<Binding> {
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
                                  ", ",
                                  String.format(Locale.ROOT, "'%s' is not one of ", value),
                                  ""))));
    }
  }

  /**
   * Refuses a binding that this system or a JVM does not have.
   *
   * @param binding what is asked for
   * @param featureVersion of the JVM: 17, 21, 25 …
   * @throws UserError if it does not
   */
  public static void requireIn(Binding binding, int featureVersion) throws UserError {
    try {
      binding.requireHere();
      binding.requireIn(featureVersion);
    } catch (UnsupportedOperationException e) {
      throw UserError.misuse(e.getMessage());
    }
  }

  /** What JMH takes, such as {@code 300ms} or {@code 90s}, and {@code 4m40s} or {@code 1h}. */
  public static final class DurationConverter implements ITypeConverter<Duration> {
    private static final Pattern OF_JMH = Pattern.compile("[0-9]{1,9}(?:ns|us|ms|s|m|min|hr|day)?");

    @Override
    public Duration convert(String value) {
      Duration duration;
      try {
        duration =
            OF_JMH.matcher(value).matches()
                ? Duration.ofNanos(TimeValue.fromString(value).convertTo(TimeUnit.NANOSECONDS))
                : Duration.parse("PT" + value.toUpperCase(Locale.ROOT));
      } catch (DateTimeParseException e) {
        throw new TypeConversionException(
            String.format(Locale.ROOT, "'%s' is not a time such as 90s or 4m40s", value));
      }
      if (duration.isNegative() || duration.isZero()) {
        throw new TypeConversionException(
            String.format(Locale.ROOT, "'%s' is not a time to measure in", value));
      }
      return duration;
    }
  }

  /** {@code 2026-01-31} (UTC), {@code 2026-01-31T12:00:00Z}, or before now: {@code 36h}. */
  public static final class PastConverter implements ITypeConverter<Instant> {
    private static final Pattern AGO = Pattern.compile("([0-9]{1,6})([mhd])");

    @Override
    public Instant convert(String value) {
      Matcher ago = AGO.matcher(value);
      if (ago.matches()) {
        ChronoUnit unit =
            switch (ago.group(2)) {
              case "m" -> ChronoUnit.MINUTES;
              case "h" -> ChronoUnit.HOURS;
              default -> ChronoUnit.DAYS;
            };
        return Instant.now().minus(Long.parseLong(ago.group(1)), unit);
      }
      try {
        return value.contains("T")
            ? Instant.parse(value)
            : LocalDate.parse(value).atStartOfDay(ZoneOffset.UTC).toInstant();
      } catch (DateTimeParseException e) {
        throw new TypeConversionException(
            String.format(
                Locale.ROOT,
                "'%s' is not a time such as 2026-01-31, 2026-01-31T12:00:00Z or 7d",
                value));
      }
    }
  }

  /** {@code 2026-01-31} (UTC), a time with its offset from UTC, or seconds since 1970. */
  public static final class TimeConverter implements ITypeConverter<Instant> {
    private static final Pattern SECONDS = Pattern.compile("[0-9]{9,10}");

    @Override
    public Instant convert(String value) {
      try {
        if (SECONDS.matcher(value).matches()) {
          return Instant.ofEpochSecond(Long.parseLong(value));
        }
        return value.contains("T")
            ? OffsetDateTime.parse(value).toInstant()
            : LocalDate.parse(value).atStartOfDay(ZoneOffset.UTC).toInstant();
      } catch (DateTimeParseException e) {
        throw new TypeConversionException(
            String.format(
                Locale.ROOT,
                "'%s' is not a time such as 2026-01-31, 2026-01-31T12:00:00Z,"
                    + " 2026-01-31T13:00:00+01:00 or 1769860800",
                value));
      }
    }
  }

  /** A regular expression. */
  public static final class RegexConverter implements ITypeConverter<Pattern> {
    @Override
    public Pattern convert(String value) {
      try {
        return Pattern.compile(value);
      } catch (PatternSyntaxException e) {
        throw new TypeConversionException(
            String.format(
                Locale.ROOT, "'%s' is not a regular expression: %s", value, e.getDescription()));
      }
    }
  }

  /** {@code p50}, {@code p99.9} and so on. */
  public static final class PercentileConverter implements ITypeConverter<Percentile> {
    @Override
    public Percentile convert(String value) {
      return labelled(value, Percentile.values());
    }
  }

  /** {@code BASE,WRAPPED}, {@code jna,ffm}, {@code old.jar,new.jar}. */
  public static final class SidesConverter implements ITypeConverter<PairedSides> {
    @Override
    public PairedSides convert(String value) {
      String[] names = value.split(",", -1);
      if (names.length != 2) {
        throw new TypeConversionException(
            String.format(Locale.ROOT, "'%s' is not two names with a comma between them", value));
      }
      try {
        return PairedSides.of(names[0], names[1]);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }

  /** {@code otava-csv}, {@code benchstat} and so on. */
  public static final class ExportFormatConverter implements ITypeConverter<ExportFormat> {
    @Override
    public ExportFormat convert(String value) {
      return labelled(value, ExportFormat.values());
    }
  }

  /** {@code text}, {@code json}, {@code jsonl}, {@code perfetto}. */
  public static final class TraceFormatConverter implements ITypeConverter<TraceFormat> {
    @Override
    public TraceFormat convert(String value) {
      return labelled(value, TraceFormat.values());
    }
  }

  /** Returns the candidate with this name. */
  static <T> T labelled(String value, T[] candidates) {
    List<String> labels = Arrays.stream(candidates).map(T::toString).toList();
    return Arrays.stream(candidates)
        .filter(candidate -> candidate.toString().equals(value))
        .findFirst()
        .orElseThrow(
            () ->
                new TypeConversionException(
                    String.format(
                        Locale.ROOT,
                        "'%s' is not one of %s%s",
                        value,
                        String.join(", ", labels),
                        Nearest.hint(value, labels))));
  }

  /** {@code 95} or {@code 95%}, read as 0.95. */
  public static final class PercentConverter implements ITypeConverter<Double> {
    @Override
    public Double convert(String value) {
      double percent = percent(value);
      if (percent > 0 && percent < 100) {
        return percent / 100;
      }
      throw new TypeConversionException(
          String.format(Locale.ROOT, "'%s' is not a percentage above 0 and below 100", value));
    }
  }

  /** As {@link PercentConverter}, but of what may be nothing at all: {@code 0%} or {@code 3%}. */
  public static final class LimitConverter implements ITypeConverter<Double> {
    @Override
    public Double convert(String value) {
      double percent = percent(value);
      if (percent >= 0 && percent < 100) {
        // Not -0, which would be written so.
        return percent == 0 ? 0.0 : percent / 100;
      }
      throw new TypeConversionException(
          String.format(Locale.ROOT, "'%s' is not a percentage from 0 to below 100", value));
    }
  }

  /** NaN if it is not a plain decimal number. */
  private static double percent(String value) {
    Matcher number = PERCENT.matcher(value);
    return number.matches() ? Double.parseDouble(number.group(1)) : Double.NaN;
  }

  /** Time for a run: anything shorter measures nothing, and anything longer is a typing error. */
  public static final class BudgetConverter implements ITypeConverter<Duration> {
    private static final Duration LEAST = Duration.ofSeconds(1);
    private static final Duration MOST = Duration.ofDays(30);

    @Override
    public Duration convert(String value) {
      Duration budget = new DurationConverter().convert(value);
      if (budget.compareTo(LEAST) < 0 || budget.compareTo(MOST) > 0) {
        throw new TypeConversionException(
            String.format(
                Locale.ROOT, "'%s' is not a budget; give one from 1s to 30 days (720h)", value));
      }
      return budget;
    }
  }
}
