package dev.ifsbench.bench.runtimes;

import dev.ifsbench.bench.state.Batch;
import dev.ifsbench.bench.state.WinsockException;
import dev.ifsbench.bench.state.technique.Escape;
import dev.ifsbench.spi.NativeMemory;
import dev.ifsbench.spi.Ws2Def;
import dev.ifsbench.spi.WsaPollData;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * A runtime that asks the kernel when the base provider's handle is ready, and then receives and
 * sends on the socket itself by calls that do not wait.
 *
 * <p>The kernel's own poll of a socket, by a request to its socket driver, is not public API and
 * not in this project's runtime; a {@code WSAPoll} of the one base handle stands for it, which asks
 * the driver the same, and which no layer sees either.
 */
@State(Scope.Thread)
public abstract class PollingEcho extends RuntimeEcho {
  private final NativeMemory polled = WsaPollData.allocate(1);

  PollingEcho() {}

  /** How the runtime finds the base provider's handle. */
  abstract Escape escape();

  @Override
  void open() {
    setNonBlocking();
    long handle = escape().find(stack().winsock(), socket(), errno());
    if (handle == Ws2Def.INVALID_SOCKET) {
      throw new WinsockException("the way to the base provider's handle", errno());
    }
    WsaPollData.put(polled, 0, handle, WsaPollData.POLLRDNORM);
  }

  // The poll is asked for and waited for in one call here.
  @Override
  void arm() {}

  @Override
  int serve() {
    if (stack().winsock().poll(polled, 1, -1, errno()) != 1) {
      throw new WinsockException("WSAPoll", errno());
    }
    if (!receive(Batch.MAX_BYTES, null)) {
      throw new WinsockException("a socket that WSAPoll calls readable is not");
    }
    int received = some(transferred());
    sendAll(received);
    return received;
  }
}
