package dev.ifsbench.bench.limits;

import dev.ifsbench.bench.state.HandleKind;
import dev.ifsbench.bench.state.Transport;
import dev.ifsbench.bench.state.WinsockException;

/**
 * What the public documentation of {@code WPUModifyIFSHandle} says that a layer cannot do, or
 * should leave alone, on handles that it passes through. Each can be tried on a live pair of
 * sockets.
 *
 * @see <a
 *     href="https://learn.microsoft.com/windows/win32/api/ws2spi/nf-ws2spi-wpumodifyifshandle">WPUModifyIFSHandle</a>
 */
public enum Limit {
  /** The base provider's send and receive functions stand in the layer's table. */
  SEND_AND_RECEIVE_EXPOSED("WSPSend and WSPRecv of the base are exposed", HandleKind.PASS_THROUGH),

  /** I/O of the operating system's own does not call the layer. */
  NOT_ALL_IO_SEEN("ReadFile and WriteFile bypass the layer", HandleKind.PASS_THROUGH_INTERCEPTING),

  /** The layer does not see how an overlapped operation ends. */
  NO_POST_PROCESSING("An overlapped operation ends unseen", HandleKind.PASS_THROUGH_INTERCEPTING),

  /** The application's completion port is notified before the layer could be. */
  PORTS_BYPASS("Completion ports bypass the layer", HandleKind.PASS_THROUGH_INTERCEPTING),

  /** The base provider gets the application's own overlapped structure. */
  ORIGINAL_OVERLAPPED("Overlapped parameters go down unchanged", HandleKind.PASS_THROUGH),

  /** The base provider's function tells how operations have ended. */
  RESULT_FROM_BASE("WSPGetOverlappedResult is the base's", HandleKind.PASS_THROUGH),

  /** Control codes go to the base provider as they are. */
  IOCTL_PASSES_THROUGH("WSPIoctl passes through", HandleKind.PASS_THROUGH);

  private final String title;
  private final HandleKind passThrough;

  Limit(String title, HandleKind passThrough) {
    this.title = title;
    this.passThrough = passThrough;
  }

  /**
   * The limit in a few words.
   *
   * @return one line
   */
  public String title() {
    return title;
  }

  /**
   * The kind of pass-through handle that shows it best: one whose layer tries to see what it can,
   * where there is something to see.
   *
   * @return the kind
   */
  public HandleKind passThrough() {
    return passThrough;
  }

  /**
   * Tries it, on real sockets that are opened for it.
   *
   * @param handle the kind of handle
   * @param transport what carries the data, with a system below it
   * @return what was seen
   * @throws WinsockException if a call fails that should not
   */
  public LimitObservation observe(HandleKind handle, Transport transport) {
    try (LimitTrial fresh = new LimitTrial(handle, transport)) {
      return fresh.observe(this);
    }
  }
}
