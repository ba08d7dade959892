package dev.ifsbench.sockets;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

/**
 * One atomic 64-bit word for each descriptor number, all zero at first.
 *
 * <p>Linux gives out the lowest free number, so the words lie in pages that are allocated when a
 * number in them is first used, and never freed. Words of neighbouring numbers lie on cache lines
 * of their own: sockets that are opened one after the other and used by different threads do not
 * slow each other down.
 */
class StateWords {
  private static final VarHandle WORD = MethodHandles.arrayElementVarHandle(long[].class);

  private static final int PAGE_BITS = 11;
  private static final int PAGE_SIZE = 1 << PAGE_BITS;

  // 16 words are 128 bytes: a cache line, and the one that is fetched along with it.
  private static final int SPREAD_BITS = 4;

  // Nearly every number is in the first page. It is reached without the array of pages, whose two
  // loads each system call's way there and back would pay for: the kernel has emptied the cache by
  // then.
  private final long[] first = newPage();

  // Grows when a number beyond it is used: a longer array with the same pages takes its place.
  private volatile long[][] pages = {first};

  final long get(int fd) {
    return (long) WORD.getVolatile(page(fd), index(fd));
  }

  final long getAndAdd(int fd, long delta) {
    return (long) WORD.getAndAdd(page(fd), index(fd), delta);
  }

  final boolean compareAndSet(int fd, long expected, long word) {
    return WORD.compareAndSet(page(fd), index(fd), expected, word);
  }

  private long[] page(int fd) {
    return fd >>> PAGE_BITS == 0 ? first : laterPage(fd >>> PAGE_BITS);
  }

  private long[] laterPage(int number) {
    long[][] present = pages;
    return number < present.length && present[number] != null ? present[number] : allocate(number);
  }

  private synchronized long[] allocate(int number) {
    long[][] present = pages;
    if (number < present.length && present[number] != null) {
      return present[number];
    }
    long[][] grown = Arrays.copyOf(present, Math.max(present.length, number + 1));
    grown[number] = newPage();
    pages = grown;
    return grown[number];
  }

  private static long[] newPage() {
    return new long[PAGE_SIZE << SPREAD_BITS];
  }

  private static int index(int fd) {
    return (fd & (PAGE_SIZE - 1)) << SPREAD_BITS;
  }
}
