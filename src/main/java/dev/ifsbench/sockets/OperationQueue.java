package dev.ifsbench.sockets;

/** The pending operations of one socket and direction, in the order in which they were begun. */
final class OperationQueue {
  private Operation first;
  private Operation last;

  Operation first() {
    return first;
  }

  boolean isEmpty() {
    return first == null;
  }

  void add(Operation operation) {
    if (first == null) {
      first = operation;
    } else {
      last.next = operation;
    }
    last = operation;
  }

  void remove(Operation operation) {
    Operation before = null;
    for (Operation each = first; each != operation; each = each.next) {
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
