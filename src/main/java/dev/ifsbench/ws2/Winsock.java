package dev.ifsbench.ws2;

import dev.ifsbench.sockets.HandleMap;
import dev.ifsbench.sockets.NativeSockets;
import dev.ifsbench.sockets.OverlappedIo;
import dev.ifsbench.spi.AcceptCondition;
import dev.ifsbench.spi.CompletionRoutine;
import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.FdSet;
import dev.ifsbench.spi.IntRef;
import dev.ifsbench.spi.NativeMemory;
import dev.ifsbench.spi.ProcedureTable;
import dev.ifsbench.spi.ProtocolInfo;
import dev.ifsbench.spi.ProtocolInfoRef;
import dev.ifsbench.spi.Timeval;
import dev.ifsbench.spi.WinsockError;
import dev.ifsbench.spi.Ws2Def;
import dev.ifsbench.spi.WsaBuf;
import dev.ifsbench.spi.WsaOverlapped;
import dev.ifsbench.spi.WsaThreadId;
import dev.ifsbench.trace.event.DispatchEvent;
import dev.ifsbench.trace.event.HandleTables;
import dev.ifsbench.trace.event.SocketEvent;
import dev.ifsbench.trace.event.UnknownHandleEvent;

/**
 * The API that an application calls: it finds the provider that a handle belongs to, and calls its
 * function with the handle as given.
 *
 * <p>One object is one process's Ws2_32.dll, with a catalog, providers and handles of its own.
 * Results are Winsock's; an error goes into the {@link Errno} that each call is given, which takes
 * the place of {@code WSAGetLastError}, and is cleared when the call begins. The order of checks
 * is: {@code WSANOTINITIALISED}, {@code WSAENOTSOCK}, then the provider's own. A provider that
 * fails without a code is reported as {@code WSASYSCALLFAILURE}. A pointer that is null and must
 * not be is {@code WSAEFAULT}; a missing {@link Errno} is a {@code NullPointerException}.
 *
 * <p>All calls may be made by any thread. A handle is a number, as everywhere: a call that names it
 * means the socket that has the number while the call runs. {@link #send} and {@link #recv}
 * allocate nothing.
 *
 * @see <a href="https://learn.microsoft.com/windows/win32/api/winsock2/">winsock2.h</a>
 */
public final class Winsock implements SocketApi {
  private final NativeSockets sockets;
  private final Catalog catalog = new Catalog();
  private final ProviderLibraries libraries = new ProviderLibraries();
  private final long table = HandleTables.newTable();
  private final StartCount starts = new StartCount();
  private final ProviderLoader loader = new ProviderLoader(libraries, starts, table);
  private final HandleMap<HandleEntry> handles = new HandleMap<>();
  private final OpenSockets openSockets;
  private final Lifetime lifetime;
  private final OverlappedIo overlapped;
  private final Upcalls upcalls;
  private final HandleImport handleImport;
  private final Polling polling;
  private final SocketTrace socketTrace;

  /**
   * Makes one with an empty catalog, not started.
   *
   * @param sockets the operating system
   */
  public Winsock(NativeSockets sockets) {
    this.sockets = sockets;
    openSockets = new OpenSockets(sockets, handles, starts, table);
    lifetime = new Lifetime(starts, openSockets, loader, handles, table);
    overlapped = sockets.overlapped();
    Redirector redirector = new Redirector(this, handles, table);
    upcalls = new Upcalls(sockets, catalog, loader, handles, starts, redirector, table);
    handleImport = new HandleImport(sockets, catalog, loader, upcalls);
    polling = new Polling(handles, handleImport, table);
    socketTrace = new SocketTrace(catalog, handles, table);
  }

  /**
   * The protocol catalog.
   *
   * @return the catalog, to be read and changed
   */
  public Catalog catalog() {
    return catalog;
  }

  /**
   * The libraries that catalog entries can name.
   *
   * @return the libraries, to be added to
   */
  public ProviderLibraries libraries() {
    return libraries;
  }

