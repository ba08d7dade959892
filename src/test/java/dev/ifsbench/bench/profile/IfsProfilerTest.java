package dev.ifsbench.bench.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.runner.IterationType;
import org.openjdk.jmh.runner.WorkloadParams;
import org.openjdk.jmh.runner.options.TimeValue;

class IfsProfilerTest {
  @TempDir Path folder;

  @Test
  void parametersOfAnyLengthHaveAFolderEachThatSystemsAllow() throws Exception {
    IfsProfiler profiler = new IfsProfiler("dir=" + folder);
    String path = "C:\\a long folder\\".repeat(20);
    for (String provider : List.of(path + "a.dll", path + "b.dll", "short.dll")) {
      profiler.addJVMOptions(params(provider));
    }
    try (Stream<Path> made = Files.list(folder)) {
      assertThat(made.map(each -> each.getFileName().toString()))
          .hasSize(3)
          .allMatch(name -> name.length() <= 200)
          .anyMatch(name -> name.contains("short.dll"));
    }
  }

  private static BenchmarkParams params(String provider) {
    WorkloadParams workload = new WorkloadParams();
    workload.put("provider", provider, 0);
    TimeValue time = TimeValue.milliseconds(100);
    return new BenchmarkParams(
        "dev.ifsbench.bench.SomeBenchmark.some",
        "generated",
        true,
        1,
        new int[] {1},
        List.of(),
        1,
        0,
        new IterationParams(IterationType.WARMUP, 1, time, 1),
        new IterationParams(IterationType.MEASUREMENT, 1, time, 1),
        Mode.AverageTime,
        workload,
        TimeUnit.NANOSECONDS,
        1,
        "java",
        List.of(),
        "17",
        "VM",
        "17",
        "1.37",
        TimeValue.minutes(10));
  }
}
