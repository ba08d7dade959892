package dev.ifsbench.bench.state;

import dev.ifsbench.sockets.NativeSockets;
import dev.ifsbench.sockets.libc.Binding;
import dev.ifsbench.sockets.system.SystemSockets;

/** What completes overlapped operations that are pending. */
public enum Engine {
  /** The system's first choice; a run with it prints the name. */
  DEFAULT,

  /** {@code io_uring(7)}, on Linux. */
  IO_URING,

  /** {@code epoll(7)}, on Linux. */
  EPOLL;

  /**
   * Says why a run on this system cannot have it.
   *
   * @return null if so, or else why not, in a clause
   */
  public String refusal() {
    return this == DEFAULT ? null : SystemSockets.engineRefusal(name());
  }

  /**
   * The system's sockets, with this engine.
   *
   * @param binding how to reach C
   * @throws UnsupportedOperationException if the system does not give the engine
   */
  NativeSockets systemSockets(Binding binding) {
    return this == DEFAULT ? SystemSockets.get(binding) : SystemSockets.get(binding, name());
  }
}
