package dev.ifsbench.provider;

import dev.ifsbench.sockets.HandleMap;
import dev.ifsbench.sockets.NativeSockets;
import dev.ifsbench.sockets.OverlappedIo;
import dev.ifsbench.spi.AcceptCondition;
import dev.ifsbench.spi.CompletionRoutine;
import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.IntRef;
import dev.ifsbench.spi.NativeMemory;
import dev.ifsbench.spi.ProcedureTable;
import dev.ifsbench.spi.ProcedureTableRef;
import dev.ifsbench.spi.ProtocolInfo;
import dev.ifsbench.spi.ProtocolInfoLayout;
import dev.ifsbench.spi.ProtocolInfoRef;
import dev.ifsbench.spi.ServiceProvider;
import dev.ifsbench.spi.UpcallTable;
import dev.ifsbench.spi.WinsockError;
import dev.ifsbench.spi.Ws2Def;
import dev.ifsbench.spi.WsaBuf;
import dev.ifsbench.spi.WsaOverlapped;
import dev.ifsbench.spi.WsaThreadId;
import dev.ifsbench.spi.WspData;
import dev.ifsbench.spi.WspFunction;
import dev.ifsbench.ws2.StartCount;
import dev.ifsbench.ws2.Winsock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/**
 * The base provider: its sockets are the operating system's own (IFS) handles, and each is
 * announced by {@code WPUModifyIFSHandle} before anyone sees it.
 *
 * <p>It supports the functions in its table, with and without an overlapped structure; the others
 * fail with {@code WSAEOPNOTSUPP}. The system carries out overlapped operations, and announces
 * their end to the application itself. {@code SO_PROTOCOL_INFOA} and {@code W} are answered from
 * the catalog entry, {@code SIO_BASE_HANDLE} and the {@code SIO_BSP_HANDLE} codes with the socket
 * itself, and {@code SIO_GET_EXTENSION_FUNCTION_POINTER} with functions that work on the system's
 * sockets only. A socket can be duplicated within the process. All functions may be called by any
 * thread.
 */
public final class BaseProvider implements ServiceProvider {
  /** Where the base provider is loaded from. */
  public static final String PATH = "ifsbench:base";

  private final NativeSockets sockets;
  private final OverlappedIo overlapped;
  private final List<ProtocolInfo> entries;
  private final ProcedureTable table;
  private final StartCount starts = new StartCount();
  private final HandleMap<BaseSocket> known = new HandleMap<>();
  private final Map<Integer, Long> duplicates = new ConcurrentHashMap<>();
  private final AtomicInteger lastDuplicate = new AtomicInteger();
  private volatile UpcallTable upcalls;

  private BaseProvider(NativeSockets sockets, List<ProtocolInfo> entries) {
    this.sockets = sockets;
    overlapped = sockets.overlapped();
    this.entries = entries;
    table = makeTable();
  }

  /**
   * Installs a base provider and its catalog entries: those that the system's own catalog has for
   * its sockets, or else TCP and UDP over IPv4 and IPv6, and Unix-domain streams.
   *
   * @param winsock where to install it
   * @param sockets the operating system that it hands calls to
   * @return its entries as installed
   */
  public static List<ProtocolInfo> install(Winsock winsock, NativeSockets sockets) {
    return install(winsock, sockets, UnaryOperator.identity());
  }

  /**
   * As {@link #install(Winsock, NativeSockets)}, with something in place of the base provider.
   *
   * @param winsock where to install it
   * @param sockets the operating system that it hands calls to
   * @param standIn makes of the base provider what is loaded as such
   * @return its entries as installed
   */
  public static List<ProtocolInfo> install(
      Winsock winsock, NativeSockets sockets, UnaryOperator<ServiceProvider> standIn) {
    List<ProtocolInfo> entries = new ArrayList<>();
    List<ProtocolInfo> systems = sockets.protocols();
    for (ProtocolInfo entry : systems.isEmpty() ? BaseProtocols.all() : systems) {
      entries.add(winsock.catalog().adopt(entry, PATH));
    }
    winsock.libraries().add(PATH, standIn.apply(new BaseProvider(sockets, List.copyOf(entries))));
    return List.copyOf(entries);
  }

