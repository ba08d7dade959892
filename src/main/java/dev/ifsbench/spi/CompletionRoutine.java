package dev.ifsbench.spi;

/**
 * {@code LPWSAOVERLAPPED_COMPLETION_ROUTINE}: called in the initiating thread when an operation
 * ends.
 */
@FunctionalInterface
public interface CompletionRoutine {
  /**
   * An operation has ended.
   *
   * @param dwError how it ended
   * @param cbTransferred bytes transferred
   * @param lpOverlapped the operation's structure
   * @param dwFlags flags of the completed receive
   */
  void complete(WinsockError dwError, int cbTransferred, WsaOverlapped lpOverlapped, int dwFlags);
}
