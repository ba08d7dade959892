package dev.ifsbench.sockets;

import dev.ifsbench.spi.CompletionRoutine;
import dev.ifsbench.spi.Ws2Def;
import dev.ifsbench.spi.WsaOverlapped;

/**
 * The operations that Winsock carries out, by the addresses of their structures: it hands back
 * nothing else. One that is here keeps its structure from being freed. Any thread may call; nothing
 * is allocated once the table has grown to its use.
 */
final class BegunOperations {
  private BegunOperation[] buckets = new BegunOperation[64];
  private int size;
  private BegunOperation pool;

  BegunOperations() {}

  /** Adds an operation. One that is left of the same structure's last use is forgotten. */
  synchronized BegunOperation begin(
      long s,
      OpenSocket open,
      boolean attached,
      WsaOverlapped overlapped,
      CompletionRoutine completionRoutine) {
    BegunOperation left = take(overlapped.address());
    BegunOperation begun = left != null ? left : pool != null ? pool : new BegunOperation();
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
    BegunOperation begun = find(address);
    return begun == null || begun.isPosted() ? Ws2Def.INVALID_SOCKET : begun.socket;
  }

  /** The operation of a structure; null if there is none. */
  synchronized BegunOperation get(long address) {
    return find(address);
  }

  private BegunOperation find(long address) {
    BegunOperation each = buckets[bucket(address)];
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
  synchronized BegunOperation takeUnannounced(long address) {
    BegunOperation begun = find(address);
    return begun == null || begun.isAnnounced() ? null : take(address);
  }

  /** Takes the operation of a structure out; null if there is none. */
  synchronized BegunOperation take(long address) {
    int bucket = bucket(address);
    BegunOperation previous = null;
    for (BegunOperation each = buckets[bucket]; each != null; each = each.next) {
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
  synchronized void give(BegunOperation operation) {
    operation.clear();
    operation.next = pool;
    pool = operation;
  }

  private void add(BegunOperation operation) {
    int bucket = bucket(operation.overlapped.address());
    operation.next = buckets[bucket];
    buckets[bucket] = operation;
  }

  private void grow() {
    BegunOperation[] old = buckets;
    buckets = new BegunOperation[2 * old.length];
    for (BegunOperation first : old) {
      BegunOperation next;
      for (BegunOperation each = first; each != null; each = next) {
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
