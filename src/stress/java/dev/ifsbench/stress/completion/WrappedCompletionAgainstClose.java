package dev.ifsbench.stress.completion;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * Data comes while a wrapping layer's socket is closed: the layer, which sees the end on a thread
 * of its own, announces it once, with data or aborted, before its handle is gone.
 */
@JCStressTest
@Outcome(id = "0, 0", expect = Expect.ACCEPTABLE, desc = "The data came first.")
@Outcome(id = "995, 0", expect = Expect.ACCEPTABLE, desc = "The close came first.")
@Outcome(expect = Expect.FORBIDDEN, desc = "It is lost, ends twice, or with another error.")
@State
public class WrappedCompletionAgainstClose {
  private final OneWrappedReceive one = new OneWrappedReceive();

  /** Begins the receive. */
  public WrappedCompletionAgainstClose() {}

  /** Sends. */
  @Actor
  public void send() {
    one.send();
  }

  /** Closes. */
  @Actor
  public void close() {
    one.close();
  }

  /**
   * Waits for the end.
   *
   * @param r the error, and how many ends there are after the first
   */
  @Arbiter
  public void after(II_Result r) {
    r.r1 = one.error();
    r.r2 = one.endAndCount();
  }
}