  /**
   * The upcalls that this object hands to providers.
   *
   * @return the upcalls
   */
  public Upcalls upcalls() {
    return upcalls;
  }

  /**
   * Records new sockets. Layers use it for those that they get from the next provider.
   *
   * @return this object's
   */
  public SocketTrace socketTrace() {
    return socketTrace;
  }

  @Override
  public OverlappedIo overlapped() {
    return overlapped;
  }

  /**
   * Counts the handles in the table.
   *
   * @return how many there are, exact when no call runs
   */
  public int handleCount() {
    return handles.size();
  }

  /**
   * {@code WSAStartup}: starts Winsock; starts are counted. It waits for a last clean-up that is
   * running in another thread.
   *
   * @param wVersionRequested the version wanted, {@code 0x0202} for 2.2, the only one there is
   * @return {@link WinsockError#NO_ERROR}, or {@code WSAVERNOTSUPPORTED} for an older one
   */
  public WinsockError wsaStartup(int wVersionRequested) {
    return lifetime.start(wVersionRequested);
  }

  /**
   * {@code WSACleanup}: takes one start back. The last one closes every socket that is still open,
   * and ends every provider. A call that is opening a socket in another thread closes it again, and
   * fails with {@code WSANOTINITIALISED}.
   *
   * @param errno out: {@code WSANOTINITIALISED} if there was no start to take back
   * @return 0, or {@link Ws2Def#SOCKET_ERROR}
   */
  public int wsaCleanup(Errno errno) {
    errno.clear();
    return lifetime.end(errno);
  }

  @Override
  public long socket(
      int af,
      int type,
      int protocol,
      ProtocolInfo lpProtocolInfo,
      int g,
      int dwFlags,
      Errno errno) {
    errno.clear();
    int life = starts.life();
    if (!starts.isInLife(life)) {
      errno.set(WinsockError.WSANOTINITIALISED);
      return Ws2Def.INVALID_SOCKET;
    }
    if (lpProtocolInfo != null) {
      CatalogEntry entry = catalog.find(lpProtocolInfo.catalogEntryId());
      if (entry == null || entry.info().protocolChain().isLayerOnly()) {
        errno.set(WinsockError.WSAEINVAL);
        return Ws2Def.INVALID_SOCKET;
      }
      return open(life, entry, af, type, protocol, lpProtocolInfo, g, dwFlags, errno);
    }
    int afterId = 0;
    while (true) {
      CatalogEntry entry = catalog.find(af, type, protocol, afterId, errno);
      if (entry == null) {
        return Ws2Def.INVALID_SOCKET;
      }
      errno.clear();
      long s = open(life, entry, af, type, protocol, entry.info(), g, dwFlags, errno);
      // WSAEINPROGRESS is how a provider leaves the socket to the next entry.
      if (s != Ws2Def.INVALID_SOCKET || errno.get() != WinsockError.WSAEINPROGRESS) {
        return s;
      }
      afterId = entry.id();
    }
  }

  private long open(
      int life,
      CatalogEntry entry,
      int af,
      int type,
      int protocol,
      ProtocolInfo info,
      int g,
      int dwFlags,
      Errno errno) {
    LoadedProvider provider = loader.load(entry, upcalls.table(), errno);
    if (provider == null) {
      return Ws2Def.INVALID_SOCKET;
    }
    ProcedureTable procedures = provider.procedures();
    SocketEvent event = SocketEvent.start();
    long s =
        checked(procedures.wspSocket().invoke(af, type, protocol, info, g, dwFlags, errno), errno);
    s = openSockets.handOut(s, life, procedures, errno);
    socketTrace.finish(event, "WSPSocket", entry.id(), s, errno);
    return s;
  }

  @Override
  public long accept(long s, NativeMemory addr, IntRef addrlen, Errno errno) {
    return accept(s, addr, addrlen, null, 0, errno);
  }

