package dev.ifsbench.sockets.dll;

import com.sun.jna.Function;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import dev.ifsbench.sockets.winsock.ExtensionMemory;
import dev.ifsbench.sockets.winsock.WinsockOverlapped;
import dev.ifsbench.sockets.winsock.WinsockScratch;
import dev.ifsbench.sockets.winsock.WinsockSockets;
import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.IntRef;
import dev.ifsbench.spi.NativeMemory;
import dev.ifsbench.spi.WinsockError;
import dev.ifsbench.spi.WsaBuf;
import dev.ifsbench.spi.WsaOverlapped;
import dev.ifsbench.spi.extension.AcceptEx;
import dev.ifsbench.spi.extension.AcceptExAddress;
import dev.ifsbench.spi.extension.ConnectEx;
import dev.ifsbench.spi.extension.DisconnectEx;
import dev.ifsbench.spi.extension.ExtensionFunction;
import dev.ifsbench.spi.extension.ExtensionPointers;
import dev.ifsbench.spi.extension.GetAcceptExSockaddrs;
import dev.ifsbench.spi.extension.TransmitFile;
import dev.ifsbench.spi.extension.WsaRecvMsg;
import dev.ifsbench.spi.extension.WsaSendMsg;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The extension functions that a provider in C hands out, as Java calls them by their addresses.
 * Those of connections are here; such a function returns a {@code BOOL}, and leaves its error where
 * {@code WSAGetLastError} finds it. A call allocates its arguments: it is one a connection, and not
 * one a message. Safe for use by several threads.
 *
 * @see <a href="https://learn.microsoft.com/windows/win32/api/mswsock/">mswsock.h</a>
 */
final class NativeExtensions {
  private final WinsockSockets sockets;
  private final WinsockOverlapped system;
  private final NativeMessages messages;

  /** By address; who asks for a function has only the address of it. */
  private final Map<Long, Object> known = new ConcurrentHashMap<>();

  NativeExtensions(WinsockSockets sockets) {
    this.sockets = sockets;
    system = sockets.winsockOverlapped();
    messages = new NativeMessages(sockets);
  }

  /**
   * C has answered with the address of a function: from now on it can be called by it.
   *
   * @param asked the GUID
   * @param answer where the address is
   * @param errno {@code WSAEFAULT} if C calls no function a success
   * @return 0, or {@code SOCKET_ERROR}
   */
  int answered(NativeMemory asked, NativeMemory answer, Errno errno) {
    ExtensionFunction function =
        isWithin(asked, ExtensionFunction.GUID_SIZE) ? ExtensionFunction.of(asked) : null;
    if (function == null || !isWithin(answer, Long.BYTES)) {
      return 0; // it means something to C and to who asks
    }
    long address = answer.getLong(0);
    if (address == 0) {
      return errno.fail(WinsockError.WSAEFAULT);
    }
    ExtensionPointers.put(address, known.computeIfAbsent(address, at -> callable(function, at)));
    return 0;
  }

  private Object callable(ExtensionFunction function, long address) {
    Function c = Function.getFunction(new Pointer(address));
    return switch (function) {
      case ACCEPT_EX ->
          (AcceptEx)
              (s, accepted, output, data, local, remote, received, overlapped, e) ->
                  acceptEx(c, s, accepted, output, data, local, remote, received, overlapped, e);
      case CONNECT_EX ->
          (ConnectEx)
              (s, name, namelen, data, dataLength, sent, overlapped, e) ->
                  connectEx(c, s, name, namelen, data, dataLength, sent, overlapped, e);
      case DISCONNECT_EX ->
          (DisconnectEx)
              (s, overlapped, flags, reserved, e) ->
                  disconnectEx(c, s, overlapped, flags, reserved, e);
      case GET_ACCEPT_EX_SOCKADDRS ->
          (GetAcceptExSockaddrs)
              (output, data, local, remote, localAddress, remoteAddress) ->
                  ExtensionMemory.acceptExAddresses(
                      c, output, data, local, remote, localAddress, remoteAddress);
      case TRANSMIT_FILE ->
          (TransmitFile)
              (s, file, count, each, overlapped, head, tail, flags, e) ->
                  transmitFile(c, s, file, count, each, overlapped, head, tail, flags, e);
      case WSA_RECV_MSG ->
          (WsaRecvMsg)
              (s, message, received, overlapped, routine, thread, e) ->
                  messages.receive(c, s, message, received, overlapped, routine, thread, e);
      case WSA_SEND_MSG ->
          (WsaSendMsg)
              (s, message, flags, sent, overlapped, routine, thread, e) ->
                  messages.send(c, s, message, flags, sent, overlapped, routine, thread, e);
    };
  }

