package dev.ifsbench.spi;

/**
 * {@code WPUCompleteOverlappedRequest}: announces the end of an operation on a handle of the
 * provider's own. It is an export of Ws2_32.dll, and not a member of the upcall table.
 *
 * @see <a
 *     href="https://learn.microsoft.com/windows/win32/api/ws2spi/nf-ws2spi-wpucompleteoverlappedrequest">WPUCompleteOverlappedRequest</a>
 */
@FunctionalInterface
public interface CompleteOverlappedRequest {
  /**
   * Announces the end of an operation.
   *
   * @param s a handle made by {@code WPUCreateSocketHandle}
   * @param lpOverlapped the operation's structure
   * @param dwError how it ended
   * @param cbTransferred bytes transferred
   * @param lpErrno out: {@code WSAEINVAL} if the handle was not made that way, or is closed
   * @return 0, or {@link Ws2Def#SOCKET_ERROR}
   */
  int invoke(
      long s, WsaOverlapped lpOverlapped, WinsockError dwError, int cbTransferred, Errno lpErrno);
}
