package dev.ifsbench.stress.completion;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/**
 * Two threads take packets from one port in batches, and one of them adds one before: each packet
 * is taken once, whole, and the oldest first. The results are the bits of the packets that each
 * thread took, and of those that were left.
 */
@JCStressTest
@Outcome(id = "3, 4, 0", expect = Expect.ACCEPTABLE, desc = "The first took both old ones.")
@Outcome(id = "4, 3, 0", expect = Expect.ACCEPTABLE, desc = "The second took both old ones.")
@Outcome(expect = Expect.FORBIDDEN, desc = "A packet is lost, taken twice, or mixed up.")
@State
public class BatchAgainstBatch {
  private final ThreePackets port = new ThreePackets();

  /** Adds the first two packets. */
  public BatchAgainstBatch() {}

  /**
   * Takes up to two.
   *
   * @param r their bits
   */
  @Actor
  public void first(III_Result r) {
    r.r1 = port.takeTwo();
  }

  /**
   * Adds the third packet, and takes up to two.
   *
   * @param r their bits
   */
  @Actor
  public void second(III_Result r) {
    port.postThird();
    r.r2 = port.takeTwo();
  }

  /**
   * Takes what is left.
   *
   * @param r its bits
   */
  @Arbiter
  public void after(III_Result r) {
    r.r3 = port.takeRest();
  }
}
