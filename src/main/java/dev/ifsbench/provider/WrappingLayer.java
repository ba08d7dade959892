package dev.ifsbench.provider;

import dev.ifsbench.sockets.OverlappedIo;
import dev.ifsbench.spi.AcceptCondition;
import dev.ifsbench.spi.CompleteOverlappedRequest;
import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.IntRef;
import dev.ifsbench.spi.NativeMemory;
import dev.ifsbench.spi.ProcedureTable;
import dev.ifsbench.spi.ProtocolInfo;
import dev.ifsbench.spi.ProtocolInfoRef;
import dev.ifsbench.spi.WinsockError;
import dev.ifsbench.spi.Ws2Def;
import dev.ifsbench.spi.WspFunction;
import dev.ifsbench.trace.event.SocketEvent;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A started wrapping layer. Its table has functions of its own only. */
final class WrappingLayer extends Layer {
  private final Set<WrappedSocket> open = ConcurrentHashMap.newKeySet();
  private final OverlappedIo system;
  private final CompleteOverlappedRequest completeOverlappedRequest;
  private final WrappedOptions options = new WrappedOptions(this);
  private final WrappedDatagrams datagrams = new WrappedDatagrams(this);
  private volatile WrappedOperations operations;

  WrappingLayer(
      LayeredProvider library,
      ChainPosition position,
      OverlappedIo system,
      CompleteOverlappedRequest completeOverlappedRequest) {
    super(library, position);
    this.system = system;
    this.completeOverlappedRequest = completeOverlappedRequest;
  }

  @Override
  ProcedureTable makeTable(ProcedureTable next) {
    operations = new WrappedOperations(this, system, completeOverlappedRequest);
    return ProcedureTable.unsupported()
        .with(WspFunction.Accept.class, this::wspAccept)
        .with(
            WspFunction.AddressToString.class,
            (address, length, info, text, textLength, e) ->
                next()
                    .wspAddressToString()
                    .invoke(address, length, infoForNext(info), text, textLength, e))
        .with(
            WspFunction.Bind.class,
            (s, name, namelen, e) ->
                mapped(s, e, lower -> next().wspBind().invoke(lower, name, namelen, e)))
        .with(WspFunction.CancelBlockingCall.class, e -> next().wspCancelBlockingCall().invoke(e))
        .with(WspFunction.Cleanup.class, this::wspCleanup)
        .with(WspFunction.CloseSocket.class, this::wspCloseSocket)
        .with(
            WspFunction.Connect.class,
            (s, name, namelen, callerData, calleeData, sqos, gqos, e) ->
                mapped(
                    s,
                    e,
                    lower ->
                        next()
                            .wspConnect()
                            .invoke(lower, name, namelen, callerData, calleeData, sqos, gqos, e)))
        .with(WspFunction.DuplicateSocket.class, this::wspDuplicateSocket)
        .with(WspFunction.EnumNetworkEvents.class, this::wspEnumNetworkEvents)
        .with(WspFunction.EventSelect.class, this::wspEventSelect)
        .with(
            WspFunction.GetOverlappedResult.class,
            (s, overlapped, transferred, wait, flags, e) ->
                system.result(overlapped, transferred, wait, flags, e))
        .with(
            WspFunction.GetPeerName.class,
            (s, name, namelen, e) ->
                mapped(s, e, lower -> next().wspGetPeerName().invoke(lower, name, namelen, e)))
        .with(
            WspFunction.GetSockName.class,
            (s, name, namelen, e) ->
                mapped(s, e, lower -> next().wspGetSockName().invoke(lower, name, namelen, e)))
        .with(WspFunction.GetSockOpt.class, options::getSockOpt)
        .with(
            WspFunction.GetQosByName.class,
            (s, name, qos, e) ->
                mapped(
                        s,
                        e,
                        lower ->
                            next().wspGetQosByName().invoke(lower, name, qos, e)
                                ? 0
                                : Ws2Def.SOCKET_ERROR)
                    == 0)
        .with(WspFunction.Ioctl.class, options::ioctl)
        .with(
            WspFunction.Listen.class,
            (s, backlog, e) -> mapped(s, e, lower -> next().wspListen().invoke(lower, backlog, e)))
        .with(WspFunction.Recv.class, new WrappedRecv(this, next.wspRecv()))
        .with(
            WspFunction.RecvDisconnect.class,
            (s, data, e) ->
                mapped(s, e, lower -> next().wspRecvDisconnect().invoke(lower, data, e)))
        .with(WspFunction.RecvFrom.class, datagrams::recvFrom)
        .with(WspFunction.Select.class, new WrappedSelect(this))
        .with(WspFunction.Send.class, new WrappedSend(this, next.wspSend()))
        .with(
            WspFunction.SendDisconnect.class,
            (s, data, e) ->
                mapped(s, e, lower -> next().wspSendDisconnect().invoke(lower, data, e)))
        .with(WspFunction.SendTo.class, datagrams::sendTo)
        .with(WspFunction.SetSockOpt.class, options::setSockOpt)
        .with(
            WspFunction.Shutdown.class,
            (s, how, e) -> mapped(s, e, lower -> next().wspShutdown().invoke(lower, how, e)))
        .with(WspFunction.Socket.class, this::wspSocket)
        .with(
            WspFunction.StringToAddress.class,
            (text, family, info, address, length, e) ->
                next()
                    .wspStringToAddress()
                    .invoke(text, family, infoForNext(info), address, length, e))
        .build();
  }

