package dev.ifsbench.provider;

import dev.ifsbench.sockets.OverlappedIo;
import dev.ifsbench.spi.AcceptCondition;
import dev.ifsbench.spi.CompleteOverlappedRequest;
import dev.ifsbench.spi.CompletionRoutine;
import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.FdSet;
import dev.ifsbench.spi.IntRef;
import dev.ifsbench.spi.NativeMemory;
import dev.ifsbench.spi.ProcedureTable;
import dev.ifsbench.spi.ProtocolInfo;
import dev.ifsbench.spi.ProtocolInfoLayout;
import dev.ifsbench.spi.ProtocolInfoRef;
import dev.ifsbench.spi.Timeval;
import dev.ifsbench.spi.WinsockError;
import dev.ifsbench.spi.Ws2Def;
import dev.ifsbench.spi.WsaBuf;
import dev.ifsbench.spi.WsaOverlapped;
import dev.ifsbench.spi.WsaPollData;
import dev.ifsbench.spi.WsaThreadId;
import dev.ifsbench.spi.WspFunction;
import dev.ifsbench.trace.event.SocketEvent;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A started wrapping layer. Its table has functions of its own only. */
final class WrappingLayer extends Layer {
  private final Set<WrappedSocket> open = ConcurrentHashMap.newKeySet();
  private final OverlappedIo system;
  private final CompleteOverlappedRequest completeOverlappedRequest;
  private final WrappedExtensions extensions = new WrappedExtensions(this);
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
        .with(WspFunction.GetSockOpt.class, this::wspGetSockOpt)
        .with(WspFunction.GetQosByName.class, this::wspGetQosByName)
        .with(WspFunction.Ioctl.class, this::wspIoctl)
        .with(
            WspFunction.Listen.class,
            (s, backlog, e) -> mapped(s, e, lower -> next().wspListen().invoke(lower, backlog, e)))
        .with(WspFunction.Recv.class, new WrappedRecv(this, next.wspRecv()))
        .with(
            WspFunction.RecvDisconnect.class,
            (s, data, e) ->
                mapped(s, e, lower -> next().wspRecvDisconnect().invoke(lower, data, e)))
        .with(WspFunction.RecvFrom.class, this::wspRecvFrom)
        .with(WspFunction.Select.class, this::wspSelect)
        .with(WspFunction.Send.class, new WrappedSend(this, next.wspSend()))
        .with(
            WspFunction.SendDisconnect.class,
            (s, data, e) ->
                mapped(s, e, lower -> next().wspSendDisconnect().invoke(lower, data, e)))
        .with(WspFunction.SendTo.class, this::wspSendTo)
        .with(WspFunction.SetSockOpt.class, this::wspSetSockOpt)
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

  // Finding the way down

  /** A function that does its work on the next provider's socket. */
  @FunctionalInterface
  private interface LowerCall {
    int invoke(long lower);
  }

