package dev.ifsbench.bench.floor;

import dev.ifsbench.bench.paired.Loop;
import dev.ifsbench.bench.state.WinsockException;
import dev.ifsbench.sockets.libc.NativeLoop;
import dev.ifsbench.spi.NativeMemory;

/** {@link Loop} in C, with nothing of Java's in the loop. */
final class CLoop implements Loop {
  private final NativeLoop loop;
  private final int near;
  private final int far;
  private final NativeMemory message;

  CLoop(NativeLoop loop, int near, int far, int payload) {
    this.loop = loop;
    this.near = near;
    this.far = far;
    message = new NativeMemory(payload);
  }

  @Override
  public void run(int times) {
    int errno = loop.sendReceive(near, far, message.address(), message.size(), times);
    if (errno != 0) {
      throw new WinsockException("a send or receive in C failed, errno " + errno);
    }
  }
}
