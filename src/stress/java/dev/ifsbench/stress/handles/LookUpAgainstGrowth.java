package dev.ifsbench.stress.handles;

import dev.ifsbench.sockets.HandleMap;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** A look-up while the map grows finds the entries that were there, and new ones whole. */
@JCStressTest
@Outcome(id = "-1, 1", expect = Expect.ACCEPTABLE, desc = "The look-up came before.")
@Outcome(id = "2, 1", expect = Expect.ACCEPTABLE, desc = "The look-up came after.")
@Outcome(expect = Expect.FORBIDDEN, desc = "Half an entry, or an entry that was lost.")
@State
public class LookUpAgainstGrowth {
  private static final long HANDLE = 3;
  private static final long FAR_HANDLE = 5000;

  private final HandleMap<Entry> map = new HandleMap<>();

  /** Puts an entry into the first page. */
  public LookUpAgainstGrowth() {
    map.put(HANDLE, new Entry(1));
  }

  /**
   * Looks both up.
   *
   * @param r what it finds
   */
  @Actor
  public void reader(II_Result r) {
    r.r1 = Entry.valueOf(map.get(FAR_HANDLE));
    r.r2 = Entry.valueOf(map.get(HANDLE));
  }

  /** Puts an entry into a page that is not there yet. */
  @Actor
  public void writer() {
    map.put(FAR_HANDLE, new Entry(2));
  }
}
