package dev.ifsbench.sockets.none;

import dev.ifsbench.sockets.Buffers;
import dev.ifsbench.sockets.HandleOwner;
import dev.ifsbench.sockets.NativeSockets;
import dev.ifsbench.sockets.OverlappedIo;
import dev.ifsbench.sockets.SocketNames;
import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.FdSet;
import dev.ifsbench.spi.IntRef;
import dev.ifsbench.spi.NativeMemory;
import dev.ifsbench.spi.Timeval;
import dev.ifsbench.spi.WinsockError;
import dev.ifsbench.spi.Ws2Def;
import dev.ifsbench.spi.WsaBuf;
import dev.ifsbench.spi.WsaPollData;

/**
 * Sockets without an operating system, to measure what is above them alone.
 *
 * <p>Handles are numbers from 3, the lowest free one first, as a kernel gives them out. Creating,
 * closing and asking whether a handle is open are exact; so is what a socket was created as.
 *
 * <p>Everything else only returns what a successful call would return:
 *
 * <ul>
 *   <li>A send or receive returns at once how many bytes the buffers hold, and touches none of
 *       them. It does not look at the handle, not even whether it is open: one array read per call
 *       would cost as much as what is measured.
 *   <li>{@code accept} returns a new stream socket at once. The other calls on a socket return 0,
 *       and {@code WSAENOTSOCK} if it is not open.
 *   <li>{@code select} finds every member of the read and write sets ready, and no exception; so
 *       does {@code poll}.
 *   <li>Events remember whether they are set. Waiting for one does not wait: it returns whether the
 *       event is set.
 *   <li>There is no kernel to read from or write to: {@code readFile} and {@code writeFile} are
 *       {@code WSAEOPNOTSUPP}.
 *   <li>There are no addresses, options, peers or duplicates: those calls, an address to receive
 *       included, are {@code WSAEOPNOTSUPP}.
 * </ul>
 */
public final class NullSockets implements NativeSockets {
  private static final byte HANDLE = 1;
  private static final byte EVENT = 2;
  private static final byte EVENT_SET = 3;
  private static final byte SOCKET =
      4; // and above: an index that says what the socket was created as

  private final NumberSpace numbers = new NumberSpace();
  private final NullOverlapped overlapped = new NullOverlapped(this);

  /** Makes an empty system. */
  public NullSockets() {}

  @Override
  public long socket(int af, int type, int protocol, Errno errno) {
    int index = NullTriplets.indexOf(af, type, protocol);
    if (index < 0) {
      errno.set(WinsockError.WSAEAFNOSUPPORT);
      return Ws2Def.INVALID_SOCKET;
    }
    return numbers.open((byte) (SOCKET + index));
  }

  @Override
  public int socketPair(long[] pair, Errno errno) {
    int index = NullTriplets.indexOf(Ws2Def.AF_UNIX, Ws2Def.SOCK_STREAM, 0);
    pair[0] = numbers.open((byte) (SOCKET + index));
    pair[1] = numbers.open((byte) (SOCKET + index));
    return 0;
  }

  @Override
  public int bind(long s, NativeMemory name, int namelen, Errno errno) {
    return ifSocket(s, errno);
  }

  @Override
  public int connect(long s, NativeMemory name, int namelen, Errno errno) {
    return ifSocket(s, errno);
  }

  @Override
  public int listen(long s, int backlog, Errno errno) {
    return ifSocket(s, errno);
  }

  @Override
  public long accept(long s, NativeMemory addr, IntRef addrlen, Errno errno) {
    byte kind = numbers.kind(s);
    if (kind < SOCKET) {
      errno.set(WinsockError.WSAENOTSOCK);
      return Ws2Def.INVALID_SOCKET;
    }
    if (addr != null) {
      errno.set(WinsockError.WSAEOPNOTSUPP);
      return Ws2Def.INVALID_SOCKET;
    }
    return numbers.open(kind);
  }

  @Override
  public int send(long s, WsaBuf[] buffers, int count, int flags, Errno errno) {
    return total(buffers, count, errno);
  }

  @Override
  public int sendTo(
      long s, WsaBuf[] buffers, int count, int flags, NativeMemory to, int tolen, Errno errno) {
    return total(buffers, count, errno);
  }

  @Override
  public int recv(long s, WsaBuf[] buffers, int count, IntRef flags, Errno errno) {
    if (flags == null) {
      return errno.fail(WinsockError.WSAEFAULT);
    }
    flags.value = 0;
    return total(buffers, count, errno);
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
    return from == null
        ? recv(s, buffers, count, flags, errno)
        : errno.fail(WinsockError.WSAEOPNOTSUPP);
  }

  @Override
  public int shutdown(long s, int how, Errno errno) {
    return ifSocket(s, errno);
  }

  @Override
  public int close(long s, Errno errno) {
    overlapped.forget(s);
    return numbers.close(s, SOCKET, Byte.MAX_VALUE) ? 0 : errno.fail(WinsockError.WSAENOTSOCK);
  }

  @Override
  public int getSockName(long s, NativeMemory name, IntRef namelen, Errno errno) {
    return unsupported(s, errno);
  }

  @Override
  public int getPeerName(long s, NativeMemory name, IntRef namelen, Errno errno) {
    return unsupported(s, errno);
  }

