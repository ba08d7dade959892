package dev.ifsbench.sockets.winsock;

import static dev.ifsbench.sockets.winsock.WindowsDlls.KERNEL32;
import static dev.ifsbench.sockets.winsock.WindowsDlls.WS2_32;

import dev.ifsbench.sockets.Buffers;
import dev.ifsbench.sockets.CompletionNotifier;
import dev.ifsbench.sockets.HandleMap;
import dev.ifsbench.sockets.HandleOwner;
import dev.ifsbench.sockets.HostSystem;
import dev.ifsbench.sockets.NativeSockets;
import dev.ifsbench.sockets.OverlappedIo;
import dev.ifsbench.sockets.SocketExtensions;
import dev.ifsbench.sockets.SocketNames;
import dev.ifsbench.sockets.UnixPath;
import dev.ifsbench.sockets.libc.Binding;
import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.FdSet;
import dev.ifsbench.spi.IntRef;
import dev.ifsbench.spi.NativeMemory;
import dev.ifsbench.spi.OverlappedRequest;
import dev.ifsbench.spi.ProtocolInfo;
import dev.ifsbench.spi.ProtocolInfoLayout;
import dev.ifsbench.spi.SockAddr;
import dev.ifsbench.spi.Timeval;
import dev.ifsbench.spi.WinsockError;
import dev.ifsbench.spi.Ws2Def;
import dev.ifsbench.spi.WsaBuf;
import dev.ifsbench.spi.WsaNetworkEvents;
import dev.ifsbench.spi.WsaPollData;
import dev.ifsbench.spi.extension.WsaMsg;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * Windows' own sockets: every call is one of {@code ws2_32.dll}'s or {@code kernel32.dll}'s, with
 * the numbers, errors and structures that Winsock has. Sockets can do overlapped I/O and are not
 * inherited by child processes.
 *
 * <p>What stays Windows' own:
 *
 * <ul>
 *   <li>A socket's number is free for another as soon as it is closed, although calls of other
 *       threads may still be on their way to it.
 *   <li>{@code ReadFile} on a non-blocking socket waits.
 *   <li>A created handle is a kernel object, but I/O on it goes to its owner within the process and
 *       in the caller's thread: the two transitions through {@code ws2ifsl.sys} are not there.
 * </ul>
 */
public final class WinsockSockets implements NativeSockets {

  private static final int SIZEOF_WSADATA = 408;
  private static final int WSA_FLAG_NO_HANDLE_INHERIT = 0x80;
  private static final int FLAGS = Ws2Def.WSA_FLAG_OVERLAPPED | WSA_FLAG_NO_HANDLE_INHERIT;

  private final HandleMap<OpenSocket> open = new HandleMap<>();
  private final HandleMap<OwnedHandle> created = new HandleMap<>();
  private final WinsockOverlapped overlapped = new WinsockOverlapped(this);
  private final WinsockExtensions extensions = new WinsockExtensions(this, overlapped);
  private final WinsockMessages messages = new WinsockMessages(this, overlapped);
  private final List<OpenableEntry> bases;
  private final List<OpenableEntry> openable;

  /** A handle of a layer's own, and who does the I/O on it. */
  private static final class OwnedHandle {
    private volatile HandleOwner owner;
  }

  /**
   * Makes the system's sockets reachable, by {@code WSAStartup}.
   *
   * @param binding how to reach them
   * @throws UnsupportedOperationException if this is not 64-bit Windows, its Winsock does not
   *     start, or this JVM does not have the binding
   * @throws IllegalStateException if the process has another binding already
   */
  public WinsockSockets(Binding binding) {
    HostSystem.requireWindows();
    binding.requireIn(Runtime.version().feature());
    WindowsBinding.choose(binding);
    NativeMemory data = new NativeMemory(SIZEOF_WSADATA);
    int error = WS2_32.WSAStartup((short) Ws2Def.VERSION_2_2, data.address());
    NativeMemory.keep(data);
    if (error != 0) {
      throw new UnsupportedOperationException(
          "Winsock 2.2 did not start: WSAStartup answered " + error);
    }
    bases = protocols().stream().map(OpenableEntry::new).toList();
    openable = systemEntries().stream().map(OpenableEntry::new).toList();
  }

