package dev.ifsbench.trace.recording;

import jdk.jfr.consumer.RecordedThread;

/**
 * A thread that made a call.
 *
 * @param jvm the JVM that it ran in, numbered from 1 in the order of appearance
 * @param id {@link Thread#getId()}, which no other thread of its JVM has had; for a thread that was
 *     never Java's, the operating system's number
 * @param name its name, empty if it has none, as virtual threads rarely do
 * @param virtual whether it is a virtual thread
 */
public record TraceThread(int jvm, long id, String name, boolean virtual) {
  private static final String VIRTUAL = "virtual";

  static TraceThread of(int jvm, RecordedThread thread) {
    long id = thread.getJavaThreadId();
    String name = thread.getJavaName() != null ? thread.getJavaName() : thread.getOSName();
    return new TraceThread(
        jvm,
        id > 0 ? id : thread.getOSThreadId(),
        name == null ? "" : name,
        // Recordings of JDK 17 do not have it.
        thread.hasField(VIRTUAL) && thread.getBoolean(VIRTUAL));
  }

  /** The name and the number, such as {@code main #1} or {@code virtual #34}. */
  @Override
  public String toString() {
    String shown = name.isEmpty() && virtual ? VIRTUAL : name;
    return shown.isEmpty() ? "#" + id : shown + " #" + id;
  }
}
