package dev.ifsbench.spi.extension;

import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The addresses of extension functions. A call through an address goes straight to the provider
 * that gave it out, with no handle look-up. An address is valid for as long as its provider exists,
 * and is never given to another function meanwhile. Those of functions in Java are above all that a
 * system gives to a process.
 *
 * <p>All methods may be called by any thread.
 */
public final class ExtensionPointers {
  private static final Map<Long, WeakReference<Object>> FUNCTIONS = new ConcurrentHashMap<>();
  private static final AtomicLong LAST = new AtomicLong(1L << 56);
  private static final int STEP = 16;

  private ExtensionPointers() {}

  /** Gives a function an address; the function's owner keeps it alive. */
  static long add(Object function) {
    FUNCTIONS.values().removeIf(each -> each.get() == null);
    long pointer = LAST.addAndGet(STEP);
    FUNCTIONS.put(pointer, new WeakReference<>(function));
    return pointer;
  }

  /**
   * Makes a function known that has an address of its own, in C. It replaces one that was known
   * there, for C may have been loaded anew.
   *
   * @param pointer the address
   * @param function what calls it; its owner keeps it alive
   */
  public static void put(long pointer, Object function) {
    FUNCTIONS.put(pointer, new WeakReference<>(function));
  }

  /**
   * The function at an address.
   *
   * @param <T> its interface
   * @param pointer the address
   * @param type its interface
   * @return the function
   * @throws IllegalArgumentException if there is no function of this kind, or no longer
   */
  public static <T> T at(long pointer, Class<T> type) {
    WeakReference<Object> reference = FUNCTIONS.get(pointer);
    Object function = reference == null ? null : reference.get();
    if (!type.isInstance(function)) {
      throw new IllegalArgumentException(
          "no " + type.getSimpleName() + " is at address " + pointer);
    }
    return type.cast(function);
  }
}
