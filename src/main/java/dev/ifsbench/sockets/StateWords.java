package dev.ifsbench.sockets;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * One atomic 64-bit word for each descriptor number, all zero at first.
 *
 * <p>Linux gives out the lowest free number, so the words lie in pages that are allocated when a
 * number in them is first used, and never freed. Words of neighbouring numbers lie on cache lines
 * of their own: sockets that are opened one after the other and used by different threads do not
 * slow each other down.
 */
final class StateWords {
  private static final VarHandle WORD = MethodHandles.arrayElementVarHandle(long[].class);

  private static final int PAGE_BITS = 15;
  private static final int PAGE_MASK = (1 << PAGE_BITS) - 1;

  // 16 words are 128 bytes: a cache line, and the one that is fetched along with it.
  private static final int SPREAD_BITS = 4;

  // Read without a lock. A stale null only leads to the locked path, and a page's zeros are visible
  // to whoever sees the page.
  private final long[][] pages = new long[(Integer.MAX_VALUE >>> PAGE_BITS) + 1][];

  long get(int fd) {
    return (long) WORD.getVolatile(page(fd), index(fd));
  }

  long getAndAdd(int fd, long delta) {
    return (long) WORD.getAndAdd(page(fd), index(fd), delta);
  }

  boolean compareAndSet(int fd, long expected, long word) {
    return WORD.compareAndSet(page(fd), index(fd), expected, word);
  }

  private long[] page(int fd) {
    long[] page = pages[fd >>> PAGE_BITS];
    return page != null ? page : allocate(fd >>> PAGE_BITS);
  }

  private synchronized long[] allocate(int number) {
    if (pages[number] == null) {
      pages[number] = new long[1 << PAGE_BITS];
    }
    return pages[number];
  }

  /** A permutation of the page that sends neighbours 2<sup>SPREAD_BITS</sup> words apart. */
  private static int index(int fd) {
    int offset = fd & PAGE_MASK;
    return (offset << SPREAD_BITS & PAGE_MASK) | offset >>> (PAGE_BITS - SPREAD_BITS);
  }
}
