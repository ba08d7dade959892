package dev.ifsbench.bench.state;

import dev.ifsbench.provider.BaseProvider;
import dev.ifsbench.provider.Quirk;
import dev.ifsbench.sockets.NativeSockets;
import dev.ifsbench.sockets.system.SystemSockets;
import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.ProtocolInfo;
import dev.ifsbench.spi.UpcallTable;
import dev.ifsbench.spi.Ws2Def;
import dev.ifsbench.trace.event.EventNames;
import dev.ifsbench.ws2.Winsock;
import java.util.Map;
import jdk.jfr.Recording;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * One handle of each kind over a base provider that makes no system calls, with Flight Recorder
 * off, on, or recording.
 */
@State(Scope.Benchmark)
public class TracedHandles {
  /** What Flight Recorder does meanwhile. */
  public enum Recorder {
    /** Nothing; it was never started. */
    OFF(false, 1),
    /** A recording runs that leaves these events out. */
    DISABLED(false, 1),
    /** A recording runs that takes every modify, and queries by the default sampling. */
    SAMPLED(true, 100),
    /** A recording runs that takes every modify and every query. */
    ALL(true, 1);

    private final boolean enabled;
    private final int every;

    Recorder(boolean enabled, int every) {
      this.enabled = enabled;
      this.every = every;
    }

    /** Starts the recording, if there is one. */
    public Running start() {
      if (this == OFF) {
        return () -> {};
      }
      Recording recording = new Recording();
      // Writing to disk is another thread's work, but it takes the processor from this one.
      recording.setToDisk(false);
      recording.setSettings(settings());
      recording.start();
      return recording::close;
    }

    private Map<String, String> settings() {
      return Map.of(
          EventNames.MODIFY + "#enabled",
          String.valueOf(enabled),
          EventNames.QUERY + "#enabled",
          String.valueOf(enabled),
          EventNames.QUERY + "#every",
          String.valueOf(every),
          "jdk.DataLoss#enabled",
          "true");
    }
  }

  /** A recorder at work. */
  public interface Running extends AutoCloseable {
    @Override
    void close();
  }

  /** What Flight Recorder does meanwhile. */
  @Param({"OFF", "DISABLED", "SAMPLED", "ALL"})
  public Recorder recorder;

  private final Errno errno = new Errno();
  private Winsock winsock;
  private Running running;
  private int baseId;
  private long base;
  private long created;

  /** Constructor for JMH, which fills in the parameters. */
  public TracedHandles() {}

  /** Opens the handles, and starts the recording. */
  @Setup(Level.Trial)
  public void setUp() {
    NativeSockets sockets = SystemSockets.none();
    winsock = new Winsock(sockets);
    ProtocolInfo entry = BaseProvider.install(winsock, sockets).get(0);
    HandleKind.WRAPPED.install(winsock, 1, Quirk.NONE);
    ProtocolInfo layer = winsock.catalog().enumerate().get(0).info();
    winsock.wsaStartup(Ws2Def.VERSION_2_2);
    baseId = entry.catalogEntryId();
    base = open(entry);
    created = open(layer);
    running = recorder.start();
  }

  private long open(ProtocolInfo entry) {
    long s = winsock.socket(0, 0, 0, entry, 0, 0, errno);
    if (s == Ws2Def.INVALID_SOCKET) {
      throw new WinsockException("socket", errno);
    }
    return s;
  }

  /** Ends the recording and closes the handles. */
  @TearDown(Level.Trial)
  public void tearDown() {
    running.close();
    winsock.wsaCleanup(errno);
  }

  /** The upcalls as providers get them. */
  public UpcallTable traced() {
    return winsock.upcalls().table();
  }

  public Winsock winsock() {
    return winsock;
  }

  public int baseId() {
    return baseId;
  }

  /** A handle of the base provider. */
  public long base() {
    return base;
  }

  /** A handle of a wrapping layer. */
  public long created() {
    return created;
  }

  public Errno errno() {
    return errno;
  }
}
