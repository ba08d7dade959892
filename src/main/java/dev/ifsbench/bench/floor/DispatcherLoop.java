package dev.ifsbench.bench.floor;

import dev.ifsbench.bench.paired.FloorPair;
import dev.ifsbench.bench.paired.Loop;
import dev.ifsbench.bench.state.Endpoint;
import dev.ifsbench.bench.state.HandleKind;
import dev.ifsbench.bench.state.LayerStack;
import dev.ifsbench.bench.state.SocketPair;
import dev.ifsbench.bench.state.Transport;
import dev.ifsbench.bench.state.WinsockException;
import dev.ifsbench.bench.state.technique.Escape;
import dev.ifsbench.sockets.libc.Binding;
import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.Ws2Def;

/**
 * {@link Loop} through everything: the dispatcher, the layer if there is one, the base provider,
 * the system's sockets, the binding. Its handles are opened through the layer and announced by it;
 * below them are the operating system's descriptors, which the same handles are where no layer
 * wraps them.
 */
public final class DispatcherLoop implements FloorPair {
  private final LayerStack stack;
  private final SocketPair pair;
  private final int payload;

  /**
   * Opens a pair of sockets.
   *
   * @param handle the name of the {@link HandleKind}, whose own type is not the caller's
   * @param transport the name of the {@link Transport}
   * @param binding the name of the {@link Binding}
   * @param payload bytes of a message
   */
  public DispatcherLoop(String handle, String transport, String binding, int payload) {
    this.payload = payload;
    stack =
        LayerStack.started(
            HandleKind.valueOf(handle), Transport.valueOf(transport), 1, Binding.valueOf(binding));
    pair = SocketPair.open(stack, stack.topEntry(), payload).ofOneThread();
  }

  @Override
  public void run(int times) {
    for (int i = 0; i < times; i++) {
      pair.near().send(payload);
      pair.far().receiveFully(payload);
    }
  }

  @Override
  public int near() {
    return descriptor(pair.near());
  }

  @Override
  public int far() {
    return descriptor(pair.far());
  }

  private int descriptor(Endpoint end) {
    Errno errno = new Errno();
    long base = Escape.BASE_HANDLE.find(stack.winsock(), end.socket(), errno);
    if (base == Ws2Def.INVALID_SOCKET) {
      throw new WinsockException("SIO_BASE_HANDLE", errno);
    }
    return (int) base;
  }

  @Override
  public void close() {
    pair.close();
    stack.stop();
  }
}
