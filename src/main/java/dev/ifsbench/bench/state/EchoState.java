package dev.ifsbench.bench.state;

import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Setup;

/**
 * A pair of which both ends have the kind of handle that is measured; another thread sends back
 * what comes to the far end.
 */
public class EchoState extends PairState {
  private Thread echo;
  private volatile RuntimeException echoFailure;

  /** Constructor for JMH, which fills in the parameters. */
  public EchoState() {}

  /**
   * Opens the pair and starts the other thread.
   *
   * @param stack whose sockets to use
   */
  @Setup(Level.Trial)
  public void setUp(LayerStack stack) {
    open(stack, stack.topEntry(), payload);
    // Taken here: the pair may be closed before the other thread runs.
    Endpoint far = far();
    echo = new Thread(() -> runEcho(far), "echo");
    echo.setDaemon(true);
    echo.start();
  }

  private void runEcho(Endpoint far) {
    try {
      far.echo(payload);
    } catch (RuntimeException e) {
      echoFailure = e;
    }
  }

  // The pair's close ends the other thread.
  @Override
  void afterClose() {
    try {
      echo.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (echoFailure != null) {
      throw echoFailure;
    }
  }
}
