package dev.ifsbench.stress.sockets;

import dev.ifsbench.provider.LayerKind;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/**
 * A socket is closed while another is opened, which gets the same number if the close has freed it:
 * the new socket can be used, and its entry is the only one.
 */
@JCStressTest
@Outcome(id = "0, 0, 1", expect = Expect.ACCEPTABLE, desc = "The new socket can be used.")
@Outcome(expect = Expect.FORBIDDEN, desc = "The close has hit the new socket, or missed the old.")
@State
public class CloseAgainstSocket {
  private final OneSocket one = OneSocket.of(LayerKind.PASS_THROUGH);
  private long opened;

  /** Opens the old socket. */
  public CloseAgainstSocket() {}

  /**
   * Closes the old one.
   *
   * @param r its error
   */
  @Actor
  public void closer(III_Result r) {
    r.r1 = one.close();
  }

  /** Opens the new one. */
  @Actor
  public void opener() {
    opened = one.openAnother();
  }

  /**
   * Uses the new one.
   *
   * @param r its error, and how many entries there are
   */
  @Arbiter
  public void after(III_Result r) {
    r.r2 = one.use(opened);
    r.r3 = one.entries();
    one.end();
  }
}
