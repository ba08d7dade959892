package dev.ifsbench.trace.recording;

import java.util.List;

/** Hands each event to several sinks, in their order. */
public final class EventFanOut implements EventSink {
  private final List<EventSink> sinks;

  /**
   * Creates a sink that passes events to others.
   *
   * @param sinks that receive the events
   */
  public EventFanOut(EventSink... sinks) {
    this.sinks = List.of(sinks);
  }

  @Override
  public void accept(TraceEvent event) {
    for (EventSink sink : sinks) {
      sink.accept(event);
    }
  }

  @Override
  public void acceptLate(TraceEvent event) {
    for (EventSink sink : sinks) {
      sink.acceptLate(event);
    }
  }
}
