package dev.ifsbench.track.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ifsbench.bench.latency.LatencySample;
import dev.ifsbench.bench.latency.Pace;
import dev.ifsbench.bench.latency.Schedule;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoundsJsonTest {
  private static final List<String> TWO = List.of("a", "b");

  private final RoundsJson<String, double[][]> json = blocks(TWO);

  private static RoundsJson<String, double[][]> blocks(List<String> combinations) {
    return new RoundsJson<>(combinations, name -> "fork " + name, RoundsJson.ofBlocks());
  }

  private static double[][] times(double first) {
    return new double[][] {{first, 2.5}, {1e-9, 12345.678901234567}};
  }

  @Test
  void eachForkComesBackInItsRoundWithTheSameTimes() throws IOException {
    Measurements<String, double[][]> measured = new Measurements<>(TWO);
    measured.add(Map.of("a", times(1), "b", times(2)));
    measured.add(Map.of("b", times(3)));

    FinishedForks<String, double[][]> finished = json.decode(json.encode(measured));

    assertThat(finished.rounds()).isEqualTo(2);
    assertThat(finished.byRound("a")).containsOnlyKeys(1);
    assertThat(finished.byRound("b")).containsOnlyKeys(1, 2);
    assertThat(finished.byRound("b").get(2)).isDeepEqualTo(times(3));
  }

  @Test
  void whatFailedIsNotThere() throws IOException {
    Measurements<String, double[][]> measured = new Measurements<>(TWO);
    measured.add(Map.of("a", times(1), "b", times(2)));
    measured.drop("a");

    assertThat(json.decode(json.encode(measured)).byRound("a")).isEmpty();
  }

  @Test
  void aRecordedForkComesBackWithItsPaceAndEveryLineOfItsLog() throws IOException {
    RoundsJson<String, LatencySample> samples =
        new RoundsJson<>(List.of("a"), name -> name, RoundsJson.ofSamples());
    LatencySample sample =
        new LatencySample(
            new Pace(new Schedule(200, 1_000_000_000L), 200, 5, 4),
            List.of("Tag=x,0.1,0.2,3,\"HI\""));
    Measurements<String, LatencySample> measured = new Measurements<>(List.of("a"));
    measured.add(Map.of("a", sample));

    assertThat(samples.decode(samples.encode(measured)).of("a")).containsExactly(sample);
  }

  @Test
  void roundsOfOtherCombinationsAreRefused() {
    byte[] others = blocks(List.of("a", "c")).encode(new Measurements<>(List.of("a", "c")));

    assertThatThrownBy(() -> json.decode(others))
        .isInstanceOf(IOException.class)
        .hasMessage("it measured something else");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "null",
        "{\"combinations\":[\"fork a\",\"fork b\"],\"rounds\":[{\"7\":[[1]]}]}",
        "{\"combinations\":[\"fork a\",\"fork b\"],\"rounds\":[{\"-1\":[[1]]}]}",
        "{\"combinations\":[\"fork a\",\"fork b\"],\"rounds\":[{\"one\":[[1]]}]}",
        "{\"combinations\":[\"fork a\",\"fork b\"],\"rounds\":[{\"0\":\"text\"}]}"
      })
  void whatIsNotOfThisKindIsRefusedWithAReason(String text) {
    assertThatThrownBy(() -> json.decode(text.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(IOException.class)
        .hasMessageNotContaining("\n");
  }
}
