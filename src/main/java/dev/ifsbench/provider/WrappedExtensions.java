package dev.ifsbench.provider;

import dev.ifsbench.spi.CompletionRoutine;
import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.IntRef;
import dev.ifsbench.spi.NativeMemory;
import dev.ifsbench.spi.WinsockError;
import dev.ifsbench.spi.Ws2Def;
import dev.ifsbench.spi.WsaBuf;
import dev.ifsbench.spi.WsaOverlapped;
import dev.ifsbench.spi.WsaThreadId;
import dev.ifsbench.spi.extension.AcceptEx;
import dev.ifsbench.spi.extension.ConnectEx;
import dev.ifsbench.spi.extension.DisconnectEx;
import dev.ifsbench.spi.extension.ExtensionFunction;
import dev.ifsbench.spi.extension.ExtensionPointers;
import dev.ifsbench.spi.extension.ExtensionTable;
import dev.ifsbench.spi.extension.TransmitFile;
import dev.ifsbench.spi.extension.WsaMsg;
import dev.ifsbench.spi.extension.WsaRecvMsg;
import dev.ifsbench.spi.extension.WsaSendMsg;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A wrapping layer's own extension functions: they look up the sockets below the layer's handles
 * and call the next provider's functions on those. A pointer works on the handles of the layer that
 * gave it out: any other is {@code WSAENOTSOCK}. {@code GetAcceptExSockaddrs} has no handle, and is
 * the next provider's own.
 */
final class WrappedExtensions {
  private final WrappingLayer layer;
  private final ExtensionTable own;
  private final Map<ExtensionFunction, Object> next = new ConcurrentHashMap<>();

  WrappedExtensions(WrappingLayer layer) {
    this.layer = layer;
    own =
        new ExtensionTable(
            Map.of(
                ExtensionFunction.ACCEPT_EX, (AcceptEx) this::acceptEx,
                ExtensionFunction.CONNECT_EX, (ConnectEx) this::connectEx,
                ExtensionFunction.DISCONNECT_EX, (DisconnectEx) this::disconnectEx,
                ExtensionFunction.TRANSMIT_FILE, (TransmitFile) this::transmitFile,
                ExtensionFunction.WSA_RECV_MSG, (WsaRecvMsg) this::recvMsg,
                ExtensionFunction.WSA_SEND_MSG, (WsaSendMsg) this::sendMsg));
  }

  /** {@code SIO_GET_EXTENSION_FUNCTION_POINTER} on the socket below. */
  int answer(
      long lower,
      NativeMemory in,
      int cbIn,
      NativeMemory out,
      int cbOut,
      IntRef cbReturned,
      Errno lpErrno) {
    ExtensionFunction asked = ExtensionTable.asked(in, cbIn, out, cbOut, cbReturned, lpErrno);
    if (asked == null) {
      return Ws2Def.SOCKET_ERROR;
    }
    NativeMemory pointer = new NativeMemory(Long.BYTES);
    int result =
        layer
            .next()
            .wspIoctl()
            .invoke(
                lower,
                Ws2Def.SIO_GET_EXTENSION_FUNCTION_POINTER,
                in,
                cbIn,
                pointer,
                Long.BYTES,
                new IntRef(),
                null,
                null,
                null,
                lpErrno);
    if (result == Ws2Def.SOCKET_ERROR) {
      return result;
    }
    if (asked == ExtensionFunction.GET_ACCEPT_EX_SOCKADDRS) {
      return HandleAnswer.give(pointer.getLong(0), out, cbOut, cbReturned, lpErrno);
    }
    next.put(asked, ExtensionPointers.at(pointer.getLong(0), asked.type()));
    return own.answer(asked, out, cbReturned, lpErrno);
  }

  /**
   * The next provider's function. It is there: the layer asked for it before it gave out its own
   * pointer.
   */
  private <T> T next(ExtensionFunction function, Class<T> type) {
    return type.cast(next.get(function));
  }

