package dev.ifsbench.trace.recording;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.management.MBeanServerConnection;
import jdk.jfr.RecordingState;
import jdk.management.jfr.FlightRecorderMXBean;
import jdk.management.jfr.RecordingInfo;
import jdk.management.jfr.RemoteRecordingStream;

/**
 * A recording in another JVM that runs only as long as this JVM keeps it running: its duration is
 * short and is extended again and again. So a process that is killed leaves no recording behind for
 * more than {@value #LEASE_SECONDS} seconds.
 */
final class LeasedRecording implements AutoCloseable {
  static final String NAME = "ifsbench-trace-follow";
  static final int LEASE_SECONDS = 20;

  private static final int PROLONGED_EVERY = 5;
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final FlightRecorderMXBean recorder;
  private final RemoteRecordingStream stream;
  private final long id;
  private final ScheduledExecutorService landlord =
      Executors.newSingleThreadScheduledExecutor(LeasedRecording::daemon);
  private Future<?> checking;
  private long begun;
  private int checks;
  private volatile boolean ended;

  private LeasedRecording(FlightRecorderMXBean recorder, RemoteRecordingStream stream, long id) {
    this.recorder = recorder;
    this.stream = stream;
    this.id = id;
  }

  /**
   * Creates a recording that does not run yet.
   *
   * @param jvm the JVM that is to record
   * @param chunks a folder for what is fetched from there
   * @throws IOException if the JVM cannot record
   */
  static LeasedRecording prepare(MBeanServerConnection jvm, Path chunks) throws IOException {
    FlightRecorderMXBean recorder =
        ManagementFactory.newPlatformMXBeanProxy(
            jvm, FlightRecorderMXBean.MXBEAN_NAME, FlightRecorderMXBean.class);
    Set<Long> others = new HashSet<>();
    recorder.getRecordings().forEach(each -> others.add(each.getId()));
    RemoteRecordingStream stream = new RemoteRecordingStream(jvm, chunks);
    long id =
        recorder.getRecordings().stream()
            .mapToLong(RecordingInfo::getId)
            .filter(each -> !others.contains(each))
            .min()
            .orElseThrow(() -> new IOException("it made no recording"));
    return new LeasedRecording(recorder, stream, id);
  }

  RemoteRecordingStream stream() {
    return stream;
  }

  /** Records from now on. */
  void start() {
    recorder.setRecordingOptions(id, Map.of("name", NAME));
    begun = System.nanoTime();
    prolong();
    stream.startAsync();
    // Not in the thread that waits for the end, because a JVM that is stopped does not answer.
    checking = landlord.scheduleWithFixedDelay(this::check, 1, 1, TimeUnit.SECONDS);
  }

  /** Whether it has ended, as of a second ago. */
  boolean hasEnded() {
    return ended || checking.isDone();
  }

  private void check() {
    try {
      if (recorder.getRecordings().stream().noneMatch(this::isRunning)) {
        ended = true;
        return;
      }
      checks++;
      if (checks % PROLONGED_EVERY == 0) {
        prolong();
      }
    } catch (RuntimeException e) {
      // Nobody is there to answer.
      ended = true;
    }
  }

  private boolean isRunning(RecordingInfo recording) {
    return recording.getId() == id && recording.getState().equals(RecordingState.RUNNING.name());
  }

  /** The duration counts from the recording's start. */
  private void prolong() {
    long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begun) + LEASE_SECONDS;
    recorder.setRecordingOptions(id, Map.of("duration", seconds + " s"));
  }

  /** Ends the recording, without waiting for a JVM that does not answer. */
  @Override
  public void close() {
    landlord.shutdownNow();
    Thread end = daemon(stream::close);
    end.start();
    try {
      end.join(PATIENCE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, NAME);
    thread.setDaemon(true);
    return thread;
  }
}
