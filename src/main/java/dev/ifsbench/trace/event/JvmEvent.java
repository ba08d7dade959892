package dev.ifsbench.trace.event;

import java.lang.management.ManagementFactory;
import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Period;
import jdk.jfr.StackTrace;
import jdk.jfr.Timestamp;

/**
 * Which JVM records. The JDK has an event of the same purpose, which also keeps all arguments of
 * the JVM, secrets among them.
 */
@Name(EventNames.JVM)
@Label("JVM")
@Description("Which JVM records, without its arguments")
@Category("Winsock SPI")
@Period("beginChunk")
@StackTrace(false)
final class JvmEvent extends Event {
  @Label("Process Identifier")
  @Description("The operating system's number of the process")
  long pid;

  @Label("JVM Start Time")
  @Description("When the JVM started; with the process identifier it tells JVMs apart")
  @Timestamp(Timestamp.MILLISECONDS_SINCE_EPOCH)
  long jvmStartTime;

  private JvmEvent() {}

  static void record() {
    JvmEvent event = new JvmEvent();
    if (event.isEnabled()) {
      event.pid = ProcessHandle.current().pid();
      event.jvmStartTime = ManagementFactory.getRuntimeMXBean().getStartTime();
      event.commit();
    }
  }
}
