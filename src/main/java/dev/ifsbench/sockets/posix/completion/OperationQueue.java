package dev.ifsbench.sockets.posix.completion;

/** The pending operations of one socket and direction, in the order in which they were begun. */
final class OperationQueue {
  private PendingTransfer first;
  private PendingTransfer last;

  PendingTransfer first() {
    return first;
  }

  boolean isEmpty() {
    return first == null;
  }

  void add(PendingTransfer operation) {
    if (first == null) {
      first = operation;
    } else {
      last.next = operation;
    }
    last = operation;
  }

  void remove(PendingTransfer operation) {
    PendingTransfer before = null;
    for (PendingTransfer each = first; each != operation; each = each.next) {
      before = each;
    }
    if (before == null) {
      first = operation.next;
    } else {
      before.next = operation.next;
    }
    if (last == operation) {
      last = before;
    }
    operation.next = null;
  }
}
