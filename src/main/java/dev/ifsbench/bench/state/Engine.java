package dev.ifsbench.bench.state;

import dev.ifsbench.sockets.NativeSockets;
import dev.ifsbench.sockets.libc.Binding;
import dev.ifsbench.sockets.libc.JnaLibC;
import dev.ifsbench.sockets.posix.completion.CompletionEngines;
import dev.ifsbench.sockets.system.SystemSockets;

/** What carries overlapped operations on while they are pending. */
public enum Engine {
  /** What the system takes of itself; a run with it prints the name. */
  DEFAULT(null),

  /** {@code io_uring(7)}, on Linux. */
  IO_URING(CompletionEngines.IO_URING),

  /** {@code epoll(7)}, on Linux. */
  EPOLL(CompletionEngines.EPOLL);

  private final CompletionEngines linux;

  Engine(CompletionEngines linux) {
    this.linux = linux;
  }

  /**
   * Tells whether a run on this system can have it.
   *
   * @return null if so, or else why not, in a clause
   */
  public String refusal() {
    if (linux == null) {
      return null;
    }
    try {
      return linux.refusal(new JnaLibC());
    } catch (UnsupportedOperationException e) {
      return "engines are for Linux";
    }
  }

  /**
   * The system's sockets, with this engine.
   *
   * @param binding how to reach C
   * @throws UnsupportedOperationException if the system does not give the engine
   */
  NativeSockets systemSockets(Binding binding) {
    return linux == null ? SystemSockets.get(binding) : SystemSockets.get(binding, linux);
  }
}
