package dev.ifsbench.sockets.posix.completion;

import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;

/**
 * The pending operations of a socket. Its monitor guards them, and keeps the order: an operation is
 * begun, carried on, ended and announced under it. The object outlives the socket, and the next
 * socket with the same number uses it; there are no operations in between.
 */
final class SocketOperations {
  final OperationQueue sends = new OperationQueue();
  final OperationQueue receives = new OperationQueue();

  /** Operations of other queues that end when this socket's do. */
  final Set<Dependent> dependents = new CopyOnWriteArraySet<>();

  /** Whether the engine knows the descriptor; for the engine. */
  boolean isRegistered;

  OperationQueue queueOf(PendingTransfer operation) {
    return operation.isSend() ? sends : receives;
  }
}
