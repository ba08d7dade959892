package dev.ifsbench.trace.recording;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a recording in the order in which its calls began, whatever their length. The recording is
 * read twice: the first time, together with any other reader, finds the calls during which so much
 * happened that it cannot be held back until they end; the second time they are put where they
 * belong. There are few, so memory does not grow with the recording. For one thread at a time.
 */
public final class LongCalls implements EventSink {
  /** Some 10 MB at worst. */
  private static final int WINDOW = 1 << 16;

  private final int window;
  private final List<TraceEvent> found = new ArrayList<>();
  private final StartOrder order;

  /** Creates a search that is to see the whole recording. */
  public LongCalls() {
    this(WINDOW);
  }

  LongCalls(int window) {
    this.window = window;
    this.order =
        new StartOrder(
            window,
            new EventSink() {
              @Override
              public void accept(TraceEvent event) {
                // Its place is right already.
              }

              @Override
              public void acceptLate(TraceEvent event) {
                found.add(event);
              }
            });
  }

  @Override
  public void accept(TraceEvent event) {
    order.accept(event);
  }

  /**
   * Reads the recording again.
   *
   * @param file the recording that this has seen
   * @param sink takes all its events, ordered by their starts
   * @throws UnreadableRecordingException if it cannot be read any more
   */
  public void readByStart(Path file, EventSink sink) throws UnreadableRecordingException {
    found.sort(StartOrder.BY_START);
    Merge merge = new Merge(sink);
    StartOrder again = new StartOrder(window, merge);
    Recordings.read(file, again);
    again.flush();
    merge.finish();
  }

  /** Puts the calls found among the others. */
  private final class Merge implements EventSink {
    private final EventSink sink;
    private int next;

    Merge(EventSink sink) {
      this.sink = sink;
    }

    @Override
    public void accept(TraceEvent event) {
      while (next < found.size() && StartOrder.BY_START.compare(found.get(next), event) <= 0) {
        sink.accept(found.get(next));
        next++;
      }
      sink.accept(event);
    }

    @Override
    public void acceptLate(TraceEvent event) {
      // It is one of those found.
    }

    void finish() {
      found.subList(next, found.size()).forEach(sink::accept);
    }
  }
}
