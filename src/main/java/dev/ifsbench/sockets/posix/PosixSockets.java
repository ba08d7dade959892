package dev.ifsbench.sockets.posix;

import dev.ifsbench.sockets.HandleOwner;
import dev.ifsbench.sockets.HostSystem;
import dev.ifsbench.sockets.NativeSockets;
import dev.ifsbench.sockets.OverlappedIo;
import dev.ifsbench.sockets.SendRecv;
import dev.ifsbench.sockets.SocketExtensions;
import dev.ifsbench.sockets.SocketNames;
import dev.ifsbench.sockets.libc.LibC;
import dev.ifsbench.sockets.libc.LinuxDef;
import dev.ifsbench.sockets.posix.completion.CompletionEngines;
import dev.ifsbench.sockets.posix.completion.PosixExtensions;
import dev.ifsbench.sockets.posix.completion.PosixOverlapped;
import dev.ifsbench.sockets.posix.created.CreatedHandleMap;
import dev.ifsbench.sockets.posix.created.CreatedHandles;
import dev.ifsbench.sockets.posix.created.FileIo;
import dev.ifsbench.sockets.posix.descriptor.Addresses;
import dev.ifsbench.sockets.posix.descriptor.ConnectTimes;
import dev.ifsbench.sockets.posix.descriptor.DescriptorTable;
import dev.ifsbench.sockets.posix.descriptor.Descriptors;
import dev.ifsbench.sockets.posix.descriptor.Duplicates;
import dev.ifsbench.sockets.posix.descriptor.ErrnoTranslation;
import dev.ifsbench.sockets.posix.descriptor.EventFds;
import dev.ifsbench.sockets.posix.descriptor.Failures;
import dev.ifsbench.sockets.posix.descriptor.Messages;
import dev.ifsbench.sockets.posix.descriptor.NetworkEvents;
import dev.ifsbench.sockets.posix.descriptor.Scratch;
import dev.ifsbench.sockets.posix.descriptor.SocketKind;
import dev.ifsbench.sockets.posix.descriptor.Transfers;
import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.FdSet;
import dev.ifsbench.spi.IntRef;
import dev.ifsbench.spi.NativeMemory;
import dev.ifsbench.spi.Timeval;
import dev.ifsbench.spi.WinsockError;
import dev.ifsbench.spi.Ws2Def;
import dev.ifsbench.spi.WsaBuf;
import dev.ifsbench.spi.extension.WsaMsg;
import java.util.Objects;

/**
 * The kernel's sockets on Linux: TCP and UDP over IPv4 and IPv6, and Unix-domain streams. No
 * descriptor is inherited by child processes, and no call raises SIGPIPE.
 *
 * <p>Where Winsock and POSIX differ in more than numbers, this follows Winsock: an accepted socket
 * is non-blocking if its listener is, {@code listen} needs a bound socket, and the address of a
 * send on a stream is ignored. What remains as on Linux:
 *
 * <ul>
 *   <li>A blocking send returns early, with fewer bytes, when a signal or SO_SNDTIMEO interrupts
 *       it.
 *   <li>Closing a socket with SO_LINGER blocks, non-blocking sockets included; closing never fails.
 *   <li>A connect that waits for room in a Unix-domain listener's queue is not woken by closing its
 *       socket.
 *   <li>A socket that was made elsewhere is never shut down by closing it here, because its maker
 *       may hold it; calls that block on it end in their own time.
 * </ul>
 */
public final class PosixSockets implements NativeSockets {
  private static final String BACKEND = "POSIX sockets";

  private final LibC libc;
  private final DescriptorTable table;
  private final Duplicates duplicates;
  private final Failures failures;
  private final Transfers transfers;
  private final Messages messages;
  private final SocketOptions options;
  private final SocketControls controls;
  private final Readiness readiness;
  private final Polling polling;
  private final EventFds eventFds;
  private final NetworkEvents networkEvents;
  private final CreatedHandles createdHandles;
  private final FileIo fileIo;
  private final Descriptors descriptors;
  private final Connections connections;
  private final PosixOverlapped overlapped;
  private final PosixExtensions extensions;
  private final ConnectionContexts contexts;

  /**
   * Calls the system's sockets. Each object keeps its own record of open handles: use a single one
   * for all handles that are passed around.
   *
   * @param libc how to reach C
   * @throws UnsupportedOperationException if this is not Linux on 64-bit x86 or Arm, or the system
   *     property {@value CompletionEngines#PROPERTY} asks for an engine that does not exist
   */
  public PosixSockets(LibC libc) {
    this(libc, CompletionEngines.chosen(libc));
  }

