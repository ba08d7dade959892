package dev.ifsbench.sockets;

/** Operations that are in nobody's use. Any thread may take and give. */
final class OperationPool {
  private Operation first;

  synchronized Operation take() {
    Operation taken = first;
    if (taken == null) {
      return new Operation(this);
    }
    first = taken.next;
    taken.next = null;
    return taken;
  }

  synchronized void give(Operation operation) {
    operation.clear();
    operation.next = first;
    first = operation;
  }
}
