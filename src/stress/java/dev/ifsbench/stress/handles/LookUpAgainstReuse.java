package dev.ifsbench.stress.handles;

import dev.ifsbench.sockets.HandleMap;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** A look-up while the handle is closed and its number used again never goes back in time. */
@JCStressTest
@Outcome(
    id = {"1, 1", "1, -1", "1, 2", "-1, -1", "-1, 2", "2, 2"},
    expect = Expect.ACCEPTABLE,
    desc = "The old entry, then none, then the new one.")
@Outcome(expect = Expect.FORBIDDEN, desc = "Half an entry, or an earlier state after a later one.")
@State
public class LookUpAgainstReuse {
  private static final long HANDLE = 3;

  private final HandleMap<Entry> map = new HandleMap<>();
  private final Entry old = new Entry(1);

  /** Puts the old entry in. */
  public LookUpAgainstReuse() {
    map.put(HANDLE, old);
  }

  /**
   * Looks up twice.
   *
   * @param r what it finds
   */
  @Actor
  public void reader(II_Result r) {
    r.r1 = Entry.valueOf(map.get(HANDLE));
    r.r2 = Entry.valueOf(map.get(HANDLE));
  }

  /** Closes and registers anew. */
  @Actor
  public void writer() {
    map.replace(HANDLE, old, null);
    map.replace(HANDLE, null, new Entry(2));
  }
}
