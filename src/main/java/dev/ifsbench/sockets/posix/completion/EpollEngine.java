package dev.ifsbench.sockets.posix.completion;

import dev.ifsbench.sockets.libc.LibC;
import dev.ifsbench.sockets.libc.LinuxDef;
import dev.ifsbench.sockets.posix.descriptor.Scratch;
import dev.ifsbench.spi.NativeMemory;

/**
 * Waits for all sockets at once by {@code epoll}, in a thread of its own, and reports when an
 * operation is worth another attempt. Each wait reports once; the next attempt that cannot finish
 * asks again.
 */
final class EpollEngine implements CompletionEngine {
  private static final int EVENTS = 64;

  private final LibC libc;
  private final Sink sink;
  private final int epoll;

  EpollEngine(LibC libc, Sink sink) {
    this.libc = libc;
    this.sink = sink;
    epoll = libc.epoll_create1(LinuxDef.EPOLL_CLOEXEC);
    if (epoll < 0) {
      throw new IllegalStateException("epoll_create1 fails: errno " + libc.errno());
    }
    Thread thread = new Thread(this::run, "ifsbench-epoll");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public int start(PendingTransfer operation, SocketOperations operations) {
    int events = LinuxDef.EPOLLONESHOT;
    if (!operations.receives.isEmpty()) {
      events |= LinuxDef.EPOLLIN | LinuxDef.EPOLLRDHUP;
    }
    if (!operations.sends.isEmpty()) {
      events |= LinuxDef.EPOLLOUT;
    }
    Scratch scratch = Scratch.get();
    scratch.putOptionInt(LinuxDef.EPOLL_EVENT_EVENTS, events);
    scratch.putOptionInt(LinuxDef.EPOLL_EVENT_DATA, operation.fd);
    int how = operations.isRegistered ? LinuxDef.EPOLL_CTL_MOD : LinuxDef.EPOLL_CTL_ADD;
    if (libc.epoll_ctl(epoll, how, operation.fd, scratch.option()) < 0) {
      return -libc.errno();
    }
    operations.isRegistered = true;
    return 0;
  }

  @Override
  public boolean withdraw(PendingTransfer operation) {
    return true; // an event that still arrives finds nothing to do
  }

  @Override
  public void forget(int fd, SocketOperations operations) {
    // Closing the descriptor removes it only if no duplicate is open.
    if (operations.isRegistered) {
      operations.isRegistered = false;
      libc.epoll_ctl(epoll, LinuxDef.EPOLL_CTL_DEL, fd, Scratch.get().option());
    }
  }

  private void run() {
    NativeMemory events = new NativeMemory(EVENTS * LinuxDef.SIZEOF_EPOLL_EVENT);
    while (true) {
      int count = libc.epoll_wait(epoll, events.address(), EVENTS, -1);
      for (int i = 0; i < count; i++) {
        sink.ready(events.getInt(i * LinuxDef.SIZEOF_EPOLL_EVENT + LinuxDef.EPOLL_EVENT_DATA));
      }
    }
  }
}