  private int mapped(long s, Errno lpErrno, LowerCall call) {
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

  /** Refuses a call whose handle is the layer's own, or else is no socket. */
  int refuse(long s, WinsockError error, Errno lpErrno) {
    WrappedSocket socket = acquire(s, lpErrno);
    if (socket != null) {
      release(socket);
      lpErrno.set(error);
    }
    return Ws2Def.SOCKET_ERROR;
  }

  /** Lets a socket go; the last one out of a closing socket closes it. */
  void release(WrappedSocket socket) {
    if (socket.references().release()) {
      closeBoth(socket, new Errno());
    }
  }

  // A program that waits for events calls these two for each message, so they do not go by a
  // lambda,
  // which the compilers would have to see through to allocate nothing.

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

  // A call that ends because its socket is being closed was cancelled by the close.
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

  // Sockets coming and going

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
      // Unless the layer has stopped meanwhile, and closed the socket below.
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
      // Otherwise the application has closed it by its number, which it cannot know yet.
      lpErrno.clear();
    }
    return upper;
  }

  private int wspCloseSocket(long s, Errno lpErrno) {
    WrappedSocket socket = find(s, lpErrno);
    if (socket == null) {
      return Ws2Def.SOCKET_ERROR;
    }
    // A close of a stale handle with this number may come before its maker has stored the number.
    socket.setUpper(s);
    switch (socket.references().beginClose()) {
      case IDLE -> {
        return closeIdle(socket, lpErrno);
      }
      case IN_USE -> {
        wake(socket);
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

  // On Windows no shutdown ends a receive of datagrams that waits, only its cancellation does.
  private void wake(WrappedSocket socket) {
    if (socket.isShared()) {
      return;
    }
    Errno ignored = new Errno();
    // Or else a socket that AcceptEx or ConnectEx has connected cannot be shut down.
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
      if (socket.references().beginClose() == ReferenceCount.Close.IDLE) {
        abort.prepare(next(), socket.lower(), errno);
        closeBoth(socket, errno);
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
    if (lpOverlapped != null) {
      return operations.recvFrom(
          s,
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
    }
    WrappedSocket socket = acquire(s, lpErrno);
    if (socket == null) {
      return Ws2Def.SOCKET_ERROR;
    }
    boolean peeks = ByteCounters.isPeek(lpFlags);
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
                null,
                null,
                null,
                lpErrno);
    return received(result, peeks, lpNumberOfBytesRecvd, socket, lpErrno);
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
    if (lpOverlapped != null) {
      return operations.sendTo(
          s,
          lpBuffers,
          dwBufferCount,
          dwFlags,
          lpTo,
          iTolen,
          lpOverlapped,
          lpCompletionRoutine,
          lpThreadId,
          lpErrno);
    }
    WrappedSocket socket = acquire(s, lpErrno);
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
                null,
                null,
                null,
                lpErrno);
    return sent(result, lpNumberOfBytesSent, socket, lpErrno);
  }

  /** A send below has ended, and its socket is let go. */
  int sent(int result, IntRef bytes, WrappedSocket socket, Errno lpErrno) {
    if (result == 0) {
      socket.counters().addSent(bytes.value);
    }
    return finished(result, socket, lpErrno);
  }

  /** A receive below has ended, and its socket is let go. */
  int received(int result, boolean peeked, IntRef bytes, WrappedSocket socket, Errno lpErrno) {
    if (result == 0 && bytes.value == 0) {
      return receivedNothing(socket, lpErrno);
    }
    if (!peeked && ByteCounters.hasArrived(result, lpErrno)) {
      socket.counters().addReceived(bytes.value);
    }
    return finished(result, socket, lpErrno);
  }

  private int wspSelect(
      int nfds, FdSet readfds, FdSet writefds, FdSet exceptfds, Timeval timeout, Errno lpErrno) {
    if (isTooLarge(readfds) || isTooLarge(writefds) || isTooLarge(exceptfds)) {
      return lpErrno.fail(WinsockError.WSAENOBUFS);
    }
    WrappedSet read = WrappedSet.translate(readfds, this);
    WrappedSet write = WrappedSet.translate(writefds, this);
    WrappedSet except = WrappedSet.translate(exceptfds, this);
    int result = selectBelow(read, write, except, timeout, lpErrno);
    release(read);
    release(write);
    release(except);
    return result;
  }

  private static boolean isTooLarge(FdSet set) {
    return set != null && set.count() > Ws2Def.FD_SETSIZE;
  }

  private int selectBelow(
      WrappedSet read, WrappedSet write, WrappedSet except, Timeval timeout, Errno lpErrno) {
    if (ownCount(read) + ownCount(write) + ownCount(except) == 0) {
      return lpErrno.fail(WinsockError.WSAEINVAL);
    }
    int ready =
        next().wspSelect().invoke(0, lower(read), lower(write), lower(except), timeout, lpErrno);
    if (isClosing(read) || isClosing(write) || isClosing(except)) {
      return lpErrno.fail(WinsockError.WSAEINTR);
    }
    if (ready != Ws2Def.SOCKET_ERROR) {
      refill(read);
      refill(write);
      refill(except);
    }
    return ready;
  }

  private static int ownCount(WrappedSet set) {
    return set == null ? 0 : set.ownCount();
  }

  private static boolean isClosing(WrappedSet set) {
    return set != null && set.isClosing();
  }

  private static FdSet lower(WrappedSet set) {
    return set == null ? null : set.lower();
  }

  private void refill(WrappedSet set) {
    if (set != null) {
      set.refill(upcalls());
    }
  }

  private static void release(WrappedSet set) {
    if (set != null) {
      set.release();
    }
  }

  // Options and controls

  private int wspGetSockOpt(
      long s, int level, int optname, NativeMemory optval, IntRef optlen, Errno lpErrno) {
    WrappedSocket socket = acquire(s, lpErrno);
    if (socket == null) {
      return Ws2Def.SOCKET_ERROR;
    }
    int result =
        ProtocolInfoLayout.isAskedBy(level, optname)
            ? ProtocolInfoLayout.of(optname).answer(socket.own(), optval, optlen, lpErrno)
            : next()
                .wspGetSockOpt()
                .invoke(socket.lower(), level, optname, optval, optlen, lpErrno);
    return finished(result, socket, lpErrno);
  }

  private int wspSetSockOpt(
      long s, int level, int optname, NativeMemory optval, int optlen, Errno lpErrno) {
    boolean carriesSocket =
        level == Ws2Def.SOL_SOCKET
            && optname == Ws2Def.SO_UPDATE_ACCEPT_CONTEXT
            && optval != null
            && Math.min(optlen, optval.size()) >= Long.BYTES;
    return carriesSocket
        ? updateAcceptContext(s, optval.getLong(0), lpErrno)
        : mapped(
            s,
            lpErrno,
            lower -> next().wspSetSockOpt().invoke(lower, level, optname, optval, optlen, lpErrno));
  }

  private int updateAcceptContext(long s, long listener, Errno lpErrno) {
    return mapped(
        listener,
        lpErrno,
        lowerListener ->
            mapped(
                s,
                lpErrno,
                lower -> {
                  NativeMemory lowerOptval = new NativeMemory(Long.BYTES);
                  lowerOptval.putLong(0, lowerListener);
                  return next()
                      .wspSetSockOpt()
                      .invoke(
                          lower,
                          Ws2Def.SOL_SOCKET,
                          Ws2Def.SO_UPDATE_ACCEPT_CONTEXT,
                          lowerOptval,
                          Long.BYTES,
                          lpErrno);
                }));
  }

  private boolean wspGetQosByName(long s, WsaBuf lpQosName, NativeMemory lpQos, Errno lpErrno) {
    return mapped(
            s,
            lpErrno,
            lower ->
                next().wspGetQosByName().invoke(lower, lpQosName, lpQos, lpErrno)
                    ? 0
                    : Ws2Def.SOCKET_ERROR)
        == 0;
  }

  private int wspIoctl(
      long s,
      int dwIoControlCode,
      NativeMemory lpvInBuffer,
      int cbInBuffer,
      NativeMemory lpvOutBuffer,
      int cbOutBuffer,
      IntRef lpcbBytesReturned,
      WsaOverlapped lpOverlapped,
      CompletionRoutine lpCompletionRoutine,
      WsaThreadId lpThreadId,
      Errno lpErrno) {
    if (dwIoControlCode == Ws2Def.SIO_BSP_HANDLE || dwIoControlCode == Ws2Def.SIO_BSP_HANDLE_POLL) {
      return ownHandle(s, lpvOutBuffer, cbOutBuffer, lpcbBytesReturned, lpOverlapped, lpErrno);
    }
    if (dwIoControlCode == Ws2Def.SIO_EXT_POLL) {
      return poll(s, lpvInBuffer, cbInBuffer, lpcbBytesReturned, lpOverlapped, lpErrno);
    }
    if (dwIoControlCode == Ws2Def.SIO_GET_EXTENSION_FUNCTION_POINTER) {
      return lpOverlapped != null
          ? refuse(s, WinsockError.WSAEOPNOTSUPP, lpErrno)
          : mapped(
              s,
              lpErrno,
              lower ->
                  extensions.answer(
                      lower,
                      lpvInBuffer,
                      cbInBuffer,
                      lpvOutBuffer,
                      cbOutBuffer,
                      lpcbBytesReturned,
                      lpErrno));
    }
    if (lpOverlapped != null) {
      return operations.ioctl(
          s,
          dwIoControlCode,
          lpvInBuffer,
          cbInBuffer,
          lpvOutBuffer,
          cbOutBuffer,
          lpOverlapped,
          lpCompletionRoutine,
          lpThreadId,
          lpErrno);
    }
    WrappedSocket socket = acquire(s, lpErrno);
    if (socket == null) {
      return Ws2Def.SOCKET_ERROR;
    }
    int result =
        next()
            .wspIoctl()
            .invoke(
                socket.lower(),
                dwIoControlCode,
                lpvInBuffer,
                cbInBuffer,
                lpvOutBuffer,
                cbOutBuffer,
                lpcbBytesReturned,
                null,
                null,
                null,
                lpErrno);
    return finished(result, socket, lpErrno);
  }

  private int poll(
      long s,
      NativeMemory data,
      int bytes,
      IntRef cbReturned,
      WsaOverlapped lpOverlapped,
      Errno lpErrno) {
    if (lpOverlapped != null) {
      return refuse(s, WinsockError.WSAEOPNOTSUPP, lpErrno);
    }
    return cbReturned == null || !WsaPollData.isComplete(data, bytes)
        ? refuse(s, WinsockError.WSAEFAULT, lpErrno)
        : WrappedPoll.get().poll(this, data, cbReturned, lpErrno);
  }

  /** So that messages with control data and polling keep coming through the layer. */
  private int ownHandle(
      long s,
      NativeMemory out,
      int cbOut,
      IntRef cbReturned,
      WsaOverlapped lpOverlapped,
      Errno lpErrno) {
    if (lpOverlapped != null) {
      return refuse(s, WinsockError.WSAEOPNOTSUPP, lpErrno);
    }
    return mapped(s, lpErrno, lower -> HandleAnswer.give(s, out, cbOut, cbReturned, lpErrno));
  }
}
