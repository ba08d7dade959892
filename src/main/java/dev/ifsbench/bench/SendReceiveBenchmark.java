package dev.ifsbench.bench;

import org.openjdk.jmh.annotations.Benchmark;

/** Stand-in, to be dropped. */
public class SendReceiveBenchmark extends StandIn {
  /** Spends time. */
  @Benchmark
  public void sendReceive() {
    spend(2);
  }
}
