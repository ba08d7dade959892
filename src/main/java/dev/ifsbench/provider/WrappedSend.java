package dev.ifsbench.provider;

import dev.ifsbench.spi.CompletionRoutine;
import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.IntRef;
import dev.ifsbench.spi.Ws2Def;
import dev.ifsbench.spi.WsaBuf;
import dev.ifsbench.spi.WsaOverlapped;
import dev.ifsbench.spi.WsaThreadId;
import dev.ifsbench.spi.WspFunction;

/**
 * {@code WSPSend} of a wrapping layer: finds the socket below the handle, and makes the call there.
 */
final class WrappedSend implements WspFunction.Send {
  private final WrappingLayer layer;
  private final WspFunction.Send next;

  WrappedSend(WrappingLayer layer, WspFunction.Send next) {
    this.layer = layer;
    this.next = next;
  }

  @Override
  public int invoke(
      long s,
      WsaBuf[] lpBuffers,
      int dwBufferCount,
      IntRef lpNumberOfBytesSent,
      int dwFlags,
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
          next.invoke(
              socket.lower(),
              lpBuffers,
              dwBufferCount,
              down.bytes,
              dwFlags,
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
        next.invoke(
            socket.lower(),
            lpBuffers,
            dwBufferCount,
            lpNumberOfBytesSent,
            dwFlags,
            null,
            null,
            null,
            lpErrno);
    return layer.sent(result, lpNumberOfBytesSent, socket, lpErrno);
  }
}