  /** An entry, and the structure by which Winsock is asked for it. */
  private static final class OpenableEntry {
    private final ProtocolInfo info;
    private final NativeMemory structure = new NativeMemory(ProtocolInfoLayout.WIDE.size());
    private final ExtensionAddresses extensions = new ExtensionAddresses();

    private OpenableEntry(ProtocolInfo info) {
      this.info = info;
      ProtocolInfoLayout.WIDE.write(info, structure);
    }

    private boolean serves(int af, int type, int protocol) {
      return info.addressFamily() == af
          && info.socketType() == type
          && (protocol == 0 || info.protocol() == protocol);
    }

    private long newSocket() {
      int any = Ws2Def.FROM_PROTOCOL_INFO;
      return WS2_32.WSASocketW(any, any, any, structure.address(), 0, FLAGS);
    }
  }

  // Asked for numbers only, Winsock would take its first entry for them, which may be that of a
  // layer that is installed.
  @Override
  public long socket(int af, int type, int protocol, Errno errno) {
    for (OpenableEntry base : bases) {
      if (base.serves(af, type, protocol)) {
        return opened(base.newSocket(), base.extensions, errno);
      }
    }
    return opened(WS2_32.WSASocketW(af, type, protocol, 0, 0, FLAGS), errno);
  }

  @Override
  public long socketOf(ProtocolInfo entry, Errno errno) {
    for (OpenableEntry each : openable) {
      if (each.info.catalogEntryId() == entry.catalogEntryId()) {
        return opened(each.newSocket(), each.extensions, errno);
      }
    }
    errno.set(WinsockError.WSAEINVAL);
    return Ws2Def.INVALID_SOCKET;
  }

  /** Of an entry that is not asked for. */
  private long opened(long s, Errno errno) {
    return opened(s, new ExtensionAddresses(), errno);
  }

  private long opened(long s, ExtensionAddresses extensions, Errno errno) {
    if (s == Ws2Def.INVALID_SOCKET) {
      errno.set(WindowsDlls.error());
    } else {
      open.put(s, new OpenSocket(extensions));
    }
    return s;
  }

  // Winsock has no such call: a listener is made for the two to meet.
  @Override
  public int socketPair(long[] pair, Errno errno) {
    Objects.checkIndex(1, pair.length);
    long listener = socket(Ws2Def.AF_UNIX, Ws2Def.SOCK_STREAM, 0, errno);
    if (listener == Ws2Def.INVALID_SOCKET) {
      return Ws2Def.SOCKET_ERROR;
    }
    try (UnixPath path = new UnixPath()) {
      NativeMemory name = SockAddr.unix(path.toString());
      if (bind(listener, name, name.size(), errno) == 0 && listen(listener, 1, errno) == 0) {
        pair[0] = socket(Ws2Def.AF_UNIX, Ws2Def.SOCK_STREAM, 0, errno);
        return pair[0] == Ws2Def.INVALID_SOCKET
            ? Ws2Def.SOCKET_ERROR
            : meet(listener, pair, name, errno);
      }
      return Ws2Def.SOCKET_ERROR;
    } finally {
      close(listener, new Errno());
    }
  }

  private int meet(long listener, long[] pair, NativeMemory name, Errno errno) {
    if (connect(pair[0], name, name.size(), errno) == 0) {
      pair[1] = accept(listener, null, null, errno);
      if (pair[1] != Ws2Def.INVALID_SOCKET) {
        return 0;
      }
    }
    close(pair[0], new Errno());
    return Ws2Def.SOCKET_ERROR;
  }

  @Override
  public int bind(long s, NativeMemory name, int namelen, Errno errno) {
    if (!isWithin(name, namelen)) {
      return errno.fail(unlessClosed(s, WinsockError.WSAEFAULT));
    }
    int failed = WS2_32.bind(s, address(name), namelen);
    NativeMemory.keep(name);
    return result(failed, null, errno);
  }

  @Override
  public int connect(long s, NativeMemory name, int namelen, Errno errno) {
    OpenSocket socket = open.get(s);
    if (!isWithin(name, namelen)) {
      return errno.fail(unlessClosed(s, WinsockError.WSAEFAULT));
    }
    int failed = WS2_32.connect(s, address(name), namelen);
    NativeMemory.keep(name);
    return result(failed, socket, errno);
  }

  @Override
  public int listen(long s, int backlog, Errno errno) {
    return result(WS2_32.listen(s, backlog), null, errno);
  }