  private ProtocolInfo infoForNext(ProtocolInfo info) {
    ChainPosition position = info == null ? null : positionOf(info, new Errno());
    return position == null ? info : position.infoForNext(info);
  }

  // Finding the socket below

  /** A call on the next provider's socket. */
  @FunctionalInterface
  interface LowerCall {
    int invoke(long lower);
  }

  /** Makes a call on the socket below a handle. */
  int mapped(long s, Errno lpErrno, LowerCall call) {
    WrappedSocket socket = acquire(s, lpErrno);
    return socket == null
        ? Ws2Def.SOCKET_ERROR
        : finished(call.invoke(socket.lower()), socket, lpErrno);
  }

  /**
   * Finds the socket of a handle and holds it; null with {@code WSAENOTSOCK} if it has none or is
   * closing.
   */
  WrappedSocket acquire(long s, Errno lpErrno) {
    WrappedSocket socket = find(s, lpErrno);
    if (socket == null || socket.references().acquire()) {
      return socket;
    }
    lpErrno.set(WinsockError.WSAENOTSOCK);
    return null;
  }

  /** Finds the socket of a handle; null with {@code WSAENOTSOCK} if it has none of this layer's. */
  private WrappedSocket find(long s, Errno lpErrno) {
    Object context = upcalls().wpuQuerySocketHandleContext().invoke(s, lpErrno);
    if (context instanceof WrappedSocket socket && socket.layer() == this) {
      return socket;
    }
    lpErrno.set(WinsockError.WSAENOTSOCK);
    return null;
  }

  /**
   * As {@link #acquire}, for a handle that may be somebody else's, or of this library over another
   * chain: an application selects among TCP and UDP sockets together.
   */
  WrappedSocket acquireIfOwn(long s, Errno ignored) {
    Object context = upcalls().wpuQuerySocketHandleContext().invoke(s, ignored);
    return context instanceof WrappedSocket socket
            && isOfSameLibrary(socket.layer())
            && socket.references().acquire()
        ? socket
        : null;
  }

  /**
   * Refuses a call: with the error if the handle is the layer's own, else because it is not a
   * socket.
   */
  int refuse(long s, WinsockError error, Errno lpErrno) {
    WrappedSocket socket = acquire(s, lpErrno);
    if (socket != null) {
      release(socket);
      lpErrno.set(error);
    }
    return Ws2Def.SOCKET_ERROR;
  }

  /** Releases a socket; the last call to leave a closing socket closes it. */
  void release(WrappedSocket socket) {
    if (socket.references().release()) {
      closeBoth(socket, new Errno());
    }
  }

  // A program that waits for events makes these two calls for each message. They take no lambda:
  // the compilers would have to see through it to allocate nothing.

  private int wspEnumNetworkEvents(long s, long event, NativeMemory events, Errno lpErrno) {
    WrappedSocket socket = acquire(s, lpErrno);
    if (socket == null) {
      return Ws2Def.SOCKET_ERROR;
    }
    int result = next().wspEnumNetworkEvents().invoke(socket.lower(), event, events, lpErrno);
    return finished(result, socket, lpErrno);
  }

