package dev.ifsbench.bench.runtimes;

import dev.ifsbench.bench.state.Batch;
import dev.ifsbench.bench.state.WinsockException;
import dev.ifsbench.spi.FdSet;
import dev.ifsbench.spi.Ws2Def;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * A runtime that asks the kernel when the base provider's handle is ready, and then receives and
 * sends on the socket itself by calls that do not wait.
 *
 * <p>The kernel's own poll of a socket is not public API and not in this project's runtime; a
 * {@code select} of the one base handle stands for it, which no layer sees either.
 */
@State(Scope.Thread)
public abstract class PollingEcho extends RuntimeEcho {
  private final FdSet base = new FdSet(1);
  private final FdSet ready = new FdSet(1);

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
    base.add(handle);
  }

  // The poll is asked for and waited for in one call here.
  @Override
  void arm() {}

  @Override
  int serve() {
    ready.assign(base);
    if (stack().winsock().select(ready, null, null, null, errno()) != 1) {
      throw new WinsockException("select", errno());
    }
    if (!receive(Batch.MAX_BYTES, null)) {
      throw new WinsockException("a socket that select calls readable is not");
    }
    int received = some(transferred());
    sendAll(received);
    return received;
  }
}
