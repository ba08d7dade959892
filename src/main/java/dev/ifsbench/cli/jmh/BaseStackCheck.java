package dev.ifsbench.cli.jmh;

import dev.ifsbench.bench.state.BaseStack;
import dev.ifsbench.bench.state.EntryStack;
import dev.ifsbench.bench.state.HandleKind;
import dev.ifsbench.bench.state.Transport;
import dev.ifsbench.cli.option.UserError;
import dev.ifsbench.provider.Quirk;
import dev.ifsbench.sockets.HostSystem;
import dev.ifsbench.sockets.NativeSockets;
import dev.ifsbench.sockets.dll.ProviderLoadException;
import dev.ifsbench.sockets.libc.Binding;
import dev.ifsbench.sockets.system.SystemSockets;
import dev.ifsbench.track.run.BenchmarkId;
import dev.ifsbench.ws2.Winsock;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Checks that the base provider of the benchmarks works before any fork needs it. */
public final class BaseStackCheck {
  private static final String PROVIDER = "provider";
  private static final String TRANSPORT = "transport";
  private static final String HANDLE = "handle";
  private static final String DEPTH = "depth";

  private final Map<String, BaseStack> byProvider = new HashMap<>();

  public BaseStackCheck() {}

  /**
   * Checks one combination of a benchmark's parameters. A provider DLL is loaded and started, and a
   * socket opened through it, once for all combinations.
   *
   * @param parameters names and values; one without a transport stands on nothing
   * @throws UserError if a stack like that cannot be
   */
  void check(Map<String, String> parameters) throws UserError {
    String transport = parameters.get(TRANSPORT);
    checkQuirk(parameters);
    if (!parameters.getOrDefault(BenchmarkId.ENTRY, "").isEmpty()) {
      checkEntry(parameters);
      return;
    }
    if (transport != null) {
      check(
          parameters.getOrDefault(PROVIDER, ""),
          Transport.valueOf(transport),
          HandleKind.valueOf(parameters.getOrDefault(HANDLE, HandleKind.BASE.name())),
          Integer.parseInt(parameters.getOrDefault(DEPTH, "1")));
    }
  }

  private static void checkEntry(Map<String, String> parameters) throws UserError {
    Optional<String> objection = EntryStack.objection(SystemSockets.get(Binding.JNA), parameters);
    if (objection.isPresent()) {
      throw UserError.misuse(objection.get());
    }
  }

  private static void checkQuirk(Map<String, String> parameters) throws UserError {
    Quirk quirk = Quirk.valueOf(parameters.getOrDefault(BenchmarkId.QUIRK, BenchmarkId.NO_QUIRK));
    String handle = parameters.getOrDefault(HANDLE, HandleKind.BASE.name());
    if (!HandleKind.valueOf(handle).canHave(quirk)) {
      throw UserError.misuse(
          String.format(
              Locale.ROOT,
              "-p quirk=%s is for layers that wrap handles, and %s passes them through; add -p handle=WRAPPED",
              quirk,
              handle));
    }
  }

  /**
   * Checks one combination.
   *
   * @param provider empty, or a provider DLL
   * @param transport what carries the data
   * @param handle the kind of handle
   * @param depth how many layers
   * @throws UserError if a stack like that cannot be
   */
  public void check(String provider, Transport transport, HandleKind handle, int depth)
      throws UserError {
    if (provider.isEmpty() && !(transport.isReal() && HostSystem.isWindows())) {
      return; // all is this project's own, and fits
    }
    Optional<String> objection =
        foundation(provider, transport).objection(handle, transport, depth);
    if (objection.isPresent()) {
      throw UserError.misuse(objection.get());
    }
  }

  private BaseStack foundation(String provider, Transport transport) throws UserError {
    BaseStack known = byProvider.get(provider);
    if (known != null && transport.isReal()) {
      return known;
    }
    // On other systems the host itself says that it needs Windows.
    NativeSockets sockets =
        transport.isReal() && HostSystem.isWindows()
            ? SystemSockets.get(Binding.JNA)
            : SystemSockets.none();
    if (!provider.isEmpty() && HostSystem.isWindows() && transport.isReal()) {
      Optional<String> objection = HostedTrialRun.objection(provider);
      if (objection.isPresent()) {
        throw UserError.misuse(objection.get());
      }
    }
    try {
      BaseStack made = BaseStack.install(new Winsock(sockets), sockets, provider);
      byProvider.put(provider, made);
      return made;
    } catch (ProviderLoadException e) {
      throw UserError.misuse(e.getMessage());
    }
  }
}
