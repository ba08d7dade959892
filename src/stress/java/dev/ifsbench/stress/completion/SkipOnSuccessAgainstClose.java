package dev.ifsbench.stress.completion;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * A receive is begun that ends at once, while its socket is closed, and the port is not to be told
 * of success: the program learns of the end once, from the call or from the port.
 */
@JCStressTest
@Outcome(id = "0, 0", expect = Expect.ACCEPTABLE, desc = "The call told of the data.")
@Outcome(id = "997, 1", expect = Expect.ACCEPTABLE, desc = "It was pending, and the port told.")
@Outcome(
    id = "(995|10004|10038), 0",
    expect = Expect.ACCEPTABLE,
    desc = "The close came first, and the call told of it.")
@Outcome(expect = Expect.FORBIDDEN, desc = "It is lost, told of twice, or has another error.")
@State
public class SkipOnSuccessAgainstClose {
  private static final int PENDING = 997;

  private final OneSkippedReceive one = new OneSkippedReceive();

  /** Sends what is to be received. */
  public SkipOnSuccessAgainstClose() {}

  /** Receives. */
  @Actor
  public void receive() {
    one.receive();
  }

  /** Closes. */
  @Actor
  public void close() {
    one.close();
  }

  /**
   * Waits for the end.
   *
   * @param r what the call said, and how often the port was told
   */
  @Arbiter
  public void after(II_Result r) {
    r.r1 = one.said();
    r.r2 = one.countTold(r.r1 == PENDING);
  }
}
