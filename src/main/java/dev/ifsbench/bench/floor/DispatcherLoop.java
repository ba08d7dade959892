package dev.ifsbench.bench.floor;

import dev.ifsbench.bench.paired.FloorPair;
import dev.ifsbench.bench.paired.Loop;
import dev.ifsbench.bench.state.HandleKind;
import dev.ifsbench.bench.state.LayerStack;
import dev.ifsbench.bench.state.SocketPair;
import dev.ifsbench.bench.state.Transport;
import dev.ifsbench.sockets.libc.Binding;

/**
 * {@link Loop} through everything: the dispatcher, the base provider under a pass-through layer,
 * the system's sockets, the binding. Its handles are opened through the layer and announced by it,
 * and are the operating system's descriptors.
 */
public final class DispatcherLoop implements FloorPair {
  private final LayerStack stack;
  private final SocketPair pair;
  private final int payload;

  /**
   * Opens a pair of sockets.
   *
   * @param binding the name of the {@link Binding}, whose own type is not the caller's
   * @param payload bytes of a message
   */
  public DispatcherLoop(String binding, int payload) {
    this.payload = payload;
    stack =
        LayerStack.started(HandleKind.PASS_THROUGH, Transport.UNIX, 1, Binding.valueOf(binding));
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
    return (int) pair.near().socket();
  }

  @Override
  public int far() {
    return (int) pair.far().socket();
  }

  @Override
  public void close() {
    pair.close();
    stack.stop();
  }
}
