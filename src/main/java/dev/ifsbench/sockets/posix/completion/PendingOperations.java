package dev.ifsbench.sockets.posix.completion;

import dev.ifsbench.sockets.CompletionNotifier;
import dev.ifsbench.sockets.HandleMap;
import dev.ifsbench.sockets.libc.LibC;
import dev.ifsbench.sockets.libc.LinuxDef;
import dev.ifsbench.sockets.posix.descriptor.DescriptorTable;
import dev.ifsbench.sockets.posix.descriptor.Failures;
import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.IntRef;
import dev.ifsbench.spi.WinsockError;
import dev.ifsbench.spi.WsaOverlapped;

/**
 * The overlapped operations of all sockets, from their start to their end. An operation is tried at
 * once if none is queued before it; if it cannot finish, it goes to the {@link CompletionEngine}.
 * Each pending operation counts as a call in the {@link DescriptorTable}, so its number stays its
 * socket's until it has ended.
 */
final class PendingOperations implements CompletionEngine.Sink {
  private final LibC libc;
  private final DescriptorTable table;
  private final Failures failures;
  private final CompletionNotifier notifier;
  private final CompletionEngines kind;
  private final HandleMap<SocketOperations> sockets = new HandleMap<>();
  private final OperationPool pool = new OperationPool();
  private volatile CompletionEngine engine;

  /**
   * Makes an empty set.
   *
   * @param notifier announces the ends of operations
   * @param kind the kind of engine, which the first operation that has to wait starts
   */
  PendingOperations(
      LibC libc,
      DescriptorTable table,
      Failures failures,
      CompletionNotifier notifier,
      CompletionEngines kind) {
    this.libc = libc;
    this.table = table;
    this.failures = failures;
    this.notifier = notifier;
    this.kind = kind;
  }

  /** Begins an operation whose socket the caller has entered, which it leaves when it ends. */
  int start(PendingTransfer operation, IntRef transferred, WsaOverlapped overlapped, Errno errno) {
    operation.overlapped = overlapped;
    if (operation.beginner == null) {
      operation.beginner = Thread.currentThread();
    }
    int fd = operation.fd;
    notifier.begin(overlapped);
    SocketOperations operations = operationsOf(fd);
    synchronized (operations) {
      if (table.isClosing(fd)) {
        return refuse(operation, WinsockError.WSAENOTSOCK, errno);
      }
      OperationQueue queue = operations.queueOf(operation);
      boolean first = queue.isEmpty();
      long result = first ? operation.attempt(libc) : PendingTransfer.PENDING;
      if (result == PendingTransfer.PENDING) {
        queue.add(operation);
        int refusal = first ? started().start(operation, operations) : 0;
        if (refusal == 0) {
          return errno.fail(WinsockError.WSA_IO_PENDING);
        }
        queue.remove(operation);
        result = refusal;
      }
      WinsockError error = outcome(operation, result);
      if (error == WinsockError.WSAEMSGSIZE && operation.isTruncated()) {
        overlapped.setInternalHigh(operation.capacity());
        put(operation.capacity(), transferred);
      }
      if (error != WinsockError.NO_ERROR) {
        return refuse(operation, error, errno);
      }
      put((int) result, transferred);
      end(operation, error, (int) result, true);
      return 0;
    }
  }

  private static void put(int bytes, IntRef transferred) {
    if (transferred != null) {
      transferred.value = bytes;
    }
  }

  /** Ends an operation that was not begun after all; it is not announced. */
  private int refuse(PendingTransfer operation, WinsockError error, Errno errno) {
    notifier.settle(operation.overlapped, error);
    int fd = operation.fd;
    pool.give(operation);
    return failures.leave(fd, error, errno);
  }

  private WinsockError outcome(PendingTransfer operation, long result) {
    if (result < 0) {
      int error = (int) -result;
      if (operation.opening != null) {
        return operation.opening.translate(error);
      }
      return operation.isSend()
          ? failures.ofPendingSend(operation.fd, operation.isDatagram(), error)
          : failures.ofPendingReceive(operation.fd, operation.isDatagram(), error);
    }
    if (!operation.takeAddress()) {
      return WinsockError.WSAEFAULT;
    }
    operation.takeControl();
    return operation.isTruncated() ? WinsockError.WSAEMSGSIZE : WinsockError.NO_ERROR;
  }

