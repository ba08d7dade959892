package dev.ifsbench.bench.state.technique;

import dev.ifsbench.bench.state.WinsockException;
import dev.ifsbench.spi.Ws2Def;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** {@code WSAPoll} of the base provider's handles, which {@code SIO_BASE_HANDLE} has given. */
@State(Scope.Thread)
public class BaseHandleWait extends PollWait {
  /** Constructor for JMH, which fills in the parameters. */
  public BaseHandleWait() {}

  @Override
  long asked(long s) {
    long base = Escape.BASE_HANDLE.find(winsock(), s, errno());
    if (base == Ws2Def.INVALID_SOCKET) {
      throw new WinsockException("SIO_BASE_HANDLE", errno());
    }
    return base;
  }
}
