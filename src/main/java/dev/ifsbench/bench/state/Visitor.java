package dev.ifsbench.bench.state;

import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.ThreadParams;

/**
 * Goes from handle to handle at random. Each thread has its own, which JMH pads, so that threads
 * share nothing by it; the sequence is the same in each run.
 */
@State(Scope.Thread)
public class Visitor {
  private static final long MULTIPLIER = 6364136223846793005L;
  private static final long INCREMENT = 1442695040888963407L;

  private long state;
  private int visits;
  private boolean reopens;

  /** Constructor for JMH, which fills in the parameters. */
  public Visitor() {}

  /**
   * Gives each thread a sequence of its own.
   *
   * @param thread the thread
   */
  @Setup(Level.Trial)
  public void setUp(ThreadParams thread) {
    state = thread.getThreadIndex() * MULTIPLIER;
  }

  /** The next random number, by Knuth's linear congruential generator: a nanosecond or so. */
  public int next() {
    state = state * MULTIPLIER + INCREMENT;
    return (int) (state >>> Integer.SIZE);
  }

  /**
   * Counts its calls.
   *
   * @param every a power of two
   * @return true for one call in that many
   */
  public boolean isTimeToChange(int every) {
    return (++visits & (every - 1)) == 0;
  }

  /** Changes a handle's entry, in the one way and the other by turns. */
  public void change(HandleTable table, long handle) {
    reopens = !reopens;
    if (reopens) {
      table.reopen(handle);
    } else {
      table.modify(handle);
    }
  }
}