  /**
   * What such sockets are called, without making any.
   *
   * @param libc how to reach C
   * @throws UnsupportedOperationException if this is not Linux on 64-bit x86 or Arm, or its kernel
   *     does not give the engine that is asked for
   */
  public static SocketNames names(LibC libc) {
    HostSystem.requireLinux();
    return new SocketNames(libc.binding(), BACKEND, CompletionEngines.chosen(libc).toString());
  }

  /**
   * Calls the system's sockets, with a chosen engine for pending operations.
   *
   * @param libc how to reach C
   * @param engine carries out pending operations; the kernel must support it
   * @throws UnsupportedOperationException if this is not Linux on 64-bit x86 or Arm
   */
  public PosixSockets(LibC libc, CompletionEngines engine) {
    HostSystem.requireLinux();
    this.libc = libc;
    CreatedHandleMap handles = new CreatedHandleMap();
    table = new DescriptorTable(libc);
    duplicates = new Duplicates(table);
    failures = new Failures(libc, table);
    eventFds = new EventFds(libc, table);
    networkEvents = new NetworkEvents(libc, table, duplicates, eventFds);
    transfers = new Transfers(libc, table, duplicates, failures, networkEvents);
    messages = new Messages(libc, table, failures, transfers);
    controls = new SocketControls(libc, table, duplicates, failures);
    options = new SocketOptions(libc, table, duplicates, failures);
    readiness = new Readiness(libc, table, duplicates);
    polling = new Polling(libc, table, duplicates);
    createdHandles = new CreatedHandles(libc, table, handles);
    fileIo = new FileIo(libc, table, duplicates, failures, createdHandles);
    descriptors = new Descriptors(libc, table);
    ConnectTimes times = new ConnectTimes();
    connections =
        new Connections(libc, table, duplicates, failures, descriptors, times, networkEvents);
    overlapped = new PosixOverlapped(libc, table, failures, networkEvents, this, engine);
    extensions = new PosixExtensions(libc, table, duplicates, failures, times, overlapped);
    contexts = new ConnectionContexts(libc, table, duplicates, failures, times);
    table.beforeRelease(
        fd -> {
          handles.release(fd);
          networkEvents.forget(fd);
          overlapped.releasing(fd);
          times.forget(fd);
        });
  }

  @Override
  public long socket(int af, int type, int protocol, Errno errno) {
    int domain = Addresses.familyToLinux(af);
    WinsockError misuse = checkTriplet(domain, type, protocol);
    if (misuse != null) {
      errno.set(misuse);
      return Ws2Def.INVALID_SOCKET;
    }
    int fd = libc.socket(domain, type | LinuxDef.SOCK_CLOEXEC, protocol);
    return descriptors.opened(fd, SocketKind.of(domain, type), errno);
  }

  @Override
  public int socketPair(long[] pair, Errno errno) {
    Objects.checkIndex(1, pair.length);
    Scratch scratch = Scratch.get();
    int type = LinuxDef.SOCK_STREAM | LinuxDef.SOCK_CLOEXEC;
    if (libc.socketpair(LinuxDef.AF_UNIX, type, 0, scratch.option()) < 0) {
      return errno.fail(ErrnoTranslation.of(libc.errno()));
    }
    int second = scratch.getOptionInt(Integer.BYTES);
    long flags = SocketKind.of(LinuxDef.AF_UNIX, LinuxDef.SOCK_STREAM);
    long first = descriptors.opened(scratch.getOptionInt(0), flags, errno);
    if (first == Ws2Def.INVALID_SOCKET) {
      libc.close(second);
      return Ws2Def.SOCKET_ERROR;
    }
    pair[0] = first;
    pair[1] = descriptors.opened(second, flags, errno);
    return 0;
  }

  @Override
  public int bind(long s, NativeMemory name, int namelen, Errno errno) {
    return connections.bind(s, name, namelen, errno);
  }

  @Override
  public int connect(long s, NativeMemory name, int namelen, Errno errno) {
    return connections.connect(s, name, namelen, errno);
  }

  @Override
  public int listen(long s, int backlog, Errno errno) {
    return connections.listen(s, backlog, errno);
  }

  @Override
  public long accept(long s, NativeMemory addr, IntRef addrlen, Errno errno) {
    return connections.accept(s, addr, addrlen, errno);
  }

  @Override
  public int sendMsg(long s, WsaMsg message, int flags, Errno errno) {
    return messages.send(s, message, flags, errno);
  }

  @Override
  public int recvMsg(long s, WsaMsg message, Errno errno) {
    return messages.recv(s, message, errno);
  }

  @Override
  public int control(
      long s, int code, NativeMemory in, NativeMemory out, IntRef returned, Errno errno) {
    return controls.control(s, code, in, out, returned, errno);
  }

