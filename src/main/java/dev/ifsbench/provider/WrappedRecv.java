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
 * {@code WSPRecv} of a wrapping layer: finds the socket below the handle, and makes the call there.
 */
final class WrappedRecv implements WspFunction.Recv {
  private final WrappingLayer layer;
  private final WspFunction.Recv next;

  WrappedRecv(WrappingLayer layer, WspFunction.Recv next) {
    this.layer = layer;
    this.next = next;
  }

  @Override
  public int invoke(
      long s,
      WsaBuf[] lpBuffers,
      int dwBufferCount,
      IntRef lpNumberOfBytesRecvd,
      IntRef lpFlags,
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
          next.invoke(
              socket.lower(),
              lpBuffers,
              dwBufferCount,
              down.bytes,
              down.flags,
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
        next.invoke(
            socket.lower(),
            lpBuffers,
            dwBufferCount,
            lpNumberOfBytesRecvd,
            lpFlags,
            null,
            null,
            null,
            lpErrno);
    return layer.received(result, peeks, lpNumberOfBytesRecvd, socket, lpErrno);
  }
}
