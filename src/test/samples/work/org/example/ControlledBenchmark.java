package org.example;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.CompilerControl;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.infra.Blackhole;

/** Tells the compiler something. */
@BenchmarkMode(Mode.AverageTime)
public class ControlledBenchmark {
  @Benchmark
  public void notInlined() {
    consume();
  }

  @CompilerControl(CompilerControl.Mode.DONT_INLINE)
  private static void consume() {
    Blackhole.consumeCPU(TOKENS);
  }
}
