package dev.ifsbench.bench.runtimes;

import dev.ifsbench.bench.state.Batch;
import dev.ifsbench.bench.state.technique.Escape;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * As mio does, and tokio over it: it polls the base provider's handle, and asks for the next poll
 * when a call on the socket would have to wait. So each message has a second {@code WSARecv} that
 * finds nothing.
 *
 * @see <a href="https://github.com/tokio-rs/mio/issues/1314">tokio-rs/mio#1314</a>
 */
@State(Scope.Thread)
public class MioEcho extends PollingEcho {
  /** Constructor for JMH, which fills in the parameters. */
  public MioEcho() {}

  @Override
  Escape escape() {
    return Escape.MIO;
  }

  @Override
  int serve() {
    int echoed = super.serve();
    while (receive(Batch.MAX_BYTES, null)) {
      int more = some(transferred());
      sendAll(more);
      echoed += more;
    }
    return echoed;
  }
}
