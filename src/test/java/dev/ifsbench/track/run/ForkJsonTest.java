package dev.ifsbench.track.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ifsbench.track.store.DamagedRunException;
import dev.ifsbench.track.store.ForkFile;
import dev.ifsbench.track.store.JmhJson;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.ResultRole;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.SampleTimeResult;
import org.openjdk.jmh.results.ScalarResult;
import org.openjdk.jmh.util.SampleBuffer;

class ForkJsonTest {
  @Test
  void whatIsReadGivesTheSameJsonOfJmh() throws Exception {
    RunResult fork = fork();
    IterationResult iteration = iterationOf(fork);
    iteration.addResult(new ScalarResult("gc.count", 3, "counts", AggregationPolicy.SUM));
    SampleBuffer samples = new SampleBuffer();
    for (int i = 1; i < 1000; i++) {
      samples.add((long) i * i);
    }
    iteration.addResult(
        new SampleTimeResult(
            ResultRole.SECONDARY, "samples", samples, fork.getParams().getTimeUnit()));

    RunResult read = ForkJson.decode(ForkJson.encode(fork));

    assertThat(json(read)).isEqualTo(json(fork));
    assertThat(json(read)).contains("gc.count", "p0.99");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "null", "{}", "{\"params\":null,\"benchmarks\":[]}"})
  void whatIsNoForkIsRefused(String content) {
    assertThatThrownBy(() -> ForkFile.decode("run", "fork", bytes(content)))
        .isInstanceOf(DamagedRunException.class)
        .hasMessageContaining("not the result of a fork");
  }

  @Test
  void deepNestingIsRefused() {
    assertThatThrownBy(() -> ForkFile.decode("run", "fork", bytes("[".repeat(100_000))))
        .isInstanceOf(DamagedRunException.class);
  }

  @Test
  void moreSamplesThanJmhCanCountAreRefused() {
    ScoreJson.Samples most = new ScoreJson.Samples(1, Integer.MAX_VALUE);

    assertThatThrownBy(
            () ->
                new ScoreJson(
                    ScoreJson.Type.SAMPLES,
                    ResultRole.PRIMARY,
                    "x",
                    1,
                    "ns/op",
                    AggregationPolicy.AVG,
                    List.of(most, most),
                    ""))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String json(RunResult fork) {
    return new String(JmhJson.encode(List.of(List.of(fork))), StandardCharsets.UTF_8);
  }

  private static IterationResult iterationOf(RunResult fork) {
    return fork.getBenchmarkResults().iterator().next().getIterationResults().iterator().next();
  }

  private static RunResult fork() {
    return FakeForks.fork(
        FakeForks.headline(HeadlineOperation.SEND, "NONE", 64, 1, "BASE"), 10.123, 11.456);
  }
}
