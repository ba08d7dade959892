package dev.ifsbench.bench;

import org.openjdk.jmh.annotations.Benchmark;

/** Stand-in, to be dropped. */
public class SendBenchmark extends StandIn {
  /** Spends time. */
  @Benchmark
  public void send() {
    spend(1);
  }
}
