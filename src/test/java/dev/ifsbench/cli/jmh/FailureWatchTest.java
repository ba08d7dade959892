package dev.ifsbench.cli.jmh;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailureWatchTest {
  @ParameterizedTest
  @CsvSource({
    "Iteration   1: <failure>, true",
    "# Warmup Iteration   1: <failure>, true",
    "<forked VM failed with exit code 137>, true",
    "Iteration   1: 12.3 ns/op, false"
  })
  void aFailureIsNoticedAndEverythingIsPassedOn(String line, boolean failed) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] text = ("# Fork: 1 of 1\n" + line + "\nResult\n").getBytes(StandardCharsets.UTF_8);
    FailureWatch watch = new FailureWatch(out);

    watch.write(text);

    assertThat(out.toByteArray()).isEqualTo(text);
    assertThat(watch.hasFailed()).isEqualTo(failed);
  }
}
