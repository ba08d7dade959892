package dev.ifsbench.bench.runtimes;

import dev.ifsbench.bench.state.Batch;
import dev.ifsbench.bench.state.WinsockException;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * As OpenJDK's {@code Socket} does without a time limit: {@code WSARecv} and {@code WSASend} that
 * wait, without a structure.
 */
@State(Scope.Thread)
public class OpenJdkSocketEcho extends RuntimeEcho {
  /** Constructor for JMH, which fills in the parameters. */
  public OpenJdkSocketEcho() {}

  @Override
  void open() {}

  @Override
  void arm() {}

  @Override
  int serve() {
    if (!receive(Batch.MAX_BYTES, null)) {
      throw new WinsockException("WSARecv", errno());
    }
    int received = some(transferred());
    sendAll(received);
    return received;
  }
}
