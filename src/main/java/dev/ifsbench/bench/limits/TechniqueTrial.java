package dev.ifsbench.bench.limits;

import dev.ifsbench.bench.state.CheckedCalls;
import dev.ifsbench.bench.state.HandleKind;
import dev.ifsbench.bench.state.LayerStack;
import dev.ifsbench.bench.state.Listener;
import dev.ifsbench.bench.state.SocketPair;
import dev.ifsbench.bench.state.Transport;
import dev.ifsbench.bench.state.technique.Escape;
import dev.ifsbench.bench.state.technique.ExtensionCalls;
import dev.ifsbench.bench.state.technique.PortWait;
import dev.ifsbench.provider.Quirk;
import dev.ifsbench.sockets.CompletionPacket;
import dev.ifsbench.sockets.OverlappedIo;
import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.IntRef;
import dev.ifsbench.spi.NativeMemory;
import dev.ifsbench.spi.ProcedureTable;
import dev.ifsbench.spi.ProtocolInfo;
import dev.ifsbench.spi.SockAddr;
import dev.ifsbench.spi.WinsockError;
import dev.ifsbench.spi.Ws2Def;
import dev.ifsbench.spi.WsaBuf;
import dev.ifsbench.spi.WsaOverlapped;
import dev.ifsbench.spi.extension.AcceptEx;
import dev.ifsbench.spi.extension.ConnectEx;
import dev.ifsbench.spi.extension.DisconnectEx;
import dev.ifsbench.spi.extension.ExtensionFunction;
import dev.ifsbench.spi.extension.GetAcceptExSockaddrs;
import dev.ifsbench.spi.extension.TransmitFile;
import dev.ifsbench.spi.extension.WsaMsg;
import dev.ifsbench.spi.extension.WsaRecvMsg;
import dev.ifsbench.spi.extension.WsaSendMsg;
import dev.ifsbench.ws2.Winsock;
import java.util.Arrays;
import java.util.function.Function;

/**
 * A connected pair of sockets, on whose near end a technique is tried; the far end is the base
 * provider's. The outcome is a word or two. For one thread, and one trial.
 */
final class TechniqueTrial implements AutoCloseable {
  static final String WORKS = "works";
  static final String BYPASSES = "bypasses";
  static final String OWN_HANDLE = "own handle";
  static final String PACKET = "packet comes";
  static final String NOTHING = "finds nothing";
  static final String REFUSED = "WSAEOPNOTSUPP";

  static final int PATIENCE_MILLIS = 10_000;
  private static final int SILENCE_MILLIS = 50;
  static final int BYTES = 4;

  private final HandleKind kind;
  private final LayerStack stack;
  private final Winsock winsock;
  private final Providers providers;
  private final CheckedCalls calls;
  private final SocketPair pair;
  private final long near;
  private final NativeMemory memory = new NativeMemory(BYTES);
  private final WsaBuf[] buffers = {new WsaBuf(memory.address(), BYTES)};
  private final WsaOverlapped overlapped = new WsaOverlapped();
  private final IntRef bytes = new IntRef();
  private final Errno errno = new Errno();

  TechniqueTrial(HandleKind kind, Transport transport, Quirk quirk) {
    this.kind = kind;
    stack = LayerStack.quirky(kind, transport, quirk);
    winsock = stack.winsock();
    providers = new Providers(stack);
    calls = new CheckedCalls(stack);
    pair = SocketPair.open(stack, stack.baseEntry(), BYTES);
    near = pair.near().socket();
  }

  @Override
  public void close() {
    pair.close();
    stack.stop();
  }

  // What the other trials share

  Winsock winsock() {
    return winsock;
  }

  CheckedCalls calls() {
    return calls;
  }

  ProtocolInfo topEntry() {
    return stack.topEntry();
  }

  /** The socket on which the technique is tried. */
  long near() {
    return near;
  }

  Errno errno() {
    return errno;
  }

  String error() {
    return errno.get().name();
  }

  /** The far end sends {@value #BYTES} bytes. */
  void peerSends() {
    pair.far().send(BYTES);
  }

  /** A message with one buffer. */
  WsaMsg message(int room) {
    buffers[0].len = room;
    WsaMsg message = new WsaMsg();
    message.buffers = buffers;
    message.bufferCount = 1;
    return message;
  }

  ExtensionCalls extensions() {
    return new ExtensionCalls(winsock, near);
  }

  /** The outcome of a call whose bytes the layer should see. */
  String seenOrNot() {
    return kind == HandleKind.BASE || providers.bytesSeen(near) > 0 ? WORKS : BYPASSES;
  }

  /**
   * The outcome of a call that goes through one function of the layer's table, and has no bytes.
   */
  String calledOrNot(Function<ProcedureTable, Object> function) {
    return kind != HandleKind.BASE && providers.isBases(function) ? BYPASSES : WORKS;
  }

  // Completion ports

