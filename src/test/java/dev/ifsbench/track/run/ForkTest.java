package dev.ifsbench.track.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ifsbench.sockets.libc.Binding;
import dev.ifsbench.track.environment.ForkFlags;
import dev.ifsbench.track.series.IterationTimes;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.results.RunResult;

class ForkTest {
  private final Fork fork =
      new Fork(new ForkSettings(1, 10, 3, 10), Binding.JNA, ForkFlags.ofThisJvm());

  @BeforeAll
  static void doNotWaitForOtherRuns() {
    System.setProperty("jmh.ignoreLock", "true");
  }

  @Test
  void aForkDeliversItsIterations() throws ForkFailedException {
    Combination combination = new Combination(HeadlineOperation.SEND, "NONE", 64, 1, "BASE");
    Measurements<Combination, RunResult> measurements = new Measurements<>(List.of(combination));

    measurements.add(Map.of(combination, fork.run(combination)));

    double[][] times = IterationTimes.of(measurements.forks(combination));
    assertThat(times).hasDimensions(1, 3);
    assertThat(DoubleStream.of(times[0])).allMatch(time -> time > 0);
  }

  @Test
  void aForkThatFailsSaysWhyInOneLineAndKeepsTheRestInItsLog() {
    Combination combination = new Combination(HeadlineOperation.SEND, "NONE", 64, 1, "NOSUCH");

    assertThatThrownBy(() -> fork.run(combination))
        .isInstanceOfSatisfying(
            ForkFailedException.class,
            e -> {
              assertThat(e.getMessage()).contains("NOSUCH").hasLineCount(1);
              assertThat(e.log()).contains("Fork: 1 of 1", "\tat ");
            });
  }
}
