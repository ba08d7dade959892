package dev.ifsbench.bench.state.technique;

import dev.ifsbench.bench.state.CheckedCalls;
import dev.ifsbench.bench.state.LayerStack;
import dev.ifsbench.spi.extension.ConnectEx;
import dev.ifsbench.spi.extension.ExtensionFunction;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** What {@code ConnectEx} needs besides: its function, which is asked for once, and a port. */
@State(Scope.Thread)
public class ConnectExState {
  private final ConnectState connecting = new ConnectState();
  private CheckedCalls calls;
  private PortWait port;
  private long asked;
  private ExtensionCalls extensions;
  private ConnectEx connectEx;

  /** Constructor for JMH, which fills in the parameters. */
  public ConnectExState() {}

  /**
   * Opens the listening socket, and asks for the function.
   *
   * @param over whose sockets to use
   */
  @Setup(Level.Trial)
  public void setUp(LayerStack over) {
    connecting.setUp(over);
    calls = connecting.calls();
    port = new PortWait(over.winsock(), 1);
    asked = calls.socket(over.topEntry());
    extensions = new ExtensionCalls(over.winsock(), asked);
    connectEx = extensions.get(ExtensionFunction.CONNECT_EX, ConnectEx.class);
  }

  /** Closes the listening socket. */
  @TearDown(Level.Trial)
  public void tearDown() {
    calls.close(asked);
    connecting.tearDown();
    port.close();
  }

  /** {@code ConnectEx}, with what it needs before and after. */
  public void connect() {
    long s = connecting.newSocket();
    calls.bind(s, "");
    port.attach(s, 0);
    extensions.connect(connectEx, s, connecting.address());
    port.take();
    extensions.updateConnectContext(s);
    connecting.close(s);
  }
}
