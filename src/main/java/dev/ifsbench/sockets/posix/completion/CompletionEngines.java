package dev.ifsbench.sockets.posix.completion;

import dev.ifsbench.sockets.libc.LibC;
import java.util.Locale;

/**
 * The engines for pending operations on Linux. The system property {@value #PROPERTY} chooses one;
 * the default is the first that the kernel supports.
 */
public enum CompletionEngines {
  /**
   * The kernel carries out the operation as soon as it can: {@code io_uring(7)}, Linux 5.7 or
   * newer.
   */
  IO_URING("io_uring") {
    @Override
    public void require(LibC libc) {
      IoUring.require(libc);
    }

    @Override
    CompletionEngine start(LibC libc, CompletionEngine.Sink sink) {
      return new IoUringEngine(libc, sink);
    }
  },

  /** The kernel reports when the operation is worth another attempt: {@code epoll(7)}. */
  EPOLL("epoll") {
    @Override
    public void require(LibC libc) {
      // Every Linux that the JDK runs on has it.
    }

    @Override
    CompletionEngine start(LibC libc, CompletionEngine.Sink sink) {
      return new EpollEngine(libc, sink);
    }
  };

  /** The system property that chooses. */
  public static final String PROPERTY = "ifsbench.engine";

  private final String linuxName;

  CompletionEngines(String linuxName) {
    this.linuxName = linuxName;
  }

  /**
   * The engine that the property names, or else the first that the kernel supports.
   *
   * @throws UnsupportedOperationException if the property names no engine, or one that the kernel
   *     does not support; the message says what to do
   */
  public static CompletionEngines chosen(LibC libc) {
    String name = System.getProperty(PROPERTY);
    if (name == null) {
      return firstOf(libc); // its name is part of each result
    }
    for (CompletionEngines engine : values()) {
      if (engine.linuxName.equals(name)) {
        engine.demand(libc);
        return engine;
      }
    }
    throw new UnsupportedOperationException(
        String.format(
            Locale.ROOT,
            "There is no completion engine '%s'; -D%s takes io_uring or epoll",
            name,
            PROPERTY));
  }

  private static CompletionEngines firstOf(LibC libc) {
    for (CompletionEngines engine : values()) {
      if (engine.isIn(libc)) {
        return engine;
      }
    }
    throw new UnsupportedOperationException("This kernel has neither io_uring nor epoll");
  }

  /**
   * Whether the kernel supports it.
   *
   * @param libc how to reach the kernel
   */
  public boolean isIn(LibC libc) {
    return refusal(libc) == null;
  }

  /**
   * Tells why the kernel does not support it.
   *
   * @param libc how to reach the kernel
   * @return the reason, in a clause; null if the kernel supports it
   */
  public String refusal(LibC libc) {
    try {
      require(libc);
      return null;
    } catch (UnsupportedOperationException e) {
      return e.getMessage();
    }
  }

  private void demand(LibC libc) {
    try {
      require(libc);
    } catch (UnsupportedOperationException e) {
      throw new UnsupportedOperationException(
          String.format(
              Locale.ROOT, "-D%s=%s is not available: %s", PROPERTY, linuxName, e.getMessage()),
          e);
    }
  }

  /** Checks that the kernel supports it. */
  public abstract void require(LibC libc);

  /** Starts one. */
  abstract CompletionEngine start(LibC libc, CompletionEngine.Sink sink);

  /** Its name in Linux's documentation and in results. */
  @Override
  public String toString() {
    return linuxName;
  }
}
