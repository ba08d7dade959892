package dev.ifsbench.spi;

/**
 * A service provider's library, with its one export.
 *
 * @see <a
 *     href="https://learn.microsoft.com/windows/win32/api/ws2spi/nf-ws2spi-wspstartup">WSPStartup</a>
 */
@FunctionalInterface
public interface ServiceProvider {
  /**
   * {@code WSPStartup}: starts the provider. Starts are counted: it ends after as many {@code
   * WSPCleanup} calls. A provider that is started again uses the newest upcall table from then on.
   *
   * @param wVersionRequested the highest version that the caller speaks, {@code 0x0202} for 2.2
   * @param lpWspData out: what the provider speaks
   * @param lpProtocolInfo the catalog entry that is wanted; a layer finds its place in its chain
   * @param upcallTable the upcalls that the provider may make
   * @param lpProcTable out: the provider's functions
   * @return {@link WinsockError#NO_ERROR}, or why it did not start, with nothing filled in: {@code
   *     WSAEFAULT} if there is nowhere to fill it in
   */
  WinsockError wspStartup(
      int wVersionRequested,
      WspData lpWspData,
      ProtocolInfo lpProtocolInfo,
      UpcallTable upcallTable,
      ProcedureTableRef lpProcTable);
}
