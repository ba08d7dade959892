package dev.ifsbench.stress.completion;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * There comes room for a pending send while its socket is closed: it ends once, done or aborted.
 */
@JCStressTest
@Outcome(id = "0, 0", expect = Expect.ACCEPTABLE, desc = "All of it was sent first.")
@Outcome(id = "995, 0", expect = Expect.ACCEPTABLE, desc = "The close came first.")
@Outcome(expect = Expect.FORBIDDEN, desc = "It is lost, ends twice, or with another error.")
@State
public class SendAgainstClose {
  private final OneSend one = new OneSend();

  /** Begins the send. */
  public SendAgainstClose() {}

  /** Makes room. */
  @Actor
  public void drain() {
    one.drain();
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
