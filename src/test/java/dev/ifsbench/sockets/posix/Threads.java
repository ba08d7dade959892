package dev.ifsbench.sockets.posix;

import dev.ifsbench.spi.Errno;
import java.util.List;

/** Threads for tests, and an Errno for each. */
public final class Threads {
  private static final ThreadLocal<Errno> ERRNO = ThreadLocal.withInitial(Errno::new);

  private Threads() {}

  /** What a thread does; it may throw. */
  @FunctionalInterface
  public interface Body {
    void run() throws Exception;
  }

  static Errno errno() {
    return ERRNO.get();
  }

  public static Thread start(Body body) {
    Thread thread =
        new Thread(
            () -> {
              try {
                body.run();
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
            });
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  public static void join(List<Thread> threads) throws InterruptedException {
    for (Thread thread : threads) {
      thread.join();
    }
  }
}