  private int wspEventSelect(long s, long event, int events, Errno lpErrno) {
    WrappedSocket socket = acquire(s, lpErrno);
    if (socket == null) {
      return Ws2Def.SOCKET_ERROR;
    }
    int result = next().wspEventSelect().invoke(socket.lower(), event, events, lpErrno);
    return finished(result, socket, lpErrno);
  }

  // Releases the socket of a call that has returned. If the socket is being closed, it was the
  // close that made the call fail.
  int finished(int result, WrappedSocket socket, Errno lpErrno) {
    if (result == Ws2Def.SOCKET_ERROR && socket.references().isClosing()) {
      lpErrno.set(WinsockError.WSAEINTR);
    }
    release(socket);
    return result;
  }

  // A receive that the close's shutdown woke looks like the end of the stream.
  private int receivedNothing(WrappedSocket socket, Errno lpErrno) {
    return finished(socket.references().isClosing() ? Ws2Def.SOCKET_ERROR : 0, socket, lpErrno);
  }

  // Opening and closing sockets

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
            .invoke(
                af,
                type,
                protocol,
                position.infoForNext(lpProtocolInfo),
                g,
                dwFlags | Ws2Def.WSA_FLAG_OVERLAPPED,
                lpErrno);
    traced(event, "WSPSocket", position.own(), lower, lpErrno);
    if (lower == Ws2Def.INVALID_SOCKET) {
      return lower;
    }
    WrappedSocket socket = new WrappedSocket(this, position.own(), lower);
    if (lpProtocolInfo.providerReserved() != 0) {
      socket.share();
    }
    return wrap(socket, lpErrno);
  }

  private long wspAccept(
      long s,
      NativeMemory addr,
      IntRef addrlen,
      AcceptCondition lpfnCondition,
      long dwCallbackData,
      Errno lpErrno) {
    WrappedSocket listener = acquire(s, lpErrno);
    if (listener == null) {
      return Ws2Def.INVALID_SOCKET;
    }
    SocketEvent event = SocketEvent.start();
    long lower =
        next()
            .wspAccept()
            .invoke(listener.lower(), addr, addrlen, lpfnCondition, dwCallbackData, lpErrno);
    traced(event, "WSPAccept", listener.own(), lower, lpErrno);
    finished(lower == Ws2Def.INVALID_SOCKET ? Ws2Def.SOCKET_ERROR : 0, listener, lpErrno);
    return lower == Ws2Def.INVALID_SOCKET
        ? lower
        : wrap(new WrappedSocket(this, listener.own(), lower), lpErrno);
  }

  private long wrap(WrappedSocket socket, Errno lpErrno) {
    open.add(socket);
    long upper =
        upcalls().wpuCreateSocketHandle().invoke(socket.own().catalogEntryId(), socket, lpErrno);
    if (upper == Ws2Def.INVALID_SOCKET) {
      // If the layer has stopped meanwhile, it has closed the socket below.
      if (socket.references().beginClose() == ReferenceCount.Close.IDLE) {
        open.remove(socket);
        discard(socket.lower());
      }
      return upper;
    }
    socket.setUpper(upper);
    if (socket.endUse()) { // the socket below is closed already
      upcalls().wpuCloseSocketHandle().invoke(upper, lpErrno);
      if (!isStarted()) {
        lpErrno.set(WinsockError.WSANOTINITIALISED);
        return Ws2Def.INVALID_SOCKET;
      }
      // Otherwise the application has closed the number by chance: it cannot know it yet.
      lpErrno.clear();
    }
    return upper;
  }

  private int wspCloseSocket(long s, Errno lpErrno) {
    WrappedSocket socket = find(s, lpErrno);
    if (socket == null) {
      return Ws2Def.SOCKET_ERROR;
    }
    // If this closes a stale handle with the same number, the maker may not have stored the number
    // yet.
    socket.setUpper(s);
    switch (socket.references().beginClose()) {
      case IDLE -> {
        return closeIdle(socket, lpErrno);
      }
      case IN_USE -> {
        wake(socket);
        release(socket);
        return 0;
      }
      default -> {
        return lpErrno.fail(WinsockError.WSAENOTSOCK);
      }
    }
  }

  private int closeIdle(WrappedSocket socket, Errno lpErrno) {
    int result = closeBoth(socket, lpErrno);
    if (result == Ws2Def.SOCKET_ERROR) {
      socket.references().cancelClose();
    }
    return result;
  }

  // On Windows a shutdown does not end a blocked receive of datagrams; only cancelling it does.
  private void wake(WrappedSocket socket) {
    if (socket.isShared()) {
      return;
    }
    Errno ignored = new Errno();
    // Without this, a socket that AcceptEx or ConnectEx has connected cannot be shut down.
    next()
        .wspSetSockOpt()
        .invoke(
            socket.lower(), Ws2Def.SOL_SOCKET, Ws2Def.SO_UPDATE_CONNECT_CONTEXT, null, 0, ignored);
    next().wspShutdown().invoke(socket.lower(), Ws2Def.SD_BOTH, ignored);
    NativeMemory base = new NativeMemory(Long.BYTES);
    if (next()
            .wspIoctl()
            .invoke(
                socket.lower(),
                Ws2Def.SIO_BASE_HANDLE,
                null,
                0,
                base,
                Long.BYTES,
                new IntRef(),
                null,
                null,
                null,
                ignored)
        == 0) {
      system.cancel(base.getLong(0), null, ignored);
    }
  }

  // The own handle goes last, and only when the socket below is gone: until then the close can be
  // tried again.
  private int closeBoth(WrappedSocket socket, Errno lpErrno) {
    if (next().wspCloseSocket().invoke(socket.lower(), lpErrno) == Ws2Def.SOCKET_ERROR
        && lpErrno.get() != WinsockError.WSAENOTSOCK) {
      return Ws2Def.SOCKET_ERROR;
    }
    open.remove(socket);
    return endUse(socket, lpErrno);
  }

  /** Closes the own handle after its last use: operations are announced on it until then. */
  int endUse(WrappedSocket socket, Errno lpErrno) {
    return socket.endUse() ? upcalls().wpuCloseSocketHandle().invoke(socket.upper(), lpErrno) : 0;
  }

  @Override
  ByteCounters counters(long s) {
    WrappedSocket socket = find(s, new Errno());
    return socket == null ? null : socket.counters();
  }

  @Override
  void stop() {
    Errno errno = new Errno();
    AbortiveClose abort = new AbortiveClose();
    for (WrappedSocket socket : open) {
      switch (socket.references().beginClose()) {
        case IDLE -> {
          abort.prepare(next(), socket.lower(), errno);
          closeBoth(socket, errno);
        }
        case IN_USE -> release(socket);
        case ALREADY_CLOSING -> {
          // whoever closes it has not come to the end
        }
      }
    }
    operations.stop();
  }

  private int wspDuplicateSocket(
      long s, int dwProcessId, ProtocolInfoRef lpProtocolInfo, Errno lpErrno) {
    WrappedSocket socket = acquire(s, lpErrno);
    if (socket == null) {
      return Ws2Def.SOCKET_ERROR;
    }
    socket.share();
    int result =
        next().wspDuplicateSocket().invoke(socket.lower(), dwProcessId, lpProtocolInfo, lpErrno);
    if (result == 0) {
      lpProtocolInfo.value =
          socket.own().withProviderReserved(lpProtocolInfo.value.providerReserved());
    } else {
      socket.unshare();
    }
    return finished(result, socket, lpErrno);
  }

  // Data

  /** What carries out overlapped calls. */
  WrappedOperations operations() {
    return operations;
  }

  /** Finishes a send: counts its bytes and releases the socket. */
  int sent(int result, IntRef bytes, WrappedSocket socket, Errno lpErrno) {
    if (result == 0) {
      socket.counters().addSent(bytes.value);
    }
    return finished(result, socket, lpErrno);
  }

  /** Finishes a receive: counts its bytes and releases the socket. */
  int received(int result, boolean peeked, IntRef bytes, WrappedSocket socket, Errno lpErrno) {
    if (result == 0 && bytes.value == 0) {
      return receivedNothing(socket, lpErrno);
    }
    if (!peeked && ByteCounters.hasArrived(result, lpErrno)) {
      socket.counters().addReceived(bytes.value);
    }
    return finished(result, socket, lpErrno);
  }
}
