package org.example;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;

/** Fails. */
@BenchmarkMode(Mode.AverageTime)
public class BrokenBenchmark {
  @Benchmark
  public int fails() {
    throw new IllegalStateException("the benchmark is broken");
  }
}
