package dev.ifsbench.trace.recording;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import com.sun.tools.attach.VirtualMachineDescriptor;
import dev.ifsbench.sockets.TemporaryFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javax.management.MBeanServerConnection;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import jdk.management.jfr.RemoteRecordingStream;

/**
 * The events of another JVM on this machine while they happen. The other JVM needs no options: it
 * is attached to, told to open its local management agent, and records for as long as it is
 * followed, in a {@linkplain LeasedRecording recording of its own} that ends by itself soon after
 * this process does, however that ends.
 */
public final class LiveEvents {
  /** Why following a JVM ended. */
  public enum End {
    /** The JVM that was followed has ended. */
    JVM_ENDED,
    /** The recording was stopped from outside. */
    RECORDING_ENDED,
    /** The caller asked for no more. */
    UNWANTED
  }

  /** Takes the events, in another thread than the caller's of {@link #follow}. */
  public interface Listener extends EventSink {
    /** Called in the caller's thread when the JVM is followed from now on. */
    void begun();

    /**
     * Called when events were lost.
     *
     * @param bytes how many bytes of them, from 1
     */
    void lost(long bytes);

    /** Called when all events that had ended about a second ago have been passed on. */
    void flush();
  }

  /** How long events wait in the other JVM to be fetched. */
  private static final Duration KEPT = Duration.ofMinutes(1);

  /** How long reading what the other JVM has sent may take. */
  private static final Duration GRACE = Duration.ofMillis(1500);

  private static final Duration TICK = Duration.ofMillis(50);
  private static final String DATA_LOSS = "jdk.DataLoss";
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
   * Follows a JVM until it ends, the recording is stopped, or no more is wanted; each ends it
   * within two seconds. What it does in its last second may not be seen.
   *
   * @param pid its process id
   * @param listener takes the events, within about two seconds, in the order of their ends
   * @param wanted asked often whether to continue
   * @return what ended it
   * @throws IOException if there is no such JVM, or it cannot be attached to
   */
  public static End follow(long pid, Listener listener, BooleanSupplier wanted) throws IOException {
    ProcessHandle process =
        ProcessHandle.of(pid).orElseThrow(() -> new IOException("there is no such process"));
    MBeanServerConnection jvm = connect(pid).getMBeanServerConnection();
    Path chunks = TemporaryFiles.newFolder();
    try {
      LeasedRecording recording = LeasedRecording.prepare(jvm, chunks);
      try {
        hearAll(recording.stream(), listener);
        listener.begun();
        recording.start();
        End end = await(process, recording, wanted);
        if (end != End.UNWANTED) {
          TimeUnit.NANOSECONDS.sleep(GRACE.toNanos());
        }
        // A JVM that ends takes its recordings with it, and may take its time after that.
        boolean jvmEnded = end == End.RECORDING_ENDED && !process.isAlive();
        return jvmEnded ? End.JVM_ENDED : end;
      } finally {
        recording.close();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return End.UNWANTED;
    } finally {
      TemporaryFiles.discard(chunks);
    }
  }

  private static void hearAll(RemoteRecordingStream stream, Listener listener) {
    EventDecoder decoder = new EventDecoder();
    stream.setMaxAge(KEPT);
    stream.setReuse(false);
    stream.setOrdered(true);
    for (CallKind kind : CallKind.values()) {
      stream.enable(kind.eventName());
      stream.onEvent(kind.eventName(), event -> listener.accept(decoder.decode(event)));
    }
    stream.enable(DATA_LOSS);
    stream.onEvent(DATA_LOSS, event -> listener.lost(event.getLong("amount")));
    stream.onFlush(listener::flush);
    // The listener knows what went wrong in it, and wants no more events.
    stream.onError(failure -> {});
  }

  private static End await(ProcessHandle process, LeasedRecording recording, BooleanSupplier wanted)
      throws InterruptedException {
    while (true) {
      if (!process.isAlive()) {
        return End.JVM_ENDED;
      }
      if (!wanted.getAsBoolean()) {
        return End.UNWANTED;
      }
      if (recording.hasEnded()) {
        return End.RECORDING_ENDED;
      }
      TimeUnit.NANOSECONDS.sleep(TICK.toNanos());
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
