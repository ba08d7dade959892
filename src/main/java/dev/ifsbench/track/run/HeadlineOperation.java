package dev.ifsbench.track.run;

import dev.ifsbench.bench.ReceiveBenchmark;
import dev.ifsbench.bench.SendBenchmark;
import dev.ifsbench.bench.SendReceiveBenchmark;
import java.util.Locale;

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

  /**
   * What tables call a benchmark.
   *
   * @param benchmark its full name
   * @return the operation's label, or the words that the method's name is made of
   */
  static String labelOf(String benchmark) {
    for (HeadlineOperation operation : values()) {
      if (operation.benchmark.equals(benchmark)) {
        return operation.label;
      }
    }
    return benchmark
        .substring(benchmark.lastIndexOf('.') + 1)
        .replaceAll("(\\p{Lu})", " $1")
        .toLowerCase(Locale.ROOT);
  }

  /** The name used on the command line and in the table. */
  @Override
  public String toString() {
    return label;
  }
}
