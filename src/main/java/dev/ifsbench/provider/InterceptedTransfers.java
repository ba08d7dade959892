package dev.ifsbench.provider;

import dev.ifsbench.spi.CompletionRoutine;
import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.IntRef;
import dev.ifsbench.spi.NativeMemory;
import dev.ifsbench.spi.ProcedureTable;
import dev.ifsbench.spi.Ws2Def;
import dev.ifsbench.spi.WsaBuf;
import dev.ifsbench.spi.WsaOverlapped;
import dev.ifsbench.spi.WsaThreadId;
import dev.ifsbench.spi.WspFunction;

/**
 * The four functions of a table that move data, with something done before and after each.
 *
 * @param <S> what is known of a socket while a call on it runs
 */
abstract class InterceptedTransfers<S> {
  private final WspFunction.Recv recv;
  private final WspFunction.RecvFrom recvFrom;
  private final WspFunction.Send send;
  private final WspFunction.SendTo sendTo;

  /** Intercepts the functions of a table. */
  InterceptedTransfers(ProcedureTable table) {
    recv = table.wspRecv();
    recvFrom = table.wspRecvFrom();
    send = table.wspSend();
    sendTo = table.wspSendTo();
  }

  /** Puts the intercepting functions into a table. */
  final ProcedureTable.Builder putInto(ProcedureTable.Builder builder) {
    return builder
        .with(WspFunction.Recv.class, this::recv)
        .with(WspFunction.RecvFrom.class, this::recvFrom)
        .with(WspFunction.Send.class, this::send)
        .with(WspFunction.SendTo.class, this::sendTo);
  }

  /** Finds the socket of a call; null, with the error, to refuse the call. */
  abstract S find(long s, Errno lpErrno);

  /** The handle to make the call with. */
  abstract long lower(S socket);

  /** A send has returned, or an overlapped one has been begun. */
  abstract void sent(S socket, int result, IntRef bytes, WsaOverlapped lpOverlapped, Errno lpErrno);

  /**
   * A receive has returned, or an overlapped one has been begun.
   *
   * @param peeked whether the data has been left in its place
   */
  abstract void received(
      S socket,
      int result,
      boolean peeked,
      IntRef bytes,
      WsaOverlapped lpOverlapped,
      Errno lpErrno);

  private int recv(
      long s,
      WsaBuf[] lpBuffers,
      int dwBufferCount,
      IntRef lpNumberOfBytesRecvd,
      IntRef lpFlags,
      WsaOverlapped lpOverlapped,
      CompletionRoutine lpCompletionRoutine,
      WsaThreadId lpThreadId,
      Errno lpErrno) {
    S socket = find(s, lpErrno);
    if (socket == null) {
      return Ws2Def.SOCKET_ERROR;
    }
    boolean peeks = ByteCounters.isPeek(lpFlags);
    int result =
        recv.invoke(
            lower(socket),
            lpBuffers,
            dwBufferCount,
            lpNumberOfBytesRecvd,
            lpFlags,
            lpOverlapped,
            lpCompletionRoutine,
            lpThreadId,
            lpErrno);
    received(socket, result, peeks, lpNumberOfBytesRecvd, lpOverlapped, lpErrno);
    return result;
  }

  private int recvFrom(
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
    S socket = find(s, lpErrno);
    if (socket == null) {
      return Ws2Def.SOCKET_ERROR;
    }
    boolean peeks = ByteCounters.isPeek(lpFlags);
    int result =
        recvFrom.invoke(
            lower(socket),
            lpBuffers,
            dwBufferCount,
            lpNumberOfBytesRecvd,
            lpFlags,
            lpFrom,
            lpFromlen,
            lpOverlapped,
            lpCompletionRoutine,
            lpThreadId,
            lpErrno);
    received(socket, result, peeks, lpNumberOfBytesRecvd, lpOverlapped, lpErrno);
    return result;
  }

  private int send(
      long s,
      WsaBuf[] lpBuffers,
      int dwBufferCount,
      IntRef lpNumberOfBytesSent,
      int dwFlags,
      WsaOverlapped lpOverlapped,
      CompletionRoutine lpCompletionRoutine,
      WsaThreadId lpThreadId,
      Errno lpErrno) {
    S socket = find(s, lpErrno);
    if (socket == null) {
      return Ws2Def.SOCKET_ERROR;
    }
    int result =
        send.invoke(
            lower(socket),
            lpBuffers,
            dwBufferCount,
            lpNumberOfBytesSent,
            dwFlags,
            lpOverlapped,
            lpCompletionRoutine,
            lpThreadId,
            lpErrno);
    sent(socket, result, lpNumberOfBytesSent, lpOverlapped, lpErrno);
    return result;
  }

  private int sendTo(
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
    S socket = find(s, lpErrno);
    if (socket == null) {
      return Ws2Def.SOCKET_ERROR;
    }
    int result =
        sendTo.invoke(
            lower(socket),
            lpBuffers,
            dwBufferCount,
            lpNumberOfBytesSent,
            dwFlags,
            lpTo,
            iTolen,
            lpOverlapped,
            lpCompletionRoutine,
            lpThreadId,
            lpErrno);
    sent(socket, result, lpNumberOfBytesSent, lpOverlapped, lpErrno);
    return result;
  }
}
