package dev.ifsbench.provider;

import dev.ifsbench.spi.CompletionRoutine;
import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.IntRef;
import dev.ifsbench.spi.NativeMemory;
import dev.ifsbench.spi.Ws2Def;
import dev.ifsbench.spi.WsaBuf;
import dev.ifsbench.spi.WsaOverlapped;
import dev.ifsbench.spi.WsaThreadId;

/**
 * {@code WSPSendTo} and {@code WSPRecvFrom} of a wrapping layer: {@link WrappedSend} and {@link
 * WrappedRecv} with an address.
 */
final class WrappedDatagrams {
  private final WrappingLayer layer;

  WrappedDatagrams(WrappingLayer layer) {
    this.layer = layer;
  }

  int recvFrom(
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
      WrappedOperation down =
          layer
              .operations()
              .beginReceive(s, lpFlags, lpOverlapped, lpCompletionRoutine, lpThreadId, lpErrno);
      if (down == null) {
        return Ws2Def.SOCKET_ERROR;
      }
      WrappedSocket socket = down.socket();
      int result =
          layer
              .next()
              .wspRecvFrom()
              .invoke(
                  socket.lower(),
                  lpBuffers,
                  dwBufferCount,
                  down.bytes,
                  down.flags,
                  lpFrom,
                  lpFromlen,
                  down,
                  null,
                  null,
                  lpErrno);
      return layer.operations().begun(result, down, socket, lpNumberOfBytesRecvd, lpErrno);
    }
    WrappedSocket socket = layer.acquire(s, lpErrno);
    if (socket == null) {
      return Ws2Def.SOCKET_ERROR;
    }
    boolean peeks = ByteCounters.isPeek(lpFlags);
    int result =
        layer
            .next()
            .wspRecvFrom()
            .invoke(
                socket.lower(),
                lpBuffers,
                dwBufferCount,
                lpNumberOfBytesRecvd,
                lpFlags,
                lpFrom,
                lpFromlen,
                null,
                null,
                null,
                lpErrno);
    return layer.received(result, peeks, lpNumberOfBytesRecvd, socket, lpErrno);
  }

  int sendTo(
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
      WrappedOperation down =
          layer.operations().beginSend(s, lpOverlapped, lpCompletionRoutine, lpThreadId, lpErrno);
      if (down == null) {
        return Ws2Def.SOCKET_ERROR;
      }
      WrappedSocket socket = down.socket();
      int result =
          layer
              .next()
              .wspSendTo()
              .invoke(
                  socket.lower(),
                  lpBuffers,
                  dwBufferCount,
                  down.bytes,
                  dwFlags,
                  lpTo,
                  iTolen,
                  down,
                  null,
                  null,
                  lpErrno);
      return layer.operations().begun(result, down, socket, null, lpErrno);
    }
    WrappedSocket socket = layer.acquire(s, lpErrno);
    if (socket == null) {
      return Ws2Def.SOCKET_ERROR;
    }
    int result =
        layer
            .next()
            .wspSendTo()
            .invoke(
                socket.lower(),
                lpBuffers,
                dwBufferCount,
                lpNumberOfBytesSent,
                dwFlags,
                lpTo,
                iTolen,
                null,
                null,
                null,
                lpErrno);
    return layer.sent(result, lpNumberOfBytesSent, socket, lpErrno);
  }
}
