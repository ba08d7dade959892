package dev.ifsbench.sockets.posix.completion;

/** Operations that are not in use. Any thread may take and give. */
final class OperationPool {
  private PendingTransfer first;

  synchronized PendingTransfer take() {
    PendingTransfer taken = first;
    if (taken == null) {
      return new PendingTransfer(this);
    }
    first = taken.next;
    taken.next = null;
    return taken;
  }

  synchronized void give(PendingTransfer operation) {
    operation.clear();
    operation.next = first;
    first = operation;
  }
}