  @Override
  public WinsockError wspStartup(
      int wVersionRequested,
      WspData lpWspData,
      ProtocolInfo lpProtocolInfo,
      UpcallTable upcallTable,
      ProcedureTableRef lpProcTable) {
    WinsockError refusal = Versions.check(wVersionRequested, lpWspData, lpProcTable);
    if (refusal != WinsockError.NO_ERROR) {
      return refusal;
    }
    upcalls = upcallTable;
    starts.increment();
    Versions.describe("ifsbench base provider over " + sockets.backend(), lpWspData);
    lpProcTable.value = table;
    return WinsockError.NO_ERROR;
  }

  private ProcedureTable makeTable() {
    return ProcedureTable.unsupported()
        .with(WspFunction.Accept.class, this::wspAccept)
        .with(WspFunction.Bind.class, sockets::bind)
        .with(WspFunction.Cleanup.class, this::wspCleanup)
        .with(WspFunction.CloseSocket.class, this::wspCloseSocket)
        .with(WspFunction.Connect.class, this::wspConnect)
        .with(WspFunction.DuplicateSocket.class, this::wspDuplicateSocket)
        .with(WspFunction.EnumNetworkEvents.class, sockets::enumNetworkEvents)
        .with(WspFunction.EventSelect.class, sockets::eventSelect)
        .with(
            WspFunction.GetOverlappedResult.class,
            (s, structure, transferred, wait, flags, e) ->
                overlapped.result(structure, transferred, wait, flags, e))
        .with(WspFunction.GetPeerName.class, sockets::getPeerName)
        .with(WspFunction.GetSockName.class, sockets::getSockName)
        .with(WspFunction.GetSockOpt.class, this::wspGetSockOpt)
        .with(WspFunction.Ioctl.class, new BaseControls(this, sockets)::ioctl)
        .with(WspFunction.Listen.class, sockets::listen)
        .with(WspFunction.Recv.class, new BaseRecv(sockets))
        .with(WspFunction.RecvFrom.class, this::wspRecvFrom)
        .with(
            WspFunction.Select.class,
            (nfds, read, write, except, timeout, e) ->
                sockets.select(read, write, except, timeout, e))
        .with(WspFunction.Send.class, new BaseSend(sockets))
        .with(WspFunction.SendTo.class, this::wspSendTo)
        .with(WspFunction.SetSockOpt.class, sockets::setSockOpt)
        .with(WspFunction.Shutdown.class, sockets::shutdown)
        .with(WspFunction.Socket.class, this::wspSocket)
        .build();
  }

  private long wspSocket(
      int af,
      int type,
      int protocol,
      ProtocolInfo lpProtocolInfo,
      int g,
      int dwFlags,
      Errno lpErrno) {
    if (lpProtocolInfo == null) {
      lpErrno.set(WinsockError.WSAEFAULT);
      return Ws2Def.INVALID_SOCKET;
    }
    WinsockError mismatch = mismatch(af, type, protocol, lpProtocolInfo);
    if (mismatch != WinsockError.NO_ERROR) {
      lpErrno.set(mismatch);
      return Ws2Def.INVALID_SOCKET;
    }
    long s =
        lpProtocolInfo.providerReserved() == 0
            ? sockets.socket(
                lpProtocolInfo.addressFamily(),
                lpProtocolInfo.socketType(),
                lpProtocolInfo.protocol(),
                lpErrno)
            : takeDuplicate(lpProtocolInfo.providerReserved(), lpErrno);
    return s == Ws2Def.INVALID_SOCKET
        ? s
        : announce(s, lpProtocolInfo.withProviderReserved(0), lpErrno);
  }