  /**
   * {@code WSAAccept}: as {@link #accept(long, NativeMemory, IntRef, Errno)}, if a function agrees.
   *
   * @param s the listening socket
   * @param addr where the peer's address goes, or null
   * @param addrlen in: bytes available; out: bytes of the address; null with {@code addr}
   * @param lpfnCondition what is asked, or null; the base provider does not support one ({@code
   *     WSAEOPNOTSUPP}), as the system has made the connection by then
   * @param dwCallbackData handed to it
   * @param errno where the error goes
   * @return the new socket, or {@link Ws2Def#INVALID_SOCKET}
   */
  public long accept(
      long s,
      NativeMemory addr,
      IntRef addrlen,
      AcceptCondition lpfnCondition,
      long dwCallbackData,
      Errno errno) {
    int life = starts.life();
    HandleEntry entry = route("WSPAccept", s, errno);
    if (entry == null) {
      return Ws2Def.INVALID_SOCKET;
    }
    ProcedureTable procedures = entry.procedures();
    SocketEvent event = SocketEvent.start();
    long accepted =
        checked(
            procedures.wspAccept().invoke(s, addr, addrlen, lpfnCondition, dwCallbackData, errno),
            errno);
    accepted = openSockets.handOut(accepted, life, procedures, errno);
    socketTrace.finish(event, "WSPAccept", entry.owner().id(), accepted, errno);
    return accepted;
  }

  @Override
  public int bind(long s, NativeMemory name, int namelen, Errno errno) {
    HandleEntry entry = route("WSPBind", s, errno);
    return entry == null
        ? Ws2Def.SOCKET_ERROR
        : checked(entry.procedures().wspBind().invoke(s, name, namelen, errno), errno);
  }

  @Override
  public int closesocket(long s, Errno errno) {
    HandleEntry closing = beginClose(s, errno);
    return closing == null ? Ws2Def.SOCKET_ERROR : openSockets.close(closing, errno);
  }

  // The entry that says "closing" still routes calls, so that the provider can cancel one that is
  // running. It keeps a second close, and a layer's WPUModifyIFSHandle, from what is on its way
  // out.
  private HandleEntry beginClose(long s, Errno errno) {
    while (true) {
      HandleEntry entry = route("WSPCloseSocket", s, errno);
      if (entry == null) {
        return null;
      }
      if (entry.isClosing()) {
        errno.set(WinsockError.WSAENOTSOCK);
        return null;
      }
      HandleEntry closing = entry.closing();
      if (handles.replace(s, entry, closing)) {
        return closing;
      }
    }
  }

  @Override
  public int connect(long s, NativeMemory name, int namelen, Errno errno) {
    HandleEntry entry = route("WSPConnect", s, errno);
    return entry == null
        ? Ws2Def.SOCKET_ERROR
        : checked(
            entry.procedures().wspConnect().invoke(s, name, namelen, null, null, null, null, errno),
            errno);
  }

  /**
   * {@code WSADuplicateSocketW}: describes a socket so that another descriptor of it can be opened,
   * once, by {@link #socket}.
   *
   * @param s the socket
   * @param dwProcessId the process that will open it
   * @param lpProtocolInfo out: the description
   * @param errno where the error goes
   * @return 0, or {@link Ws2Def#SOCKET_ERROR}
   */
  public int duplicateSocket(long s, int dwProcessId, ProtocolInfoRef lpProtocolInfo, Errno errno) {
    HandleEntry entry = route("WSPDuplicateSocket", s, errno);
    return entry == null
        ? Ws2Def.SOCKET_ERROR
        : checked(
            entry.procedures().wspDuplicateSocket().invoke(s, dwProcessId, lpProtocolInfo, errno),
            errno);
  }

