package dev.ifsbench.bench.state.technique;

import dev.ifsbench.bench.state.CheckedCalls;
import dev.ifsbench.bench.state.LayerStack;
import dev.ifsbench.bench.state.Range;
import dev.ifsbench.bench.state.WinsockException;
import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.IntRef;
import dev.ifsbench.spi.NativeMemory;
import dev.ifsbench.spi.SockAddr;
import dev.ifsbench.spi.WsaBuf;
import dev.ifsbench.spi.extension.ExtensionFunction;
import dev.ifsbench.spi.extension.WsaMsg;
import dev.ifsbench.spi.extension.WsaRecvMsg;
import dev.ifsbench.spi.extension.WsaSendMsg;
import dev.ifsbench.ws2.Winsock;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Two bound datagram sockets of the kind that is measured, held by one thread. */
@State(Scope.Thread)
public class DatagramState {
  private static final int LONGEST = 65_507; // over IPv4

  /** Bytes of a message. */
  @Param("64")
  @Range(min = 1, max = LONGEST)
  public int payload;

  private final NativeMemory from = new NativeMemory(SockAddr.UNIX_SIZE);
  private final IntRef fromlen = new IntRef();
  private final IntRef transferred = new IntRef();
  private final IntRef flags = new IntRef();
  private final Errno errno = new Errno();
  private final WsaMsg outgoing = new WsaMsg();
  private final WsaMsg incoming = new WsaMsg();
  private LayerStack stack;
  private Winsock winsock;
  private CheckedCalls calls;
  private long near;
  private long far;
  private NativeMemory farName;
  private NativeMemory memory;
  private WsaBuf[] buffers;
  private WsaSendMsg sendMsg;
  private WsaRecvMsg recvMsg;

  /** Constructor for JMH, which fills in the parameters. */
  public DatagramState() {}

  /**
   * Opens the sockets.
   *
   * @param over whose sockets to use
   */
  @Setup(Level.Trial)
  public void setUp(DatagramStack over) {
    stack = over.stack();
    stack.enter();
    winsock = stack.winsock();
    calls = new CheckedCalls(stack);
    near = calls.socket(stack.topEntry());
    far = calls.socket(stack.topEntry());
    calls.bind(near, "");
    farName = calls.bind(far, "");
    memory = new NativeMemory(payload);
    buffers = new WsaBuf[] {new WsaBuf(memory.address(), payload)};
    ExtensionCalls extensions = new ExtensionCalls(winsock, near);
    sendMsg = extensions.get(ExtensionFunction.WSA_SEND_MSG, WsaSendMsg.class);
    recvMsg = extensions.get(ExtensionFunction.WSA_RECV_MSG, WsaRecvMsg.class);
    outgoing.name = farName;
    outgoing.namelen.value = farName.size();
    outgoing.buffers = buffers;
    outgoing.bufferCount = 1;
    incoming.name = from;
    incoming.buffers = buffers;
    incoming.bufferCount = 1;
  }

  /** Closes the sockets. */
  @TearDown(Level.Trial)
  public void tearDown() {
    calls.close(near);
    calls.close(far);
    stack.leave();
  }

  /** {@code WSASendTo} and {@code WSARecvFrom}. */
  public void sendToReceiveFrom() {
    check(
        "WSASendTo",
        winsock.sendTo(
            near, buffers, 1, transferred, 0, farName, farName.size(), null, null, errno));
    flags.value = 0;
    fromlen.value = from.size();
    check(
        "WSARecvFrom",
        winsock.recvFrom(far, buffers, 1, transferred, flags, from, fromlen, null, null, errno));
  }

  /** {@code WSASendMsg} and {@code WSARecvMsg}. */
  public void sendMsgReceiveMsg() {
    errno.clear();
    check("WSASendMsg", sendMsg.invoke(near, outgoing, 0, transferred, null, null, null, errno));
    incoming.flags.value = 0;
    incoming.namelen.value = from.size();
    errno.clear();
    check("WSARecvMsg", recvMsg.invoke(far, incoming, transferred, null, null, null, errno));
  }

  private void check(String call, int result) {
    if (result != 0 || transferred.value != payload) {
      throw new WinsockException(call, errno);
    }
  }
}
