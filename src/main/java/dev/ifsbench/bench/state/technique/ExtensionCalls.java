package dev.ifsbench.bench.state.technique;

import dev.ifsbench.bench.state.WinsockException;
import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.IntRef;
import dev.ifsbench.spi.NativeMemory;
import dev.ifsbench.spi.SockAddr;
import dev.ifsbench.spi.WinsockError;
import dev.ifsbench.spi.Ws2Def;
import dev.ifsbench.spi.WsaOverlapped;
import dev.ifsbench.spi.extension.AcceptEx;
import dev.ifsbench.spi.extension.ConnectEx;
import dev.ifsbench.spi.extension.ExtensionFunction;
import dev.ifsbench.spi.extension.ExtensionPointers;
import dev.ifsbench.spi.extension.GetAcceptExSockaddrs;
import dev.ifsbench.spi.extension.SockAddrRef;
import dev.ifsbench.ws2.Winsock;

/**
 * The extension functions that one socket's provider gives, called with the arguments that a
 * program would keep. A failure is a {@link WinsockException}. For one thread.
 */
public final class ExtensionCalls {
  private static final int ADDRESS = SockAddr.UNIX_SIZE + AcceptEx.ADDRESS_EXTRA;

  private final Winsock winsock;
  private final long from;
  private final NativeMemory output = new NativeMemory(2 * ADDRESS);
  private final NativeMemory handle = new NativeMemory(Long.BYTES);
  private final WsaOverlapped overlapped = new WsaOverlapped();
  private final Errno errno = new Errno();

  /**
   * Creates the calls for a socket's provider.
   *
   * @param winsock whose socket it is
   * @param from the socket
   */
  public ExtensionCalls(Winsock winsock, long from) {
    this.winsock = winsock;
    this.from = from;
  }

  /** {@code SIO_GET_EXTENSION_FUNCTION_POINTER}: a function of the socket's provider. */
  public <T> T get(ExtensionFunction function, Class<T> type) {
    NativeMemory pointer = new NativeMemory(Long.BYTES);
    int result =
        winsock.ioctl(
            from,
            Ws2Def.SIO_GET_EXTENSION_FUNCTION_POINTER,
            function.toMemory(),
            ExtensionFunction.GUID_SIZE,
            pointer,
            Long.BYTES,
            new IntRef(),
            errno);
    if (result == Ws2Def.SOCKET_ERROR) {
      throw new WinsockException("SIO_GET_EXTENSION_FUNCTION_POINTER for " + function, errno);
    }
    return ExtensionPointers.at(pointer.getLong(0), type);
  }

  /** Begins to accept, without waiting for data. The end is announced in any case. */
  public void accept(AcceptEx function, long listener, long accepted) {
    errno.clear();
    begun(
        "AcceptEx",
        function.invoke(listener, accepted, output, 0, ADDRESS, ADDRESS, null, overlapped, errno));
  }

  /** {@code GetAcceptExSockaddrs}: the peer's address, as {@link #accept} has left it. */
  public byte[] remoteAddress(GetAcceptExSockaddrs function) {
    SockAddrRef local = new SockAddrRef();
    SockAddrRef remote = new SockAddrRef();
    function.invoke(output, 0, ADDRESS, ADDRESS, local, remote);
    return remote.address == 0
        ? new byte[0]
        : NativeMemory.at(remote.address, remote.length).getBytes(0, remote.length);
  }

  /** Begins to connect, without data. The end is announced in any case. */
  public void connect(ConnectEx function, long s, NativeMemory name) {
    errno.clear();
    begun("ConnectEx", function.invoke(s, name, name.size(), null, 0, null, overlapped, errno));
  }

  private void begun(String call, boolean ended) {
    if (!ended && errno.get() != WinsockError.WSA_IO_PENDING) {
      throw new WinsockException(call, errno);
    }
  }

  /** {@code SO_UPDATE_ACCEPT_CONTEXT}. */
  public void updateAcceptContext(long accepted, long listener) {
    handle.putLong(0, listener);
    update(accepted, Ws2Def.SO_UPDATE_ACCEPT_CONTEXT, handle, Long.BYTES);
  }

  /** {@code SO_UPDATE_CONNECT_CONTEXT}. */
  public void updateConnectContext(long s) {
    update(s, Ws2Def.SO_UPDATE_CONNECT_CONTEXT, null, 0);
  }

  private void update(long s, int option, NativeMemory value, int size) {
    if (winsock.setsockopt(s, Ws2Def.SOL_SOCKET, option, value, size, errno) != 0) {
      throw new WinsockException("setsockopt of the connection's context", errno);
    }
  }
}
