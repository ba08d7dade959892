package dev.ifsbench.trace.event;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

/** Which JVM a recording is of, by its process id and the time of its start. */
public final class RecordedJvm {
  /** The JDK's event that says so, as {@link JvmEvent} does; either is written once a chunk. */
  public static final String EVENT = "jdk.JVMInformation";

  /** The name of a JVM that did not record it. */
  static final String UNKNOWN = "";

  private RecordedJvm() {}

  /** The name of the JVM that an event of this kind was written by. */
  public static String name(RecordedEvent event) {
    return String.format(
        Locale.ROOT, "%d since %s", event.getLong("pid"), event.getInstant("jvmStartTime"));
  }

  /** The JVM that a recording names first. */
  public static String of(Path recording) throws IOException {
    try (RecordingFile file = new RecordingFile(recording)) {
      while (file.hasMoreEvents()) {
        RecordedEvent event = file.readEvent();
        String type = event.getEventType().getName();
        if (type.equals(EVENT) || type.equals(EventNames.JVM)) {
          return name(event);
        }
      }
    }
    return UNKNOWN;
  }
}
