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

/** {@code WSPSend} of the base provider. */
final class BaseSend implements WspFunction.Send {
  private final NativeSockets system;
  private final SendRecv sockets;
  private final OverlappedIo overlapped;

  BaseSend(NativeSockets sockets) {
    system = sockets;
    this.sockets = sockets.sendRecv();
    overlapped = sockets.overlapped();
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
      return overlapped.send(
          s,
          lpOverlapped
              .request(lpCompletionRoutine, lpThreadId)
              .toSend(lpBuffers, dwBufferCount, lpNumberOfBytesSent, dwFlags),
          lpErrno);
    }
    if (lpNumberOfBytesSent == null) {
      return BaseProvider.fault(system, s, lpErrno);
    }
    return BaseProvider.transferred(
        sockets.send(s, lpBuffers, dwBufferCount, dwFlags, lpErrno), lpNumberOfBytesSent);
  }
}
