package dev.ifsbench.stress.handles;

import dev.ifsbench.sockets.HandleMap;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** A look-up while the entry is replaced sees the old entry or the new one, whole. */
@JCStressTest
@Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "Both look-ups came before.")
@Outcome(id = "1, 2", expect = Expect.ACCEPTABLE, desc = "The change came between them.")
@Outcome(id = "2, 2", expect = Expect.ACCEPTABLE, desc = "Both look-ups came after.")
@Outcome(expect = Expect.FORBIDDEN, desc = "No entry, half an entry, or an old one after the new.")
@State
public class LookUpAgainstModify {
  private static final long HANDLE = 3;

  private final HandleMap<Entry> map = new HandleMap<>();
  private final Entry old = new Entry(1);

  /** Puts the old entry in. */
  public LookUpAgainstModify() {
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

  /** Modifies. */
  @Actor
  public void writer() {
    map.replace(HANDLE, old, new Entry(2));
  }
}