  @Override
  public long accept(long s, NativeMemory addr, IntRef addrlen, Errno errno) {
    OpenSocket socket = open.get(s);
    if (addr != null && addrlen == null) {
      errno.set(unlessClosed(s, WinsockError.WSAEFAULT));
      return Ws2Def.INVALID_SOCKET;
    }
    long length = addr == null ? 0 : WinsockScratch.get().first(room(addr, addrlen));
    long accepted = WS2_32.accept(s, address(addr), length);
    NativeMemory.keep(addr);
    if (accepted == Ws2Def.INVALID_SOCKET) {
      failed(socket, errno);
      return accepted;
    }
    if (addr != null) {
      addrlen.value = WinsockScratch.get().getFirst();
    }
    open.put(accepted, new OpenSocket(extensionsOf(s)));
    return accepted;
  }

  @Override
  public int send(long s, WsaBuf[] buffers, int count, int flags, Errno errno) {
    return sendTo(s, buffers, count, flags, null, 0, errno);
  }

  @Override
  public int sendTo(
      long s, WsaBuf[] buffers, int count, int flags, NativeMemory to, int tolen, Errno errno) {
    OpenSocket socket = open.get(s);
    WinsockError misuse = checkSend(s, buffers, count, to, tolen);
    if (misuse != null) {
      return errno.fail(misuse);
    }
    WinsockScratch scratch = WinsockScratch.get();
    long array = scratch.buffers(buffers, count);
    long sent = scratch.first(0);
    int failed =
        to == null
            ? WS2_32.WSASend(s, array, count, sent, flags, 0, 0)
            : WS2_32.WSASendTo(s, array, count, sent, flags, to.address(), tolen, 0, 0);
    NativeMemory.keep(to);
    return failed == 0 ? scratch.getFirst() : failed(socket, errno);
  }

  @Override
  public int sendMsg(long s, WsaMsg message, int flags, Errno errno) {
    return messages.send(s, message, flags, errno);
  }

  @Override
  public int recvMsg(long s, WsaMsg message, Errno errno) {
    return messages.receive(s, message, errno);
  }

  int sendMsg(long s, OverlappedRequest request, WsaMsg message, Errno errno) {
    return messages.send(s, request, message, errno);
  }

  int recvMsg(long s, OverlappedRequest request, WsaMsg message, Errno errno) {
    return messages.receive(s, request, message, errno);
  }

  /** {@code WSASendMsg} and {@code WSARecvMsg}, by their addresses. */
  public WinsockMessages messages() {
    return messages;
  }

  /** What is wrong with a send's arguments, or null. */
  WinsockError checkSend(long s, WsaBuf[] buffers, int count, NativeMemory to, int tolen) {
    WinsockError misuse = Buffers.check(buffers, count);
    if (misuse == null && to != null && !isWithin(to, tolen)) {
      misuse = WinsockError.WSAEFAULT;
    }
    return misuse == null ? null : unlessClosed(s, misuse);
  }

  /** What is wrong with a receive's arguments, or null. */
  WinsockError checkReceive(
      long s, WsaBuf[] buffers, int count, IntRef flags, NativeMemory from, IntRef fromlen) {
    WinsockError misuse = Buffers.checkReceive(buffers, count, flags, from, fromlen);
    return misuse == null ? null : unlessClosed(s, misuse);
  }

  /** A handle that is none comes before everything else that is wrong. */
  private WinsockError unlessClosed(long s, WinsockError misuse) {
    int[] triplet = new int[3];
    Errno errno = new Errno();
    return describe(s, triplet, errno) == 0 ? misuse : errno.get();
  }

  @Override
  public int recv(long s, WsaBuf[] buffers, int count, IntRef flags, Errno errno) {
    return recvFrom(s, buffers, count, flags, null, null, errno);
  }

  @Override
  public int recvFrom(
      long s,
      WsaBuf[] buffers,
      int count,
      IntRef flags,
      NativeMemory from,
      IntRef fromlen,
      Errno errno) {
    OpenSocket socket = open.get(s);
    WinsockError misuse = checkReceive(s, buffers, count, flags, from, fromlen);
    if (misuse != null) {
      return errno.fail(misuse);
    }
    return from == null
        ? receive(s, buffers, count, flags, socket, errno)
        : receiveFrom(s, buffers, count, flags, from, fromlen, socket, errno);
  }