  String skipOnSuccess() {
    try (PortWait port = new PortWait(winsock, 1)) {
      port.attach(near, 0);
      OverlappedIo system = winsock.overlapped();
      int skip = OverlappedIo.FILE_SKIP_COMPLETION_PORT_ON_SUCCESS;
      if (!system.setCompletionModes(near, skip, errno) || !begunSend()) {
        return error();
      }
      boolean pending = !errno.isClear();
      boolean packet = port.next(pending ? PATIENCE_MILLIS : SILENCE_MILLIS) != null;
      return packet ? PACKET : WORKS;
    }
  }

  String skipSetEvent() {
    int skip = OverlappedIo.FILE_SKIP_SET_EVENT_ON_HANDLE;
    return winsock.overlapped().setCompletionModes(near, skip, errno) ? WORKS : error();
  }

  String batches() {
    try (PortWait port = new PortWait(winsock, 2)) {
      port.attach(near, 0);
      if (!begunSend()) {
        return error();
      }
      WsaOverlapped second = new WsaOverlapped();
      if (winsock.send(near, buffers, 1, bytes, 0, second, null, errno) != 0 && !isPending()) {
        return error();
      }
      int taken = 0;
      while (taken < 2) {
        taken += port.take();
      }
      return WORKS;
    }
  }

  String cancel() {
    try (PortWait port = new PortWait(winsock, 1)) {
      port.attach(near, 0);
      winsock.recv(near, buffers, 1, bytes, new IntRef(), overlapped, null, errno);
      if (!isPending()) {
        return error();
      }
      if (!winsock.overlapped().cancel(near, overlapped, errno)) {
        return errno.isClear() ? NOTHING : error();
      }
      CompletionPacket packet = port.next(PATIENCE_MILLIS);
      return packet == null ? "no packet" : canceled(packet);
    }
  }

  String cancelIo() {
    try (PortWait port = new PortWait(winsock, 1)) {
      port.attach(near, 0);
      winsock.recv(near, buffers, 1, bytes, new IntRef(), overlapped, null, errno);
      if (!isPending() || !winsock.overlapped().cancelOwn(near, errno)) {
        return error();
      }
      CompletionPacket packet = port.next(isOwnHandle(near) ? SILENCE_MILLIS : PATIENCE_MILLIS);
      return packet == null ? NOTHING : canceled(packet);
    }
  }

  private static String canceled(CompletionPacket packet) {
    return packet.error() == WinsockError.WSA_OPERATION_ABORTED ? WORKS : packet.error().name();
  }

  private boolean begunSend() {
    return winsock.send(near, buffers, 1, bytes, 0, overlapped, null, errno) == 0 || isPending();
  }

  private boolean isPending() {
    return errno.get() == WinsockError.WSA_IO_PENDING;
  }

  // The way to the base provider's handle

  String escape(Escape escape) {
    return judged(escape.find(winsock, near, errno));
  }

  String ask(int code) {
    NativeMemory answer = new NativeMemory(Long.BYTES);
    int result = winsock.ioctl(near, code, null, 0, answer, Long.BYTES, bytes, errno);
    return judged(result == 0 ? answer.getLong(0) : Ws2Def.INVALID_SOCKET);
  }

  private String judged(long handle) {
    if (handle == Ws2Def.INVALID_SOCKET) {
      return error();
    }
    if (isOwnHandle(handle)) {
      return OWN_HANDLE;
    }
    if (handle == near) {
      return WORKS;
    }
    if (winsock.send(handle, buffers, 1, bytes, 0, null, null, errno) != 0) {
      return error();
    }
    pair.far().receiveFully(BYTES);
    return seenOrNot();
  }

  /** Whether a layer has made the handle. */
  private boolean isOwnHandle(long handle) {
    return winsock.upcalls().wpuQuerySocketHandleContext(handle, new Errno()) != null;
  }

  // Extension functions

  String pointer() {
    ExtensionCalls bases = new ExtensionCalls(winsock, pair.far().socket());
    Object ofBase = bases.get(ExtensionFunction.ACCEPT_EX, AcceptEx.class);
    Object own = extensions().get(ExtensionFunction.ACCEPT_EX, AcceptEx.class);
    return kind == HandleKind.BASE || own != ofBase ? WORKS : BYPASSES;
  }

  String basesPointer() {
    return sendMsg(new ExtensionCalls(winsock, pair.far().socket()));
  }

  String sendMsg() {
    return sendMsg(extensions());
  }

  private String sendMsg(ExtensionCalls from) {
    WsaSendMsg function = from.get(ExtensionFunction.WSA_SEND_MSG, WsaSendMsg.class);
    errno.clear();
    if (function.invoke(near, message(BYTES), 0, bytes, null, null, null, errno) != 0) {
      return error();
    }
    pair.far().receiveFully(BYTES);
    return seenOrNot();
  }

