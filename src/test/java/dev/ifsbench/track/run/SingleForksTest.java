package dev.ifsbench.track.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ifsbench.track.environment.ForkFlags;
import dev.ifsbench.track.series.IterationTimes;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.results.RunResult;

class SingleForksTest {
  private final SingleForks forks =
      new SingleForks(new ForkSettings(1, 10, 3, 10).options(), ForkFlags.ofThisJvm());

  @BeforeAll
  static void doNotWaitForOtherRuns() {
    System.setProperty("jmh.ignoreLock", "true");
  }

  @Test
  void aForkDeliversItsIterations() throws ForkFailedException {
    BenchmarkId combination = FakeForks.headline(HeadlineOperation.SEND, "NONE", 64, 1, "BASE");
    Measurements<BenchmarkId, RunResult> measurements = new Measurements<>(List.of(combination));

    measurements.add(forks.run(new ForkGroup(List.of(combination))));

    double[][] times = IterationTimes.of(measurements.forks(combination));
    assertThat(times).hasDimensions(1, 3);
    assertThat(DoubleStream.of(times[0])).allMatch(time -> time > 0);
  }

  @Test
  void aForkThatFailsSaysWhyInOneLineAndKeepsTheRestInItsLog() {
    BenchmarkId combination = FakeForks.headline(HeadlineOperation.SEND, "NONE", 64, 1, "NOSUCH");

    assertThatThrownBy(() -> forks.run(new ForkGroup(List.of(combination))))
        .isInstanceOfSatisfying(
            ForkFailedException.class,
            e -> {
              assertThat(e.getMessage()).contains("NOSUCH").hasLineCount(1);
              assertThat(e.log()).contains("Fork: 1 of 1", "\tat ");
            });
  }
}
