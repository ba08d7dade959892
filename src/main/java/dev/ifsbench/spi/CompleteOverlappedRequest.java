package dev.ifsbench.spi;

/**
 * {@code WPUCompleteOverlappedRequest}: an export of Ws2_32.dll, and no member of the upcall table,
 * by which a provider announces the end of an operation on a handle of its own.
 *
 * @see <a
 *     href="https://learn.microsoft.com/windows/win32/api/ws2spi/nf-ws2spi-wpucompleteoverlappedrequest">WPUCompleteOverlappedRequest</a>
 */
@FunctionalInterface
public interface CompleteOverlappedRequest {
  /**
   * Announces it.
   *
   * @param s a handle made by {@code WPUCreateSocketHandle}
   * @param lpOverlapped the operation's structure
   * @param dwError how it ended
   * @param cbTransferred bytes transferred
   * @param lpErrno out: {@code WSAEINVAL} if the handle was not made so, or has been closed
   * @return 0, or {@link Ws2Def#SOCKET_ERROR}
   */
  int invoke(
      long s, WsaOverlapped lpOverlapped, WinsockError dwError, int cbTransferred, Errno lpErrno);
}
