package dev.ifsbench.sockets;

import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import dev.ifsbench.spi.NativeMemory;
import dev.ifsbench.spi.ProcedureTableRef;
import dev.ifsbench.spi.ProtocolInfo;
import dev.ifsbench.spi.ProtocolInfoLayout;
import dev.ifsbench.spi.ServiceProvider;
import dev.ifsbench.spi.UpcallTable;
import dev.ifsbench.spi.WinsockError;
import dev.ifsbench.spi.WspData;
import java.nio.file.Path;

/**
 * A service provider DLL, loaded and started as Ws2_32.dll does it: {@code LoadLibrary}, then its
 * one export. Its upcalls come to this project's {@code Upcalls}, and its functions are called by
 * their addresses. The library stays loaded for as long as this object.
 *
 * <p>What C does in its functions is its own: a provider that crashes takes the process with it.
 */
public final class NativeProvider implements ServiceProvider {
  private static final String EXPORT = "WSPStartup";

  /** JNA unloads a library that nobody holds. */
  @SuppressWarnings({"UnusedVariable", "FieldCanBeLocal"})
  private final NativeLibrary library;

  private final long startup;
  private volatile NativeUpcalls upcalls;
  private volatile NativeTable functions;

  private NativeProvider(NativeLibrary library, long startup) {
    this.library = library;
    this.startup = startup;
  }

  /**
   * Loads a DLL.
   *
   * @param path the DLL
   * @return its export
   * @throws ProviderLoadException if it is no DLL for this process, does not load, or is no
   *     provider
   */
  public static NativeProvider load(Path path) throws ProviderLoadException {
    Path absolute = path.toAbsolutePath();
    DllFile.check(absolute, System.getProperty("os.arch"));
    NativeLibrary library;
    try {
      library = NativeLibrary.getInstance(absolute.toString());
    } catch (UnsatisfiedLinkError e) {
      throw new ProviderLoadException(
          "'%s' does not load; a DLL that it needs may be missing (%s)"
              .formatted(path, firstLine(e)));
    }
    try {
      return new NativeProvider(library, Pointer.nativeValue(library.getFunction(EXPORT)));
    } catch (UnsatisfiedLinkError e) {
      throw new ProviderLoadException(
          "'%s' is no service provider: it does not export %s".formatted(path, EXPORT));
    }
  }

  private static String firstLine(UnsatisfiedLinkError e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("").strip();
  }

  // The table of upcalls goes by value, which for a structure of its size means the address of a
  // copy. Each start has a table of its own, so the copy is C's.
  @Override
  public WinsockError wspStartup(
      int wVersionRequested,
      WspData lpWspData,
      ProtocolInfo lpProtocolInfo,
      UpcallTable upcallTable,
      ProcedureTableRef lpProcTable) {
    NativeMemory data = new NativeMemory(WspData.SIZE);
    NativeMemory entry = new NativeMemory(ProtocolInfoLayout.WIDE.size());
    NativeMemory table = new NativeMemory(NativeTable.SIZE);
    ProtocolInfoLayout.WIDE.write(lpProtocolInfo, entry);
    NativeUpcalls started = new NativeUpcalls(upcallTable);
    int code =
        (int)
            NativeCall.begin()
                .with(wVersionRequested)
                .with(data)
                .with(entry)
                .with(started.address())
                .with(table)
                .call(startup);
    if (code != 0) {
      return WinsockError.fromCode(code);
    }
    upcalls = started;
    functions = new NativeTable(table);
    lpWspData.read(data);
    lpProcTable.value = functions.procedures();
    return WinsockError.NO_ERROR;
  }

  /**
   * Whether it has asked for handles of its own by {@code WPUCreateSocketHandle}.
   *
   * @return true once it has
   */
  public boolean makesHandles() {
    NativeUpcalls started = upcalls;
    return started != null && started.makesHandles();
  }
}