  @Override
  public SendRecv sendRecv() {
    return transfers;
  }

  @Override
  public int send(long s, WsaBuf[] buffers, int count, int flags, Errno errno) {
    return transfers.send(s, buffers, count, flags, errno);
  }

  @Override
  public int sendTo(
      long s, WsaBuf[] buffers, int count, int flags, NativeMemory to, int tolen, Errno errno) {
    return transfers.sendTo(s, buffers, count, flags, to, tolen, errno);
  }

  @Override
  public int recv(long s, WsaBuf[] buffers, int count, IntRef flags, Errno errno) {
    return transfers.recv(s, buffers, count, flags, errno);
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
    return transfers.recvFrom(s, buffers, count, flags, from, fromlen, errno);
  }

  @Override
  public int shutdown(long s, int how, Errno errno) {
    return connections.shutdown(s, how, errno);
  }

  @Override
  public int close(long s, Errno errno) {
    if (table.enter(s, DescriptorTable.SOCKET) == DescriptorTable.REFUSED) {
      return errno.fail(WinsockError.WSAENOTSOCK);
    }
    int fd = (int) s;
    long word = table.beginClose(fd);
    if (word == DescriptorTable.REFUSED) {
      table.leave(fd);
      return errno.fail(WinsockError.WSAENOTSOCK);
    }
    overlapped.closing(fd);
    boolean last = (word & DescriptorTable.SHARED) == 0 || duplicates.remove(fd);
    boolean ours = (word & DescriptorTable.FOREIGN) == 0;
    if (last && ours && DescriptorTable.hasOthersInFlight(word)) {
      libc.shutdown(fd, LinuxDef.SHUT_RDWR);
    }
    return succeeded(fd);
  }

  @Override
  public int getSockName(long s, NativeMemory name, IntRef namelen, Errno errno) {
    return connections.getSockName(s, name, namelen, errno);
  }

  @Override
  public int getPeerName(long s, NativeMemory name, IntRef namelen, Errno errno) {
    return connections.getPeerName(s, name, namelen, errno);
  }

  @Override
  public int getSockOpt(
      long s, int level, int optname, NativeMemory optval, IntRef optlen, Errno errno) {
    if (ConnectionContexts.gets(level, optname)) {
      return contexts.get(s, optval, optlen, errno);
    }
    return options.get(s, level, optname, optval, optlen, errno);
  }

  @Override
  public int setSockOpt(
      long s, int level, int optname, NativeMemory optval, int optlen, Errno errno) {
    if (ConnectionContexts.sets(level, optname)) {
      return contexts.set(s, optname, optval, optlen, errno);
    }
    return options.set(s, level, optname, optval, optlen, errno);
  }

  @Override
  public int setNonBlocking(long s, boolean nonBlocking, Errno errno) {
    long word = table.enter(s, DescriptorTable.SOCKET);
    if (word == DescriptorTable.REFUSED) {
      return errno.fail(WinsockError.WSAENOTSOCK);
    }
    int fd = (int) s;
    if (!nonBlocking && (word & DescriptorTable.OBSERVED) != 0) {
      return failures.leave(fd, WinsockError.WSAEINVAL, errno);
    }
    Scratch scratch = Scratch.get();
    scratch.putOptionInt(0, nonBlocking ? 1 : 0);
    if (libc.ioctl(fd, LinuxDef.FIONBIO, scratch.option()) < 0) {
      return failures.leave(fd, ErrnoTranslation.of(libc.errno()), errno);
    }
    long bit = DescriptorTable.NON_BLOCKING;
    duplicates.learn(fd, word, bit, nonBlocking ? bit : 0);
    return succeeded(fd);
  }

  @Override
  public int bytesAvailable(long s, Errno errno) {
    if (table.enter(s, DescriptorTable.SOCKET) == DescriptorTable.REFUSED) {
      return errno.fail(WinsockError.WSAENOTSOCK);
    }
    int fd = (int) s;
    Scratch scratch = Scratch.get();
    if (libc.ioctl(fd, LinuxDef.FIONREAD, scratch.option()) < 0) {
      return failures.leave(fd, ErrnoTranslation.of(libc.errno()), errno);
    }
    table.leave(fd);
    return scratch.getOptionInt(0);
  }

