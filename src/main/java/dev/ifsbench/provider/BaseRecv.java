package dev.ifsbench.provider;

import dev.ifsbench.sockets.NativeSockets;
import dev.ifsbench.sockets.OverlappedIo;
import dev.ifsbench.sockets.SendRecv;
import dev.ifsbench.spi.CompletionRoutine;
import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.IntRef;
import dev.ifsbench.spi.WsaBuf;
import dev.ifsbench.spi.WsaOverlapped;
import dev.ifsbench.spi.WsaThreadId;
import dev.ifsbench.spi.WspFunction;

/** {@code WSPRecv} of the base provider. */
final class BaseRecv implements WspFunction.Recv {
  private final NativeSockets system;
  private final SendRecv sockets;
  private final OverlappedIo overlapped;

  BaseRecv(NativeSockets sockets) {
    system = sockets;
    this.sockets = sockets.sendRecv();
    overlapped = sockets.overlapped();
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
      return overlapped.recv(
          s,
          lpOverlapped
              .request(lpCompletionRoutine, lpThreadId)
              .toReceive(lpBuffers, dwBufferCount, lpNumberOfBytesRecvd, lpFlags),
          lpErrno);
    }
    if (lpNumberOfBytesRecvd == null) {
      return BaseProvider.fault(system, s, lpErrno);
    }
    return BaseProvider.received(
        sockets.recv(s, lpBuffers, dwBufferCount, lpFlags, lpErrno),
        lpBuffers,
        dwBufferCount,
        lpNumberOfBytesRecvd,
        lpErrno);
  }
}
