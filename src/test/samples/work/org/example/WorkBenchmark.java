package org.example;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Group;
import org.openjdk.jmh.annotations.GroupThreads;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** Consumes a known number of tokens, which differs between builds of this project. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class WorkBenchmark {
  @Param({"1", "2"})
  public int times;

  @Benchmark
  @BenchmarkMode({Mode.Throughput, Mode.AverageTime, Mode.SampleTime, Mode.SingleShotTime})
  @OutputTimeUnit(TimeUnit.MICROSECONDS)
  public void work() {
    Blackhole.consumeCPU(TOKENS * times);
  }

  @Benchmark
  @Group("even")
  public void evenLeft() {
    Blackhole.consumeCPU(TOKENS * times);
  }

  @Benchmark
  @Group("even")
  public void evenRight() {
    Blackhole.consumeCPU(TOKENS * times);
  }

  @Benchmark
  @Group("odd")
  @GroupThreads(1)
  public void oddLeft() {
    Blackhole.consumeCPU(TOKENS * times);
  }

  @Benchmark
  @Group("odd")
  @GroupThreads(2)
  public void oddRight() {
    Blackhole.consumeCPU(TOKENS * times);
  }

  @Benchmark
  @Fork(jvmArgsAppend = "-Dorg.example=own")
  public String withOwnOptions() {
    Blackhole.consumeCPU(TOKENS * times);
    return System.getProperty("org.example").trim();
  }
}
