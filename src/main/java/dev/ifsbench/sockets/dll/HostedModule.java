package dev.ifsbench.sockets.dll;

import com.sun.jna.Pointer;
import dev.ifsbench.spi.NativeMemory;
import dev.ifsbench.spi.UpcallTable;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A provider DLL in this process, with the functions that lead from it to Java: there is one for
 * each DLL, because a provider may keep the first table of upcalls that it gets. They lead to
 * whoever has started it last.
 */
public final class HostedModule {
  private static final String EXPORT = "WSPStartup";

  /** By which public samples of layers tell their set-up program who they are. */
  private static final String IDENTITY = "GetLspGuid";

  private static final Map<Long, HostedModule> BY_HANDLE = new ConcurrentHashMap<>();

  private final long startup;
  private final boolean layer;
  private final Optional<UUID> identity;
  private final NativeUpcalls upcalls = new NativeUpcalls();
  private final HostedExports exports = new HostedExports(upcalls);

  private HostedModule(DllModule module, long startup) {
    this.startup = startup;
    ImportTable imports = new ImportTable(module.handle());
    layer = HostedExports.isOfLayer(imports);
    exports.standBefore(imports);
    identity = identity(module.export(IDENTITY));
  }

  /**
   * Loads a DLL.
   *
   * @param path the DLL
   * @return the same object each time
   * @throws ProviderLoadException if it is no DLL for this process, does not load, or is no
   *     provider
   */
  public static HostedModule load(Path path) throws ProviderLoadException {
    Path absolute = path.toAbsolutePath();
    DllFile.check(absolute, System.getProperty("os.arch"));
    DllModule module = DllModule.load(absolute);
    long startup = module.export(EXPORT);
    if (startup == 0) {
      throw new ProviderLoadException(
          String.format(
              Locale.ROOT, "'%s' is no service provider: it does not export %s", path, EXPORT));
    }
    return BY_HANDLE.computeIfAbsent(module.handle(), handle -> new HostedModule(module, startup));
  }

  private static Optional<UUID> identity(long function) {
    if (function == 0) {
      return Optional.empty();
    }
    NativeMemory guid = new NativeMemory(2 * Long.BYTES);
    NativeCall.begin().with(guid).call(function);
    UUID id = NativeUpcalls.guid(new Pointer(guid.address()));
    NativeMemory.keep(guid);
    return Optional.of(id);
  }

  /** Whether it imports what only a layer needs: the catalog, and where other providers are. */
  public boolean isLayer() {
    return layer;
  }

  /**
   * The GUID that it looks for in the catalog to find itself.
   *
   * @return the GUID; empty if it does not tell
   */
  public Optional<UUID> identity() {
    return identity;
  }

  long startup() {
    return startup;
  }

  /** A new table of upcalls. */
  NativeMemory upcallTable() {
    return upcalls.copy();
  }

  /**
   * Has everything that the DLL calls lead to other upcalls and another runtime.
   *
   * @return the upcalls that it has led to
   */
  UpcallTable leadTo(UpcallTable table, HostedRuntime runtime) {
    exports.leadTo(runtime);
    return upcalls.leadTo(table);
  }

  boolean makesHandles() {
    return upcalls.makesHandles();
  }
}
