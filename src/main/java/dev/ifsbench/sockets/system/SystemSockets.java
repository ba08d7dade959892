package dev.ifsbench.sockets.system;

import dev.ifsbench.sockets.HostSystem;
import dev.ifsbench.sockets.NativeSockets;
import dev.ifsbench.sockets.SocketNames;
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
 * <p>A process has one set of descriptors, and so one object that knows which of them are in use.
 * The first caller decides on the binding. A second one would need its own record of descriptors,
 * and would slow down the calls of the first, as the compiled code would have to tell the two apart
 * at each call.
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
   * What the process's sockets are called, without opening any.
   *
   * @param binding how to reach C
   * @throws UnsupportedOperationException if this system or JVM is not supported; the message says
   *     which are
   */
  public static SocketNames names(Binding binding) {
    return HostSystem.isWindows()
        ? WinsockSockets.names(binding)
        : PosixSockets.names(binding.newLibC());
  }

  /**
   * Makes sockets with no system behind them: only numbers, for measuring without system calls.
   *
   * @return a set of its own each time
   */
  public static NativeSockets none() {
    return new NullSockets();
  }

  /**
   * Tells whether an engine for pending operations works here.
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
   * The process's sockets, with a chosen engine for pending operations.
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