  private boolean acceptEx(
      long sListenSocket,
      long sAcceptSocket,
      NativeMemory lpOutputBuffer,
      int dwReceiveDataLength,
      int dwLocalAddressLength,
      int dwRemoteAddressLength,
      IntRef lpdwBytesReceived,
      WsaOverlapped lpOverlapped,
      Errno lpErrno) {
    if (lpOverlapped == null) {
      return isRefused(sListenSocket, lpErrno);
    }
    WrappedSocket accepted = layer.acquire(sAcceptSocket, lpErrno);
    if (accepted == null) {
      return false;
    }
    WrappedOperation down =
        begin(sListenSocket, WrappedOperation.Kind.ACCEPT, lpOverlapped, lpErrno);
    if (down == null) {
      layer.release(accepted);
      return false;
    }
    down.setAccepted(accepted);
    WrappedSocket listener = down.socket();
    boolean done =
        next(ExtensionFunction.ACCEPT_EX, AcceptEx.class)
            .invoke(
                listener.lower(),
                accepted.lower(),
                lpOutputBuffer,
                dwReceiveDataLength,
                dwLocalAddressLength,
                dwRemoteAddressLength,
                down.bytes,
                down,
                lpErrno);
    return begun(done, down, listener, lpErrno);
  }

  private boolean connectEx(
      long s,
      NativeMemory name,
      int namelen,
      NativeMemory lpSendBuffer,
      int dwSendDataLength,
      IntRef lpdwBytesSent,
      WsaOverlapped lpOverlapped,
      Errno lpErrno) {
    if (lpOverlapped == null) {
      return isRefused(s, lpErrno);
    }
    WrappedOperation down = begin(s, WrappedOperation.Kind.SEND, lpOverlapped, lpErrno);
    if (down == null) {
      return false;
    }
    WrappedSocket socket = down.socket();
    boolean done =
        next(ExtensionFunction.CONNECT_EX, ConnectEx.class)
            .invoke(
                socket.lower(),
                name,
                namelen,
                lpSendBuffer,
                dwSendDataLength,
                down.bytes,
                down,
                lpErrno);
    return begun(done, down, socket, lpErrno);
  }

  private boolean disconnectEx(
      long s, WsaOverlapped lpOverlapped, int dwFlags, int dwReserved, Errno lpErrno) {
    DisconnectEx below = next(ExtensionFunction.DISCONNECT_EX, DisconnectEx.class);
    if (lpOverlapped == null) {
      WrappedSocket socket = layer.acquire(s, lpErrno);
      return socket != null
          && finished(
              below.invoke(socket.lower(), null, dwFlags, dwReserved, lpErrno), socket, lpErrno);
    }
    WrappedOperation down = begin(s, WrappedOperation.Kind.IOCTL, lpOverlapped, lpErrno);
    if (down == null) {
      return false;
    }
    WrappedSocket socket = down.socket();
    boolean done = below.invoke(socket.lower(), down, dwFlags, dwReserved, lpErrno);
    return begun(done, down, socket, lpErrno);
  }

  private boolean transmitFile(
      long s,
      long hFile,
      int nNumberOfBytesToWrite,
      int nNumberOfBytesPerSend,
      WsaOverlapped lpOverlapped,
      WsaBuf head,
      WsaBuf tail,
      int dwReserved,
      Errno lpErrno) {
    TransmitFile below = next(ExtensionFunction.TRANSMIT_FILE, TransmitFile.class);
    if (lpOverlapped == null) {
      WrappedSocket socket = layer.acquire(s, lpErrno);
      if (socket == null) {
        return false;
      }
      boolean sent =
          below.invoke(
              socket.lower(),
              hFile,
              nNumberOfBytesToWrite,
              nNumberOfBytesPerSend,
              null,
              head,
              tail,
              dwReserved,
              lpErrno);
      if (sent) { // of the file, as many as were asked for: the call does not report how many
        int ofBuffers = (head == null ? 0 : head.len) + (tail == null ? 0 : tail.len);
        socket.counters().addSent(ofBuffers + (hFile == 0 ? 0 : nNumberOfBytesToWrite));
      }
      return finished(sent, socket, lpErrno);
    }
    WrappedOperation down = begin(s, WrappedOperation.Kind.SEND, lpOverlapped, lpErrno);
    if (down == null) {
      return false;
    }
    WrappedSocket socket = down.socket();
    down.setOffset(lpOverlapped.offset());
    down.setOffsetHigh(lpOverlapped.offsetHigh());
    boolean done =
        below.invoke(
            socket.lower(),
            hFile,
            nNumberOfBytesToWrite,
            nNumberOfBytesPerSend,
            down,
            head,
            tail,
            dwReserved,
            lpErrno);
    return begun(done, down, socket, lpErrno);
  }