  @Override
  public int getSockOpt(
      long s, int level, int optname, NativeMemory optval, IntRef optlen, Errno errno) {
    return unsupported(s, errno);
  }

  @Override
  public int setSockOpt(
      long s, int level, int optname, NativeMemory optval, int optlen, Errno errno) {
    return ifSocket(s, errno);
  }

  @Override
  public int setNonBlocking(long s, boolean nonBlocking, Errno errno) {
    return ifSocket(s, errno);
  }

  @Override
  public int bytesAvailable(long s, Errno errno) {
    return ifSocket(s, errno);
  }

  @Override
  public int describe(long s, int[] triplet, Errno errno) {
    byte kind = numbers.kind(s);
    if (kind < SOCKET) {
      return errno.fail(WinsockError.WSAENOTSOCK);
    }
    NullTriplets.get(kind - SOCKET, triplet);
    return 0;
  }

  @Override
  public int select(FdSet readfds, FdSet writefds, FdSet exceptfds, Timeval timeout, Errno errno) {
    int ready = count(readfds) + count(writefds);
    if (ready + count(exceptfds) == 0 || (timeout != null && !timeout.isValid())) {
      return errno.fail(WinsockError.WSAEINVAL);
    }
    if (!allSockets(readfds) || !allSockets(writefds) || !allSockets(exceptfds)) {
      return errno.fail(WinsockError.WSAENOTSOCK);
    }
    if (exceptfds != null) {
      exceptfds.clear();
    }
    return ready;
  }

  @Override
  public int poll(NativeMemory data, Errno errno) {
    for (int i = 0; i < WsaPollData.count(data); i++) {
      long fd = WsaPollData.fd(data, i);
      int ready = WsaPollData.events(data, i) & (WsaPollData.POLLRDNORM | WsaPollData.POLLWRNORM);
      int found = numbers.kind(fd) < SOCKET ? WsaPollData.POLLNVAL : ready;
      WsaPollData.putRevents(data, i, fd < 0 ? 0 : found);
    }
    return WsaPollData.finish(data);
  }

  @Override
  public long duplicate(long s, Errno errno) {
    return unsupported(s, errno); // INVALID_SOCKET and SOCKET_ERROR are the same number
  }

  @Override
  public boolean isOpen(long handle) {
    return numbers.kind(handle) != NumberSpace.FREE;
  }

  @Override
  public long createHandle(Errno errno) {
    return numbers.open(HANDLE);
  }

  @Override
  public int serveHandle(long handle, HandleOwner owner, Errno errno) {
    return numbers.kind(handle) == HANDLE ? 0 : errno.fail(WinsockError.WSAENOTSOCK);
  }

  @Override
  public int readFile(long handle, long address, int length, Errno errno) {
    return errno.fail(WinsockError.WSAEOPNOTSUPP);
  }

  @Override
  public int writeFile(long handle, long address, int length, Errno errno) {
    return errno.fail(WinsockError.WSAEOPNOTSUPP);
  }

  @Override
  public int closeHandle(long handle, Errno errno) {
    overlapped.forget(handle);
    return numbers.close(handle, HANDLE, HANDLE) ? 0 : errno.fail(WinsockError.WSAENOTSOCK);
  }

  @Override
  public long createEvent(Errno errno) {
    return numbers.open(EVENT);
  }

  @Override
  public boolean setEvent(long event, Errno errno) {
    return numbers.change(event, EVENT, EVENT_SET) || invalidEvent(errno);
  }

  @Override
  public boolean resetEvent(long event, Errno errno) {
    return numbers.change(event, EVENT_SET, EVENT) || invalidEvent(errno);
  }

  @Override
  public boolean awaitEvent(long event, int timeoutMillis, Errno errno) {
    byte kind = numbers.kind(event);
    if (kind == EVENT) {
      errno.clear();
      return false;
    }
    return kind == EVENT_SET || invalidEvent(errno);
  }

  @Override
  public boolean closeEvent(long event, Errno errno) {
    return numbers.close(event, EVENT, EVENT_SET) || invalidEvent(errno);
  }

  @Override
  public OverlappedIo overlapped() {
    return overlapped;
  }

  @Override
  public String backend() {
    return SocketNames.NONE.backend();
  }

  @Override
  public String binding() {
    return SocketNames.NONE.binding();
  }

  private static int total(WsaBuf[] buffers, int count, Errno errno) {
    WinsockError misuse = Buffers.check(buffers, count);
    return misuse == null ? WsaBuf.total(buffers, count) : errno.fail(misuse);
  }

  private int ifSocket(long s, Errno errno) {
    return numbers.kind(s) >= SOCKET ? 0 : errno.fail(WinsockError.WSAENOTSOCK);
  }

  private int unsupported(long s, Errno errno) {
    return numbers.kind(s) >= SOCKET
        ? errno.fail(WinsockError.WSAEOPNOTSUPP)
        : errno.fail(WinsockError.WSAENOTSOCK);
  }

  private boolean allSockets(FdSet set) {
    for (int i = 0; i < count(set); i++) {
      if (numbers.kind(set.get(i)) < SOCKET) {
        return false;
      }
    }
    return true;
  }

  private static int count(FdSet set) {
    return set == null ? 0 : set.count();
  }

  private static boolean invalidEvent(Errno errno) {
    errno.set(WinsockError.WSA_INVALID_HANDLE);
    return false;
  }
}
