package dev.ifsbench.trace.recording;

/** Takes the events of a recording, one by one, in the reader's thread. */
public interface EventSink {
  /**
   * Takes an event that ended no earlier than all before it.
   *
   * @param event the event
   */
  void accept(TraceEvent event);

  /**
   * Takes an event that was found too late in the recording to be put in its place.
   *
   * @param event the event
   */
  default void acceptLate(TraceEvent event) {
    accept(event);
  }
}
