package dev.ifsbench.cli;

import dev.ifsbench.provider.HostedProvider;
import dev.ifsbench.sockets.Binding;
import dev.ifsbench.sockets.NativeSockets;
import dev.ifsbench.sockets.NullSockets;
import dev.ifsbench.sockets.ProviderLoadException;
import dev.ifsbench.sockets.SystemCatalog;
import dev.ifsbench.sockets.SystemSockets;
import dev.ifsbench.ws2.Winsock;

/** Tries provider DLLs out that benchmarks are to run on. */
final class Providers {
  private Providers() {}

  /**
   * Loads a DLL, starts it and opens a socket through it.
   *
   * @param dll its path, or {@link HostedProvider#SYSTEM}
   * @throws Refusal if that fails
   */
  static void check(String dll) throws Refusal {
    // Elsewhere the host says that it needs Windows.
    NativeSockets sockets =
        SystemCatalog.isThere() ? SystemSockets.get(Binding.JNA) : new NullSockets();
    try {
      HostedProvider.install(new Winsock(sockets), sockets, dll);
    } catch (ProviderLoadException e) {
      throw new Refusal(e.getMessage());
    }
  }
}
