package dev.ifsbench.sockets.winsock;

import dev.ifsbench.sockets.libc.Binding;

/**
 * How this process reaches the system's libraries, decided once: by whoever makes {@link
 * WinsockSockets}, before the first call.
 */
final class WindowsBinding {
  private static Binding chosen;

  private WindowsBinding() {}

  /**
   * Chooses, unless that is done.
   *
   * @throws IllegalStateException if the process has another binding already
   */
  static synchronized void choose(Binding binding) {
    if (chosen != null && chosen != binding) {
      throw new IllegalStateException("This process reaches Windows by " + chosen);
    }
    chosen = binding;
  }

  static synchronized Binding get() {
    if (chosen == null) {
      chosen = Binding.JNA;
    }
    return chosen;
  }

  static boolean isForeign() {
    return get() == Binding.FFM;
  }
}
