package dev.ifsbench.sockets.winsock;

import com.sun.jna.Function;
import com.sun.jna.Native;
import dev.ifsbench.sockets.SocketExtensions;
import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.IntRef;
import dev.ifsbench.spi.NativeMemory;
import dev.ifsbench.spi.WinsockError;
import dev.ifsbench.spi.WsaBuf;
import dev.ifsbench.spi.WsaOverlapped;
import dev.ifsbench.spi.extension.AcceptExAddress;
import dev.ifsbench.spi.extension.DisconnectEx;
import dev.ifsbench.spi.extension.ExtensionFunction;
import dev.ifsbench.spi.extension.SockAddrRef;

/**
 * The system's own functions for connections, each that of the provider of the socket that it is
 * called with. A call allocates its arguments: it is one a connection, and not one a message.
 *
 * @see <a href="https://learn.microsoft.com/windows/win32/api/mswsock/">mswsock.h</a>
 */
final class WinsockExtensions implements SocketExtensions {
  private final WinsockSockets sockets;
  private final WinsockOverlapped overlapped;

  /** That of the provider that was first to accept: no socket says whose is meant. */
  private volatile Function addresses;

  WinsockExtensions(WinsockSockets sockets, WinsockOverlapped overlapped) {
    this.sockets = sockets;
    this.overlapped = overlapped;
  }

  @Override
  public int acceptEx(
      long listener,
      long accepted,
      NativeMemory output,
      int dataLength,
      int localLength,
      int remoteLength,
      IntRef received,
      WsaOverlapped structure,
      Errno errno) {
    Function function = find(ExtensionFunction.ACCEPT_EX, listener, errno);
    if (function == null
        || !AcceptExAddress.hasRoom(output, dataLength, localLength, remoteLength, errno)
        || isMissing(structure, errno)) {
      return errno.fail(errno.get());
    }
    if (addresses == null) {
      addresses = find(ExtensionFunction.GET_ACCEPT_EX_SOCKADDRS, listener, new Errno());
    }
    overlapped.begin(listener, structure, null);
    boolean done =
        invoke(
            function,
            listener,
            accepted,
            output.address(),
            dataLength,
            localLength,
            remoteLength,
            WinsockScratch.get().first(0),
            structure.address());
    return begun(done, structure, received, errno);
  }

  @Override
  public void acceptExAddresses(
      NativeMemory output,
      int dataLength,
      int localLength,
      int remoteLength,
      SockAddrRef local,
      SockAddrRef remote) {
    Function function = addresses;
    if (function == null) {
      local.address = 0;
      remote.address = 0;
      return;
    }
    ExtensionMemory.acceptExAddresses(
        function, output, dataLength, localLength, remoteLength, local, remote);
  }

  @Override
  public int connectEx(
      long s,
      NativeMemory name,
      int namelen,
      NativeMemory data,
      int dataLength,
      IntRef sent,
      WsaOverlapped structure,
      Errno errno) {
    Function function = find(ExtensionFunction.CONNECT_EX, s, errno);
    if (function == null || isMissing(structure, errno)) {
      return errno.fail(errno.get());
    }
    if (name == null || name.size() < namelen || (data != null && data.size() < dataLength)) {
      return errno.fail(WinsockError.WSAEFAULT);
    }
    overlapped.begin(s, structure, null);
    boolean done =
        invoke(
            function,
            s,
            name.address(),
            namelen,
            data == null ? 0L : data.address(),
            dataLength,
            WinsockScratch.get().first(0),
            structure.address());
    NativeMemory.keep(name);
    return begun(done, structure, sent, errno);
  }

  @Override
  public int disconnectEx(long s, WsaOverlapped structure, boolean reuse, Errno errno) {
    Function function = find(ExtensionFunction.DISCONNECT_EX, s, errno);
    if (function == null) {
      return errno.fail(errno.get());
    }
    if (structure != null) {
      overlapped.begin(s, structure, null);
    }
    boolean done =
        invoke(
            function,
            s,
            structure == null ? 0L : structure.address(),
            reuse ? DisconnectEx.TF_REUSE_SOCKET : 0,
            0);
    return structure == null ? waited(done, errno) : begun(done, structure, null, errno);
  }

  @Override
  public int transmitFile(
      long s,
      long file,
      int count,
      WsaBuf head,
      WsaBuf tail,
      WsaOverlapped structure,
      Errno errno) {
    Function function = find(ExtensionFunction.TRANSMIT_FILE, s, errno);
    if (function == null) {
      return errno.fail(errno.get());
    }
    if (structure != null) {
      int offset = structure.offset();
      int offsetHigh = structure.offsetHigh();
      overlapped.begin(s, structure, null);
      structure.setOffset(offset);
      structure.setOffsetHigh(offsetHigh);
    }
    NativeMemory buffers = ExtensionMemory.transmitFileBuffers(head, tail);
    boolean done =
        invoke(
            function,
            s,
            file,
            count,
            0,
            structure == null ? 0L : structure.address(),
            buffers.address(),
            0);
    NativeMemory.keep(buffers);
    return structure == null ? waited(done, errno) : begun(done, structure, null, errno);
  }

  private Function find(ExtensionFunction function, long s, Errno errno) {
    return sockets.extensionsOf(s).find(function, s, errno);
  }

  private static boolean isMissing(WsaOverlapped structure, Errno errno) {
    if (structure == null) {
      errno.set(WinsockError.WSA_INVALID_PARAMETER);
    }
    return structure == null;
  }

  /** Calls a function that returns a {@code BOOL}. JNA does it, whatever calls the others. */
  private static boolean invoke(Function function, Object... arguments) {
    return function.invokeInt(arguments) != 0;
  }

  private int begun(boolean done, WsaOverlapped structure, IntRef transferred, Errno errno) {
    WinsockError error = done ? WinsockError.NO_ERROR : error();
    return overlapped.begun(done ? 0 : -1, error, structure, transferred, errno);
  }

  private static int waited(boolean done, Errno errno) {
    return done ? 0 : errno.fail(error());
  }

  private static WinsockError error() {
    return WinsockError.fromCode(Native.getLastError());
  }
}
