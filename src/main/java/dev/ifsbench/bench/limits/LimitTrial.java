package dev.ifsbench.bench.limits;

import dev.ifsbench.bench.state.Endpoint;
import dev.ifsbench.bench.state.HandleKind;
import dev.ifsbench.bench.state.LayerStack;
import dev.ifsbench.bench.state.SocketPair;
import dev.ifsbench.bench.state.Transport;
import dev.ifsbench.bench.state.WinsockException;
import dev.ifsbench.sockets.CompletionPacket;
import dev.ifsbench.sockets.CompletionPort;
import dev.ifsbench.sockets.NativeSockets;
import dev.ifsbench.sockets.libc.Binding;
import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.IntRef;
import dev.ifsbench.spi.NativeMemory;
import dev.ifsbench.spi.ProcedureTable;
import dev.ifsbench.spi.WinsockError;
import dev.ifsbench.spi.Ws2Def;
import dev.ifsbench.spi.WsaBuf;
import dev.ifsbench.spi.WsaOverlapped;
import dev.ifsbench.ws2.Winsock;
import java.util.Locale;
import java.util.function.Function;

/**
 * A connected pair of sockets under one layer, on which a {@link Limit} is tried: the message goes
 * to the near end, which the layer watches as well as it can. For one thread.
 */
final class LimitTrial implements AutoCloseable {
  private static final int BYTES = 64;
  private static final int PATIENCE_MILLIS = 10_000;

  private final OverlappedSpy spy;
  private final LayerStack stack;
  private final Winsock winsock;
  private final Providers providers;
  private final SocketPair pair;
  private final long near;
  private final Endpoint peer;
  private final NativeMemory memory = new NativeMemory(BYTES);
  private final WsaBuf[] buffers = {new WsaBuf(memory.address(), BYTES)};
  private final WsaOverlapped overlapped = new WsaOverlapped();
  private final IntRef bytes = new IntRef();
  private final Errno errno = new Errno();
  private WsaOverlapped structureOfBase;

  LimitTrial(HandleKind handle, Transport transport) {
    NativeSockets sockets = transport.newSockets(Binding.JNA);
    spy = new OverlappedSpy(sockets);
    stack = LayerStack.over(handle, transport, sockets, spy.sockets());
    winsock = stack.winsock();
    providers = new Providers(stack);
    pair = SocketPair.open(stack, stack.topEntry(), BYTES);
    near = pair.near().socket();
    peer = pair.far();
  }

  LimitObservation observe(Limit limit) {
    return switch (limit) {
      case SEND_AND_RECEIVE_EXPOSED -> sendAndReceive();
      case NOT_ALL_IO_SEEN -> fileIo();
      case NO_POST_PROCESSING -> overlappedEnd();
      case PORTS_BYPASS -> completionPort();
      case ORIGINAL_OVERLAPPED -> overlappedStructure();
      case RESULT_FROM_BASE -> overlappedResult();
      case IOCTL_PASSES_THROUGH -> ioctl();
    };
  }

  // What the layer's table says, and how calls to it end

  private LimitObservation sendAndReceive() {
    boolean same =
        providers.isBases(ProcedureTable::wspSend) && providers.isBases(ProcedureTable::wspRecv);
    pair.near().send(BYTES);
    peer.receiveFully(BYTES);
    peer.send(BYTES);
    pair.near().receiveFully(BYTES);
    long seen = providers.bytesSeen(near);
    return new LimitObservation(
        same && seen == 0,
        String.format(
            Locale.ROOT,
            "%s, and the layer saw %d of %d bytes",
            same ? "the table has the base's functions" : "the table has the layer's functions",
            seen,
            2 * BYTES));
  }

  private LimitObservation overlappedResult() {
    withEvent(this::receiveOverlapped);
    return sameFunction(
        ProcedureTable::wspGetOverlappedResult,
        spy.last() == overlapped,
        "the base was asked",
        "the base was not asked");
  }

