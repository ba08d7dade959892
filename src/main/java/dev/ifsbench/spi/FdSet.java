package dev.ifsbench.spi;

import java.util.Arrays;

/**
 * {@code fd_set}: a counted array of socket handles, with the meaning of Winsock's {@code FD_*}
 * macros.
 *
 * <p>Handles keep the order in which they were added; removal shifts the rest. It is not for use by
 * several threads at once.
 *
 * @see <a
 *     href="https://learn.microsoft.com/windows/win32/api/winsock2/ns-winsock2-fd_set">fd_set</a>
 */
public final class FdSet {
  private final long[] fdArray;
  private int fdCount;

  /** Makes an empty set for {@link Ws2Def#FD_SETSIZE} handles. */
  public FdSet() {
    this(Ws2Def.FD_SETSIZE);
  }

  /**
   * Makes an empty set.
   *
   * @param capacity how many handles it can hold, as if compiled with this {@code FD_SETSIZE}
   */
  public FdSet(int capacity) {
    fdArray = new long[capacity];
  }

  /**
   * Makes a set of some handles.
   *
   * @param handles the handles; a handle named twice is held once
   * @return a set for {@link Ws2Def#FD_SETSIZE} handles
   */
  public static FdSet of(long... handles) {
    FdSet set = new FdSet();
    for (long handle : handles) {
      set.add(handle);
    }
    return set;
  }

  /**
   * The assignment of the structure: makes this set hold what another one holds. That is how an
   * application keeps the set to ask for when {@code select} overwrites what it is given.
   *
   * @param other the set to copy
   * @throws IndexOutOfBoundsException if the other set holds more than fits; this set is unchanged
   */
  public void assign(FdSet other) {
    System.arraycopy(other.fdArray, 0, fdArray, 0, other.fdCount);
    fdCount = other.fdCount;
  }

  /**
   * {@code FD_SET}: adds a handle. Does nothing when the set holds it or is full, as the macro
   * does.
   *
   * @param s the handle
   */
  public void add(long s) {
    if (fdCount < fdArray.length && !contains(s)) {
      fdArray[fdCount++] = s;
    }
  }

  /**
   * {@code FD_CLR}: removes a handle, if the set holds it.
   *
   * @param s the handle
   */
  public void remove(long s) {
    for (int i = 0; i < fdCount; i++) {
      if (fdArray[i] == s) {
        System.arraycopy(fdArray, i + 1, fdArray, i, fdCount - i - 1);
        fdCount--;
        return;
      }
    }
  }

  /** {@code FD_ZERO}: empties the set. */
  public void clear() {
    fdCount = 0;
  }

  /**
   * {@code FD_ISSET}: tests membership.
   *
   * @param s the handle
   * @return true if the set holds it
   */
  public boolean contains(long s) {
    for (int i = 0; i < fdCount; i++) {
      if (fdArray[i] == s) {
        return true;
      }
    }
    return false;
  }

  /**
   * {@code fd_count}.
   *
   * @return how many handles the set holds
   */
  public int count() {
    return fdCount;
  }

  /**
   * {@code fd_array[index]}.
   *
   * @param index from 0 to {@link #count()} - 1
   * @return the handle there
   */
  public long get(int index) {
    if (index >= fdCount) {
      throw new IndexOutOfBoundsException(index);
    }
    return fdArray[index];
  }

  @Override
  public String toString() {
    return Arrays.toString(Arrays.copyOf(fdArray, fdCount));
  }
}
