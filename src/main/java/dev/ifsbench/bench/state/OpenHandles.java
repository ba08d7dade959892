package dev.ifsbench.bench.state;

import dev.ifsbench.provider.BaseProvider;
import dev.ifsbench.sockets.NativeSockets;
import dev.ifsbench.sockets.system.SystemSockets;
import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.ProcedureTableRef;
import dev.ifsbench.spi.ProtocolInfo;
import dev.ifsbench.spi.WinsockError;
import dev.ifsbench.spi.Ws2Def;
import dev.ifsbench.spi.WspData;
import dev.ifsbench.spi.WspFunction;
import dev.ifsbench.ws2.Winsock;
import java.util.Random;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A {@link Winsock} over a base provider that makes no system calls, with many handles open. */
@State(Scope.Benchmark)
public class OpenHandles {
  private static final int VISITS = 1 << 16;

  /** How many handles are in the table. */
  @Param({"1", "1000000"})
  @Range(min = 1, max = 10_000_000)
  public int openHandles;

  private final long[] visits = new long[VISITS];
  private Winsock winsock;
  private WspFunction.Send baseSend;
  private long handle;

  /** Constructor for JMH, which fills in the parameters. */
  public OpenHandles() {}

  /** Opens the handles, and finds the base provider's own send function. */
  @Setup(Level.Trial)
  public void setUp() {
    NativeSockets sockets = SystemSockets.none();
    winsock = new Winsock(sockets);
    ProtocolInfo entry = BaseProvider.install(winsock, sockets).get(0);
    winsock.wsaStartup(Ws2Def.VERSION_2_2);
    Errno errno = new Errno();
    long[] handles = new long[openHandles];
    for (int i = 0; i < openHandles; i++) {
      handles[i] = winsock.socket(0, 0, 0, entry, 0, 0, errno);
      if (handles[i] == Ws2Def.INVALID_SOCKET) {
        throw new WinsockException("socket", errno);
      }
    }
    Random random = new Random(1);
    for (int i = 0; i < VISITS; i++) {
      visits[i] = handles[random.nextInt(openHandles)];
    }
    handle = handles[openHandles / 2];
    baseSend = findBaseSend(entry);
  }

  private WspFunction.Send findBaseSend(ProtocolInfo entry) {
    ProcedureTableRef table = new ProcedureTableRef();
    WinsockError error =
        winsock
            .libraries()
            .load(BaseProvider.PATH)
            .wspStartup(Ws2Def.VERSION_2_2, new WspData(), entry, winsock.upcalls().table(), table);
    if (error != WinsockError.NO_ERROR) {
      throw new WinsockException("WSPStartup failed: " + error);
    }
    return table.value.wspSend();
  }

  Winsock winsock() {
    return winsock;
  }

  /** The base provider's own send function. */
  WspFunction.Send baseSend() {
    return baseSend;
  }

  /** One handle, always the same. */
  long handle() {
    return handle;
  }

  /**
   * One handle of the many.
   *
   * @param visit any number; the next number names another handle at random
   */
  long visited(int visit) {
    return visits[visit & (VISITS - 1)];
  }
}