  private LimitObservation ioctl() {
    withEvent(
        () -> {
          int result =
              winsock.ioctl(
                  near,
                  Ws2Def.FIONREAD,
                  null,
                  0,
                  memory,
                  Integer.BYTES,
                  bytes,
                  overlapped,
                  null,
                  errno);
          if (result != 0 && errno.get() != WinsockError.WSA_IO_PENDING) {
            throw new WinsockException("WSAIoctl", errno);
          }
          structureOfBase = spy.last();
          awaitResult();
        });
    return sameFunction(
        ProcedureTable::wspIoctl,
        structureOfBase == overlapped,
        "the base got the application's structure",
        "the base got the layer's own");
  }

  private LimitObservation sameFunction(
      Function<ProcedureTable, Object> function, boolean reached, String yes, String no) {
    boolean same = providers.isBases(function);
    return new LimitObservation(
        same && reached,
        String.format(
            Locale.ROOT,
            "%s, and %s",
            same ? "the table has the base's function" : "the table has the layer's function",
            reached ? yes : no));
  }

  // What the layer sees

  private LimitObservation fileIo() {
    if (!winsock.writeFile(near, memory.address(), BYTES, bytes, errno)) {
      throw new WinsockException("WriteFile", errno);
    }
    peer.receiveFully(BYTES);
    peer.send(BYTES);
    if (!winsock.readFile(near, memory.address(), BYTES, bytes, errno)) {
      throw new WinsockException("ReadFile", errno);
    }
    long seen = providers.bytesSeen(near);
    return new LimitObservation(
        seen == 0, String.format(Locale.ROOT, "the layer saw %d of %d bytes", seen, 2 * BYTES));
  }

  private LimitObservation overlappedEnd() {
    withEvent(this::receiveOverlapped);
    return bytesOfEnd("the layer saw the end of %d of %d bytes");
  }

  private void withEvent(Runnable calls) {
    overlapped.setEvent(winsock.upcalls().wpuCreateEvent(errno));
    try {
      calls.run();
    } finally {
      winsock.upcalls().wpuCloseEvent(overlapped.event(), new Errno());
    }
  }

  private void receiveOverlapped() {
    beginReceive();
    peer.send(BYTES);
    awaitResult();
  }

  private void awaitResult() {
    if (!winsock.getOverlappedResult(near, overlapped, bytes, true, new IntRef(), errno)) {
      throw new WinsockException("WSAGetOverlappedResult", errno);
    }
  }

  private LimitObservation completionPort() {
    try (CompletionPort port = winsock.overlapped().newPort()) {
      if (!winsock.overlapped().attach(near, port, 0, errno)) {
        throw new WinsockException("CreateIoCompletionPort", errno);
      }
      beginReceive();
      peer.send(BYTES);
      CompletionPacket packet = new CompletionPacket();
      if (!port.dequeue(packet, PATIENCE_MILLIS) || packet.error() != WinsockError.NO_ERROR) {
        throw new WinsockException("no packet came to the completion port");
      }
      return bytesOfEnd("when the packet came, the layer had seen %d of %d bytes");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new WinsockException("interrupted while an operation was pending");
    }
  }

  private LimitObservation bytesOfEnd(String seenText) {
    long seen = providers.bytesSeen(near);
    return new LimitObservation(seen == 0, String.format(Locale.ROOT, seenText, seen, BYTES));
  }

  private LimitObservation overlappedStructure() {
    beginReceive();
    boolean same = spy.last() == overlapped;
    peer.send(BYTES);
    return new LimitObservation(
        same, same ? "the base got the application's structure" : "the base got the layer's own");
  }

  private void beginReceive() {
    int result = winsock.recv(near, buffers, 1, bytes, new IntRef(), overlapped, null, errno);
    if (result != Ws2Def.SOCKET_ERROR || errno.get() != WinsockError.WSA_IO_PENDING) {
      throw new WinsockException("WSARecv", errno);
    }
  }

  @Override
  public void close() {
    pair.close();
    stack.stop();
  }
}
