package dev.ifsbench.sockets.posix.completion;

/**
 * Carries out pending operations in the background. It is given the first operation of each
 * direction of a socket; all methods are called with the monitor of the socket's {@link
 * SocketOperations} held.
 */
interface CompletionEngine {
  /** Receives an engine's reports, which it makes without holding a monitor. */
  interface Sink {
    /** A descriptor may be ready. */
    void ready(int fd);

    /** An operation may be able to go on; the engine no longer has it. */
    void ready(PendingTransfer operation);

    /**
     * The kernel has carried an operation on, and the engine no longer has it. EINTR and an
     * ECANCELED that nobody has asked for mean that it must be started again.
     *
     * @param result bytes moved, or a negated errno
     */
    void moved(PendingTransfer operation, long result);
  }

  /**
   * Takes over an operation.
   *
   * @return 0, or a negated errno if it cannot
   */
  int start(PendingTransfer operation, SocketOperations operations);

  /**
   * Asks for an operation back.
   *
   * @return true if the engine will not touch it again; false if it will be reported, soon
   */
  boolean withdraw(PendingTransfer operation);

  /** A descriptor without operations is about to be closed. */
  void forget(int fd, SocketOperations operations);
}