  /**
   * {@code WSAEventSelect}: records network events, and announces them by an event object. The
   * socket is non-blocking from here on; sockets that it accepts have the same events.
   *
   * @param s the socket
   * @param hEventObject the event object
   * @param lNetworkEvents {@code FD_*} bits of {@link dev.ifsbench.spi.WsaNetworkEvents}, in place
   *     of those asked for before; 0 to end it
   * @param errno where the error goes; {@code WSAEINVAL} if the event is not open, or for other
   *     bits
   * @return 0, or {@link Ws2Def#SOCKET_ERROR}
   */
  public int eventSelect(long s, long hEventObject, int lNetworkEvents, Errno errno) {
    HandleEntry entry = route("WSPEventSelect", s, errno);
    return entry == null
        ? Ws2Def.SOCKET_ERROR
        : checked(
            entry.procedures().wspEventSelect().invoke(s, hEventObject, lNetworkEvents, errno),
            errno);
  }

  /**
   * {@code WSAEnumNetworkEvents}: reports the network events recorded so far, and clears them.
   *
   * @param s the socket
   * @param hEventObject an event object to be reset at the same time, or 0
   * @param lpNetworkEvents out: a {@link dev.ifsbench.spi.WsaNetworkEvents}
   * @param errno where the error goes
   * @return 0, or {@link Ws2Def#SOCKET_ERROR}
   */
  public int enumNetworkEvents(
      long s, long hEventObject, NativeMemory lpNetworkEvents, Errno errno) {
    HandleEntry entry = route("WSPEnumNetworkEvents", s, errno);
    return entry == null
        ? Ws2Def.SOCKET_ERROR
        : checked(
            entry
                .procedures()
                .wspEnumNetworkEvents()
                .invoke(s, hEventObject, lpNetworkEvents, errno),
            errno);
  }

  /**
   * {@code WSAWaitForMultipleEvents} with one event object, not alertable.
   *
   * @param hEvent the event object
   * @param timeout how long to wait, in milliseconds; 0 for not at all, negative for no limit
   * @param errno where the error goes: {@code WSA_INVALID_HANDLE} if it is not open; clear on
   *     timeout
   * @return true if it is set
   */
  public boolean waitForEvent(long hEvent, int timeout, Errno errno) {
    errno.clear();
    if (!starts.isStarted()) {
      errno.set(WinsockError.WSANOTINITIALISED);
      return false;
    }
    return sockets.awaitEvent(hEvent, timeout, errno);
  }

  /**
   * {@code WSAJoinLeaf}: joins a leaf to a multipoint session. No provider here has any.
   *
   * @param s the socket
   * @param name the leaf's address
   * @param namelen its length in bytes
   * @param dwFlags {@code JL_*} bits
   * @param errno where the error goes; {@code WSAEOPNOTSUPP} from the base provider
   * @return the leaf's socket, or {@link Ws2Def#INVALID_SOCKET}
   */
  public long joinLeaf(long s, NativeMemory name, int namelen, int dwFlags, Errno errno) {
    int life = starts.life();
    HandleEntry entry = route("WSPJoinLeaf", s, errno);
    if (entry == null) {
      return Ws2Def.INVALID_SOCKET;
    }
    ProcedureTable procedures = entry.procedures();
    long leaf =
        procedures.wspJoinLeaf().invoke(s, name, namelen, null, null, null, null, dwFlags, errno);
    return openSockets.handOut(checked(leaf, errno), life, procedures, errno);
  }

  @Override
  public int getpeername(long s, NativeMemory name, IntRef namelen, Errno errno) {
    HandleEntry entry = route("WSPGetPeerName", s, errno);
    return entry == null
        ? Ws2Def.SOCKET_ERROR
        : checked(entry.procedures().wspGetPeerName().invoke(s, name, namelen, errno), errno);
  }

  @Override
  public int getsockname(long s, NativeMemory name, IntRef namelen, Errno errno) {
    HandleEntry entry = route("WSPGetSockName", s, errno);
    return entry == null
        ? Ws2Def.SOCKET_ERROR
        : checked(entry.procedures().wspGetSockName().invoke(s, name, namelen, errno), errno);
  }

