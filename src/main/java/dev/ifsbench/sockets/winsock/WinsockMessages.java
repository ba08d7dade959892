package dev.ifsbench.sockets.winsock;

import com.sun.jna.Function;
import com.sun.jna.Native;
import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.IntRef;
import dev.ifsbench.spi.OverlappedRequest;
import dev.ifsbench.spi.WinsockError;
import dev.ifsbench.spi.Ws2Def;
import dev.ifsbench.spi.WsaBuf;
import dev.ifsbench.spi.WsaOverlapped;
import dev.ifsbench.spi.extension.ExtensionFunction;
import dev.ifsbench.spi.extension.WsaMsg;

/**
 * The system's own {@code WSASendMsg} and {@code WSARecvMsg}, each that of the provider of the
 * socket that it is called with. JNA calls them by their addresses, whatever calls the others, and
 * allocates for each call.
 *
 * @see <a
 *     href="https://learn.microsoft.com/windows/win32/api/mswsock/nc-mswsock-lpfn_wsarecvmsg">WSARecvMsg</a>
 */
public final class WinsockMessages {
  private final WinsockSockets sockets;
  private final WinsockOverlapped overlapped;

  WinsockMessages(WinsockSockets sockets, WinsockOverlapped overlapped) {
    this.sockets = sockets;
    this.overlapped = overlapped;
  }

  int send(long s, WsaMsg message, int flags, Errno errno) {
    Function function = find(ExtensionFunction.WSA_SEND_MSG, s, errno);
    return function == null ? Ws2Def.SOCKET_ERROR : send(function, s, message, flags, errno);
  }

  int receive(long s, WsaMsg message, Errno errno) {
    Function function = find(ExtensionFunction.WSA_RECV_MSG, s, errno);
    return function == null ? Ws2Def.SOCKET_ERROR : receive(function, s, message, errno);
  }

  int send(long s, OverlappedRequest request, WsaMsg message, Errno errno) {
    Function function = find(ExtensionFunction.WSA_SEND_MSG, s, errno);
    return function == null ? Ws2Def.SOCKET_ERROR : send(function, s, request, message, errno);
  }

  int receive(long s, OverlappedRequest request, WsaMsg message, Errno errno) {
    Function function = find(ExtensionFunction.WSA_RECV_MSG, s, errno);
    return function == null ? Ws2Def.SOCKET_ERROR : receive(function, s, request, message, errno);
  }

  private Function find(ExtensionFunction function, long s, Errno errno) {
    return sockets.extensionsOf(s).find(function, s, errno);
  }

  /**
   * Sends a message.
   *
   * @param function the provider's {@code WSASendMsg}
   * @param s the socket
   * @param message the message
   * @param flags {@code MSG_*} bits
   * @param errno where the error goes
   * @return bytes sent, or {@code SOCKET_ERROR}
   */
  public int send(Function function, long s, WsaMsg message, int flags, Errno errno) {
    if (isNotToSend(s, message, errno)) {
      return Ws2Def.SOCKET_ERROR;
    }
    WinsockScratch scratch = WinsockScratch.get();
    NativeMessage memory = scratch.message();
    int failed = invoke(function, s, memory.toSend(message), flags, scratch.first(0), 0L, 0L);
    WinsockError error = error(failed);
    memory.forget();
    return failed == 0 ? scratch.getFirst() : errno.fail(unlessClosing(s, error));
  }

  /**
   * Receives a message.
   *
   * @param function the provider's {@code WSARecvMsg}
   * @param s the socket
   * @param message in: the room and the flags; out: the message
   * @param errno where the error goes
   * @return bytes received, or {@code SOCKET_ERROR}
   */
  public int receive(Function function, long s, WsaMsg message, Errno errno) {
    if (isNotToReceive(s, message, errno)) {
      return Ws2Def.SOCKET_ERROR;
    }
    WinsockScratch scratch = WinsockScratch.get();
    NativeMessage memory = scratch.message();
    int failed = invoke(function, s, memory.toReceive(message), scratch.first(0), 0L, 0L);
    WinsockError error = error(failed);
    if (failed == 0 || error == WinsockError.WSAEMSGSIZE) {
      memory.received();
    }
    memory.forget();
    return failed == 0 ? scratch.getFirst() : errno.fail(unlessClosing(s, error));
  }