  private boolean acceptEx(
      Function c,
      long listener,
      long accepted,
      NativeMemory output,
      int data,
      int local,
      int remote,
      IntRef received,
      WsaOverlapped overlapped,
      Errno errno) {
    if (!AcceptExAddress.hasRoom(output, data, local, remote, errno)
        || isMissing(overlapped, errno)) {
      return false;
    }
    begin(listener, overlapped);
    boolean done =
        invoke(
            c,
            listener,
            accepted,
            output.address(),
            data,
            local,
            remote,
            WinsockScratch.get().first(0),
            overlapped.address());
    return begun(listener, done, overlapped, received, errno);
  }

  private boolean connectEx(
      Function c,
      long s,
      NativeMemory name,
      int namelen,
      NativeMemory data,
      int dataLength,
      IntRef sent,
      WsaOverlapped overlapped,
      Errno errno) {
    if (isMissing(overlapped, errno)) {
      return false;
    }
    if (name == null || !isWithin(name, namelen) || !isWithin(data, dataLength)) {
      errno.set(WinsockError.WSAEFAULT);
      return false;
    }
    begin(s, overlapped);
    boolean done =
        invoke(
            c,
            s,
            name.address(),
            namelen,
            data == null ? 0L : data.address(),
            dataLength,
            WinsockScratch.get().first(0),
            overlapped.address());
    NativeMemory.keep(name);
    return begun(s, done, overlapped, sent, errno);
  }

  private boolean disconnectEx(
      Function c, long s, WsaOverlapped overlapped, int flags, int reserved, Errno errno) {
    begin(s, overlapped);
    boolean done = invoke(c, s, overlapped == null ? 0L : overlapped.address(), flags, reserved);
    return begun(s, done, overlapped, null, errno);
  }

  private boolean transmitFile(
      Function c,
      long s,
      long file,
      int count,
      int each,
      WsaOverlapped overlapped,
      WsaBuf head,
      WsaBuf tail,
      int flags,
      Errno errno) {
    int offset = overlapped == null ? 0 : overlapped.offset();
    int offsetHigh = overlapped == null ? 0 : overlapped.offsetHigh();
    begin(s, overlapped);
    if (overlapped != null) { // they say where in the file to begin
      overlapped.setOffset(offset);
      overlapped.setOffsetHigh(offsetHigh);
    }
    NativeMemory buffers = ExtensionMemory.transmitFileBuffers(head, tail);
    boolean done =
        invoke(
            c,
            s,
            file,
            count,
            each,
            overlapped == null ? 0L : overlapped.address(),
            buffers.address(),
            flags);
    NativeMemory.keep(buffers);
    return begun(s, done, overlapped, null, errno);
  }

  private static boolean isWithin(NativeMemory memory, int length) {
    return length >= 0 && length <= (memory == null ? 0 : memory.size());
  }

  private static boolean isMissing(WsaOverlapped overlapped, Errno errno) {
    if (overlapped == null) {
      errno.set(WinsockError.WSA_INVALID_PARAMETER);
    }
    return overlapped == null;
  }

  private static boolean invoke(Function c, Object... arguments) {
    return c.invokeInt(arguments) != 0;
  }

  private void begin(long s, WsaOverlapped overlapped) {
    if (overlapped == null) {
      return;
    }
    if (sockets.isCreated(s)) {
      HostedOperations.begin(overlapped, null);
    } else {
      system.begin(s, overlapped, null);
    }
  }

  private boolean begun(
      long s, boolean done, WsaOverlapped overlapped, IntRef transferred, Errno errno) {
    WinsockError error =
        done ? WinsockError.NO_ERROR : WinsockError.fromCode(Native.getLastError());
    if (overlapped != null && !sockets.isCreated(s)) {
      return system.begun(done ? 0 : -1, error, overlapped, transferred, errno) == 0;
    }
    if (!done) {
      errno.set(error);
      if (overlapped != null && error != WinsockError.WSA_IO_PENDING) {
        HostedOperations.end(overlapped.address());
      }
    } else if (transferred != null) {
      transferred.value = WinsockScratch.get().getFirst();
    }
    return done;
  }
}
