package dev.ifsbench.sockets.posix.created;

import dev.ifsbench.sockets.libc.LibC;
import dev.ifsbench.sockets.libc.LinuxDef;
import dev.ifsbench.sockets.posix.descriptor.Scratch;
import dev.ifsbench.spi.NativeMemory;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Notices the first message on a created handle that nobody has announced: a bare {@code write(2)}.
 * It costs one {@code epoll_ctl} when the handle is made, and one descriptor and one thread for all
 * handles of the process, from the first on.
 */
final class HandleWatch {
  private static HandleWatch instance;

  private final LibC libc;
  private final int epoll;
  private final Map<Long, Runnable> watched = new ConcurrentHashMap<>();
  private final AtomicLong last = new AtomicLong();

  private HandleWatch(LibC libc, int epoll) {
    this.libc = libc;
    this.epoll = epoll;
  }

  /**
   * Watches this process's end of a handle for one message.
   *
   * @param written what to do when it has come
   * @return the value for {@link #remove}, or a negated errno
   */
  static long add(LibC libc, int far, Runnable written) {
    HandleWatch watch = get(libc);
    return watch == null ? -libc.errno() : watch.add(far, written);
  }

  /** Forgets a handle whose end in this process is about to be closed. */
  static synchronized void remove(long id) {
    instance.watched.remove(id);
  }

  private static synchronized HandleWatch get(LibC libc) {
    if (instance == null) {
      int epoll = libc.epoll_create1(LinuxDef.EPOLL_CLOEXEC);
      if (epoll < 0) {
        return null;
      }
      instance = new HandleWatch(libc, epoll);
      Thread thread = new Thread(instance::run, "created handles");
      thread.setDaemon(true);
      thread.start();
    }
    return instance;
  }

  private long add(int far, Runnable written) {
    long id = last.incrementAndGet();
    watched.put(id, written);
    long event = Scratch.get().epollEvent(LinuxDef.EPOLLIN | LinuxDef.EPOLLONESHOT, id);
    if (libc.epoll_ctl(epoll, LinuxDef.EPOLL_CTL_ADD, far, event) < 0) {
      watched.remove(id);
      return -libc.errno();
    }
    return id;
  }

  private void run() {
    NativeMemory event = new NativeMemory(LinuxDef.SIZEOF_EPOLL_EVENT);
    int count;
    do {
      count = libc.epoll_wait(epoll, event.address(), 1, -1);
      // A number is never used again, so a late event finds no other handle.
      Runnable written = count > 0 ? watched.get(event.getLong(LinuxDef.EPOLL_EVENT_DATA)) : null;
      if (written != null) {
        written.run();
      }
    } while (count >= 0 || libc.errno() == LinuxDef.EINTR);
  }
}
