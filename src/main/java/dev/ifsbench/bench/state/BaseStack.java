package dev.ifsbench.bench.state;

import dev.ifsbench.provider.BaseProvider;
import dev.ifsbench.provider.HostedProvider;
import dev.ifsbench.sockets.NativeSockets;
import dev.ifsbench.sockets.dll.ProviderLoadException;
import dev.ifsbench.spi.ProtocolInfo;
import dev.ifsbench.spi.ServiceProvider;
import dev.ifsbench.ws2.CatalogEntry;
import dev.ifsbench.ws2.Winsock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** What layers stand on: the base provider that is chosen, and its catalog entries. */
public final class BaseStack {
  private final String provider;
  private final List<ProtocolInfo> entries;
  private final List<ProtocolInfo> topmost;

  private BaseStack(String provider, List<ProtocolInfo> entries, List<ProtocolInfo> topmost) {
    this.provider = provider;
    this.entries = entries;
    this.topmost = topmost;
  }

  /**
   * Installs a base provider.
   *
   * @param winsock where to
   * @param sockets the operating system
   * @param provider empty for this project's own base provider, or else the path of a provider DLL,
   *     {@link HostedProvider#SYSTEM}, or layers and their base with {@link HostedProvider#OVER}
   *     between them
   * @return what is installed
   * @throws ProviderLoadException if the DLL cannot be hosted
   */
  public static BaseStack install(Winsock winsock, NativeSockets sockets, String provider)
      throws ProviderLoadException {
    return install(winsock, sockets, provider, UnaryOperator.identity());
  }

  /**
   * As {@link #install(Winsock, NativeSockets, String)}, with something in the place of this
   * project's own base provider.
   */
  static BaseStack install(
      Winsock winsock, NativeSockets sockets, String provider, UnaryOperator<ServiceProvider> base)
      throws ProviderLoadException {
    return of(
        winsock,
        provider,
        provider.isEmpty()
            ? BaseProvider.install(winsock, sockets, base)
            : HostedProvider.install(winsock, sockets, provider));
  }

  /**
   * Installs provider DLLs that may take the process with them.
   *
   * @param winsock where to
   * @param sockets the operating system
   * @param provider as above, not empty
   * @param watch receives what of the DLLs is called, as {@link HostedProvider} says
   * @throws ProviderLoadException if they cannot be hosted
   */
  static BaseStack installWatched(
      Winsock winsock, NativeSockets sockets, String provider, Consumer<String> watch)
      throws ProviderLoadException {
    return of(winsock, provider, HostedProvider.install(winsock, sockets, provider, watch));
  }

  private static BaseStack of(Winsock winsock, String provider, List<ProtocolInfo> entries) {
    List<ProtocolInfo> openable =
        winsock.catalog().enumerate().stream()
            .map(CatalogEntry::info)
            .filter(ProtocolInfo::isOpenable)
            .toList();
    return new BaseStack(provider, entries, openable);
  }

  /**
   * The base provider's own entry for a transport.
   *
   * @param transport what carries the data
   * @return empty if it has none
   */
  Optional<ProtocolInfo> entry(Transport transport) {
    return entries.stream().filter(transport::isServedBy).findFirst();
  }

  /**
   * Why layers cannot stand on it.
   *
   * @param handle the kind of handle that they make
   * @param transport what carries the data
   * @param depth how many layers
   * @return a sentence without its full stop; empty if they can
   */
  public Optional<String> objection(HandleKind handle, Transport transport, int depth) {
    Optional<ProtocolInfo> entry = topmost.stream().filter(transport::isServedBy).findFirst();
    if (entry.isEmpty()) {
      return Optional.of(
          String.format(
              Locale.ROOT, "%s cannot be used: %s has no catalog entry for it", transport, name()));
    }
    if (entry.get().hasIfsHandles()) {
      return Optional.empty();
    }
    if (provider.isEmpty()) {
      return Optional.of(
          String.format(
                  Locale.ROOT,
                  "%s cannot be used: the handles of '%s' are not the operating system's (no",
                  transport,
                  entry.get().protocolName())
              + " XP1_IFS_HANDLES), and this project's base provider passes them on");
    }
    return depth > 0 && handle.needsIfsHandles()
        ? Optional.of(
            String.format(
                    Locale.ROOT,
                    "%s cannot stand over '%s': its handles are not the operating system's (no",
                    handle,
                    provider)
                + " XP1_IFS_HANDLES); BASE and WRAPPED can")
        : Optional.empty();
  }

  private String name() {
    return provider.isEmpty() ? "the system" : String.format(Locale.ROOT, "'%s'", provider);
  }
}
