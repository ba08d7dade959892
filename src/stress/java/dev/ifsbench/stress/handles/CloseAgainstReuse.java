package dev.ifsbench.stress.handles;

import dev.ifsbench.sockets.HandleMap;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZII_Result;

/**
 * A close that comes late, when the handle's number has been registered again already: it takes the
 * old entry away or nothing, and the new one survives.
 */
@JCStressTest
@Outcome(id = "true, 2, 1", expect = Expect.ACCEPTABLE, desc = "The close came before.")
@Outcome(id = "false, 2, 1", expect = Expect.ACCEPTABLE, desc = "The close came too late.")
@Outcome(expect = Expect.FORBIDDEN, desc = "The new entry is gone, or counted wrongly.")
@State
public class CloseAgainstReuse {
  private static final long HANDLE = 3;

  private final HandleMap<Entry> map = new HandleMap<>();
  private final Entry old = new Entry(1);

  /** Puts the old entry in. */
  public CloseAgainstReuse() {
    map.put(HANDLE, old);
  }

  /**
   * Removes the old entry.
   *
   * @param r whether it did
   */
  @Actor
  public void closer(ZII_Result r) {
    r.r1 = map.replace(HANDLE, old, null);
  }

  /** Registers the number's next life. */
  @Actor
  public void opener() {
    map.put(HANDLE, new Entry(2));
  }

  /**
   * Looks up.
   *
   * @param r the entry, and how many there are
   */
  @Arbiter
  public void after(ZII_Result r) {
    r.r2 = Entry.valueOf(map.get(HANDLE));
    r.r3 = map.size();
  }
}
