package dev.ifsbench.provider;

import dev.ifsbench.sockets.HostSystem;
import dev.ifsbench.sockets.NativeSockets;
import dev.ifsbench.sockets.dll.NativeProvider;
import dev.ifsbench.sockets.dll.ProviderLoadException;
import dev.ifsbench.sockets.winsock.SystemCatalog;
import dev.ifsbench.sockets.winsock.SystemCatalogEntry;
import dev.ifsbench.sockets.winsock.Wine;
import dev.ifsbench.sockets.winsock.WinsockSockets;
import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.ProtocolInfo;
import dev.ifsbench.spi.ServiceFlags;
import dev.ifsbench.spi.WinsockError;
import dev.ifsbench.spi.Ws2Def;
import dev.ifsbench.ws2.Winsock;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts a provider DLL into the place of the base provider. A socket is opened through it once to
 * see whether it starts, and which kind of handle it makes: its entries have {@code
 * XP1_IFS_HANDLES} unless it asks for handles of its own.
 */
public final class HostedProvider {
  /** In the place of a path: the DLL that serves TCP in the system's own catalog. */
  public static final String SYSTEM = "system";

  private static final UUID PROVIDER_ID = UUID.fromString("6f2bb4a8-5a0c-4f5e-9d0b-3d7e1b9c1f11");
  private static final Pattern VARIABLE = Pattern.compile("%([^%]+)%");

  private HostedProvider() {}

  /**
   * Installs a DLL and its catalog entries.
   *
   * @param winsock where to install it
   * @param sockets the operating system
   * @param dll the DLL's path, or {@link #SYSTEM}
   * @return its entries as installed
   * @throws ProviderLoadException if it cannot be hosted
   */
  public static List<ProtocolInfo> install(Winsock winsock, NativeSockets sockets, String dll)
      throws ProviderLoadException {
    Path path = path(dll);
    if (!(sockets instanceof WinsockSockets system)) {
      throw new ProviderLoadException(
          "A provider DLL needs a transport with a system below it, and NONE has none");
    }
    NativeProvider library = NativeProvider.load(path, system);
    return install(winsock, sockets, library, path, isIfs(sockets, library, path));
  }

  private static List<ProtocolInfo> install(
      Winsock winsock, NativeSockets sockets, NativeProvider library, Path path, boolean ifs) {
    List<ProtocolInfo> entries = new ArrayList<>();
    for (ProtocolInfo entry : sockets.protocols()) {
      int others = entry.serviceFlags1() & ~ServiceFlags.XP1_IFS_HANDLES;
      int flags = ifs ? others | ServiceFlags.XP1_IFS_HANDLES : others;
      ProtocolInfo own = entry.withServiceFlags1(flags).withProviderId(PROVIDER_ID);
      entries.add(winsock.catalog().install(own, path.toString()));
    }
    winsock.libraries().add(path.toString(), library);
    return List.copyOf(entries);
  }

  private static boolean isIfs(NativeSockets sockets, NativeProvider library, Path path)
      throws ProviderLoadException {
    WinsockError error = tryOut(sockets, library, path, true);
    boolean ifs = error == WinsockError.NO_ERROR;
    if (!ifs && library.makesHandles()) {
      error = tryOut(sockets, library, path, false);
    }
    if (error != WinsockError.NO_ERROR) {
      throw new ProviderLoadException(
          String.format(Locale.ROOT, "'%s' cannot be hosted: %s", path, reason(error, library)));
    }
    return ifs;
  }

  private static WinsockError tryOut(
      NativeSockets sockets, NativeProvider library, Path path, boolean ifs) {
    Winsock winsock = new Winsock(sockets);
    ProtocolInfo entry = install(winsock, sockets, library, path, ifs).get(0);
    winsock.wsaStartup(Ws2Def.VERSION_2_2);
    Errno errno = new Errno();
    int any = Ws2Def.FROM_PROTOCOL_INFO;
    long s = winsock.socket(any, any, any, entry, 0, Ws2Def.WSA_FLAG_OVERLAPPED, errno);
    WinsockError error = s == Ws2Def.INVALID_SOCKET ? errno.get() : WinsockError.NO_ERROR;
    if (error == WinsockError.NO_ERROR) {
      winsock.closesocket(s, errno);
    }
    winsock.wsaCleanup(new Errno());
    return error;
  }

  private static String reason(WinsockError error, NativeProvider library) {
    return switch (error) {
          case WSAEPROVIDERFAILEDINIT ->
              String.format(Locale.ROOT, "its WSPStartup answered %s", library.startupAnswer());
          case WSAEINVALIDPROVIDER -> "it does not speak version 2.2";
          case WSAEINVALIDPROCTABLE -> "a function is missing in its procedure table";
          default -> "a socket could not be opened through it";
        }
        + ", "
        + error;
  }

  private static Path path(String dll) throws ProviderLoadException {
    if (!HostSystem.isWindows()) {
      throw new ProviderLoadException("Hosting a provider DLL needs Windows");
    }
    if (!dll.equals(SYSTEM)) {
      return Path.of(dll);
    }
    if (Wine.version().isPresent()) {
      throw new ProviderLoadException(
          "Wine has no base provider to host: the WSPStartup of its mswsock.dll is only a stub");
    }
    return SystemCatalog.read().stream()
        .filter(entry -> entry.info().protocol() == Ws2Def.IPPROTO_TCP)
        .filter(entry -> entry.info().protocolChain().isBase())
        .map(SystemCatalogEntry::providerPath)
        .filter(path -> !path.isEmpty())
        .findFirst()
        .map(path -> Path.of(expand(path, System.getenv())))
        .orElseThrow(
            () -> new ProviderLoadException("The system's catalog names no base provider of TCP"));
  }

  /**
   * Replaces {@code %VARIABLES%}, whose names have no case.
   *
   * @param path as the catalog has it
   * @param variables names and values; those that are not there stay as they are
   * @return the path
   */
  public static String expand(String path, Map<String, String> variables) {
    Matcher matcher = VARIABLE.matcher(path);
    return matcher.replaceAll(
        match ->
            Matcher.quoteReplacement(
                variables.entrySet().stream()
                    .filter(variable -> variable.getKey().equalsIgnoreCase(match.group(1)))
                    .map(Map.Entry::getValue)
                    .findFirst()
                    .orElse(match.group())));
  }
}
