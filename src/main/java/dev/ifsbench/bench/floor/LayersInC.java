package dev.ifsbench.bench.floor;

import dev.ifsbench.bench.paired.Loop;
import dev.ifsbench.bench.state.WinsockException;
import dev.ifsbench.sockets.libc.NativeLayers;
import dev.ifsbench.spi.NativeMemory;

/** {@link Loop} through the dispatcher and the layer in C. */
final class LayersInC implements Loop {
  private final NativeLayers inC;
  private final long layers;
  private final NativeMemory message;

  /**
   * Takes layers that are made.
   *
   * @param inC the functions in C
   * @param layers what they made
   * @param payload bytes of a message
   */
  LayersInC(NativeLayers inC, long layers, int payload) {
    this.inC = inC;
    this.layers = layers;
    message = new NativeMemory(payload);
  }

  @Override
  public void run(int times) {
    int error = inC.sendReceive(layers, message.address(), message.size(), times);
    if (error != 0) {
      throw new WinsockException("a send or receive through layers in C failed, error " + error);
    }
  }
}
