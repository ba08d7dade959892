package dev.ifsbench.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class WinsockErrorTest {
  @Test
  void everyNumberIsOneErrorOrAFailedSystemCall() {
    Map<Integer, WinsockError> errors =
        Arrays.stream(WinsockError.values())
            .collect(Collectors.toMap(WinsockError::code, Function.identity()));
    int last = errors.keySet().stream().mapToInt(Integer::intValue).max().orElseThrow();
    for (int code = -1; code <= last + 1; code++) {
      assertThat(WinsockError.fromCode(code))
          .as("error %d", code)
          .isEqualTo(errors.getOrDefault(code, WinsockError.WSASYSCALLFAILURE));
    }
    assertThat(WinsockError.fromCode(Integer.MAX_VALUE)).isEqualTo(WinsockError.WSASYSCALLFAILURE);
    assertThat(WinsockError.fromCode(Integer.MIN_VALUE)).isEqualTo(WinsockError.WSASYSCALLFAILURE);
  }
}