  @Override
  public int getsockopt(
      long s, int level, int optname, NativeMemory optval, IntRef optlen, Errno errno) {
    HandleEntry entry = route("WSPGetSockOpt", s, errno);
    return entry == null
        ? Ws2Def.SOCKET_ERROR
        : checked(
            entry.procedures().wspGetSockOpt().invoke(s, level, optname, optval, optlen, errno),
            errno);
  }

  @Override
  public int ioctl(
      long s,
      int dwIoControlCode,
      NativeMemory lpvInBuffer,
      int cbInBuffer,
      NativeMemory lpvOutBuffer,
      int cbOutBuffer,
      IntRef lpcbBytesReturned,
      Errno errno) {
    return ioctl(
        s,
        dwIoControlCode,
        lpvInBuffer,
        cbInBuffer,
        lpvOutBuffer,
        cbOutBuffer,
        lpcbBytesReturned,
        null,
        null,
        errno);
  }

  /**
   * {@code WSAIoctl}: controls a socket.
   *
   * @param s the socket
   * @param dwIoControlCode the operation
   * @param lpvInBuffer input, or null
   * @param cbInBuffer bytes of input
   * @param lpvOutBuffer output, or null
   * @param cbOutBuffer bytes available for output
   * @param lpcbBytesReturned out: bytes of output
   * @param lpOverlapped the overlapped structure, or null for a synchronous call
   * @param lpCompletionRoutine called on completion, or null
   * @param errno where the error goes
   * @return 0, or {@link Ws2Def#SOCKET_ERROR}
   */
  public int ioctl(
      long s,
      int dwIoControlCode,
      NativeMemory lpvInBuffer,
      int cbInBuffer,
      NativeMemory lpvOutBuffer,
      int cbOutBuffer,
      IntRef lpcbBytesReturned,
      WsaOverlapped lpOverlapped,
      CompletionRoutine lpCompletionRoutine,
      Errno errno) {
    HandleEntry entry = route("WSPIoctl", s, errno);
    return entry == null
        ? Ws2Def.SOCKET_ERROR
        : checked(
            entry
                .procedures()
                .wspIoctl()
                .invoke(
                    s,
                    dwIoControlCode,
                    lpvInBuffer,
                    cbInBuffer,
                    lpvOutBuffer,
                    cbOutBuffer,
                    lpcbBytesReturned,
                    lpOverlapped,
                    lpCompletionRoutine,
                    thread(lpCompletionRoutine),
                    errno),
            errno);
  }

  @Override
  public int listen(long s, int backlog, Errno errno) {
    HandleEntry entry = route("WSPListen", s, errno);
    return entry == null
        ? Ws2Def.SOCKET_ERROR
        : checked(entry.procedures().wspListen().invoke(s, backlog, errno), errno);
  }

  @Override
  public int recv(
      long s,
      WsaBuf[] lpBuffers,
      int dwBufferCount,
      IntRef lpNumberOfBytesRecvd,
      IntRef lpFlags,
      WsaOverlapped lpOverlapped,
      CompletionRoutine lpCompletionRoutine,
      Errno errno) {
    HandleEntry entry = lookUp(s, errno);
    return entry == null
        ? Ws2Def.SOCKET_ERROR
        : checked(
            entry
                .wspRecv()
                .invoke(
                    s,
                    lpBuffers,
                    dwBufferCount,
                    lpNumberOfBytesRecvd,
                    lpFlags,
                    lpOverlapped,
                    lpCompletionRoutine,
                    thread(lpCompletionRoutine),
                    errno),
            errno);
  }

