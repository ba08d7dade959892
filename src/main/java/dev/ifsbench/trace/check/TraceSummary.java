package dev.ifsbench.trace.check;

import dev.ifsbench.trace.recording.CallKind;
import dev.ifsbench.trace.recording.EventSink;
import dev.ifsbench.trace.recording.TraceEvent;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The calls of a recording by provider and function. For one thread at a time. */
public final class TraceSummary implements EventSink {
  /**
   * What is counted together.
   *
   * @param provider protocol name of the catalog entry, or "-" if there was none
   * @param function the function called
   */
  public record Key(String provider, String function) {}

  private static final String NO_PROVIDER = "-";

  private final SortedMap<Key, CallStatistics> calls =
      new TreeMap<>(Comparator.comparing(Key::provider).thenComparing(Key::function));
  private final BitSet tables = new BitSet();
  private long late;
  private long events;
  private long largestTable;

  /** Creates an empty summary. */
  public TraceSummary() {}

  @Override
  public void accept(TraceEvent event) {
    events++;
    tables.set(event.table());
    if (event.kind() == CallKind.HANDLE_TABLE) {
      largestTable = Math.max(largestTable, event.to());
      return;
    }
    String provider = event.provider() == null ? NO_PROVIDER : event.provider();
    calls.computeIfAbsent(new Key(provider, label(event)), key -> new CallStatistics()).add(event);
  }

  // A look-up is not the call that it leads to.
  private static String label(TraceEvent event) {
    return event.kind() == CallKind.DISPATCH ? "Dispatch " + event.function() : event.function();
  }

  @Override
  public void acceptLate(TraceEvent event) {
    late++;
    accept(event);
  }

  /**
   * Returns the calls.
   *
   * @return statistics by provider, then function
   */
  public Map<Key, CallStatistics> calls() {
    return Collections.unmodifiableMap(calls);
  }

  /**
   * Counts the events.
   *
   * @return ifsbench's events in the recording
   */
  public long events() {
    return events;
  }

  /**
   * Counts the events that came too late to be put in order.
   *
   * @return how many; the rules of their handles were not judged across them
   */
  public long late() {
    return late;
  }

  /**
   * Counts the handle tables.
   *
   * @return how many tables the events are of, in all JVMs
   */
  public int tables() {
    return tables.cardinality();
  }

  /**
   * The largest handle table.
   *
   * @return handles, 0 if sizes were not recorded
   */
  public long largestTable() {
    return largestTable;
  }
}
