package dev.ifsbench.trace;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import com.sun.tools.attach.VirtualMachineDescriptor;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import jdk.management.jfr.RemoteRecordingStream;

/**
 * The events of another JVM on this machine while they happen. The other JVM needs no options: it
 * is attached to, told to open its local management agent, and records for as long as it is
 * followed, in a recording of its own.
 */
public final class LiveEvents {
  /** How long events wait in the other JVM to be fetched. */
  private static final Duration KEPT = Duration.ofMinutes(1);

  private static final String JMH_FORK = "org.openjdk.jmh.runner.ForkedMain";

  private LiveEvents() {}

  /**
   * Lists the benchmarks that run.
   *
   * @return the process ids of JMH's forks on this machine, of this user
   */
  public static List<Long> runningBenchmarks() {
    return VirtualMachine.list().stream()
        .filter(jvm -> jvm.displayName().startsWith(JMH_FORK))
        .map(VirtualMachineDescriptor::id)
        .map(Long::valueOf)
        .toList();
  }

  /**
   * Follows a JVM until it ends or this thread's JVM does.
   *
   * @param pid its process id
   * @param sink takes the events, within about two seconds, in the order of their ends
   * @throws IOException if there is no such JVM, or it cannot be attached to
   */
  public static void follow(long pid, EventSink sink) throws IOException {
    ProcessHandle process =
        ProcessHandle.of(pid).orElseThrow(() -> new IOException("there is no such process"));
    JMXConnector connector = connect(pid);
    RemoteRecordingStream stream = new RemoteRecordingStream(connector.getMBeanServerConnection());
    EventDecoder decoder = new EventDecoder();
    stream.setMaxAge(KEPT);
    stream.setReuse(false);
    stream.setOrdered(true);
    for (CallKind kind : CallKind.values()) {
      stream.enable(kind.eventName());
      stream.onEvent(kind.eventName(), event -> sink.accept(decoder.decode(event)));
    }
    Runtime.getRuntime().addShutdownHook(new Thread(() -> endIn(process, stream)));
    stream.startAsync();
    // Neither the stream nor its connection would notice for a minute.
    process.onExit().join();
  }

  /** Ends the recording in the other JVM, unless that has ended itself. */
  private static void endIn(ProcessHandle process, RemoteRecordingStream stream) {
    if (process.isAlive()) {
      stream.close();
    }
  }

  // The address is a JVM's of this user on this machine, given by that JVM itself.
  @SuppressWarnings("BanJNDI")
  private static JMXConnector connect(long pid) throws IOException {
    try {
      VirtualMachine jvm = VirtualMachine.attach(String.valueOf(pid));
      try {
        return JMXConnectorFactory.connect(new JMXServiceURL(jvm.startLocalManagementAgent()));
      } finally {
        jvm.detach();
      }
    } catch (AttachNotSupportedException e) {
      throw new IOException(e.getMessage(), e);
    }
  }
}
