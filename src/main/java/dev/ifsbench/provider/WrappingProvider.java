package dev.ifsbench.provider;

import dev.ifsbench.sockets.OverlappedIo;
import dev.ifsbench.spi.CompleteOverlappedRequest;
import dev.ifsbench.ws2.Catalog;
import dev.ifsbench.ws2.ProviderLibraries;
import dev.ifsbench.ws2.SocketTrace;

/**
 * A layer that wraps the next provider's sockets: the application gets a handle that {@code
 * WPUCreateSocketHandle} made, and every call finds the socket below by the handle's context.
 *
 * <p>Each call costs what it costs in a real wrapping layer: the upcall {@code
 * WPUQuerySocketHandleContext}, a reference held while the call runs, the swap of the handle, and
 * byte counters. A close while other calls run wakes them ({@code WSAEINTR}) and closes the socket
 * below, and then the own handle, when the last of them has left: so neither number can become
 * another socket's under a running call. If the socket has been duplicated it is not woken, for
 * that would end the other descriptor's data too; its calls end when their data comes.
 *
 * <p>An overlapped call goes down with a structure of the layer's own, whose end comes to a
 * completion port of the layer's; the application's structure is completed by {@code
 * WPUCompleteOverlappedRequest}, or its routine by {@code WPUQueueApc}. So every call is pending at
 * first, and the layer sees each outcome. A close closes the socket below at once, unless calls
 * run, and the own handle after the last operation has been announced on it. {@code CancelIoEx} on
 * the layer's handle does not reach the socket below.
 *
 * <p>{@code SIO_BSP_HANDLE} and {@code SIO_BSP_HANDLE_POLL} are answered with the layer's own
 * handle, without an overlapped structure only; {@code SIO_BSP_HANDLE_SELECT} and {@code
 * SIO_BASE_HANDLE} are answered below. The layer does not see calls on the handles that those
 * return.
 *
 * <p>The functions that need windows or new sockets of multipoint sessions are {@code
 * WSAEOPNOTSUPP}.
 *
 * @see <a
 *     href="https://learn.microsoft.com/windows/win32/api/ws2spi/nf-ws2spi-wpucreatesockethandle">WPUCreateSocketHandle</a>
 */
public final class WrappingProvider extends LayeredProvider {
  private final OverlappedIo system;
  private final CompleteOverlappedRequest completeOverlappedRequest;

  /**
   * Makes the library.
   *
   * @param catalog where the layer finds its place
   * @param libraries where it loads the next provider from
   * @param layerId the id of the layer's hidden entry
   * @param socketTrace records the sockets that the next provider returns
   * @param system the system's completion ports
   * @param completeOverlappedRequest the export of Ws2_32.dll
   * @param quirk what it does against its documentation
   */
  public WrappingProvider(
      Catalog catalog,
      ProviderLibraries libraries,
      int layerId,
      SocketTrace socketTrace,
      OverlappedIo system,
      CompleteOverlappedRequest completeOverlappedRequest,
      Quirk quirk) {
    super(catalog, libraries, layerId, socketTrace, quirk);
    this.system = system;
    this.completeOverlappedRequest = completeOverlappedRequest;
  }

  @Override
  String description() {
    return "ifsbench wrapping layer";
  }

  @Override
  boolean accepts(ChainPosition position) {
    return !position.own().hasIfsHandles();
  }

  @Override
  Layer newLayer(ChainPosition position) {
    return new WrappingLayer(this, position, system, completeOverlappedRequest);
  }
}
