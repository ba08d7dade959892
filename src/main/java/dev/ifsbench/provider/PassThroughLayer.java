package dev.ifsbench.provider;

import dev.ifsbench.sockets.HandleMap;
import dev.ifsbench.spi.AcceptCondition;
import dev.ifsbench.spi.CompletionRoutine;
import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.IntRef;
import dev.ifsbench.spi.NativeMemory;
import dev.ifsbench.spi.ProcedureTable;
import dev.ifsbench.spi.ProtocolInfo;
import dev.ifsbench.spi.ProtocolInfoLayout;
import dev.ifsbench.spi.ProtocolInfoRef;
import dev.ifsbench.spi.WinsockError;
import dev.ifsbench.spi.Ws2Def;
import dev.ifsbench.spi.WsaBuf;
import dev.ifsbench.spi.WsaOverlapped;
import dev.ifsbench.spi.WsaThreadId;
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
      builder
          .with(WspFunction.Recv.class, this::wspRecv)
          .with(WspFunction.RecvFrom.class, this::wspRecvFrom)
          .with(WspFunction.Send.class, this::wspSend)
          .with(WspFunction.SendTo.class, this::wspSendTo);
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

  // The functions of the intercepting form spell out all parameters, and repeat what they do before
  // and after the call: a class that all four shared made a call of 7 ns 1 ns longer.

  private int wspRecv(
      long s,
      WsaBuf[] lpBuffers,
      int dwBufferCount,
      IntRef lpNumberOfBytesRecvd,
      IntRef lpFlags,
      WsaOverlapped lpOverlapped,
      CompletionRoutine lpCompletionRoutine,
      WsaThreadId lpThreadId,
      Errno lpErrno) {
    PassThroughSocket socket = find(s, lpErrno);
    if (socket == null) {
      return Ws2Def.SOCKET_ERROR;
    }
    boolean counts = lpOverlapped == null && !ByteCounters.isPeek(lpFlags);
    int result =
        next()
            .wspRecv()
            .invoke(
                socket.lower(),
                lpBuffers,
                dwBufferCount,
                lpNumberOfBytesRecvd,
                lpFlags,
                lpOverlapped,
                lpCompletionRoutine,
                lpThreadId,
                lpErrno);
    if (counts && ByteCounters.hasArrived(result, lpErrno)) {
      socket.counters().addReceived(lpNumberOfBytesRecvd.value);
    }
    return result;
  }

  private int wspRecvFrom(
      long s,
      WsaBuf[] lpBuffers,
      int dwBufferCount,
      IntRef lpNumberOfBytesRecvd,
      IntRef lpFlags,
      NativeMemory lpFrom,
      IntRef lpFromlen,
      WsaOverlapped lpOverlapped,
      CompletionRoutine lpCompletionRoutine,
      WsaThreadId lpThreadId,
      Errno lpErrno) {
    PassThroughSocket socket = find(s, lpErrno);
    if (socket == null) {
      return Ws2Def.SOCKET_ERROR;
    }
    boolean counts = lpOverlapped == null && !ByteCounters.isPeek(lpFlags);
    int result =
        next()
            .wspRecvFrom()
            .invoke(
                socket.lower(),
                lpBuffers,
                dwBufferCount,
                lpNumberOfBytesRecvd,
                lpFlags,
                lpFrom,
                lpFromlen,
                lpOverlapped,
                lpCompletionRoutine,
                lpThreadId,
                lpErrno);
    if (counts && ByteCounters.hasArrived(result, lpErrno)) {
      socket.counters().addReceived(lpNumberOfBytesRecvd.value);
    }
    return result;
  }

  private int wspSend(
      long s,
      WsaBuf[] lpBuffers,
      int dwBufferCount,
      IntRef lpNumberOfBytesSent,
      int dwFlags,
      WsaOverlapped lpOverlapped,
      CompletionRoutine lpCompletionRoutine,
      WsaThreadId lpThreadId,
      Errno lpErrno) {
    PassThroughSocket socket = find(s, lpErrno);
    if (socket == null) {
      return Ws2Def.SOCKET_ERROR;
    }
    int result =
        next()
            .wspSend()
            .invoke(
                socket.lower(),
                lpBuffers,
                dwBufferCount,
                lpNumberOfBytesSent,
                dwFlags,
                lpOverlapped,
                lpCompletionRoutine,
                lpThreadId,
                lpErrno);
    if (result == 0 && lpOverlapped == null) {
      socket.counters().addSent(lpNumberOfBytesSent.value);
    }
    return result;
  }

  private int wspSendTo(
      long s,
      WsaBuf[] lpBuffers,
      int dwBufferCount,
      IntRef lpNumberOfBytesSent,
      int dwFlags,
      NativeMemory lpTo,
      int iTolen,
      WsaOverlapped lpOverlapped,
      CompletionRoutine lpCompletionRoutine,
      WsaThreadId lpThreadId,
      Errno lpErrno) {
    PassThroughSocket socket = find(s, lpErrno);
    if (socket == null) {
      return Ws2Def.SOCKET_ERROR;
    }
    int result =
        next()
            .wspSendTo()
            .invoke(
                socket.lower(),
                lpBuffers,
                dwBufferCount,
                lpNumberOfBytesSent,
                dwFlags,
                lpTo,
                iTolen,
                lpOverlapped,
                lpCompletionRoutine,
                lpThreadId,
                lpErrno);
    if (result == 0 && lpOverlapped == null) {
      socket.counters().addSent(lpNumberOfBytesSent.value);
    }
    return result;
  }

  private PassThroughSocket find(long s, Errno lpErrno) {
    PassThroughSocket socket = sockets.get(s);
    if (socket == null) {
      lpErrno.set(WinsockError.WSAENOTSOCK);
    }
    return socket;
  }
}
