package dev.ifsbench.trace;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import jdk.jfr.FlightRecorder;
import jdk.jfr.FlightRecorderListener;

/**
 * The handle tables whose sizes are recorded. All methods may be called by any thread.
 *
 * <p>Flight Recorder itself is left alone until somebody records: a process that does not trace
 * does not pay for its start.
 */
public final class HandleTables {
  private static final Map<Integer, IntSupplier> SIZES = new ConcurrentHashMap<>();
  private static final AtomicInteger LAST = new AtomicInteger();

  static {
    FlightRecorder.addListener(
        new FlightRecorderListener() {
          @Override
          public void recorderInitialized(FlightRecorder recorder) {
            FlightRecorder.addPeriodicEvent(HandleTableEvent.class, HandleTables::recordAll);
          }
        });
  }

  private HandleTables() {}

  /**
   * Records a table's size from now on.
   *
   * @param size asked once a period, by Flight Recorder's thread
   * @return the table's number, for {@link #remove}
   */
  public static int add(IntSupplier size) {
    int table = LAST.incrementAndGet();
    SIZES.put(table, size);
    return table;
  }

  /**
   * Records a table's size no more.
   *
   * @param table its number
   */
  public static void remove(int table) {
    SIZES.remove(table);
  }

  private static void recordAll() {
    SIZES.forEach((table, size) -> HandleTableEvent.record(table, size.getAsInt()));
  }
}
