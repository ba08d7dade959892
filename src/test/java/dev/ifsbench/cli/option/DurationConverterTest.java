package dev.ifsbench.cli.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class DurationConverterTest {
  private final OptionValues.DurationConverter converter = new OptionValues.DurationConverter();

  @ParameterizedTest
  @CsvSource({
    "300ms, PT0.3S",
    "90s, PT1M30S",
    "2m, PT2M",
    "2min, PT2M",
    "1hr, PT1H",
    "10, PT10S",
    "4m40s, PT4M40S",
    "1h, PT1H",
    "1.5s, PT1.5S"
  })
  void aTimeIsReadAsJmhReadsItOrInHoursMinutesAndSeconds(String value, Duration expected) {
    assertThat(converter.convert(value)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0s", "0", "-1s", "soon", "", "30x"})
  void whatIsNoTimeIsRefused(String value) {
    assertThatThrownBy(() -> converter.convert(value)).isInstanceOf(TypeConversionException.class);
  }
}
