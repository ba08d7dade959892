package dev.ifsbench.provider;

import dev.ifsbench.sockets.HandleMap;
import dev.ifsbench.spi.AcceptCondition;
import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.IntRef;
import dev.ifsbench.spi.NativeMemory;
import dev.ifsbench.spi.ProcedureTable;
import dev.ifsbench.spi.ProtocolInfo;
import dev.ifsbench.spi.ProtocolInfoLayout;
import dev.ifsbench.spi.ProtocolInfoRef;
import dev.ifsbench.spi.WinsockError;
import dev.ifsbench.spi.Ws2Def;
import dev.ifsbench.spi.WsaOverlapped;
import dev.ifsbench.spi.WspFunction;
import dev.ifsbench.trace.event.SocketEvent;

/**
 * A started pass-through layer. Its table is a copy of the next provider's with few entries
 * replaced: those that make and close sockets, and those that say whose a socket is.
 */
final class PassThroughLayer extends Layer {
  private final PassThroughProvider.Form form;
  private final HandleMap<PassThroughSocket> sockets = new HandleMap<>();

  PassThroughLayer(LayeredProvider library, ChainPosition position, PassThroughProvider.Form form) {
    super(library, position);
    this.form = form;
  }

  @Override
  ProcedureTable makeTable(ProcedureTable next) {
    ProcedureTable.Builder builder =
        next.toBuilder()
            .with(WspFunction.Accept.class, this::wspAccept)
            .with(WspFunction.Cleanup.class, this::wspCleanup)
            .with(WspFunction.CloseSocket.class, this::wspCloseSocket)
            .with(WspFunction.DuplicateSocket.class, this::wspDuplicateSocket)
            .with(WspFunction.GetSockOpt.class, this::wspGetSockOpt)
            .with(WspFunction.Socket.class, this::wspSocket);
    if (form == PassThroughProvider.Form.INTERCEPTING) {
      new Counting(next).putInto(builder);
    }
    return builder.build();
  }

  @Override
  ByteCounters counters(long s) {
    PassThroughSocket socket = sockets.get(s);
    return socket == null ? null : socket.counters();
  }

  @Override
  void stop() {
    // A socket that is still open belongs to a layer above. That layer closes it through this one
    // when its last call has returned.
  }

  private long wspSocket(
      int af,
      int type,
      int protocol,
      ProtocolInfo lpProtocolInfo,
      int g,
      int dwFlags,
      Errno lpErrno) {
    ChainPosition position = positionOf(lpProtocolInfo, lpErrno);
    if (position == null) {
      return Ws2Def.INVALID_SOCKET;
    }
    SocketEvent event = SocketEvent.start();
    long lower =
        next()
            .wspSocket()
            .invoke(af, type, protocol, position.infoForNext(lpProtocolInfo), g, dwFlags, lpErrno);
    traced(event, "WSPSocket", position.own(), lower, lpErrno);
    return lower == Ws2Def.INVALID_SOCKET ? lower : takeOver(lower, position.own(), lpErrno);
  }

  private long wspAccept(
      long s,
      NativeMemory addr,
      IntRef addrlen,
      AcceptCondition lpfnCondition,
      long dwCallbackData,
      Errno lpErrno) {
    PassThroughSocket listener = find(s, lpErrno);
    if (listener == null) {
      return Ws2Def.INVALID_SOCKET;
    }
    SocketEvent event = SocketEvent.start();
    long lower =
        next()
            .wspAccept()
            .invoke(listener.lower(), addr, addrlen, lpfnCondition, dwCallbackData, lpErrno);
    traced(event, "WSPAccept", listener.own(), lower, lpErrno);
    return lower == Ws2Def.INVALID_SOCKET ? lower : takeOver(lower, listener.own(), lpErrno);
  }

  private long takeOver(long lower, ProtocolInfo own, Errno lpErrno) {
    long modified =
        IfsHandles.announce(
            lower,
            new PassThroughSocket(own, lower),
            sockets,
            own.catalogEntryId(),
            upcalls(),
            lpErrno);
    if (modified == Ws2Def.INVALID_SOCKET) {
      discard(lower);
    }
    return modified;
  }

  // The context is removed only after the lower close has succeeded, so that a failed close can be
  // tried again; and only this socket's context, as the number may be a new socket's by then.
  private int wspCloseSocket(long s, Errno lpErrno) {
    PassThroughSocket socket = find(s, lpErrno);
    if (socket == null) {
      return Ws2Def.SOCKET_ERROR;
    }
    int result = next().wspCloseSocket().invoke(socket.lower(), lpErrno);
    if (result == 0 || lpErrno.get() == WinsockError.WSAENOTSOCK) {
      sockets.replace(s, socket, null);
    }
    return result;
  }

  private int wspDuplicateSocket(
      long s, int dwProcessId, ProtocolInfoRef lpProtocolInfo, Errno lpErrno) {
    PassThroughSocket socket = find(s, lpErrno);
    if (socket == null) {
      return Ws2Def.SOCKET_ERROR;
    }
    int result =
        next().wspDuplicateSocket().invoke(socket.lower(), dwProcessId, lpProtocolInfo, lpErrno);
    if (result == 0) {
      lpProtocolInfo.value =
          socket.own().withProviderReserved(lpProtocolInfo.value.providerReserved());
    }
    return result;
  }

  private int wspGetSockOpt(
      long s, int level, int optname, NativeMemory optval, IntRef optlen, Errno lpErrno) {
    if (!ProtocolInfoLayout.isAskedBy(level, optname)) {
      return next().wspGetSockOpt().invoke(s, level, optname, optval, optlen, lpErrno);
    }
    PassThroughSocket socket = find(s, lpErrno);
    return socket == null
        ? Ws2Def.SOCKET_ERROR
        : ProtocolInfoLayout.of(optname).answer(socket.own(), optval, optlen, lpErrno);
  }

  /** The functions of the intercepting form: they count what moves without an operation. */
  private final class Counting extends InterceptedTransfers<PassThroughSocket> {
    private Counting(ProcedureTable next) {
      super(next);
    }

    @Override
    PassThroughSocket find(long s, Errno lpErrno) {
      return PassThroughLayer.this.find(s, lpErrno);
    }

    @Override
    long lower(PassThroughSocket socket) {
      return socket.lower();
    }

    @Override
    void sent(
        PassThroughSocket socket,
        int result,
        IntRef bytes,
        WsaOverlapped lpOverlapped,
        Errno lpErrno) {
      if (result == 0 && lpOverlapped == null) {
        socket.counters().addSent(bytes.value);
      }
    }

    @Override
    void received(
        PassThroughSocket socket,
        int result,
        boolean peeked,
        IntRef bytes,
        WsaOverlapped lpOverlapped,
        Errno lpErrno) {
      if (lpOverlapped == null && !peeked && ByteCounters.hasArrived(result, lpErrno)) {
        socket.counters().addReceived(bytes.value);
      }
    }
  }

  private PassThroughSocket find(long s, Errno lpErrno) {
    PassThroughSocket socket = sockets.get(s);
    if (socket == null) {
      lpErrno.set(WinsockError.WSAENOTSOCK);
    }
    return socket;
  }
}