  /** Ends an operation that was pending. */
  private void ended(PendingTransfer operation, SocketOperations operations, long result) {
    operations.queueOf(operation).remove(operation);
    // While its socket is being closed, any outcome without data is the close's doing.
    boolean aborted =
        result == -LinuxDef.ECANCELED || (result <= 0 && table.isClosing(operation.fd));
    WinsockError error = aborted ? WinsockError.WSA_OPERATION_ABORTED : outcome(operation, result);
    int bytes = operation.isTruncated() ? operation.capacity() : (int) Math.max(result, 0);
    end(operation, error, bytes, false);
  }

  private void end(PendingTransfer operation, WinsockError error, int bytes, boolean atOnce) {
    if (operation.ending != null) {
      Ending ending = operation.ending;
      pool.give(operation);
      if (!atOnce) { // else the caller sees the outcome
        ending.ended(error, bytes);
      }
      return;
    }
    int fd = operation.fd;
    WsaOverlapped overlapped = operation.overlapped;
    overlapped.setOffset(0);
    overlapped.setOffsetHigh(error.code());
    if (operation.routine != null) {
      overlapped.setInternalHigh(bytes);
      overlapped.setInternal(error.code());
      operation.announce(error, bytes);
    } else {
      pool.give(operation);
      if (atOnce) {
        notifier.completeAtOnce(fd, overlapped, bytes);
      } else {
        notifier.complete(fd, overlapped, error, bytes);
      }
    }
    table.leave(fd);
  }

  @Override
  public void ready(int fd) {
    SocketOperations operations = sockets.get(fd);
    synchronized (operations) {
      progress(operations.receives, operations);
      progress(operations.sends, operations);
      restart(operations.receives, operations);
      if (operations.receives.isEmpty()) { // else both are being waited for by now
        restart(operations.sends, operations);
      }
    }
  }

  private void progress(OperationQueue queue, SocketOperations operations) {
    while (!queue.isEmpty()) {
      PendingTransfer operation = queue.first();
      long result = table.isClosing(operation.fd) ? -LinuxDef.ECANCELED : operation.attempt(libc);
      if (result == PendingTransfer.PENDING) {
        return;
      }
      ended(operation, operations, result);
    }
  }

  @Override
  public void ready(PendingTransfer operation) {
    SocketOperations operations = sockets.get(operation.fd);
    synchronized (operations) {
      boolean wanted = !isUnwanted(operation);
      goOn(operation, operations, wanted ? operation.attempt(libc) : PendingTransfer.PENDING);
    }
  }

  @Override
  public void moved(PendingTransfer operation, long result) {
    SocketOperations operations = sockets.get(operation.fd);
    synchronized (operations) {
      boolean failed = result < 0;
      goOn(
          operation,
          operations,
          failed ? failed(operation, result) : moved(operation, (int) result));
    }
  }

  private static long moved(PendingTransfer operation, int bytes) {
    return operation.advance(bytes) ? operation.done() : PendingTransfer.PENDING;
  }

  private static long failed(PendingTransfer operation, long result) {
    if (operation.ignores(result)) {
      return PendingTransfer.PENDING;
    }
    return switch ((int) -result) {
      case LinuxDef.EINTR, LinuxDef.ECANCELED -> PendingTransfer.PENDING;
      default -> result;
    };
  }

  /** The first operation of its queue is back from the engine. */
  private void goOn(PendingTransfer operation, SocketOperations operations, long result) {
    OperationQueue queue = operations.queueOf(operation);
    if (result != PendingTransfer.PENDING || isUnwanted(operation)) {
      ended(
          operation, operations, result == PendingTransfer.PENDING ? -LinuxDef.ECANCELED : result);
    }
    restart(queue, operations);
  }

  private boolean isUnwanted(PendingTransfer operation) {
    return operation.isWithdrawn || table.isClosing(operation.fd);
  }