  @Override
  public int describe(long s, int[] triplet, Errno errno) {
    Objects.checkIndex(2, triplet.length);
    if (table.enter(s, DescriptorTable.SOCKET) == DescriptorTable.REFUSED) {
      return errno.fail(WinsockError.WSAENOTSOCK);
    }
    int fd = (int) s;
    Scratch scratch = Scratch.get();
    int domain = scratch.intOption(libc, fd, LinuxDef.SOL_SOCKET, LinuxDef.SO_DOMAIN);
    if (domain < 0) {
      return failures.leave(fd, ErrnoTranslation.of(libc.errno()), errno);
    }
    triplet[0] = Addresses.familyToWinsock(domain);
    triplet[1] = scratch.intOption(libc, fd, LinuxDef.SOL_SOCKET, LinuxDef.SO_TYPE);
    triplet[2] = scratch.intOption(libc, fd, LinuxDef.SOL_SOCKET, LinuxDef.SO_PROTOCOL);
    return succeeded(fd);
  }

  @Override
  public int select(FdSet readfds, FdSet writefds, FdSet exceptfds, Timeval timeout, Errno errno) {
    return readiness.select(readfds, writefds, exceptfds, timeout, errno);
  }

  @Override
  public int poll(NativeMemory data, Errno errno) {
    return polling.poll(data, errno);
  }

  @Override
  public long duplicate(long s, Errno errno) {
    long word = table.enter(s, DescriptorTable.SOCKET);
    Duplicates.Group group = word == DescriptorTable.REFUSED ? null : duplicates.announce((int) s);
    if (group == null) {
      if (word != DescriptorTable.REFUSED) {
        table.leave((int) s);
      }
      errno.set(WinsockError.WSAENOTSOCK);
      return Ws2Def.INVALID_SOCKET;
    }
    int fd = (int) s;
    int duplicate = Descriptors.duplicate(libc, fd);
    if (duplicate < 0) {
      duplicates.abandon(group);
      failures.leave(fd, ErrnoTranslation.of(-duplicate), errno);
      return Ws2Def.INVALID_SOCKET;
    }
    duplicates.add(group, fd, duplicate);
    table.leave(fd);
    return duplicate;
  }

  @Override
  public boolean isOpen(long handle) {
    return table.isOpen(handle);
  }

  @Override
  public long createHandle(Errno errno) {
    return createdHandles.create(errno);
  }

  @Override
  public int serveHandle(long handle, HandleOwner owner, Errno errno) {
    return createdHandles.serve(handle, Objects.requireNonNull(owner), errno);
  }

  @Override
  public int closeHandle(long handle, Errno errno) {
    return createdHandles.close(handle, errno);
  }

  @Override
  public int readFile(long handle, long address, int length, Errno errno) {
    return fileIo.read(handle, address, length, errno);
  }

  @Override
  public int writeFile(long handle, long address, int length, Errno errno) {
    return fileIo.write(handle, address, length, errno);
  }

  @Override
  public long createEvent(Errno errno) {
    return eventFds.createEvent(errno);
  }

  @Override
  public boolean setEvent(long event, Errno errno) {
    return eventFds.setEvent(event, errno);
  }

  @Override
  public boolean resetEvent(long event, Errno errno) {
    return eventFds.resetEvent(event, errno);
  }

  @Override
  public boolean awaitEvent(long event, int timeoutMillis, Errno errno) {
    return eventFds.awaitEvent(event, timeoutMillis, errno);
  }

  @Override
  public boolean closeEvent(long event, Errno errno) {
    return eventFds.closeEvent(event, errno);
  }

  @Override
  public int eventSelect(long s, long event, int events, Errno errno) {
    return networkEvents.select(s, event, events, errno);
  }

  @Override
  public int enumNetworkEvents(long s, long event, NativeMemory events, Errno errno) {
    return networkEvents.enumerate(s, event, events, errno);
  }

  @Override
  public OverlappedIo overlapped() {
    return overlapped;
  }

  @Override
  public SocketExtensions extensions() {
    return extensions;
  }

  @Override
  public String backend() {
    return BACKEND;
  }

  @Override
  public String binding() {
    return libc.binding();
  }

  private int succeeded(int fd) {
    table.leave(fd);
    return 0;
  }

  private static WinsockError checkTriplet(int domain, int type, int protocol) {
    if (domain < 0) {
      return WinsockError.WSAEAFNOSUPPORT;
    }
    boolean stream = type == Ws2Def.SOCK_STREAM;
    boolean unix = domain == LinuxDef.AF_UNIX;
    if (!stream && (type != Ws2Def.SOCK_DGRAM || unix)) {
      return WinsockError.WSAESOCKTNOSUPPORT;
    }
    if (protocol == 0) {
      return null;
    }
    boolean known = protocol == Ws2Def.IPPROTO_TCP || protocol == Ws2Def.IPPROTO_UDP;
    if (unix || !known) {
      return WinsockError.WSAEPROTONOSUPPORT;
    }
    return stream == (protocol == Ws2Def.IPPROTO_TCP) ? null : WinsockError.WSAEPROTOTYPE;
  }
}
