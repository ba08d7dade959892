package dev.ifsbench.sockets.dll;

import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import dev.ifsbench.sockets.winsock.WinsockSockets;
import dev.ifsbench.spi.NativeMemory;
import dev.ifsbench.spi.ProcedureTableRef;
import dev.ifsbench.spi.ProtocolInfo;
import dev.ifsbench.spi.ProtocolInfoLayout;
import dev.ifsbench.spi.ServiceProvider;
import dev.ifsbench.spi.UpcallTable;
import dev.ifsbench.spi.WinsockError;
import dev.ifsbench.spi.WspData;
import java.nio.file.Path;
import java.util.Locale;

/**
 * A service provider DLL, loaded and started as Ws2_32.dll does it: {@code LoadLibrary}, then its
 * one export. Its upcalls come to this project's {@code Upcalls}, and its functions are called by
 * their addresses. The library stays loaded for as long as this object, and so does the one table
 * of upcalls that it is given, however often it is started: a provider may keep the first.
 *
 * <p>What C does in its functions is its own: a provider that crashes takes the process with it.
 */
public final class NativeProvider implements ServiceProvider {
  private static final String EXPORT = "WSPStartup";

  /** JNA unloads a library that nobody holds. */
  @SuppressWarnings({"UnusedVariable", "FieldCanBeLocal"})
  private final NativeLibrary library;

  private final long startup;
  private final WinsockSockets sockets;
  private final NativeUpcalls upcalls = new NativeUpcalls();
  private volatile int startupAnswer;

  private NativeProvider(NativeLibrary library, long startup, WinsockSockets sockets) {
    this.library = library;
    this.startup = startup;
    this.sockets = sockets;
  }

  /**
   * Loads a DLL.
   *
   * @param path the DLL
   * @param sockets the system that it stands on
   * @return its export
   * @throws ProviderLoadException if it is no DLL for this process, does not load, or is no
   *     provider
   */
  public static NativeProvider load(Path path, WinsockSockets sockets)
      throws ProviderLoadException {
    Path absolute = path.toAbsolutePath();
    DllFile.check(absolute, System.getProperty("os.arch"));
    NativeLibrary library;
    try {
      library = NativeLibrary.getInstance(absolute.toString());
    } catch (UnsatisfiedLinkError e) {
      throw new ProviderLoadException(
          String.format(
              Locale.ROOT,
              "'%s' does not load; a DLL that it needs may be missing (%s)",
              path,
              firstLine(e)));
    }
    try {
      long startup = Pointer.nativeValue(library.getFunction(EXPORT));
      return new NativeProvider(library, startup, sockets);
    } catch (UnsatisfiedLinkError e) {
      throw new ProviderLoadException(
          String.format(
              Locale.ROOT, "'%s' is no service provider: it does not export %s", path, EXPORT));
    }
  }

  private static String firstLine(UnsatisfiedLinkError e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("").strip();
  }

  // The table of upcalls goes by value, which for a structure of its size means the address of a
  // copy. What C writes to that copy is its own affair, so each start has another.
  @Override
  public WinsockError wspStartup(
      int wVersionRequested,
      WspData lpWspData,
      ProtocolInfo lpProtocolInfo,
      UpcallTable upcallTable,
      ProcedureTableRef lpProcTable) {
    if (lpWspData == null || lpProcTable == null) {
      return WinsockError.WSAEFAULT;
    }
    NativeMemory data = new NativeMemory(WspData.SIZE);
    NativeMemory entry = new NativeMemory(ProtocolInfoLayout.WIDE.size());
    NativeMemory table = new NativeMemory(NativeTable.SIZE);
    ProtocolInfoLayout.WIDE.write(lpProtocolInfo, entry);
    NativeMemory copy = upcalls.copy();
    UpcallTable before = upcalls.leadTo(upcallTable); // it may call while it starts
    int code =
        (int)
            NativeCall.begin()
                .with(wVersionRequested)
                .with(data)
                .with(entry)
                .with(copy)
                .with(table)
                .call(startup);
    NativeMemory.keep(data);
    NativeMemory.keep(entry);
    NativeMemory.keep(copy);
    NativeMemory.keep(table);
    startupAnswer = code;
    if (code != 0) {
      upcalls.leadTo(before);
      return WinsockError.fromCode(code);
    }
    lpWspData.read(data);
    lpProcTable.value = new NativeTable(table, sockets).procedures();
    return WinsockError.NO_ERROR;
  }

  /**
   * What its last start answered, which Winsock keeps to itself.
   *
   * @return the error's name and number, or a number that is none of Winsock's
   */
  public String startupAnswer() {
    WinsockError error = WinsockError.fromCode(startupAnswer);
    return error.code() == startupAnswer ? error.toString() : String.valueOf(startupAnswer);
  }

  /**
   * Whether it has asked for handles of its own by {@code WPUCreateSocketHandle}.
   *
   * @return true once it has
   */
  public boolean makesHandles() {
    return upcalls.makesHandles();
  }
}