  /** Hands the first operation of a queue to the engine; those that it refuses end. */
  private void restart(OperationQueue queue, SocketOperations operations) {
    while (!queue.isEmpty()) {
      int refusal = engine.start(queue.first(), operations);
      if (refusal == 0) {
        return;
      }
      ended(queue.first(), operations, refusal);
    }
  }

  /**
   * Ends operations of a socket. A handle of a layer's own has none here: the layer's are on the
   * handle below.
   *
   * @param overlapped the structure of the one meant, or null for any
   * @param beginner the thread that has begun it, or null for any
   * @return whether there was one
   */
  boolean cancel(long handle, WsaOverlapped overlapped, Thread beginner) {
    if (table.enter(handle, DescriptorTable.SOCKET) == DescriptorTable.REFUSED) {
      return false;
    }
    boolean found = abort((int) handle, overlapped, beginner);
    table.leave((int) handle);
    return found;
  }

  /** Ends the operations of a socket that is being closed. */
  void closing(int fd) {
    abort(fd, null, null);
  }

  private boolean abort(int fd, WsaOverlapped overlapped, Thread beginner) {
    SocketOperations operations = sockets.get(fd);
    if (operations == null) {
      return false;
    }
    boolean found = abortOwn(operations, overlapped, beginner);
    for (Dependent each : operations.dependents) {
      found |= each.abort(fd, overlapped, beginner);
    }
    return found;
  }

  /** Ends the operation of a structure in a socket's own queues. */
  void abort(int fd, WsaOverlapped overlapped) {
    SocketOperations operations = sockets.get(fd);
    if (operations != null) {
      abortOwn(operations, overlapped, null);
    }
  }

  private boolean abortOwn(SocketOperations operations, WsaOverlapped overlapped, Thread beginner) {
    synchronized (operations) {
      boolean received = abort(operations.receives, operations, overlapped, beginner);
      boolean sent = abort(operations.sends, operations, overlapped, beginner);
      return received || sent;
    }
  }

  // The engine has only the first one; the others are still queued.
  private boolean abort(
      OperationQueue queue,
      SocketOperations operations,
      WsaOverlapped overlapped,
      Thread beginner) {
    boolean found = false;
    PendingTransfer first = queue.first();
    PendingTransfer each = first == null ? null : first.next;
    while (each != null) {
      PendingTransfer next = each.next;
      if (each.isMeant(overlapped, beginner)) {
        found = true;
        ended(each, operations, -LinuxDef.ECANCELED);
      }
      each = next;
    }
    if (first != null && first.isMeant(overlapped, beginner)) {
      found = true;
      first.isWithdrawn = true;
      if (engine.withdraw(first)) {
        ended(first, operations, -LinuxDef.ECANCELED);
        restart(queue, operations);
      }
    }
    return found;
  }

  /** The descriptor is about to be closed for good; no operation is left. */
  void releasing(int fd) {
    SocketOperations operations = sockets.get(fd);
    if (operations != null && engine != null) {
      synchronized (operations) {
        engine.forget(fd, operations);
      }
    }
  }

  /** Puts another open file behind a descriptor that has no operations; 0 or an errno. */
  int replace(int fd, int replacement) {
    SocketOperations operations = operationsOf(fd);
    synchronized (operations) {
      if (engine != null) {
        engine.forget(fd, operations);
      }
      return libc.syscall(LinuxDef.SYS_DUP3, replacement, fd, LinuxDef.SOCK_CLOEXEC, 0, 0, 0) < 0
          ? libc.errno()
          : 0;
    }
  }

  /** Takes an operation from the pool. */
  PendingTransfer take() {
    return pool.take();
  }

  SocketOperations operationsOf(int fd) {
    SocketOperations present = sockets.get(fd);
    while (present == null) {
      sockets.replace(fd, null, new SocketOperations());
      present = sockets.get(fd);
    }
    return present;
  }

  private CompletionEngine started() {
    CompletionEngine running = engine;
    return running != null ? running : start();
  }

  private synchronized CompletionEngine start() {
    if (engine == null) {
      engine = kind.start(libc, this);
    }
    return engine;
  }
}
