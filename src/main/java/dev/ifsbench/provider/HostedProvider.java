package dev.ifsbench.provider;

import dev.ifsbench.sockets.HostSystem;
import dev.ifsbench.sockets.NativeSockets;
import dev.ifsbench.sockets.dll.HostedModule;
import dev.ifsbench.sockets.dll.HostedRuntime;
import dev.ifsbench.sockets.dll.NativeProvider;
import dev.ifsbench.sockets.dll.ProviderLoadException;
import dev.ifsbench.sockets.winsock.SystemCatalog;
import dev.ifsbench.sockets.winsock.SystemCatalogEntry;
import dev.ifsbench.sockets.winsock.Wine;
import dev.ifsbench.sockets.winsock.WinsockSockets;
import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.ProtocolInfo;
import dev.ifsbench.spi.ServiceFlags;
import dev.ifsbench.spi.ServiceProvider;
import dev.ifsbench.spi.WinsockError;
import dev.ifsbench.spi.Ws2Def;
import dev.ifsbench.ws2.Winsock;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts provider DLLs in place of the base provider: a base, or layers and the base below them. The
 * base's entries are the system's, with their numbers and GUIDs; each layer has entries of its own
 * over those below it.
 *
 * <p>A socket is opened through each once to see whether it starts, and which kind of handle it
 * makes: its entries have {@code XP1_IFS_HANDLES} unless it asks for handles of its own.
 */
public final class HostedProvider {
  /** Instead of a path: the DLL that serves TCP in the system's own catalog. */
  public static final String SYSTEM = "system";

  /** Separates the DLLs of a chain, the topmost layer first; no file name has one on Windows. */
  public static final String OVER = "|";

  private static final String NEEDS_A_BASE =
      "; it asks for others in the catalog, as a layer does: name the base provider that it is to"
          + " stand on after it, as in provider=layer.dll,base.dll";

  private static final Pattern VARIABLE = Pattern.compile("%([^%]+)%");

  /** A layer's entries are named after its file, which may be longer than a name can be. */
  private static final int NAME_LENGTH = 30;

  private HostedProvider() {}

  /**
   * Installs a DLL, or a chain of them, and the catalog entries.
   *
   * @param winsock where to install it
   * @param sockets the operating system
   * @param dlls the DLL's path, or {@link #SYSTEM}; or several with {@link #OVER} between them
   * @return the base's entries as installed
   * @throws ProviderLoadException if it cannot be hosted
   */
  public static List<ProtocolInfo> install(Winsock winsock, NativeSockets sockets, String dlls)
      throws ProviderLoadException {
    return install(winsock, sockets, dlls, null);
  }

  /**
   * As {@link #install(Winsock, NativeSockets, String)}, for DLLs that may crash the process.
   *
   * @param winsock where to install it
   * @param sockets the operating system
   * @param dlls the DLL's path, or {@link #SYSTEM}; or several with {@link #OVER} between them
   * @param watch is told the name of each DLL function and its file before the call, and again,
   *     prefixed with {@code "after "}, when the call has ended; null for none, which costs nothing
   * @return the base's entries as installed
   * @throws ProviderLoadException if it cannot be hosted
   */
  public static List<ProtocolInfo> install(
      Winsock winsock, NativeSockets sockets, String dlls, Consumer<String> watch)
      throws ProviderLoadException {
    List<Path> paths = paths(dlls);
    if (!(sockets instanceof WinsockSockets system)) {
      throw new ProviderLoadException(
          "A provider DLL needs a transport with a system below it, and NONE has none");
    }
    List<Hosted> lowestFirst = new ArrayList<>();
    for (Path path : paths) {
      HostedModule module = load(path, watch);
      lowestFirst.add(kindOf(new Hosted(path, module, true), lowestFirst, system, watch));
    }
    return lay(winsock, system, lowestFirst, watch).baseEntries();
  }

  private static HostedModule load(Path path, Consumer<String> watch) throws ProviderLoadException {
    if (watch == null) {
      return HostedModule.load(path);
    }
    watch.accept("DllMain of " + path.getFileName());
    HostedModule module = HostedModule.load(path);
    watch.accept("after DllMain of " + path.getFileName());
    return module;
  }

  /**
   * A DLL of a chain.
   *
   * @param ifs whether its handles are the operating system's
   */
  private record Hosted(Path path, HostedModule module, boolean ifs) {
    String name() {
      String name = path.getFileName().toString();
      return name.substring(0, Math.min(name.length(), NAME_LENGTH));
    }
  }

  /** An installed chain, with the provider of the topmost DLL. */
  private record Laid(List<ProtocolInfo> baseEntries, NativeProvider top) {}

  private static Laid lay(
      Winsock winsock, WinsockSockets sockets, List<Hosted> lowestFirst, Consumer<String> watch)
      throws ProviderLoadException {
    HostedRuntime runtime = new WinsockRuntime(winsock);
    List<ProtocolInfo> bases = List.of();
    NativeProvider library = null;
    for (Hosted each : lowestFirst) {
      library = new NativeProvider(each.module, sockets, runtime);
      if (bases.isEmpty()) {
        bases = layBase(winsock, sockets, each);
      } else {
        layLayer(winsock, each);
      }
      ServiceProvider loaded =
          watch == null ? library : new WatchedProvider(library, each.name(), watch);
      winsock.libraries().add(each.path.toString(), loaded);
    }
    return new Laid(bases, library);
  }

