package dev.ifsbench.bench.state;

import dev.ifsbench.sockets.HandleMap;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A handle map with many entries, as a process with that many open sockets has one. */
@State(Scope.Benchmark)
public class HandleTable {
  // The kernel's first number after standard input, output and error.
  private static final int FIRST_HANDLE = 3;

  /** How many entries there are. */
  @Param({"1", "1000", "1000000"})
  @Range(min = 1, max = 10_000_000)
  public int entries;

  private HandleMap<Entry> map;

  /** Constructor for JMH, which fills in the parameters. */
  public HandleTable() {}

  /** What stands for a handle; like the dispatcher's own entries it never changes. */
  record Entry(long handle) {}

  /** Fills the map. */
  @Setup(Level.Trial)
  public void setUp() {
    map = new HandleMap<>();
    for (int i = 0; i < entries; i++) {
      map.put(FIRST_HANDLE + i, new Entry(FIRST_HANDLE + i));
    }
  }

  /**
   * Chooses a handle.
   *
   * @param random any number; each handle is chosen by as many numbers as the others
   */
  public long handle(int random) {
    return FIRST_HANDLE + ((Integer.toUnsignedLong(random) * entries) >>> Integer.SIZE);
  }

  /**
   * Looks a handle up, and reads its entry as a dispatcher does.
   *
   * @return the handle again, or 0 while another thread has taken it out
   */
  public long lookUp(long handle) {
    Entry entry = map.get(handle);
    return entry == null ? 0 : entry.handle();
  }

  /** Puts a new entry in the place of the old one, as {@code WPUModifyIFSHandle} does. */
  void modify(long handle) {
    Entry entry = map.get(handle);
    if (entry != null) {
      map.replace(handle, entry, new Entry(handle));
    }
  }

  /** Takes the entry out and puts a new one in: the handle is closed, and its number used again. */
  void reopen(long handle) {
    Entry entry = map.get(handle);
    if (entry != null && map.replace(handle, entry, null)) {
      map.replace(handle, null, new Entry(handle));
    }
  }
}
