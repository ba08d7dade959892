package dev.ifsbench.provider;

import dev.ifsbench.ws2.Catalog;
import dev.ifsbench.ws2.ProviderLibraries;
import dev.ifsbench.ws2.SocketTrace;

/**
 * A layer that passes the base provider's handles through: it announces each handle again by {@code
 * WPUModifyIFSHandle} with its own catalog entry, and the application uses the operating system's
 * handle.
 *
 * <p>In the {@link Form#RECOMMENDED} form, which the public documentation asks for, the next
 * provider's {@code WSPSend}, {@code WSPRecv} and {@code WSPGetOverlappedResult} are in this
 * layer's table as the very same objects, and data never crosses the layer. In the {@link
 * Form#INTERCEPTING} form the layer has send and receive functions of its own, which look the
 * handle up, count the bytes and call the next provider with everything unchanged.
 *
 * <p>The application's handle is what the upcall returns. If that differs from the value proposed,
 * the layer's own functions hand down the next provider's value, and the functions that are the
 * next provider's own get the application's: to the base it is the same handle, but an {@link
 * Form#INTERCEPTING} layer below a {@link Form#RECOMMENDED} one does not know it.
 *
 * <p>It can stand over IFS providers only: over a wrapping layer it does not start.
 *
 * @see <a
 *     href="https://learn.microsoft.com/windows/win32/api/ws2spi/nf-ws2spi-wpumodifyifshandle">WPUModifyIFSHandle</a>
 */
public final class PassThroughProvider extends LayeredProvider {
  /** Whose send and receive functions are in the layer's table. */
  public enum Form {
    /** The next provider's. */
    RECOMMENDED,
    /** The layer's own. */
    INTERCEPTING
  }

  private final Form form;

  /**
   * Makes the library.
   *
   * @param catalog where the layer finds its place
   * @param libraries where it loads the next provider from
   * @param layerId the id of the layer's hidden entry
   * @param socketTrace records the sockets that the next provider returns
   * @param form whose send and receive functions to offer
   * @param quirk what it does against its documentation
   */
  public PassThroughProvider(
      Catalog catalog,
      ProviderLibraries libraries,
      int layerId,
      SocketTrace socketTrace,
      Form form,
      Quirk quirk) {
    super(catalog, libraries, layerId, socketTrace, quirk);
    this.form = form;
  }

  @Override
  String description() {
    return "ifsbench pass-through layer";
  }

  @Override
  boolean accepts(ChainPosition position) {
    return position.own().hasIfsHandles() && position.nextOwn().hasIfsHandles();
  }

  @Override
  Layer newLayer(ChainPosition position) {
    return new PassThroughLayer(this, position, form);
  }
}
