package dev.ifsbench.sockets.dll;

import dev.ifsbench.sockets.winsock.WinsockSockets;
import dev.ifsbench.spi.NativeMemory;
import dev.ifsbench.spi.ProcedureTableRef;
import dev.ifsbench.spi.ProtocolInfo;
import dev.ifsbench.spi.ProtocolInfoLayout;
import dev.ifsbench.spi.ServiceProvider;
import dev.ifsbench.spi.UpcallTable;
import dev.ifsbench.spi.WinsockError;
import dev.ifsbench.spi.WspData;

/**
 * A service provider DLL, started as Ws2_32.dll does it. Its upcalls come to this project's {@code
 * Upcalls}, and its functions are called by their addresses.
 *
 * <p>What C does in its functions is its own: a provider that crashes takes the process with it.
 */
public final class NativeProvider implements ServiceProvider {
  private final HostedModule module;
  private final WinsockSockets sockets;
  private final HostedRuntime runtime;
  private volatile int startupAnswer;
  private volatile TransferFunctions transferFunctions;

  /**
   * Makes a provider of a DLL.
   *
   * @param module the DLL
   * @param sockets the system that it stands on
   * @param runtime what it gets to see in place of Ws2_32.dll
   */
  public NativeProvider(HostedModule module, WinsockSockets sockets, HostedRuntime runtime) {
    this.module = module;
    this.sockets = sockets;
    this.runtime = runtime;
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
    NativeMemory copy = module.upcallTable();
    UpcallTable before = module.leadTo(upcallTable, runtime); // it may call while it starts
    int code =
        (int)
            NativeCall.begin()
                .with(wVersionRequested)
                .with(data)
                .with(entry)
                .with(copy)
                .with(table)
                .call(module.startup());
    NativeMemory.keep(data);
    NativeMemory.keep(entry);
    NativeMemory.keep(copy);
    NativeMemory.keep(table);
    startupAnswer = code;
    if (code != 0) {
      module.leadTo(before, runtime);
      return WinsockError.fromCode(code);
    }
    lpWspData.read(data);
    NativeTable functions = new NativeTable(table, sockets);
    transferFunctions = functions.transferFunctions();
    lpProcTable.value = functions.procedures();
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
   * Where two functions of the table are that its last start gave.
   *
   * @return null before the first start
   */
  public TransferFunctions transferFunctions() {
    return transferFunctions;
  }

  /**
   * Whether it has asked for handles of its own by {@code WPUCreateSocketHandle}.
   *
   * @return true once it has
   */
  public boolean makesHandles() {
    return module.makesHandles();
  }
}
