package dev.ifsbench.provider;

import dev.ifsbench.sockets.HandleMap;
import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.UpcallTable;
import dev.ifsbench.spi.Ws2Def;

/** Announces the operating system's handles by {@code WPUModifyIFSHandle}. */
final class IfsHandles {
  private IfsHandles() {}

  /**
   * Announces a handle, and registers its context under the value that the upcall returns: that is
   * the handle to use from then on, and it may differ from the one proposed.
   *
   * <p>The context is registered under the proposed value before the upcall: from then on other
   * threads may be routed here, and the value is nearly always the same.
   *
   * @param proposed the handle
   * @param context what is kept of the socket
   * @param contexts where it is found by the handle
   * @param catalogEntryId the provider's own entry
   * @param upcalls the newest
   * @param lpErrno where the error goes
   * @return the handle to use, or {@link Ws2Def#INVALID_SOCKET}; the context is then gone again
   */
  static <V> long announce(
      long proposed,
      V context,
      HandleMap<V> contexts,
      int catalogEntryId,
      UpcallTable upcalls,
      Errno lpErrno) {
    contexts.put(proposed, context);
    long modified = upcalls.wpuModifyIfsHandle().invoke(catalogEntryId, proposed, lpErrno);
    if (modified != proposed) {
      if (modified != Ws2Def.INVALID_SOCKET) {
        contexts.put(modified, context);
      }
      contexts.replace(proposed, context, null);
    }
    return modified;
  }
}
