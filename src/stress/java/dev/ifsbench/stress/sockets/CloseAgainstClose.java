package dev.ifsbench.stress.sockets;

import dev.ifsbench.provider.LayerKind;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/** Two threads close a wrapping layer's socket: one does, for the other it is no socket. */
@JCStressTest
@Outcome(id = "0, 10038, 0", expect = Expect.ACCEPTABLE, desc = "The first has closed it.")
@Outcome(id = "10038, 0, 0", expect = Expect.ACCEPTABLE, desc = "The second has closed it.")
@Outcome(expect = Expect.FORBIDDEN, desc = "Both, neither, or a handle that is left.")
@State
public class CloseAgainstClose {
  private final OneSocket one = OneSocket.of(LayerKind.WRAPPED);

  /** Opens the socket. */
  public CloseAgainstClose() {}

  /**
   * Closes.
   *
   * @param r its error
   */
  @Actor
  public void first(III_Result r) {
    r.r1 = one.close();
  }

  /**
   * Closes.
   *
   * @param r its error
   */
  @Actor
  public void second(III_Result r) {
    r.r2 = one.close();
  }

  /**
   * Counts.
   *
   * @param r how many created handles are left; the entry of the socket below stays until its
   *     number is announced again
   */
  @Arbiter
  public void after(III_Result r) {
    r.r3 = one.entries() - 1;
    one.end();
  }
}
