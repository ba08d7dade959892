package dev.ifsbench.bench.floor;

import dev.ifsbench.bench.paired.Loop;
import dev.ifsbench.bench.state.WinsockException;
import dev.ifsbench.sockets.libc.Binding;
import dev.ifsbench.sockets.libc.LibC;
import dev.ifsbench.spi.NativeMemory;

/** {@link Loop} through a binding and nothing else. */
public final class BindingLoop implements Loop {
  private final LibC libc;
  private final int near;
  private final int far;
  private final NativeMemory message;

  /**
   * Binds the C library with a binding of the caller's choice.
   *
   * @param binding the name of the {@link Binding}, whose own type is not the caller's
   * @param near the descriptor to send on
   * @param far the descriptor that what is sent arrives on
   * @param payload bytes of a message
   */
  public BindingLoop(String binding, int near, int far, int payload) {
    libc = Binding.valueOf(binding).newLibC();
    this.near = near;
    this.far = far;
    message = new NativeMemory(payload);
  }

  @Override
  public void run(int times) {
    for (int i = 0; i < times; i++) {
      sendReceive();
    }
  }

  private void sendReceive() {
    long address = message.address();
    int left = message.size();
    do {
      left -= check(libc.send(near, address, left, LibC.MSG_NOSIGNAL));
    } while (left > 0);
    left = message.size();
    do {
      left -= check(libc.recv(far, address, left, 0));
    } while (left > 0);
  }

  private static int check(long transferred) {
    if (transferred <= 0) {
      throw new WinsockException("a send or receive through the binding failed");
    }
    return (int) transferred;
  }
}
