package dev.ifsbench.sockets.none;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.BitSet;

/**
 * Numbers from 3, each open as some kind of thing or free; the lowest free one is given out next.
 * Any thread may call. Changes take turns; reading never waits.
 */
final class NumberSpace {
  /** The kind of a number that is not open. */
  static final byte FREE = 0;

  /** A kernel's first number after standard input, output and error. */
  static final int FIRST = 3;

  private static final VarHandle KIND = MethodHandles.arrayElementVarHandle(byte[].class);

  private final BitSet used = new BitSet();

  // Written under the lock, read without it. A reader that still has an array that a longer one has
  // replaced sees the state at the time of its read.
  private volatile byte[] kinds = new byte[64];
  private int lowestFree = FIRST; // no number below it is free

  /** Opens the lowest free number. */
  synchronized int open(byte kind) {
    int number = used.nextClearBit(lowestFree);
    lowestFree = number + 1;
    used.set(number);
    if (number >= kinds.length) {
      kinds = Arrays.copyOf(kinds, 2 * number);
    }
    KIND.setVolatile(kinds, number, kind);
    return number;
  }

  /** What a number is open as. */
  byte kind(long number) {
    byte[] present = kinds;
    return number >= FIRST && number < present.length
        ? (byte) KIND.getVolatile(present, (int) number)
        : FREE;
  }

  /**
   * Closes a number, if it is open as one of a range of kinds.
   *
   * @return whether it was
   */
  synchronized boolean close(long number, byte lowestKind, byte highestKind) {
    byte kind = kind(number);
    if (kind == FREE || kind < lowestKind || kind > highestKind) {
      return false;
    }
    KIND.setVolatile(kinds, (int) number, FREE);
    used.clear((int) number);
    lowestFree = Math.min(lowestFree, (int) number);
    return true;
  }

  /**
   * Makes a number one of two kinds.
   *
   * @return whether it was one of them
   */
  synchronized boolean change(long number, byte from, byte to) {
    byte kind = kind(number);
    if (kind != from && kind != to) {
      return false;
    }
    KIND.setVolatile(kinds, (int) number, to);
    return true;
  }
}
