package dev.ifsbench.bench.latency;

/** What an {@link OpenLoop} performs at a fixed rate: a question and the wait for its answer. */
@FunctionalInterface
public interface Request {
  /** Performs one request; returns when its answer has arrived. */
  void perform();
}