  String recvMsg() {
    WsaRecvMsg function = extensions().get(ExtensionFunction.WSA_RECV_MSG, WsaRecvMsg.class);
    peerSends();
    errno.clear();
    return function.invoke(near, message(BYTES), bytes, null, null, null, errno) == 0
        ? seenOrNot()
        : error();
  }

  String transmitFile() {
    TransmitFile function = extensions().get(ExtensionFunction.TRANSMIT_FILE, TransmitFile.class);
    errno.clear();
    if (!function.invoke(near, 0, 0, 0, null, buffers[0], null, 0, errno)) {
      return error();
    }
    pair.far().receiveFully(BYTES);
    return WORKS;
  }

  String disconnectEx() {
    DisconnectEx function = extensions().get(ExtensionFunction.DISCONNECT_EX, DisconnectEx.class);
    errno.clear();
    return function.invoke(near, null, 0, 0, errno) ? WORKS : error();
  }

  String acceptEx() {
    return accepted((functions, listener, accepted, peer) -> carried(peer, accepted));
  }

  String acceptContext() {
    return accepted(
        (functions, listener, accepted, peer) -> {
          functions.updateAcceptContext(accepted, listener);
          return peerName(accepted);
        });
  }

  String acceptAddresses() {
    return accepted(
        (functions, listener, accepted, peer) -> {
          byte[] found =
              functions.remoteAddress(
                  functions.get(
                      ExtensionFunction.GET_ACCEPT_EX_SOCKADDRS, GetAcceptExSockaddrs.class));
          NativeMemory name = calls.name(peer);
          return Arrays.equals(found, name.getBytes(0, name.size())) ? WORKS : NOTHING;
        });
  }

  /** What is tried when {@code AcceptEx} has ended. */
  private interface AfterAccept {
    String outcome(ExtensionCalls functions, long listener, long accepted, long peer);
  }

  private String accepted(AfterAccept next) {
    Listener listener = new Listener(calls, stack.topEntry());
    long accepted = calls.socket(stack.topEntry());
    long peer = calls.socket(stack.baseEntry());
    try (PortWait port = new PortWait(winsock, 1)) {
      port.attach(listener.socket(), 0);
      ExtensionCalls functions = new ExtensionCalls(winsock, listener.socket());
      functions.accept(
          functions.get(ExtensionFunction.ACCEPT_EX, AcceptEx.class), listener.socket(), accepted);
      calls.connect(peer, listener.address());
      port.take();
      return next.outcome(functions, listener.socket(), accepted, peer);
    } finally {
      calls.close(peer);
      calls.close(accepted);
      listener.close();
    }
  }

  String connectEx() {
    return connected(false);
  }

  String connectContext() {
    return connected(true);
  }

  private String connected(boolean withContext) {
    Listener listener = new Listener(calls, stack.baseEntry());
    long s = calls.socket(stack.topEntry());
    calls.bind(s, "");
    try (PortWait port = new PortWait(winsock, 1)) {
      port.attach(s, 0);
      ExtensionCalls functions = new ExtensionCalls(winsock, s);
      functions.connect(
          functions.get(ExtensionFunction.CONNECT_EX, ConnectEx.class), s, listener.address());
      port.take();
      if (withContext) {
        functions.updateConnectContext(s);
        return peerName(s);
      }
      long peer = calls.accept(listener.socket());
      String outcome = carried(peer, s);
      calls.close(peer);
      return outcome;
    } finally {
      calls.close(s);
      listener.close();
    }
  }

  private String peerName(long s) {
    NativeMemory name = new NativeMemory(SockAddr.UNIX_SIZE);
    return winsock.getpeername(s, name, new IntRef(name.size()), errno) == 0 ? WORKS : error();
  }

  private String carried(long from, long to) {
    if (winsock.send(from, buffers, 1, bytes, 0, null, null, errno) != 0
        || winsock.recv(to, buffers, 1, bytes, new IntRef(), null, null, errno) != 0) {
      return error();
    }
    return WORKS;
  }

  // The rest

  String connectTime() {
    NativeMemory seconds = new NativeMemory(Integer.BYTES);
    int result =
        winsock.getsockopt(
            near,
            Ws2Def.SOL_SOCKET,
            Ws2Def.SO_CONNECT_TIME,
            seconds,
            new IntRef(Integer.BYTES),
            errno);
    if (result != 0) {
      return error();
    }
    return seconds.getInt(0) == -1 ? "not connected" : WORKS;
  }

  String writeFile() {
    if (!winsock.writeFile(near, memory.address(), BYTES, bytes, errno)) {
      return error();
    }
    pair.far().receiveFully(BYTES);
    return seenOrNot();
  }

  String secondSend() {
    pair.near().send(BYTES);
    pair.far().receiveFully(BYTES);
    return winsock.send(near, buffers, 1, bytes, 0, null, null, errno) == 0 ? WORKS : error();
  }
}