  private static int receive(
      long s, WsaBuf[] buffers, int count, IntRef flags, OpenSocket socket, Errno errno) {
    WinsockScratch scratch = WinsockScratch.get();
    long array = scratch.buffers(buffers, count);
    long received = scratch.first(0);
    long bits = scratch.second(flags.value);
    if (WS2_32.WSARecv(s, array, count, received, bits, 0, 0) != 0) {
      return failed(socket, errno);
    }
    flags.value = scratch.getSecond();
    return scratch.getFirst();
  }

  private static int receiveFrom(
      long s,
      WsaBuf[] buffers,
      int count,
      IntRef flags,
      NativeMemory from,
      IntRef fromlen,
      OpenSocket socket,
      Errno errno) {
    WinsockScratch scratch = WinsockScratch.get();
    long array = scratch.buffers(buffers, count);
    long received = scratch.first(0);
    long bits = scratch.second(flags.value);
    long length = scratch.third(room(from, fromlen));
    int failed = WS2_32.WSARecvFrom(s, array, count, received, bits, from.address(), length, 0, 0);
    NativeMemory.keep(from);
    if (failed != 0) {
      return failed(socket, errno);
    }
    flags.value = scratch.getSecond();
    fromlen.value = scratch.getThird();
    return scratch.getFirst();
  }

  @Override
  public int shutdown(long s, int how, Errno errno) {
    return result(WS2_32.shutdown(s, how), null, errno);
  }

  @Override
  public int close(long s, Errno errno) {
    OpenSocket socket = open.get(s);
    if (socket == null) { // somebody else's, or nobody's
      return result(WS2_32.closesocket(s), null, errno);
    }
    if (!socket.beginClose()) {
      return errno.fail(WinsockError.WSAENOTSOCK);
    }
    CompletionNotifier.Attachment attachment = overlapped.forget(s);
    if (WS2_32.closesocket(s) != 0) {
      int error = WindowsDlls.lastError();
      overlapped.remember(s, attachment);
      socket.staysOpen();
      return errno.fail(WinsockError.fromCode(error));
    }
    // By identity: the number may be another socket's by now.
    open.replace(s, socket, null);
    return 0;
  }

  @Override
  public int getSockName(long s, NativeMemory name, IntRef namelen, Errno errno) {
    if (namelen == null) {
      return errno.fail(unlessClosed(s, WinsockError.WSAEFAULT));
    }
    long length = length(name, namelen);
    int failed = WS2_32.getsockname(s, address(name), length);
    NativeMemory.keep(name);
    return named(failed, s, name, namelen, errno);
  }

  @Override
  public int getPeerName(long s, NativeMemory name, IntRef namelen, Errno errno) {
    if (namelen == null) {
      return errno.fail(unlessClosed(s, WinsockError.WSAEFAULT));
    }
    long length = length(name, namelen);
    int failed = WS2_32.getpeername(s, address(name), length);
    NativeMemory.keep(name);
    return named(failed, s, name, namelen, errno);
  }

  private int named(int failed, long s, NativeMemory name, IntRef namelen, Errno errno) {
    if (failed == 0) {
      namelen.value = WinsockScratch.get().getFirst();
      return 0;
    }
    WinsockError error = WindowsDlls.error();
    if (error == WinsockError.WSAEFAULT && name != null) {
      namelen.value = addressSize(s); // the system does not say how much is needed
    }
    return errno.fail(error);
  }

  private int addressSize(long s) {
    ProtocolInfo info = info(s);
    return info == null ? 0 : info.maxSockAddr();
  }

  @Override
  public int getSockOpt(
      long s, int level, int optname, NativeMemory optval, IntRef optlen, Errno errno) {
    if (optlen == null) {
      return errno.fail(unlessClosed(s, WinsockError.WSAEFAULT));
    }
    long length = length(optval, optlen);
    int failed = WS2_32.getsockopt(s, level, optname, address(optval), length);
    NativeMemory.keep(optval);
    if (failed != 0) {
      return failed(null, errno);
    }
    optlen.value = WinsockScratch.get().getFirst();
    return 0;
  }

