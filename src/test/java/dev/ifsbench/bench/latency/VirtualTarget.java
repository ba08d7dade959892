package dev.ifsbench.bench.latency;

import java.util.function.LongUnaryOperator;

/**
 * A clock that only waiting and requests move on, and requests that take a time of one's choice.
 */
public final class VirtualTarget {
  /** How far a look in vain at the clock moves it on. */
  static final long SPIN_NANOS = 10_000;

  private final LongUnaryOperator nanosByRequest;
  private long now = Long.MAX_VALUE - 1_000_000;
  private long requests;

  public VirtualTarget(LongUnaryOperator nanosByRequest) {
    this.nanosByRequest = nanosByRequest;
  }

  public OpenLoop loop() {
    return new OpenLoop(this::perform, () -> now, () -> now += SPIN_NANOS);
  }

  private void perform() {
    now += nanosByRequest.applyAsLong(requests);
    requests++;
  }
}
