package dev.ifsbench.stress.sockets;

import dev.ifsbench.provider.LayerKind;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IIII_Result;

/**
 * A connection is accepted through a layer that passes handles through during the last clean-up: it
 * does not survive that.
 */
@JCStressTest
@JCStressMeta(LastCleanUp.AgainstAccept.class)
@State
public class LastCleanUpAgainstAccept {
  private final OneSocket one = OneSocket.of(LayerKind.PASS_THROUGH, 1);

  /** Opens a socket. */
  public LastCleanUpAgainstAccept() {}

  /**
   * Accepts.
   *
   * @param r its error
   */
  @Actor
  public void acceptor(IIII_Result r) {
    r.r1 = one.acceptError();
  }

  /**
   * Takes the last start back.
   *
   * @param r its error
   */
  @Actor
  public void cleaner(IIII_Result r) {
    r.r2 = one.cleanUp();
  }

  /**
   * Counts.
   *
   * @param r how many handles are open, and how many entries are left
   */
  @Arbiter
  public void after(IIII_Result r) {
    one.countWhatIsLeft(r);
  }
}