  @Override
  public int setSockOpt(
      long s, int level, int optname, NativeMemory optval, int optlen, Errno errno) {
    if (!isWithin(optval, optlen)) {
      return errno.fail(unlessClosed(s, WinsockError.WSAEFAULT));
    }
    int failed = WS2_32.setsockopt(s, level, optname, address(optval), optlen);
    NativeMemory.keep(optval);
    return result(failed, null, errno);
  }

  @Override
  public int setNonBlocking(long s, boolean nonBlocking, Errno errno) {
    WinsockScratch scratch = WinsockScratch.get();
    long in = scratch.first(nonBlocking ? 1 : 0);
    long returned = scratch.second(0);
    return result(
        WS2_32.WSAIoctl(s, Ws2Def.FIONBIO, in, Integer.BYTES, 0, 0, returned, 0, 0), null, errno);
  }

  @Override
  public int bytesAvailable(long s, Errno errno) {
    WinsockScratch scratch = WinsockScratch.get();
    long out = scratch.first(0);
    long returned = scratch.second(0);
    return WS2_32.WSAIoctl(s, Ws2Def.FIONREAD, 0, 0, out, Integer.BYTES, returned, 0, 0) == 0
        ? scratch.getFirst()
        : failed(null, errno);
  }

  @Override
  public int describe(long s, int[] triplet, Errno errno) {
    Objects.checkIndex(2, triplet.length);
    ProtocolInfo info = info(s);
    if (info == null) {
      return failed(null, errno);
    }
    triplet[0] = info.addressFamily();
    triplet[1] = info.socketType();
    triplet[2] = info.protocol();
    return 0;
  }

  /** The system's catalog entry of a socket; null if it is none. */
  private static ProtocolInfo info(long s) {
    ProtocolInfoLayout layout = ProtocolInfoLayout.WIDE;
    NativeMemory memory = new NativeMemory(layout.size());
    long length = WinsockScratch.get().first(layout.size());
    int failed =
        WS2_32.getsockopt(s, Ws2Def.SOL_SOCKET, Ws2Def.SO_PROTOCOL_INFOW, memory.address(), length);
    return failed == 0 ? layout.read(memory) : null;
  }

  @Override
  public int select(FdSet readfds, FdSet writefds, FdSet exceptfds, Timeval timeout, Errno errno) {
    if (timeout != null && !timeout.isValid()) {
      return errno.fail(WinsockError.WSAEINVAL);
    }
    WinsockScratch scratch = WinsockScratch.get();
    int ready =
        WS2_32.select(
            0,
            scratch.fdSet(0, readfds),
            scratch.fdSet(1, writefds),
            scratch.fdSet(2, exceptfds),
            scratch.timeval(timeout));
    if (ready == Ws2Def.SOCKET_ERROR) {
      return failed(null, errno);
    }
    scratch.takeFdSet(0, readfds);
    scratch.takeFdSet(1, writefds);
    scratch.takeFdSet(2, exceptfds);
    return ready;
  }

  @Override
  public int control(
      long s, int code, NativeMemory in, NativeMemory out, IntRef returned, Errno errno) {
    WinsockScratch scratch = WinsockScratch.get();
    int failed =
        WS2_32.WSAIoctl(
            s,
            code,
            in == null ? 0 : in.address(),
            in == null ? 0 : in.size(),
            out == null ? 0 : out.address(),
            out == null ? 0 : out.size(),
            scratch.first(0),
            0,
            0);
    returned.value = scratch.getFirst();
    return failed == 0 ? 0 : failed(null, errno);
  }

  @Override
  public int eventSelect(long s, long event, int events, Errno errno) {
    return WS2_32.WSAEventSelect(s, event, events) == 0 ? 0 : failed(null, errno);
  }

  @Override
  public int enumNetworkEvents(long s, long event, NativeMemory events, Errno errno) {
    if (events == null || events.size() < WsaNetworkEvents.SIZE) {
      return refuse(s, WinsockError.WSAEFAULT, errno);
    }
    return WS2_32.WSAEnumNetworkEvents(s, event, events.address()) == 0 ? 0 : failed(null, errno);
  }

  @Override
  public int poll(NativeMemory data, Errno errno) {
    int ready =
        WS2_32.WSAPoll(
            data.address() + WsaPollData.ARRAY,
            WsaPollData.count(data),
            WsaPollData.timeoutMillis(data));
    return ready == Ws2Def.SOCKET_ERROR ? failed(null, errno) : WsaPollData.finish(data);
  }