  private int recvMsg(
      long s,
      WsaMsg lpMsg,
      IntRef lpdwNumberOfBytesRecvd,
      WsaOverlapped lpOverlapped,
      CompletionRoutine lpCompletionRoutine,
      WsaThreadId lpThreadId,
      Errno lpErrno) {
    if (lpMsg == null) {
      return layer.refuse(s, WinsockError.WSAEFAULT, lpErrno);
    }
    WsaRecvMsg below = next(ExtensionFunction.WSA_RECV_MSG, WsaRecvMsg.class);
    if (lpOverlapped == null) {
      WrappedSocket socket = layer.acquire(s, lpErrno);
      if (socket == null) {
        return Ws2Def.SOCKET_ERROR;
      }
      boolean peeks = ByteCounters.isPeek(lpMsg.flags);
      int result =
          below.invoke(socket.lower(), lpMsg, lpdwNumberOfBytesRecvd, null, null, null, lpErrno);
      return layer.received(result, peeks, lpdwNumberOfBytesRecvd, socket, lpErrno);
    }
    WrappedOperation down =
        layer
            .operations()
            .begin(
                s,
                WrappedOperation.Kind.ofReceive(lpMsg.flags),
                lpOverlapped,
                lpCompletionRoutine,
                lpThreadId,
                lpErrno);
    if (down == null) {
      return Ws2Def.SOCKET_ERROR;
    }
    WrappedSocket socket = down.socket();
    int result = below.invoke(socket.lower(), lpMsg, down.bytes, down, null, null, lpErrno);
    return layer.operations().begun(result, down, socket, lpdwNumberOfBytesRecvd, lpErrno);
  }

  private int sendMsg(
      long s,
      WsaMsg lpMsg,
      int dwFlags,
      IntRef lpNumberOfBytesSent,
      WsaOverlapped lpOverlapped,
      CompletionRoutine lpCompletionRoutine,
      WsaThreadId lpThreadId,
      Errno lpErrno) {
    WsaSendMsg below = next(ExtensionFunction.WSA_SEND_MSG, WsaSendMsg.class);
    if (lpOverlapped == null) {
      WrappedSocket socket = layer.acquire(s, lpErrno);
      if (socket == null) {
        return Ws2Def.SOCKET_ERROR;
      }
      int result =
          below.invoke(
              socket.lower(), lpMsg, dwFlags, lpNumberOfBytesSent, null, null, null, lpErrno);
      if (result == 0) {
        socket.counters().addSent(lpNumberOfBytesSent.value);
      }
      return layer.finished(result, socket, lpErrno);
    }
    WrappedOperation down =
        layer
            .operations()
            .begin(
                s,
                WrappedOperation.Kind.SEND,
                lpOverlapped,
                lpCompletionRoutine,
                lpThreadId,
                lpErrno);
    if (down == null) {
      return Ws2Def.SOCKET_ERROR;
    }
    WrappedSocket socket = down.socket();
    int result =
        below.invoke(socket.lower(), lpMsg, dwFlags, down.bytes, down, null, null, lpErrno);
    return layer.operations().begun(result, down, socket, null, lpErrno);
  }

  private WrappedOperation begin(
      long s, WrappedOperation.Kind kind, WsaOverlapped lpOverlapped, Errno lpErrno) {
    return layer.operations().begin(s, kind, lpOverlapped, null, null, lpErrno);
  }

  private boolean begun(boolean done, WrappedOperation down, WrappedSocket socket, Errno lpErrno) {
    int result = done ? 0 : Ws2Def.SOCKET_ERROR;
    return layer.operations().begun(result, down, socket, null, lpErrno) == 0;
  }

  private boolean finished(boolean done, WrappedSocket socket, Errno lpErrno) {
    return layer.finished(done ? 0 : Ws2Def.SOCKET_ERROR, socket, lpErrno) == 0;
  }

  private boolean isRefused(long s, Errno lpErrno) {
    return layer.refuse(s, WinsockError.WSA_INVALID_PARAMETER, lpErrno) == 0;
  }
}
