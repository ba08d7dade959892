package dev.ifsbench.bench.runtimes;

import dev.ifsbench.bench.state.Batch;
import dev.ifsbench.bench.state.Endpoint;
import dev.ifsbench.bench.state.LayerStack;
import dev.ifsbench.bench.state.Range;
import dev.ifsbench.bench.state.SocketPair;
import dev.ifsbench.bench.state.WinsockException;
import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.IntRef;
import dev.ifsbench.spi.NativeMemory;
import dev.ifsbench.spi.WinsockError;
import dev.ifsbench.spi.Ws2Def;
import dev.ifsbench.spi.WsaBuf;
import dev.ifsbench.spi.WsaOverlapped;
import dev.ifsbench.ws2.Winsock;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * A server's end of a connection, of the kind of handle that is measured, used by the calls of one
 * runtime; and the client's end, the base provider's for every kind, used by plain blocking calls.
 * One thread has both.
 *
 * <p>What a runtime does once for a socket, when it is opened, is in {@link #open} and not
 * measured. What it does for each message is {@link #arm}, which must not wait, and {@link #serve}.
 */
@State(Scope.Thread)
public abstract class RuntimeEcho {
  /** Bytes of a message. */
  @Param({"64", "16384"})
  @Range(min = 1, max = Batch.MAX_BYTES)
  public int payload;

  /** What comes first. */
  @Param("DATA_FIRST")
  public EchoOrder order;

  private final NativeMemory memory = new NativeMemory(Batch.MAX_BYTES);
  private final WsaBuf[] buffers = {new WsaBuf(memory.address(), 0)};
  private final IntRef transferred = new IntRef();
  private final IntRef flags = new IntRef();
  private final Errno errno = new Errno();
  private LayerStack stack;
  private Winsock winsock;
  private SocketPair pair;
  private Endpoint client;
  private long socket;

  RuntimeEcho() {}

  /**
   * Opens the connection.
   *
   * @param over whose sockets to use
   */
  @Setup(Level.Trial)
  public void setUp(LayerStack over) {
    over.enter();
    stack = over;
    winsock = stack.winsock();
    pair = SocketPair.open(stack, stack.baseEntry(), payload);
    socket = pair.near().socket();
    client = pair.far();
    open();
  }

  /** Closes the connection. */
  @TearDown(Level.Trial)
  public void tearDown() {
    pair.close();
    closed();
    stack.leave();
  }

  /** One echo: the client sends, the server sends it back, the client receives. */
  public final void echo() {
    if (order == EchoOrder.DATA_FIRST) {
      client.send(payload);
      arm();
    } else {
      arm();
      client.send(payload);
    }
    int echoed = serve();
    while (echoed < payload) { // a stream may give a message in pieces
      arm();
      echoed += serve();
    }
    client.receiveFully(payload);
  }

  /** What the runtime does with a new socket. */
  abstract void open();

  /** Releases what {@link #open} has made; the socket is closed already. */
  void closed() {}

  /** What the runtime does to be told of data. */
  abstract void arm();

  /** Waits for data, receives it, and sends it back; returns the number of bytes. */
  abstract int serve();

  // The calls that runtimes make

  final LayerStack stack() {
    return stack;
  }

  final long socket() {
    return socket;
  }

  final Errno errno() {
    return errno;
  }

  /** Bytes of the last call that has ended at once. */
  final int transferred() {
    return transferred.value;
  }

  /** Makes calls without a structure return at once from now on. */
  final void setNonBlocking() {
    NativeMemory on = new NativeMemory(Integer.BYTES);
    on.putInt(0, 1);
    int result =
        winsock.ioctl(socket, Ws2Def.FIONBIO, on, Integer.BYTES, null, 0, new IntRef(), errno);
    if (result != 0) {
      throw new WinsockException("FIONBIO", errno);
    }
  }

  /**
   * {@code WSARecv} into the server's buffer.
   *
   * @param bytes how many at most; none to wait for data without lending the buffer
   * @param overlapped the structure, or null
   * @return whether it has ended
   */
  final boolean receive(int bytes, WsaOverlapped overlapped) {
    buffers[0].len = bytes;
    flags.value = 0;
    return ended(
        "WSARecv",
        winsock.recv(socket, buffers, 1, transferred, flags, overlapped, null, errno),
        overlapped);
  }

  /**
   * {@code WSASend} of what was received.
   *
   * @param bytes how many
   * @param overlapped the structure, or null
   * @return whether it has ended
   */
  final boolean send(int bytes, WsaOverlapped overlapped) {
    buffers[0].len = bytes;
    return ended(
        "WSASend",
        winsock.send(socket, buffers, 1, transferred, 0, overlapped, null, errno),
        overlapped);
  }

  private boolean ended(String call, int result, WsaOverlapped overlapped) {
    if (result == 0) {
      return true;
    }
    WinsockError later =
        overlapped == null ? WinsockError.WSAEWOULDBLOCK : WinsockError.WSA_IO_PENDING;
    if (errno.get() != later) {
      throw new WinsockException(call, errno);
    }
    return false;
  }

  /** Sends all of what was received, without a structure: it fits the socket's buffers. */
  final void sendAll(int bytes) {
    if (!send(bytes, null) || transferred.value != bytes) {
      throw new WinsockException("an answer did not fit the socket's buffers");
    }
  }

  /** Refuses the end of the stream, which no client here causes. */
  static int some(int bytes) {
    if (bytes == 0) {
      throw new WinsockException("the client closed the connection");
    }
    return bytes;
  }
}
