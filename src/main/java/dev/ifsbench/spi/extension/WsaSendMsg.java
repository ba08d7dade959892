package dev.ifsbench.spi.extension;

import dev.ifsbench.spi.CompletionRoutine;
import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.IntRef;
import dev.ifsbench.spi.WsaOverlapped;
import dev.ifsbench.spi.WsaThreadId;

/**
 * {@code WSASendMsg}: sends a datagram with its address.
 *
 * <p>In C the calling thread is known; here the caller says which one it is, as in the SPI.
 *
 * @see <a
 *     href="https://learn.microsoft.com/windows/win32/api/mswsock/nc-mswsock-lpfn_wsasendmsg">WSASendMsg</a>
 */
@FunctionalInterface
public interface WsaSendMsg {
  /**
   * Makes the call.
   *
   * @param s a datagram socket
   * @param lpMsg the message
   * @param dwFlags {@code MSG_*} bits; those of the message are not looked at
   * @param lpNumberOfBytesSent out: bytes sent, if the operation ends at once; may be null with
   *     {@code lpOverlapped}
   * @param lpOverlapped the operation's structure, or null for a synchronous call
   * @param lpCompletionRoutine called on completion, or null
   * @param lpThreadId the thread to call it in; null with {@code lpCompletionRoutine}
   * @param lpErrno where the error goes
   * @return 0, or {@code SOCKET_ERROR}
   */
  int invoke(
      long s,
      WsaMsg lpMsg,
      int dwFlags,
      IntRef lpNumberOfBytesSent,
      WsaOverlapped lpOverlapped,
      CompletionRoutine lpCompletionRoutine,
      WsaThreadId lpThreadId,
      Errno lpErrno);
}
