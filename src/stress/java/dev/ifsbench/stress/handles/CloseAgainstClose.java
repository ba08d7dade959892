package dev.ifsbench.stress.handles;

import dev.ifsbench.sockets.HandleMap;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZI_Result;

/** Two threads that remove the same entry: exactly one of them has done it. */
@JCStressTest
@Outcome(id = "true, false, 0", expect = Expect.ACCEPTABLE, desc = "The first has removed it.")
@Outcome(id = "false, true, 0", expect = Expect.ACCEPTABLE, desc = "The second has removed it.")
@Outcome(expect = Expect.FORBIDDEN, desc = "Both, neither, or an entry that is counted still.")
@State
public class CloseAgainstClose {
  private static final long HANDLE = 3;

  private final HandleMap<Entry> map = new HandleMap<>();
  private final Entry entry = new Entry(1);

  /** Puts the entry in. */
  public CloseAgainstClose() {
    map.put(HANDLE, entry);
  }

  /**
   * Removes the entry.
   *
   * @param r whether it did
   */
  @Actor
  public void first(ZZI_Result r) {
    r.r1 = map.replace(HANDLE, entry, null);
  }

  /**
   * Removes the entry.
   *
   * @param r whether it did
   */
  @Actor
  public void second(ZZI_Result r) {
    r.r2 = map.replace(HANDLE, entry, null);
  }

  /**
   * Counts.
   *
   * @param r how many entries are left
   */
  @Arbiter
  public void after(ZZI_Result r) {
    r.r3 = map.size();
  }
}
