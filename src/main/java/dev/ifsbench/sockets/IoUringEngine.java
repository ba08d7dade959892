package dev.ifsbench.sockets;

/**
 * Has the kernel itself do the pending operations, by {@code io_uring}. Requests are handed over by
 * the thread that begins an operation; a thread of the engine's takes the completions.
 *
 * <p>The kernel cancels the requests of a thread that ends. Nobody has asked for that, so such an
 * operation is reported as one that is to be started again, which the engine's thread, which never
 * ends, then does.
 */
final class IoUringEngine implements CompletionEngine {
  /** Marks the completion of the wish to have a request back. */
  private static final long WITHDRAWAL = Long.MIN_VALUE;

  private final Sink sink;
  private final IoUring ring;
  private final Requests requests = new Requests();

  IoUringEngine(LibC libc, Sink sink) {
    this.sink = sink;
    ring = new IoUring(libc);
    Thread thread = new Thread(this::run, "ifsbench-io_uring");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public synchronized int start(Operation operation, SocketOperations operations) {
    operation.request = requests.add(operation);
    int refusal = operation.isWaitForData() ? poll(operation) : transfer(operation);
    if (refusal != 0) {
      requests.remove(operation.request);
    }
    return refusal;
  }

  private int transfer(Operation operation) {
    int opcode = operation.isSend() ? LinuxDef.IORING_OP_SENDMSG : LinuxDef.IORING_OP_RECVMSG;
    return ring.submit(
        opcode, operation.fd, operation.message(), 1, operation.flags(), operation.request);
  }

  private int poll(Operation operation) {
    int events = LinuxDef.POLLIN | LinuxDef.POLLRDHUP;
    return ring.submit(LinuxDef.IORING_OP_POLL_ADD, operation.fd, 0, 0, events, operation.request);
  }

  @Override
  public synchronized boolean withdraw(Operation operation) {
    withdraw(operation.request);
    return false;
  }

  private void withdraw(long request) {
    // The kernel refuses only while it has no memory. Giving up would leave whoever closes the
    // socket waiting for good.
    while (ring.submit(LinuxDef.IORING_OP_ASYNC_CANCEL, -1, request, 0, 0, WITHDRAWAL | request)
        != 0) {
      Thread.onSpinWait();
    }
  }

  @Override
  public void forget(int fd, SocketOperations operations) {
    // A request keeps hold of the socket itself, not of its descriptor.
  }

  private void run() {
    while (true) {
      ring.await();
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
    }
  }

  private synchronized Operation taken(long request) {
    return requests.remove(request);
  }

  /** The kernel may miss a request that it is just about to carry on, and then wait on. */
  private synchronized void withdrawn(long request, int result) {
    if (result < 0 && requests.contains(request)) {
      withdraw(request);
    }
  }

  private void completed(Operation operation, int result) {
    if (operation.isWaitForData() && result >= 0) {
      sink.ready(operation);
    } else {
      sink.moved(operation, result);
    }
  }
}
