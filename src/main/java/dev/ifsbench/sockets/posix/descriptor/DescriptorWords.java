package dev.ifsbench.sockets.posix.descriptor;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

/**
 * One atomic 64-bit word for each descriptor number, all zero at first.
 *
 * <p>Linux gives out the lowest free number, so nearly every number in use is among the first
 * {@value #FIRST_SIZE}. Their words are there from the start and reached in one step, because each
 * system call has to go there twice, the second time with caches that the kernel has emptied. The
 * others lie in pages that are allocated when a number in them is first used, and never freed.
 *
 * <p>Words of neighbouring numbers lie on cache lines of their own: sockets that are opened one
 * after the other and used by different threads do not slow each other down.
 */
class DescriptorWords {
  private static final VarHandle WORD = MethodHandles.arrayElementVarHandle(long[].class);

  private static final int FIRST_BITS = 11;
  private static final int FIRST_SIZE = 1 << FIRST_BITS;

  private static final int PAGE_BITS = 15;
  private static final int PAGE_MASK = (1 << PAGE_BITS) - 1;

  // 16 words are 128 bytes: a cache line, and the one that is fetched along with it.
  private static final int SPREAD_BITS = 4;

  private final long[] first = new long[FIRST_SIZE << SPREAD_BITS];

  // Grows when a number beyond it is used: a longer array with the same pages takes its place.
  private volatile long[][] pages = {};

  final long get(int fd) {
    return (long) WORD.getVolatile(page(fd), index(fd));
  }

  final long getAndAdd(int fd, long delta) {
    return (long) WORD.getAndAdd(page(fd), index(fd), delta);
  }

  final boolean compareAndSet(int fd, long expected, long word) {
    return WORD.compareAndSet(page(fd), index(fd), expected, word);
  }

  private static boolean isAmongFirst(int fd) {
    return fd >>> FIRST_BITS == 0;
  }

  private long[] page(int fd) {
    return isAmongFirst(fd) ? first : laterPage(fd >>> PAGE_BITS);
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
    grown[number] = new long[1 << PAGE_BITS];
    pages = grown;
    return grown[number];
  }

  private static int index(int fd) {
    return isAmongFirst(fd) ? fd << SPREAD_BITS : spread(fd & PAGE_MASK);
  }

  /** A permutation of the page that sends neighbours 2<sup>SPREAD_BITS</sup> words apart. */
  private static int spread(int offset) {
    return (offset << SPREAD_BITS & PAGE_MASK) | offset >>> (PAGE_BITS - SPREAD_BITS);
  }
}
