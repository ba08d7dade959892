package dev.ifsbench.sockets;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/**
 * A map from handles to objects, made for being read on every call.
 *
 * <p>A look-up is wait-free, allocates nothing, and takes the same few loads with one entry as with
 * a million, and two more beyond the first page. Handles are small numbers, so the value itself is
 * the index into pages of {@value #PAGE_SIZE} slots that are made on demand. Writers are lock-free,
 * except when they make a page. Every change can be made conditional on the <em>object</em> that is
 * there, not only on the number: a late remover cannot hit the entry of a new socket that got the
 * same number.
 *
 * <p>All methods may be called by any thread. A thread that looks a handle up sees what was put in
 * before the handle was published.
 *
 * @param <V> the type of the objects
 */
public final class HandleMap<V> {
  /**
   * Handles lie below this: 64-bit Windows keeps them in 32 bits, and descriptors are smaller
   * still.
   */
  public static final long HANDLE_LIMIT = 1L << 32;

  private static final int PAGE_BITS = 10;
  private static final int PAGE_SIZE = 1 << PAGE_BITS;
  private static final VarHandle SLOT = MethodHandles.arrayElementVarHandle(Object[].class);

  private final LongAdder size = new LongAdder();

  // Nearly every handle is in the first page. It is reached without the directory, whose two loads
  // a look-up after a system call would pay for: the kernel has emptied the cache by then.
  private final Object[] first = new Object[PAGE_SIZE];

  // A directory never changes; a new page brings a new directory.
  private volatile Object[][] directory = {first};

  /** Makes an empty map. */
  public HandleMap() {}

  /**
   * Whether a value can be a key.
   *
   * @param handle any value
   * @return true from 0 to {@link #HANDLE_LIMIT} - 1
   */
  public static boolean isKey(long handle) {
    return handle >= 0 && handle < HANDLE_LIMIT;
  }

  /**
   * Looks a handle up.
   *
   * @param handle any value
   * @return its object, or null if it has none
   */
  @SuppressWarnings("unchecked") // only V goes in
  public V get(long handle) {
    Object[] slots = handle >>> PAGE_BITS == 0 ? first : laterPage(handle);
    return slots == null ? null : (V) SLOT.getAcquire(slots, slot(handle));
  }

  private Object[] laterPage(long handle) {
    Object[][] pages = directory;
    long page = handle >>> PAGE_BITS;
    return page < pages.length ? pages[(int) page] : null;
  }

  /**
   * Puts an object in, and replaces any that was there.
   *
   * @param handle a key
   * @param value the object, not null
   * @return what was there, or null
   * @throws IllegalArgumentException if the handle cannot be a key
   */
  @SuppressWarnings("unchecked") // only V goes in
  public V put(long handle, V value) {
    V previous = (V) SLOT.getAndSet(page(handle), slot(handle), value);
    if (previous == null) {
      size.increment();
    }
    return previous;
  }

  /**
   * Replaces an object, if it is the one that is there.
   *
   * @param handle a key
   * @param expected the very object that must be there, or null for none
   * @param value the new object, or null to remove
   * @return true if it was there and has been replaced
   * @throws IllegalArgumentException if the handle cannot be a key
   */
  public boolean replace(long handle, V expected, V value) {
    boolean replaced = SLOT.compareAndSet(page(handle), slot(handle), expected, value);
    if (replaced && (value == null) != (expected == null)) {
      size.add(value == null ? -1 : 1);
    }
    return replaced;
  }

  /**
   * Counts the entries.
   *
   * @return how many there are, exact when nobody writes
   */
  public int size() {
    return size.intValue();
  }

  /**
   * Visits every entry that exists throughout the visit, and perhaps some that come or go
   * meanwhile.
   *
   * @param visitor called with each object
   */
  @SuppressWarnings("unchecked") // only V goes in
  public void forEach(Consumer<? super V> visitor) {
    for (Object[] slots : directory) {
      for (int i = 0; slots != null && i < PAGE_SIZE; i++) {
        V value = (V) SLOT.getAcquire(slots, i);
        if (value != null) {
          visitor.accept(value);
        }
      }
    }
  }

  private static int slot(long handle) {
    return (int) handle & (PAGE_SIZE - 1);
  }

  private Object[] page(long handle) {
    if (!isKey(handle)) {
      throw new IllegalArgumentException("not a handle: " + handle);
    }
    int page = (int) (handle >>> PAGE_BITS);
    Object[][] pages = directory;
    return page < pages.length && pages[page] != null ? pages[page] : addPage(page);
  }

  private synchronized Object[] addPage(int page) {
    Object[][] pages = directory;
    if (page < pages.length && pages[page] != null) {
      return pages[page];
    }
    Object[][] grown = Arrays.copyOf(pages, Math.max(pages.length, page + 1));
    grown[page] = new Object[PAGE_SIZE];
    directory = grown;
    return grown[page];
  }
}
