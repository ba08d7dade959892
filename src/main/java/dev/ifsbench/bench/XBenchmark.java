package dev.ifsbench.bench;

import org.openjdk.jmh.annotations.Benchmark;

/** Probe. */
public class XBenchmark {
  /** Nothing. */
  @Benchmark
  public void nothing() {}
}