  @Override
  public long duplicate(long s, Errno errno) {
    NativeMemory info = new NativeMemory(ProtocolInfoLayout.WIDE.size());
    int process = KERNEL32.GetCurrentProcessId();
    if (WS2_32.WSADuplicateSocketW(s, process, info.address()) != 0) {
      errno.set(WindowsDlls.error());
      return Ws2Def.INVALID_SOCKET;
    }
    int any = Ws2Def.FROM_PROTOCOL_INFO;
    long copy = opened(WS2_32.WSASocketW(any, any, any, info.address(), 0, FLAGS), errno);
    NativeMemory.keep(info);
    return copy;
  }

  @Override
  public boolean isOpen(long handle) {
    return HandleMap.isKey(handle)
        && KERNEL32.GetHandleInformation(handle, WinsockScratch.get().information()) != 0;
  }

  @Override
  public long createHandle(Errno errno) {
    long handle = KERNEL32.CreateEventW(0, 1, 0, 0);
    if (handle == 0) {
      errno.set(WinsockError.WSAENOBUFS);
      return Ws2Def.INVALID_SOCKET;
    }
    created.put(handle, new OwnedHandle());
    return handle;
  }

  /** The extension functions of a socket's provider, to be found yet if nobody here made it. */
  ExtensionAddresses extensionsOf(long s) {
    OpenSocket socket = open.get(s);
    return socket == null ? new ExtensionAddresses() : socket.extensions();
  }

  /** A socket that was made here; null for any other. */
  OpenSocket open(long s) {
    return open.get(s);
  }

  /** Whether a handle is a layer's own. */
  public boolean isCreated(long handle) {
    return created.get(handle) != null;
  }

  @Override
  public int serveHandle(long handle, HandleOwner owner, Errno errno) {
    Objects.requireNonNull(owner);
    OwnedHandle owned = created.get(handle);
    if (owned == null) {
      return errno.fail(WinsockError.WSAENOTSOCK);
    }
    owned.owner = owner;
    return 0;
  }

  @Override
  public int closeHandle(long handle, Errno errno) {
    OwnedHandle owned = created.get(handle);
    if (owned == null || !created.replace(handle, owned, null)) {
      return errno.fail(WinsockError.WSAENOTSOCK);
    }
    overlapped.forget(handle);
    KERNEL32.CloseHandle(handle);
    return 0;
  }

  @Override
  public int readFile(long handle, long address, int length, Errno errno) {
    if (!isBuffer(address, length)) {
      return errno.fail(WinsockError.WSAEFAULT);
    }
    OwnedHandle owned = created.get(handle);
    if (owned == null) {
      return SynchronousFile.get().read(handle, address, length, errno);
    }
    HandleOwner owner = owned.owner;
    if (owner == null) {
      return errno.fail(WinsockError.WSAEOPNOTSUPP);
    }
    return length == 0 ? 0 : owner.recv(handle, address, length, errno);
  }

  @Override
  public int writeFile(long handle, long address, int length, Errno errno) {
    if (!isBuffer(address, length)) {
      return errno.fail(WinsockError.WSAEFAULT);
    }
    OwnedHandle owned = created.get(handle);
    if (owned == null) {
      return SynchronousFile.get().write(handle, address, length, errno);
    }
    HandleOwner owner = owned.owner;
    return owner == null
        ? errno.fail(WinsockError.WSAEOPNOTSUPP)
        : owner.send(handle, address, length, errno);
  }

  private static boolean isBuffer(long address, int length) {
    return length >= 0 && (address != 0 || length == 0);
  }

  @Override
  public long createEvent(Errno errno) {
    long event = KERNEL32.CreateEventW(0, 1, 0, 0);
    if (event == 0) {
      errno.set(WinsockError.WSA_NOT_ENOUGH_MEMORY);
    }
    return event;
  }

  @Override
  public boolean setEvent(long event, Errno errno) {
    return succeeded(KERNEL32.SetEvent(event), errno);
  }

  @Override
  public boolean resetEvent(long event, Errno errno) {
    return succeeded(KERNEL32.ResetEvent(event), errno);
  }

