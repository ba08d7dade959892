package dev.ifsbench.sockets.winsock;

import dev.ifsbench.spi.CompletionRoutine;
import dev.ifsbench.spi.Ws2Def;
import dev.ifsbench.spi.WsaOverlapped;

/**
 * The operations that Winsock carries out, by the addresses of their structures: it hands back
 * nothing else. One that is here keeps its structure from being freed. Any thread may call; nothing
 * is allocated once the table has grown to its use.
 */
final class PendingOverlappedMap {
  private PendingOverlapped[] buckets = new PendingOverlapped[64];
  private int size;
  private PendingOverlapped pool;

  PendingOverlappedMap() {}

  /** Adds an operation. One that is left of the same structure's last use is forgotten. */
  synchronized PendingOverlapped begin(
      long s,
      OpenSocket open,
      boolean attached,
      WsaOverlapped overlapped,
      CompletionRoutine completionRoutine) {
    PendingOverlapped left = take(overlapped.address());
    PendingOverlapped begun = left != null ? left : pool != null ? pool : new PendingOverlapped();
    if (begun == pool) {
      pool = begun.next;
    }
    begun.clear();
    begun.begin(s, open, attached, overlapped, completionRoutine);
    if (size == buckets.length) {
      grow();
    }
    size++;
    add(begun);
    return begun;
  }

  /**
   * The socket of the operation that the system carries out with a structure.
   *
   * @return the socket, or {@link Ws2Def#INVALID_SOCKET} if there is none
   */
  synchronized long socketOf(long address) {
    PendingOverlapped begun = find(address);
    return begun == null || begun.isPosted() ? Ws2Def.INVALID_SOCKET : begun.socket;
  }

  /** The operation of a structure; null if there is none. */
  synchronized PendingOverlapped get(long address) {
    return find(address);
  }

  private PendingOverlapped find(long address) {
    PendingOverlapped each = buckets[bucket(address)];
    while (each != null && each.overlapped.address() != address) {
      each = each.next;
    }
    return each;
  }

  /**
   * The operation of a structure has ended: takes it out, unless its routine or a port has yet to
   * say so and needs to know what.
   *
   * @return null if it stays, or if there is none
   */
  synchronized PendingOverlapped takeUnannounced(long address) {
    PendingOverlapped begun = find(address);
    return begun == null || begun.isAnnounced() ? null : take(address);
  }

  /** Takes the operation of a structure out; null if there is none. */
  synchronized PendingOverlapped take(long address) {
    int bucket = bucket(address);
    PendingOverlapped previous = null;
    for (PendingOverlapped each = buckets[bucket]; each != null; each = each.next) {
      if (each.overlapped.address() == address) {
        if (previous == null) {
          buckets[bucket] = each.next;
        } else {
          previous.next = each.next;
        }
        each.next = null;
        size--;
        return each;
      }
      previous = each;
    }
    return null;
  }

  /** Gives an operation back that was taken out. */
  synchronized void give(PendingOverlapped operation) {
    operation.clear();
    operation.next = pool;
    pool = operation;
  }

  private void add(PendingOverlapped operation) {
    int bucket = bucket(operation.overlapped.address());
    operation.next = buckets[bucket];
    buckets[bucket] = operation;
  }

  private void grow() {
    PendingOverlapped[] old = buckets;
    buckets = new PendingOverlapped[2 * old.length];
    for (PendingOverlapped first : old) {
      PendingOverlapped next;
      for (PendingOverlapped each = first; each != null; each = next) {
        next = each.next;
        add(each);
      }
    }
  }

  // Structures are 32 bytes and more apart; the product spreads what is regular about that.
  private int bucket(long address) {
    return (int) ((address * 0x9E3779B97F4A7C15L) >>> 32) & (buckets.length - 1);
  }
}
