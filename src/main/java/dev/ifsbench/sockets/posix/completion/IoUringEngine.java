package dev.ifsbench.sockets.posix.completion;

import dev.ifsbench.sockets.libc.LibC;
import dev.ifsbench.sockets.libc.LinuxDef;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * Lets the kernel itself carry out pending operations, by {@code io_uring}. The thread that begins
 * an operation submits the request; the engine's own thread takes the completions.
 *
 * <p>The kernel cancels the requests of a thread that ends. Nobody has asked for that, so such an
 * operation is reported as one to be started again. The engine's thread does so, and that never
 * ends.
 *
 * <p>If the kernel stops delivering completions, the operations that it has end as failed, and the
 * thread goes on with those that come afterwards.
 */
final class IoUringEngine implements CompletionEngine {
  /** Marks the completion of a request to cancel another. */
  private static final long WITHDRAWAL = Long.MIN_VALUE;

  private static final Executor LATER = CompletableFuture.delayedExecutor(1, TimeUnit.MILLISECONDS);

  private final Sink sink;
  private final IoUring ring;
  private final SubmissionSlots requests = new SubmissionSlots();

  IoUringEngine(LibC libc, Sink sink) {
    this.sink = sink;
    ring = new IoUring(libc);
    Thread thread = new Thread(this::run, "ifsbench-io_uring");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public synchronized int start(PendingTransfer operation, SocketOperations operations) {
    operation.request = requests.add(operation);
    int refusal = operation.isWait() ? poll(operation) : transfer(operation);
    if (refusal == 0) {
      notifyAll();
      return 0;
    }
    requests.remove(operation.request);
    return reason(refusal);
  }

  // The kernel's answer is about the ring and not about the socket.
  private static int reason(int refusal) {
    return switch (-refusal) {
      case LinuxDef.EAGAIN, LinuxDef.EBUSY, LinuxDef.ENOMEM -> -LinuxDef.ENOMEM;
      default -> -LinuxDef.EIO;
    };
  }

  private int transfer(PendingTransfer operation) {
    int opcode = operation.isSend() ? LinuxDef.IORING_OP_SENDMSG : LinuxDef.IORING_OP_RECVMSG;
    return ring.submit(
        opcode, operation.fd, operation.message(), 1, operation.flags(), operation.request);
  }

  private int poll(PendingTransfer operation) {
    return ring.submit(
        LinuxDef.IORING_OP_POLL_ADD, operation.fd, 0, 0, operation.awaited(), operation.request);
  }

  @Override
  public boolean withdraw(PendingTransfer operation) {
    withdraw(operation.request);
    return false;
  }

  // The kernel refuses only while it has no room. Giving up would make whoever closes the socket
  // wait for ever; trying again here would hold the monitors that the engine's thread needs to make
  // room.
  private void withdraw(long request) {
    if (!tryToWithdraw(request)) {
      LATER.execute(() -> withdraw(request));
    }
  }

  /** Asks the kernel to cancel a request that has not completed; false if the kernel refuses. */
  private synchronized boolean tryToWithdraw(long request) {
    return !requests.contains(request)
        || ring.submit(LinuxDef.IORING_OP_ASYNC_CANCEL, -1, request, 0, 0, WITHDRAWAL | request)
            == 0;
  }

  @Override
  public void forget(int fd, SocketOperations operations) {
    // A request holds the socket itself, not its descriptor.
  }

  private void run() {
    while (true) {
      int failure = ring.await();
      while (ring.hasCompletion()) {
        long request = ring.userData();
        int result = ring.result();
        ring.consume();
        if (request < 0) {
          withdrawn(request & ~WITHDRAWAL, result);
        } else {
          completed(taken(request), result);
        }
      }
      if (failure != 0) {
        abandoned().forEach(operation -> sink.moved(operation, reason(failure)));
        awaitRequest();
      }
    }
  }

  private synchronized List<PendingTransfer> abandoned() {
    return requests.removeAll();
  }

  /** The kernel has nothing to wait for, and asking it would only fail again. */
  private synchronized void awaitRequest() {
    while (requests.isEmpty()) {
      try {
        wait();
      } catch (InterruptedException e) {
        // Nobody has a reason to interrupt this thread, and pending operations need it.
      }
    }
  }

  /** Null if it has been abandoned. */
  private synchronized PendingTransfer taken(long request) {
    return requests.contains(request) ? requests.remove(request) : null;
  }

  /**
   * A cancel may miss a request that the kernel is just about to carry out, and that then goes on
   * waiting.
   */
  private void withdrawn(long request, int result) {
    if (result < 0) {
      withdraw(request);
    }
  }

  private void completed(PendingTransfer operation, int result) {
    if (operation == null) {
      return;
    }
    if (operation.isWait() && result >= 0) {
      sink.ready(operation);
    } else {
      sink.moved(operation, result);
    }
  }
}
