package dev.ifsbench.stress.sockets;

import dev.ifsbench.provider.LayerKind;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IIII_Result;

/** Two threads take the last two starts back: the socket that is open goes with the later one. */
@JCStressTest
@JCStressMeta(LastCleanUp.AgainstCleanUp.class)
@State
public class LastCleanUpAgainstCleanUp {
  private final OneSocket one = OneSocket.of(LayerKind.WRAPPED, 2);

  /** Opens a socket. */
  public LastCleanUpAgainstCleanUp() {}

  /**
   * Takes a start back.
   *
   * @param r its error
   */
  @Actor
  public void first(IIII_Result r) {
    r.r1 = one.cleanUp();
  }

  /**
   * Takes a start back.
   *
   * @param r its error
   */
  @Actor
  public void second(IIII_Result r) {
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
