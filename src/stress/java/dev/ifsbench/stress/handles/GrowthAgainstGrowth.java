package dev.ifsbench.stress.handles;

import dev.ifsbench.sockets.HandleMap;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/** Two threads that each make a page: neither entry is lost. */
@JCStressTest
@Outcome(id = "1, 2, 2", expect = Expect.ACCEPTABLE, desc = "Both entries are there.")
@Outcome(expect = Expect.FORBIDDEN, desc = "An entry is lost, or not counted.")
@State
public class GrowthAgainstGrowth {
  private static final long ONE = 3;
  private static final long OTHER = 5000;

  private final HandleMap<Entry> map = new HandleMap<>();

  /** Makes an empty map. */
  public GrowthAgainstGrowth() {}

  /** Puts one entry in. */
  @Actor
  public void one() {
    map.put(ONE, new Entry(1));
  }

  /** Puts the other entry in. */
  @Actor
  public void other() {
    map.put(OTHER, new Entry(2));
  }

  /**
   * Looks both up.
   *
   * @param r both, and how many there are
   */
  @Arbiter
  public void after(III_Result r) {
    r.r1 = Entry.valueOf(map.get(ONE));
    r.r2 = Entry.valueOf(map.get(OTHER));
    r.r3 = map.size();
  }
}
