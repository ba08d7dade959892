package dev.ifsbench.track.run;

import dev.ifsbench.bench.ReceiveBenchmark;
import dev.ifsbench.bench.SendBenchmark;
import dev.ifsbench.bench.SendReceiveBenchmark;

/** What the headline comparison measures, and the benchmark that measures it. */
public enum HeadlineOperation {
  /** One send. */
  SEND("send", SendBenchmark.class, "send"),
  /** One receive of data that has already arrived. */
  RECEIVE("receive", ReceiveBenchmark.class, "receive"),
  /** A send and the receive of the same data. */
  SEND_RECEIVE("send+receive", SendReceiveBenchmark.class, "sendReceive");

  private final String label;
  private final String benchmark;

  HeadlineOperation(String label, Class<?> benchmark, String method) {
    this.label = label;
    this.benchmark = benchmark.getName() + "." + method;
  }

  /** The benchmark's full name as JMH knows it. */
  public String benchmark() {
    return benchmark;
  }

  /** The name used on the command line and in the table. */
  @Override
  public String toString() {
    return label;
  }
}
