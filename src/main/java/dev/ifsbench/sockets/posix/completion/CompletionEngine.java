package dev.ifsbench.sockets.posix.completion;

/**
 * What carries pending operations on while nobody waits for them. It is given the first operation
 * of each direction of a socket; all methods are called with the monitor of the socket's {@link
 * SocketOperations} held.
 */
interface CompletionEngine {
  /** Where an engine reports to, without any monitor held. */
  interface Sink {
    /** Something may have become possible on a descriptor. */
    void ready(int fd);

    /** Something may have become possible for an operation, which the engine no longer has. */
    void ready(PendingTransfer operation);

    /**
     * The kernel has carried an operation on, and the engine no longer has it. EINTR and an
     * ECANCELED that nobody has asked for mean that it is to be started again.
     *
     * @param result bytes moved, or an errno, negated
     */
    void moved(PendingTransfer operation, long result);
  }

  /**
   * Takes an operation on.
   *
   * @return 0, or an errno, negated, if it cannot
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
