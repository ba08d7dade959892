package dev.ifsbench.cli;

import dev.ifsbench.bench.Foundation;
import dev.ifsbench.bench.HandleKind;
import dev.ifsbench.bench.Transport;
import dev.ifsbench.sockets.Binding;
import dev.ifsbench.sockets.NativeSockets;
import dev.ifsbench.sockets.NullSockets;
import dev.ifsbench.sockets.ProviderLoadException;
import dev.ifsbench.sockets.SystemCatalog;
import dev.ifsbench.sockets.SystemSockets;
import dev.ifsbench.ws2.Winsock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Tries out what benchmarks are to stand on, before any fork fails because of it. */
final class Foundations {
  private static final String PROVIDER = "provider";
  private static final String TRANSPORT = "transport";
  private static final String HANDLE = "handle";
  private static final String DEPTH = "depth";

  private final Map<String, Foundation> byProvider = new HashMap<>();

  Foundations() {}

  /**
   * Checks one combination of a benchmark's parameters. A provider DLL is loaded and started, and a
   * socket opened through it, once for all combinations.
   *
   * @param parameters names and values; one without a transport stands on nothing
   * @throws Refusal if a stack like that cannot be
   */
  void check(Map<String, String> parameters) throws Refusal {
    String transport = parameters.get(TRANSPORT);
    if (transport != null) {
      check(
          parameters.getOrDefault(PROVIDER, ""),
          Transport.valueOf(transport),
          HandleKind.valueOf(parameters.getOrDefault(HANDLE, HandleKind.BASE.name())),
          Integer.parseInt(parameters.getOrDefault(DEPTH, "1")));
    }
  }

  /**
   * Checks one combination.
   *
   * @param provider empty, or a provider DLL
   * @param transport what carries the data
   * @param handle the kind of handle
   * @param depth how many layers
   * @throws Refusal if a stack like that cannot be
   */
  void check(String provider, Transport transport, HandleKind handle, int depth) throws Refusal {
    if (provider.isEmpty() && !(transport.isReal() && SystemCatalog.isThere())) {
      return; // all is this project's own, and fits
    }
    Optional<String> objection =
        foundation(provider, transport).objection(handle, transport, depth);
    if (objection.isPresent()) {
      throw new Refusal(objection.get());
    }
  }

  private Foundation foundation(String provider, Transport transport) throws Refusal {
    Foundation known = byProvider.get(provider);
    if (known != null && transport.isReal()) {
      return known;
    }
    // Elsewhere the host says that it needs Windows.
    NativeSockets sockets =
        transport.isReal() && SystemCatalog.isThere()
            ? SystemSockets.get(Binding.JNA)
            : new NullSockets();
    try {
      Foundation made = Foundation.install(new Winsock(sockets), sockets, provider);
      byProvider.put(provider, made);
      return made;
    } catch (ProviderLoadException e) {
      throw new Refusal(e.getMessage());
    }
  }
}