  @Override
  public int recvFrom(
      long s,
      WsaBuf[] lpBuffers,
      int dwBufferCount,
      IntRef lpNumberOfBytesRecvd,
      IntRef lpFlags,
      NativeMemory lpFrom,
      IntRef lpFromlen,
      WsaOverlapped lpOverlapped,
      CompletionRoutine lpCompletionRoutine,
      Errno errno) {
    HandleEntry entry = lookUp(s, errno);
    return entry == null
        ? Ws2Def.SOCKET_ERROR
        : checked(
            entry
                .procedures()
                .wspRecvFrom()
                .invoke(
                    s,
                    lpBuffers,
                    dwBufferCount,
                    lpNumberOfBytesRecvd,
                    lpFlags,
                    lpFrom,
                    lpFromlen,
                    lpOverlapped,
                    lpCompletionRoutine,
                    thread(lpCompletionRoutine),
                    errno),
            errno);
  }

  @Override
  public int select(FdSet readfds, FdSet writefds, FdSet exceptfds, Timeval timeout, Errno errno) {
    FdSet first = hasHandles(readfds) ? readfds : hasHandles(writefds) ? writefds : exceptfds;
    if (starts.isStarted() && !hasHandles(first)) {
      return errno.fail(WinsockError.WSAEINVAL);
    }
    HandleEntry entry =
        route("WSPSelect", hasHandles(first) ? first.get(0) : Ws2Def.INVALID_SOCKET, errno);
    return entry == null
        ? Ws2Def.SOCKET_ERROR
        : checked(
            entry.procedures().wspSelect().invoke(0, readfds, writefds, exceptfds, timeout, errno),
            errno);
  }

  private static boolean hasHandles(FdSet set) {
    return set != null && set.count() > 0;
  }

  @Override
  public int poll(NativeMemory data, int fds, int timeout, Errno errno) {
    errno.clear();
    return starts.isStarted()
        ? checked(polling.poll(data, fds, timeout, errno), errno)
        : errno.fail(WinsockError.WSANOTINITIALISED);
  }

  @Override
  public int send(
      long s,
      WsaBuf[] lpBuffers,
      int dwBufferCount,
      IntRef lpNumberOfBytesSent,
      int dwFlags,
      WsaOverlapped lpOverlapped,
      CompletionRoutine lpCompletionRoutine,
      Errno errno) {
    HandleEntry entry = lookUp(s, errno);
    return entry == null
        ? Ws2Def.SOCKET_ERROR
        : checked(
            entry
                .wspSend()
                .invoke(
                    s,
                    lpBuffers,
                    dwBufferCount,
                    lpNumberOfBytesSent,
                    dwFlags,
                    lpOverlapped,
                    lpCompletionRoutine,
                    thread(lpCompletionRoutine),
                    errno),
            errno);
  }

  @Override
  public int sendTo(
      long s,
      WsaBuf[] lpBuffers,
      int dwBufferCount,
      IntRef lpNumberOfBytesSent,
      int dwFlags,
      NativeMemory lpTo,
      int iTolen,
      WsaOverlapped lpOverlapped,
      CompletionRoutine lpCompletionRoutine,
      Errno errno) {
    HandleEntry entry = lookUp(s, errno);
    return entry == null
        ? Ws2Def.SOCKET_ERROR
        : checked(
            entry
                .procedures()
                .wspSendTo()
                .invoke(
                    s,
                    lpBuffers,
                    dwBufferCount,
                    lpNumberOfBytesSent,
                    dwFlags,
                    lpTo,
                    iTolen,
                    lpOverlapped,
                    lpCompletionRoutine,
                    thread(lpCompletionRoutine),
                    errno),
            errno);
  }

  @Override
  public int setsockopt(
      long s, int level, int optname, NativeMemory optval, int optlen, Errno errno) {
    HandleEntry entry = route("WSPSetSockOpt", s, errno);
    return entry == null
        ? Ws2Def.SOCKET_ERROR
        : checked(
            entry.procedures().wspSetSockOpt().invoke(s, level, optname, optval, optlen, errno),
            errno);
  }

