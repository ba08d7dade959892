package dev.ifsbench.bench.runtimes;

import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * As OpenJDK's {@code AsynchronousSocketChannel} does: each read and write is an overlapped call,
 * and every one is announced at the port, whose packets are taken one by one. It does not skip.
 */
@State(Scope.Thread)
public class OpenJdkChannelEcho extends OverlappedEcho {
  /** Constructor for JMH, which fills in the parameters. */
  public OpenJdkChannelEcho() {}

  @Override
  int modes() {
    return 0;
  }

  @Override
  int batch() {
    return 1;
  }
}
