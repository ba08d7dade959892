package dev.ifsbench.sockets.posix.created;

import java.util.concurrent.atomic.AtomicReferenceArray;

/** The created handles by their numbers. Looking one up takes no lock and allocates nothing. */
public final class CreatedHandleMap {
  private volatile AtomicReferenceArray<CreatedHandle> handles = new AtomicReferenceArray<>(64);

  /** The handle with a number, or null if there is none. */
  CreatedHandle get(int fd) {
    AtomicReferenceArray<CreatedHandle> present = handles;
    return fd < present.length() ? present.get(fd) : null;
  }

  synchronized void put(int fd, CreatedHandle handle) {
    AtomicReferenceArray<CreatedHandle> present = handles;
    if (fd >= present.length()) {
      AtomicReferenceArray<CreatedHandle> grown = new AtomicReferenceArray<>(2 * fd);
      for (int i = 0; i < present.length(); i++) {
        grown.set(i, present.get(i));
      }
      handles = grown;
    }
    handles.set(fd, handle);
  }

  /** Takes a handle out and releases it, if there is one with the number. */
  public void release(int fd) {
    CreatedHandle handle = get(fd) == null ? null : take(fd);
    if (handle != null) {
      handle.release();
    }
  }

  // Under the lock, so that a growing map does not keep a copy.
  private synchronized CreatedHandle take(int fd) {
    return handles.getAndSet(fd, null);
  }
}