  /**
   * {@code shutdown}: ends one or both directions.
   *
   * @param s the socket
   * @param how {@link Ws2Def#SD_RECEIVE}, {@link Ws2Def#SD_SEND} or {@link Ws2Def#SD_BOTH}
   * @param errno where the error goes
   * @return 0, or {@link Ws2Def#SOCKET_ERROR}
   */
  public int shutdown(long s, int how, Errno errno) {
    HandleEntry entry = route("WSPShutdown", s, errno);
    return entry == null
        ? Ws2Def.SOCKET_ERROR
        : checked(entry.procedures().wspShutdown().invoke(s, how, errno), errno);
  }

  @Override
  public boolean readFile(
      long hFile,
      long lpBuffer,
      int nNumberOfBytesToRead,
      IntRef lpNumberOfBytesRead,
      Errno errno) {
    errno.clear();
    if (lpNumberOfBytesRead == null) {
      errno.set(WinsockError.WSAEFAULT);
      return false;
    }
    int read = sockets.readFile(hFile, lpBuffer, nNumberOfBytesToRead, errno);
    lpNumberOfBytesRead.value = Math.max(read, 0);
    return read != Ws2Def.SOCKET_ERROR;
  }

  @Override
  public boolean writeFile(
      long hFile,
      long lpBuffer,
      int nNumberOfBytesToWrite,
      IntRef lpNumberOfBytesWritten,
      Errno errno) {
    errno.clear();
    if (lpNumberOfBytesWritten == null) {
      errno.set(WinsockError.WSAEFAULT);
      return false;
    }
    int written = sockets.writeFile(hFile, lpBuffer, nNumberOfBytesToWrite, errno);
    lpNumberOfBytesWritten.value = Math.max(written, 0);
    return written != Ws2Def.SOCKET_ERROR;
  }

  @Override
  public boolean getOverlappedResult(
      long s,
      WsaOverlapped lpOverlapped,
      IntRef lpcbTransfer,
      boolean fWait,
      IntRef lpdwFlags,
      Errno errno) {
    HandleEntry entry = lookUp(s, errno);
    return entry != null
        && entry
            .procedures()
            .wspGetOverlappedResult()
            .invoke(s, lpOverlapped, lpcbTransfer, fWait, lpdwFlags, errno);
  }

  @Override
  public long createEvent(Errno errno) {
    errno.clear();
    return upcalls.wpuCreateEvent(errno);
  }

  @Override
  public boolean closeEvent(long event, Errno errno) {
    errno.clear();
    return upcalls.wpuCloseEvent(event, errno);
  }

  /** A routine runs in the thread that begins the operation. */
  private WsaThreadId thread(CompletionRoutine lpCompletionRoutine) {
    return lpCompletionRoutine == null ? null : overlapped.currentThread();
  }

  private HandleEntry lookUp(long s, Errno errno) {
    errno.clear();
    HandleEntry entry = handles.get(s);
    return entry != null ? entry : miss(s, errno);
  }

  /**
   * As {@link #lookUp}, with an event. Sending and receiving do without, as they must not pay for
   * it.
   */
  private HandleEntry route(String function, long s, Errno errno) {
    DispatchEvent event = DispatchEvent.start();
    HandleEntry entry = lookUp(s, errno);
    if (event != null && entry != null) {
      event.finish(table, function, s, entry.owner().id(), entry.owner().info().protocolName());
    }
    return entry;
  }

  private HandleEntry miss(long s, Errno errno) {
    if (!starts.isStarted()) {
      errno.set(WinsockError.WSANOTINITIALISED);
      return null;
    }
    HandleEntry imported = handleImport.tryImport(s);
    if (imported == null) {
      errno.set(WinsockError.WSAENOTSOCK);
      UnknownHandleEvent.record(table, s);
    }
    return imported;
  }

  private static int checked(int result, Errno errno) {
    if (result == Ws2Def.SOCKET_ERROR && errno.isClear()) {
      errno.set(WinsockError.WSASYSCALLFAILURE);
    }
    return result;
  }

  private static long checked(long handle, Errno errno) {
    if (handle == Ws2Def.INVALID_SOCKET && errno.isClear()) {
      errno.set(WinsockError.WSASYSCALLFAILURE);
    }
    return handle;
  }
}
