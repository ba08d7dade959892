package dev.ifsbench.bench;

import dev.ifsbench.bench.state.HandleTable;
import dev.ifsbench.bench.state.ParentWatch;
import dev.ifsbench.bench.state.Visitor;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Group;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How many handles a second the handle table finds, from 1 entry to a million ({@code -p
 * entries=1,1000,1000000}), by one thread or several ({@code -t 2}), with and without changes
 * meanwhile.
 *
 * <p>Handles are visited at random, as by a server whose sockets are all alike: with a large table
 * what counts is the memory behind the entries. {@link #generator} is the share of the visiting
 * itself. Figures are the sum of all threads. Look-ups write nothing that is shared, so their
 * number should grow with the processors; it cannot on one that only pretends to be two.
 *
 * <p>A change makes a new entry, as the dispatcher does, so the garbage collector's barriers and
 * its work are part of it.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(value = 5, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
public class HandleTableBenchmark {
  static {
    ParentWatch.beginInJmhFork();
  }

  /** Operations of {@link #mostlyLookUps} of which one is a change. */
  private static final int CHANGE_EVERY = 64;

  private static final String GROUP = "besideChanges";

  /** Constructor for JMH. */
  public HandleTableBenchmark() {}

  /**
   * Chooses a handle and does nothing with it.
   *
   * @param table the table
   * @param visitor the thread's way through it
   * @return the handle
   */
  @Benchmark
  public long generator(HandleTable table, Visitor visitor) {
    return table.handle(visitor.next());
  }

  /**
   * Looks a handle up.
   *
   * @param table the table
   * @param visitor the thread's way through it
   * @return the handle
   */
  @Benchmark
  public long lookUp(HandleTable table, Visitor visitor) {
    return table.lookUp(table.handle(visitor.next()));
  }

  /**
   * Looks a handle up, or, once in 64 times, changes its entry: by turns as when a layer takes the
   * handle over, and as when it is closed and its number used again.
   *
   * @param table the table
   * @param visitor the thread's way through it
   * @return the handle
   */
  @Benchmark
  public long mostlyLookUps(HandleTable table, Visitor visitor) {
    long handle = table.handle(visitor.next());
    if (!visitor.isTimeToChange(CHANGE_EVERY)) {
      return table.lookUp(handle);
    }
    visitor.change(table, handle);
    return handle;
  }

  /**
   * Looks a handle up while another thread does nothing but change entries.
   *
   * @param table the table
   * @param visitor the thread's way through it
   * @return the handle
   */
  @Benchmark
  @Group(GROUP)
  public long lookUpBesideChanges(HandleTable table, Visitor visitor) {
    return table.lookUp(table.handle(visitor.next()));
  }

  /**
   * Changes entries: the other thread.
   *
   * @param table the table
   * @param visitor the thread's way through it
   */
  @Benchmark
  @Group(GROUP)
  public void changes(HandleTable table, Visitor visitor) {
    visitor.change(table, table.handle(visitor.next()));
  }
}