  @Override
  public boolean awaitEvent(long event, int timeoutMillis, Errno errno) {
    // INFINITE is -1, as any negative number here.
    int result = KERNEL32.WaitForSingleObject(event, Math.max(timeoutMillis, Kernel32.INFINITE));
    if (result == Kernel32.WAIT_TIMEOUT) {
      errno.clear();
      return false;
    }
    return succeeded(result == Kernel32.WAIT_OBJECT_0 ? 1 : 0, errno);
  }

  @Override
  public boolean closeEvent(long event, Errno errno) {
    return succeeded(KERNEL32.CloseHandle(event), errno);
  }

  private static boolean succeeded(int result, Errno errno) {
    if (result == 0) {
      errno.set(WinsockError.WSA_INVALID_HANDLE);
    }
    return result != 0;
  }

  @Override
  public OverlappedIo overlapped() {
    return overlapped;
  }

  @Override
  public SocketExtensions extensions() {
    return extensions;
  }

  /** As {@link #overlapped}. */
  public WinsockOverlapped winsockOverlapped() {
    return overlapped;
  }

  @Override
  public List<ProtocolInfo> protocols() {
    return SystemCatalog.read().stream()
        .map(SystemCatalogEntry::info)
        .filter(info -> info.isOpenable() && info.protocolChain().isBase() && isServed(info))
        .sorted(Comparator.comparing(info -> !info.hasIfsHandles()))
        .toList();
  }

  @Override
  public List<ProtocolInfo> systemEntries() {
    return SystemCatalog.read().stream()
        .map(SystemCatalogEntry::info)
        .filter(info -> info.isOpenable() && isServed(info))
        .toList();
  }

  @Override
  public long plainSocket(int af, int type, Errno errno) {
    return opened(WS2_32.WSASocketW(af, type, 0, 0, 0, FLAGS), errno);
  }

  @Override
  public int plainEntry(int af, int type, Errno errno) {
    long s = plainSocket(af, type, errno);
    if (s == Ws2Def.INVALID_SOCKET) {
      return 0;
    }
    ProtocolInfo info = info(s);
    if (info == null) {
      failed(null, errno);
    }
    close(s, new Errno());
    return info == null ? 0 : info.catalogEntryId();
  }

  @Override
  public String providerPath(ProtocolInfo entry) {
    return SystemCatalog.read().stream()
        .filter(each -> each.info().catalogEntryId() == entry.catalogEntryId())
        .map(SystemCatalogEntry::providerPath)
        .findFirst()
        .orElse("");
  }

  private static boolean isServed(ProtocolInfo info) {
    int af = info.addressFamily();
    int type = info.socketType();
    return (af == Ws2Def.AF_INET || af == Ws2Def.AF_INET6 || af == Ws2Def.AF_UNIX)
        && (type == Ws2Def.SOCK_STREAM || type == Ws2Def.SOCK_DGRAM);
  }

  /**
   * What such sockets are called, without making any: another process may reach them in another way
   * than this one.
   *
   * @param binding how to reach them
   * @throws UnsupportedOperationException if this JVM does not have the binding
   */
  public static SocketNames names(Binding binding) {
    binding.requireIn(Runtime.version().feature());
    String winsock = Wine.version().map(version -> "Winsock of Wine " + version).orElse("Winsock");
    return new SocketNames(binding.name(), winsock, winsock);
  }

  @Override
  public String backend() {
    return names(WindowsBinding.get()).backend();
  }

  @Override
  public String binding() {
    return WindowsBinding.get().name();
  }

  private static int result(int result, OpenSocket socket, Errno errno) {
    return result == 0 ? 0 : failed(socket, errno);
  }

  /** A call has failed. That its socket was closed meanwhile has several names in Winsock. */
  private static int failed(OpenSocket socket, Errno errno) {
    int error = WindowsDlls.lastError();
    return errno.fail(
        socket != null && socket.isClosing()
            ? WinsockError.WSAEINTR
            : WinsockError.fromCode(error));
  }

  private static long address(NativeMemory memory) {
    return memory == null ? 0 : memory.address();
  }

  private static boolean isWithin(NativeMemory memory, int length) {
    return length >= 0 && length <= (memory == null ? 0 : memory.size());
  }

  /** Bytes that the system may write: no more than there are, whatever the caller says. */
  private static int room(NativeMemory memory, IntRef length) {
    return Math.min(length.value, memory.size());
  }

  private static long length(NativeMemory memory, IntRef length) {
    return WinsockScratch.get().first(memory == null ? 0 : room(memory, length));
  }
}
