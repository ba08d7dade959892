package dev.ifsbench.bench;

import org.openjdk.jmh.annotations.Benchmark;

/** Stand-in, to be dropped. */
public class ReceiveBenchmark extends StandIn {
  /** Spends time. */
  @Benchmark
  public void receive() {
    spend(1);
  }
}