  private static WinsockError mismatch(int af, int type, int protocol, ProtocolInfo entry) {
    if (!isAnyOr(af, entry.addressFamily())) {
      return WinsockError.WSAEAFNOSUPPORT;
    }
    if (!isAnyOr(type, entry.socketType())) {
      return WinsockError.WSAESOCKTNOSUPPORT;
    }
    return isAnyOr(protocol, entry.protocol())
        ? WinsockError.NO_ERROR
        : WinsockError.WSAEPROTONOSUPPORT;
  }

  private static boolean isAnyOr(int asked, int offered) {
    return asked == 0 || asked == Ws2Def.FROM_PROTOCOL_INFO || asked == offered;
  }

  private long announce(long s, ProtocolInfo entry, Errno lpErrno) {
    long modified =
        IfsHandles.announce(
            s, new BaseSocket(entry), known, entry.catalogEntryId(), upcalls, lpErrno);
    if (modified == Ws2Def.INVALID_SOCKET) {
      sockets.close(s, new Errno());
    }
    return modified;
  }

  private long wspAccept(
      long s,
      NativeMemory addr,
      IntRef addrlen,
      AcceptCondition lpfnCondition,
      long dwCallbackData,
      Errno lpErrno) {
    if (lpfnCondition != null) {
      lpErrno.set(WinsockError.WSAEOPNOTSUPP);
      return Ws2Def.INVALID_SOCKET;
    }
    ProtocolInfo entry = entryOf(s, lpErrno);
    if (entry == null) {
      return Ws2Def.INVALID_SOCKET;
    }
    long accepted = sockets.accept(s, addr, addrlen, lpErrno);
    return accepted == Ws2Def.INVALID_SOCKET ? accepted : announce(accepted, entry, lpErrno);
  }

  private int wspCloseSocket(long s, Errno lpErrno) {
    BaseSocket socket = known.get(s);
    int result = sockets.close(s, lpErrno);
    boolean gone = result == 0 || lpErrno.get() == WinsockError.WSAENOTSOCK;
    if (gone && socket != null) {
      known.replace(s, socket, null);
    }
    return result;
  }

  private int wspConnect(
      long s,
      NativeMemory name,
      int namelen,
      WsaBuf lpCallerData,
      WsaBuf lpCalleeData,
      NativeMemory lpSqos,
      NativeMemory lpGqos,
      Errno lpErrno) {
    if (lpCallerData != null || lpCalleeData != null) {
      return lpErrno.fail(WinsockError.WSAEOPNOTSUPP);
    }
    return sockets.connect(s, name, namelen, lpErrno);
  }

  private int wspDuplicateSocket(
      long s, int dwProcessId, ProtocolInfoRef lpProtocolInfo, Errno lpErrno) {
    if (lpProtocolInfo == null) {
      return fault(sockets, s, lpErrno);
    }
    if (dwProcessId != (int) ProcessHandle.current().pid()) {
      return lpErrno.fail(WinsockError.WSAEOPNOTSUPP);
    }
    ProtocolInfo entry = entryOf(s, lpErrno);
    if (entry == null) {
      return Ws2Def.SOCKET_ERROR;
    }
    long duplicate = sockets.duplicate(s, lpErrno);
    if (duplicate == Ws2Def.INVALID_SOCKET) {
      return Ws2Def.SOCKET_ERROR;
    }
    int token = lastDuplicate.incrementAndGet();
    duplicates.put(token, duplicate);
    if (!starts.isStarted() && duplicates.remove(token) != null) {
      sockets.close(duplicate, lpErrno); // the last clean-up has not waited for it
      return lpErrno.fail(WinsockError.WSANOTINITIALISED);
    }
    lpProtocolInfo.value = entry.withProviderReserved(token);
    return 0;
  }

  private long takeDuplicate(int token, Errno lpErrno) {
    Long duplicate = duplicates.remove(token);
    if (duplicate == null) {
      lpErrno.set(WinsockError.WSAEINVAL);
      return Ws2Def.INVALID_SOCKET;
    }
    return duplicate;
  }

