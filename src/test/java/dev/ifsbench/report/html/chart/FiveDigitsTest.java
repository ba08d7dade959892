package dev.ifsbench.report.html.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FiveDigitsTest {
  @ParameterizedTest
  @ValueSource(
      doubles = {
        0,
        -0.0,
        1,
        -1,
        10,
        0.5,
        100.125,
        100.135,
        99999.5,
        99999.4,
        9.99996,
        9.99995,
        100000,
        123456.7,
        1e-3,
        9.9999e-4,
        1.00005,
        1.00015,
        12345.5,
        12346.5,
        1e300,
        Double.MIN_VALUE,
        -2.34567
      })
  void aNumberIsRoundedHalfUp(double value) {
    assertThat(written(value)).isEqualTo(exact(value));
  }

  @Test
  void numbersOfEverySizeAreRoundedHalfUp() {
    Random random = new Random(1);
    for (int i = 0; i < 200_000; i++) {
      double value = Math.exp(30 * random.nextDouble() - 12);
      // Every other is near to the middle between two numbers of five digits.
      double rounded = i % 2 == 0 ? value : Math.rint(value * 2e5) / 2e5;
      assertThat(written(rounded)).isEqualTo(exact(rounded));
    }
  }

  private static String written(double value) {
    StringBuilder text = new StringBuilder("x");
    FiveDigits.append(text, value);
    return text.substring(1);
  }

  private static String exact(double value) {
    return new BigDecimal(value).round(new MathContext(5)).stripTrailingZeros().toPlainString();
  }
}
