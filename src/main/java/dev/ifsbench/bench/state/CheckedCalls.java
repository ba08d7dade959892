package dev.ifsbench.bench.state;

import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.IntRef;
import dev.ifsbench.spi.NativeMemory;
import dev.ifsbench.spi.ProtocolInfo;
import dev.ifsbench.spi.SockAddr;
import dev.ifsbench.spi.Ws2Def;
import dev.ifsbench.ws2.SocketApi;

/**
 * The calls of a socket's life from its creation to its close, with no answer but success: a
 * failure is a {@link WinsockException}. For one thread at a time.
 */
public final class CheckedCalls {
  private static final int SIZEOF_LINGER = 2 * Short.BYTES;

  private final SocketApi winsock;
  private final Transport transport;
  private final Errno errno = new Errno();
  private final NativeMemory on = new NativeMemory(Integer.BYTES);
  private final NativeMemory noLinger = new NativeMemory(SIZEOF_LINGER);

  /**
   * Creates the calls of one stack.
   *
   * @param stack whose sockets to use
   */
  public CheckedCalls(LayerStack stack) {
    winsock = stack.api();
    transport = stack.transport();
    on.putInt(0, 1);
    noLinger.putShort(0, (short) 1); // l_onoff; l_linger stays 0
  }

  /**
   * Creates an overlapped socket.
   *
   * @param entry the catalog entry to open it through
   * @return the socket
   */
  public long socket(ProtocolInfo entry) {
    long s =
        winsock.socket(
            Ws2Def.FROM_PROTOCOL_INFO,
            Ws2Def.FROM_PROTOCOL_INFO,
            Ws2Def.FROM_PROTOCOL_INFO,
            entry,
            0,
            Ws2Def.WSA_FLAG_OVERLAPPED,
            errno);
    if (s == Ws2Def.INVALID_SOCKET) {
      throw new WinsockException("socket over " + entry.protocolName(), errno);
    }
    return s;
  }

  /**
   * Creates an overlapped socket as a program does that names no entry.
   *
   * @return the socket
   */
  public long plainSocket() {
    long s =
        winsock.socket(
            transport.addressFamily(),
            transport.socketType(),
            0,
            null,
            0,
            Ws2Def.WSA_FLAG_OVERLAPPED,
            errno);
    if (s == Ws2Def.INVALID_SOCKET) {
      throw new WinsockException("socket", errno);
    }
    return s;
  }

  /**
   * Binds a socket to an address of the transport's.
   *
   * @param s the socket
   * @param unixPath the path to use in the Unix domain
   * @return the address, to be connected to
   */
  public NativeMemory bind(long s, String unixPath) {
    NativeMemory asked = transport.bindAddress(unixPath);
    check("bind", winsock.bind(s, asked, asked.size(), errno));
    return transport.assignsPorts() ? name(s) : asked;
  }

  /** A bound socket's own address. */
  public NativeMemory name(long s) {
    NativeMemory room = new NativeMemory(SockAddr.UNIX_SIZE); // the longest there is
    IntRef length = new IntRef(room.size());
    check("getsockname", winsock.getsockname(s, room, length, errno));
    NativeMemory name = new NativeMemory(length.value);
    name.putBytes(0, room.getBytes(0, length.value));
    return name;
  }

  public void listen(long s) {
    check("listen", winsock.listen(s, 1, errno));
  }

  public void connect(long s, NativeMemory address) {
    check("connect", winsock.connect(s, address, address.size(), errno));
  }

  public long accept(long listener) {
    long accepted = winsock.accept(listener, null, null, errno);
    if (accepted == Ws2Def.INVALID_SOCKET) {
      throw new WinsockException("accept", errno);
    }
    return accepted;
  }

  public void close(long s) {
    check("closesocket", winsock.closesocket(s, errno));
  }

  /** Sends small messages at once, which only TCP does not do by default. */
  public void setNoDelay(long s) {
    if (transport.isTcp()) {
      check(
          "setsockopt TCP_NODELAY",
          winsock.setsockopt(s, Ws2Def.IPPROTO_TCP, Ws2Def.TCP_NODELAY, on, on.size(), errno));
    }
  }

  /** Makes the close abortive, so that no end of a TCP connection stays in TIME_WAIT. */
  public void setAbortiveClose(long s) {
    if (transport.isTcp()) {
      check(
          "setsockopt SO_LINGER",
          winsock.setsockopt(
              s, Ws2Def.SOL_SOCKET, Ws2Def.SO_LINGER, noLinger, noLinger.size(), errno));
    }
  }

  private void check(String call, int result) {
    if (result == Ws2Def.SOCKET_ERROR) {
      throw new WinsockException(call, errno);
    }
  }
}
