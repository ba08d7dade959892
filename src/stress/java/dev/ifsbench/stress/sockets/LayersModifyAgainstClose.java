package dev.ifsbench.stress.sockets;

import dev.ifsbench.provider.LayerKind;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/** A layer announces a handle again while the application closes it: no entry is left behind. */
@JCStressTest
@Outcome(id = "0, 0, 0", expect = Expect.ACCEPTABLE, desc = "The layer came first.")
@Outcome(id = "10022, 0, 0", expect = Expect.ACCEPTABLE, desc = "The close came first.")
@Outcome(expect = Expect.FORBIDDEN, desc = "An entry is left for a handle that is closed.")
@State
public class LayersModifyAgainstClose {
  private final OneSocket one = OneSocket.of(LayerKind.PASS_THROUGH);

  /** Opens the socket. */
  public LayersModifyAgainstClose() {}

  /**
   * Modifies.
   *
   * @param r its error
   */
  @Actor
  public void layer(III_Result r) {
    r.r1 = one.modifyByLayer();
  }

  /**
   * Closes.
   *
   * @param r its error
   */
  @Actor
  public void application(III_Result r) {
    r.r2 = one.close();
  }

  /**
   * Counts.
   *
   * @param r how many entries are left
   */
  @Arbiter
  public void after(III_Result r) {
    r.r3 = one.entries();
    one.end();
  }
}
