package dev.ifsbench.stress.completion;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** A receive is cancelled while its socket is closed: it is aborted once. */
@JCStressTest
@Outcome(id = "995, 0", expect = Expect.ACCEPTABLE, desc = "It is aborted.")
@Outcome(expect = Expect.FORBIDDEN, desc = "It is lost, ends twice, or with another error.")
@State
public class CancelAgainstClose {
  private final OneReceive one = new OneReceive();

  /** Begins the receive. */
  public CancelAgainstClose() {}

  /** Cancels. */
  @Actor
  public void cancel() {
    one.cancel();
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