  private static List<ProtocolInfo> layBase(Winsock winsock, NativeSockets sockets, Hosted base) {
    List<ProtocolInfo> entries = new ArrayList<>();
    for (ProtocolInfo entry : sockets.protocols()) {
      int others = entry.serviceFlags1() & ~ServiceFlags.XP1_IFS_HANDLES;
      int flags = base.ifs ? others | ServiceFlags.XP1_IFS_HANDLES : others;
      entries.add(winsock.catalog().adopt(entry.withServiceFlags1(flags), base.path.toString()));
    }
    return List.copyOf(entries);
  }

  private static void layLayer(Winsock winsock, Hosted layer) throws ProviderLoadException {
    String name = layer.name();
    String path = layer.path.toString();
    if (winsock.libraries().load(path) != null) {
      throw new ProviderLoadException(
          String.format(Locale.ROOT, "'%s' is twice in the chain, and loads only once", path));
    }
    List<ProtocolInfo> lower = LayerInstaller.topmost(winsock.catalog());
    try {
      lower.forEach(entry -> LayerInstaller.check(name, entry));
    } catch (IllegalArgumentException e) {
      throw new ProviderLoadException(e.getMessage());
    }
    UUID id = layer.module.identity().orElse(LayerInstaller.guid(name));
    LayerInstaller.addEntries(winsock.catalog(), lower, layer.ifs, name, id, path);
  }

  /** The same DLL, with the kind of handle that it turns out to make. */
  private static Hosted kindOf(
      Hosted hosted, List<Hosted> below, WinsockSockets sockets, Consumer<String> watch)
      throws ProviderLoadException {
    Trial first = tryOut(hosted, below, sockets, watch);
    if (first.error == WinsockError.NO_ERROR) {
      return hosted;
    }
    Trial last = first;
    if (first.top.makesHandles()) {
      Hosted own = new Hosted(hosted.path, hosted.module, false);
      last = tryOut(own, below, sockets, watch);
      if (last.error == WinsockError.NO_ERROR) {
        return own;
      }
    }
    String hint = below.isEmpty() && hosted.module.isLayer() ? NEEDS_A_BASE : "";
    throw new ProviderLoadException(
        String.format(
            Locale.ROOT,
            "'%s' cannot be hosted: %s%s",
            hosted.path,
            reason(last.error, last.top),
            hint));
  }

  /** The outcome of opening a socket. */
  private record Trial(WinsockError error, NativeProvider top) {}

  private static Trial tryOut(
      Hosted hosted, List<Hosted> below, WinsockSockets sockets, Consumer<String> watch)
      throws ProviderLoadException {
    Winsock winsock = new Winsock(sockets);
    List<Hosted> lowestFirst = new ArrayList<>(below);
    lowestFirst.add(hosted);
    NativeProvider top = lay(winsock, sockets, lowestFirst, watch).top();
    ProtocolInfo entry = LayerInstaller.topmost(winsock.catalog()).get(0);
    winsock.wsaStartup(Ws2Def.VERSION_2_2);
    Errno errno = new Errno();
    int any = Ws2Def.FROM_PROTOCOL_INFO;
    long s = winsock.socket(any, any, any, entry, 0, Ws2Def.WSA_FLAG_OVERLAPPED, errno);
    WinsockError error = s == Ws2Def.INVALID_SOCKET ? errno.get() : WinsockError.NO_ERROR;
    if (error == WinsockError.NO_ERROR) {
      winsock.closesocket(s, errno);
    }
    winsock.wsaCleanup(new Errno());
    return new Trial(error, top);
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

  /** The lowest first. */
  private static List<Path> paths(String dlls) throws ProviderLoadException {
    if (!HostSystem.isWindows()) {
      throw new ProviderLoadException("Hosting a provider DLL needs Windows");
    }
    List<Path> paths = new ArrayList<>();
    for (String dll : dlls.split(Pattern.quote(OVER), -1)) {
      paths.add(0, path(dll.strip()).toAbsolutePath());
    }
    return paths;
  }

  private static Path path(String dll) throws ProviderLoadException {
    if (dll.isEmpty()) {
      throw new ProviderLoadException("A DLL's path is missing between the commas of provider=");
    }
    if (!dll.equals(SYSTEM)) {
      return named(dll);
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

  private static Path named(String dll) throws ProviderLoadException {
    try {
      return Path.of(dll);
    } catch (InvalidPathException e) {
      String hint =
          dll.indexOf('?') < 0
              ? ""
              : "; what the code page of this system lacks arrives as '?': give the short name that"
                  + " dir /x shows";
      throw new ProviderLoadException(
          String.format(
              Locale.ROOT, "'%s' cannot be a file's name on Windows: %s%s", dll, reason(e), hint));
    }
  }

  private static String reason(InvalidPathException e) {
    String reason = e.getReason().replaceFirst("^Illegal char ", "the character ");
    return e.getIndex() < 0
        ? reason
        : String.format(Locale.ROOT, "%s at place %d", reason, e.getIndex() + 1);
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
