package dev.ifsbench.trace.event;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntSupplier;
import jdk.jfr.FlightRecorder;
import jdk.jfr.FlightRecorderListener;

/**
 * The handle tables whose sizes are recorded. All methods may be called by any thread.
 *
 * <p>Flight Recorder is not started until something records, so a process that does not trace does
 * not pay for it.
 */
public final class HandleTables {
  private static final String LAST = "ifsbench.lastHandleTable";
  private static final Map<Long, IntSupplier> SIZES = new ConcurrentHashMap<>();

  static {
    FlightRecorder.addListener(
        new FlightRecorderListener() {
          @Override
          public void recorderInitialized(FlightRecorder recorder) {
            FlightRecorder.addPeriodicEvent(HandleTableEvent.class, HandleTables::recordAll);
            FlightRecorder.addPeriodicEvent(JvmEvent.class, JvmEvent::record);
            JvmEvent.record(); // in a chunk that has begun before
          }
        });
  }

  private HandleTables() {}

  /**
   * Numbers a handle table. The numbers of one process follow each other, whatever class loaders
   * this class was loaded by; those of two processes have nothing to do with each other.
   *
   * @return the table's number, which no other table of this process has, and one of another
   *     process only by a chance of one in 2^40
   */
  public static long newTable() {
    // The one place that class loaders share without Flight Recorder.
    return Long.parseLong(
        (String) System.getProperties().compute(LAST, (key, last) -> after((String) last)));
  }

  private static String after(String last) {
    long number =
        last == null
            ? ThreadLocalRandom.current().nextLong(1, 1L << 40) << 16
            : Long.parseLong(last);
    return String.valueOf(number + 1);
  }

  /**
   * Records a table's size from now on.
   *
   * @param table its number, from {@link #newTable}
   * @param size asked once a period, by Flight Recorder's thread
   */
  public static void add(long table, IntSupplier size) {
    SIZES.put(table, size);
  }

  /**
   * Stops recording a table's size.
   *
   * @param table its number
   */
  public static void remove(long table) {
    SIZES.remove(table);
  }

  private static void recordAll() {
    SIZES.forEach((table, size) -> HandleTableEvent.record(table, size.getAsInt()));
  }
}