  private int wspGetSockOpt(
      long s, int level, int optname, NativeMemory optval, IntRef optlen, Errno lpErrno) {
    if (!ProtocolInfoLayout.isAskedBy(level, optname)) {
      return sockets.getSockOpt(s, level, optname, optval, optlen, lpErrno);
    }
    ProtocolInfo entry = entryOf(s, lpErrno);
    return entry == null
        ? Ws2Def.SOCKET_ERROR
        : ProtocolInfoLayout.of(optname).answer(entry, optval, optlen, lpErrno);
  }

  /**
   * The entry that a socket was opened through, or null with the error. The system is asked in any
   * case: a socket that was made or closed behind the provider's back has no context, or a stale
   * one.
   */
  ProtocolInfo entryOf(long s, Errno lpErrno) {
    int[] triplet = new int[3];
    if (sockets.describe(s, triplet, lpErrno) == Ws2Def.SOCKET_ERROR) {
      return null;
    }
    BaseSocket socket = known.get(s);
    if (socket != null) {
      return socket.entry;
    }
    for (ProtocolInfo entry : entries) {
      if (entry.addressFamily() == triplet[0]
          && entry.socketType() == triplet[1]
          && entry.protocol() == triplet[2]) {
        return entry;
      }
    }
    lpErrno.set(WinsockError.WSAENOTSOCK);
    return null;
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
      return overlapped.recv(
          s,
          lpOverlapped
              .request(lpCompletionRoutine, lpThreadId)
              .toReceive(lpBuffers, dwBufferCount, lpNumberOfBytesRecvd, lpFlags)
              .from(lpFrom, lpFromlen),
          lpErrno);
    }
    if (lpNumberOfBytesRecvd == null) {
      return fault(sockets, s, lpErrno);
    }
    return received(
        sockets.recvFrom(s, lpBuffers, dwBufferCount, lpFlags, lpFrom, lpFromlen, lpErrno),
        lpBuffers,
        dwBufferCount,
        lpNumberOfBytesRecvd,
        lpErrno);
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
      return overlapped.send(
          s,
          lpOverlapped
              .request(lpCompletionRoutine, lpThreadId)
              .toSend(lpBuffers, dwBufferCount, lpNumberOfBytesSent, dwFlags)
              .to(lpTo, iTolen),
          lpErrno);
    }
    if (lpNumberOfBytesSent == null) {
      return fault(sockets, s, lpErrno);
    }
    return transferred(
        sockets.sendTo(s, lpBuffers, dwBufferCount, dwFlags, lpTo, iTolen, lpErrno),
        lpNumberOfBytesSent);
  }

  static int transferred(int count, IntRef bytes) {
    if (count < 0) {
      return Ws2Def.SOCKET_ERROR;
    }
    bytes.value = count;
    return 0;
  }

  /**
   * As {@link #transferred}; a datagram that was cut off is an error, and has filled the buffers.
   */
  static int received(
      int count, WsaBuf[] lpBuffers, int dwBufferCount, IntRef bytes, Errno lpErrno) {
    if (count < 0 && lpErrno.get() == WinsockError.WSAEMSGSIZE) {
      bytes.value = WsaBuf.total(lpBuffers, dwBufferCount);
    }
    return transferred(count, bytes);
  }

  /** Fails because a required pointer is null, or first because the handle is not a socket. */
  static int fault(NativeSockets sockets, long s, Errno lpErrno) {
    return sockets.refuse(s, WinsockError.WSAEFAULT, lpErrno);
  }

  private int wspCleanup(Errno lpErrno) {
    int left = starts.decrement();
    if (left < 0) {
      return lpErrno.fail(WinsockError.WSANOTINITIALISED);
    }
    if (left == 0) {
      duplicates.values().removeIf(duplicate -> sockets.close(duplicate, new Errno()) == 0);
    }
    return 0;
  }

  /** The context of a socket. Its identity tells one life of a handle's number from the next. */
  private static final class BaseSocket {
    private final ProtocolInfo entry;

    private BaseSocket(ProtocolInfo entry) {
      this.entry = entry;
    }
  }
}