  /**
   * Begins to send a message on a socket of the system's own.
   *
   * @param function the provider's {@code WSASendMsg}
   * @param s the socket
   * @param request how it is to be announced
   * @param message the message
   * @param errno where the error goes
   * @return 0 or {@code SOCKET_ERROR}
   */
  public int send(
      Function function, long s, OverlappedRequest request, WsaMsg message, Errno errno) {
    if (isNotToSend(s, message, errno) || isOfAnotherThread(request, errno)) {
      return Ws2Def.SOCKET_ERROR;
    }
    WsaOverlapped structure = request.overlapped();
    IntRef sent = request.transferred();
    int flags = request.sendFlags();
    long routine = overlapped.addressOf(request.routine());
    long at = overlapped.begin(s, structure, request.routine()).message().toSend(message);
    long bytes = WinsockScratch.get().first(0);
    int failed = invoke(function, s, at, flags, bytes, structure.address(), routine);
    return overlapped.begun(failed, error(failed), structure, sent, errno);
  }

  /**
   * Begins to receive a message on a socket of the system's own.
   *
   * @param function the provider's {@code WSARecvMsg}
   * @param s the socket
   * @param request how it is to be announced
   * @param message the message, which belongs to the operation until that ends
   * @param errno where the error goes
   * @return 0 or {@code SOCKET_ERROR}
   */
  public int receive(
      Function function, long s, OverlappedRequest request, WsaMsg message, Errno errno) {
    if (isNotToReceive(s, message, errno) || isOfAnotherThread(request, errno)) {
      return Ws2Def.SOCKET_ERROR;
    }
    WsaOverlapped structure = request.overlapped();
    IntRef received = request.transferred();
    long routine = overlapped.addressOf(request.routine());
    PendingOverlapped operation = overlapped.begin(s, structure, request.routine());
    long at = operation.message().toReceive(message);
    long bytes = WinsockScratch.get().first(0);
    int failed = invoke(function, s, at, bytes, structure.address(), routine);
    WinsockError error = error(failed);
    if (error != WinsockError.WSAEMSGSIZE) {
      return overlapped.begun(failed, error, structure, received, errno);
    }
    operation.message().received();
    int outcome = overlapped.begun(failed, error, structure, received, errno);
    int room = WsaBuf.total(message.buffers, message.bufferCount);
    WinsockOverlapped.arrived(room, structure, received);
    return outcome;
  }

  /** Whether a message cannot be sent, with the reason. */
  public boolean isNotToSend(long s, WsaMsg message, Errno errno) {
    int namelen = message.name == null ? 0 : message.namelen.value;
    return misuse(
        sockets.checkSend(s, message.buffers, message.bufferCount, message.name, namelen),
        message,
        errno);
  }

  /** Whether there is no room for a message, with the reason. */
  public boolean isNotToReceive(long s, WsaMsg message, Errno errno) {
    IntRef namelen = message.name == null ? null : message.namelen;
    return misuse(
        sockets.checkReceive(
            s, message.buffers, message.bufferCount, message.flags, message.name, namelen),
        message,
        errno);
  }

  private static boolean misuse(WinsockError found, WsaMsg message, Errno errno) {
    WinsockError misuse = found == null ? NativeMessage.check(message) : found;
    if (misuse != null) {
      errno.set(misuse);
    }
    return misuse != null;
  }

  private static boolean isOfAnotherThread(OverlappedRequest request, Errno errno) {
    WinsockError misuse = WinsockOverlapped.checkThread(request.routine(), request.thread());
    if (misuse != null) {
      errno.set(misuse);
    }
    return misuse != null;
  }

  private static int invoke(Function function, Object... arguments) {
    return function.invokeInt(arguments);
  }

  private static WinsockError error(int failed) {
    return failed == 0 ? WinsockError.NO_ERROR : WinsockError.fromCode(Native.getLastError());
  }

  /** That a socket was closed during the call has several names in Winsock. */
  private WinsockError unlessClosing(long s, WinsockError error) {
    OpenSocket socket = sockets.open(s);
    return socket != null && socket.isClosing() ? WinsockError.WSAEINTR : error;
  }
}
