package dev.ifsbench.sockets.system;

import dev.ifsbench.sockets.HostSystem;
import dev.ifsbench.sockets.NativeSockets;
import dev.ifsbench.sockets.libc.Binding;
import dev.ifsbench.sockets.libc.LibC;
import dev.ifsbench.sockets.none.NullSockets;
import dev.ifsbench.sockets.posix.PosixSockets;
import dev.ifsbench.sockets.posix.completion.CompletionEngines;
import dev.ifsbench.sockets.winsock.WinsockSockets;
import java.util.Locale;

/**
 * The sockets of the operating system that this process runs on.
 *
 * <p>There is one set of descriptors in a process, and so one object that knows which of them are
 * in use. Whoever asks first decides how it reaches C; a second binding would not only need an
 * account of its own, its calls would also slow down those of the first, for the compiler would
 * have to tell the two apart at each.
 */
public final class SystemSockets {
  private static NativeSockets sockets;
  private static Binding bound;

  private SystemSockets() {}

  /**
   * The process's sockets.
   *
   * @param binding how to reach C
   * @return the same object each time
   * @throws UnsupportedOperationException if this system or JVM is not supported; the message says
   *     which are
   * @throws IllegalStateException if the process has another binding already
   */
  public static synchronized NativeSockets get(Binding binding) {
    if (sockets == null) {
      sockets =
          HostSystem.isWindows()
              ? new WinsockSockets(binding)
              : new PosixSockets(binding.newLibC());
      bound = binding;
    }
    requireBound(binding);
    return sockets;
  }

  /**
   * Makes sockets that no system stands behind: numbers only, for what is measured without one.
   *
   * @return a set of its own each time
   */
  public static NativeSockets none() {
    return new NullSockets();
  }

  /**
   * Tells whether an engine can carry pending operations on here.
   *
   * @param engine {@code IO_URING} or {@code EPOLL}
   * @return null if so, or else why not, in a clause
   */
  public static String engineRefusal(String engine) {
    try {
      return CompletionEngines.valueOf(engine).refusal(Binding.ofThisJvm().newLibC());
    } catch (UnsupportedOperationException e) {
      return "engines are for Linux";
    }
  }

  /**
   * The process's sockets, with a way of one's own choice to carry pending operations on.
   *
   * @param binding how to reach C
   * @param engineName {@code IO_URING} or {@code EPOLL}
   * @return the same object each time
   * @throws UnsupportedOperationException if this system, which is not Linux perhaps, or JVM is not
   *     supported, or the kernel does not give the engine; the message says why
   * @throws IllegalStateException if the process has another binding or engine already
   */
  public static synchronized NativeSockets get(Binding binding, String engineName) {
    CompletionEngines engine = CompletionEngines.valueOf(engineName);
    if (sockets == null) {
      LibC libc = binding.newLibC();
      engine.require(libc);
      sockets = new PosixSockets(libc, engine);
      bound = binding;
    }
    requireBound(binding);
    String present = sockets.overlapped().engine();
    if (!present.equals(engine.toString())) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT,
              "This process carries operations on by %s and cannot change to %s; use a fork for each",
              present,
              engine));
    }
    return sockets;
  }

  private static void requireBound(Binding binding) {
    if (bound != binding) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT,
              "This process reaches its sockets by %s and cannot change to %s; use a fork for each",
              bound,
              binding));
    }
  }
}
