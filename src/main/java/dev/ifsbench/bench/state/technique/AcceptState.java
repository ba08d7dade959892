package dev.ifsbench.bench.state.technique;

import dev.ifsbench.bench.state.CheckedCalls;
import dev.ifsbench.bench.state.LayerStack;
import dev.ifsbench.bench.state.ListenerState;
import dev.ifsbench.spi.ProtocolInfo;
import dev.ifsbench.spi.extension.AcceptEx;
import dev.ifsbench.spi.extension.ExtensionFunction;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A listening socket of the kind that is measured, attached to a completion port. */
@State(Scope.Thread)
public class AcceptState {
  private final ListenerState listening = new ListenerState();
  private CheckedCalls calls;
  private ProtocolInfo entry;
  private PortWait port;
  private ExtensionCalls extensions;
  private AcceptEx acceptEx;

  /** Constructor for JMH, which fills in the parameters. */
  public AcceptState() {}

  /**
   * Opens the listening socket.
   *
   * @param over whose sockets to use
   */
  @Setup(Level.Trial)
  public void setUp(LayerStack over) {
    listening.setUp(over);
    calls = listening.calls();
    entry = over.topEntry();
    port = new PortWait(over.winsock(), 1);
    port.attach(listening.listener(), 0);
    extensions = new ExtensionCalls(over.winsock(), listening.listener());
    acceptEx = extensions.get(ExtensionFunction.ACCEPT_EX, AcceptEx.class);
  }

  /** Closes the listening socket. */
  @TearDown(Level.Trial)
  public void tearDown() {
    listening.tearDown();
    port.close();
  }

  /** {@code AcceptEx} is pending when the peer connects. */
  public void acceptBeforePeer() {
    long accepted = calls.socket(entry);
    extensions.accept(acceptEx, listening.listener(), accepted);
    long peer = listening.connectPeer();
    finish(accepted, peer);
  }

  /** The peer has connected when {@code AcceptEx} is called. */
  public void acceptAfterPeer() {
    long peer = listening.connectPeer();
    long accepted = calls.socket(entry);
    extensions.accept(acceptEx, listening.listener(), accepted);
    finish(accepted, peer);
  }

  private void finish(long accepted, long peer) {
    port.take();
    extensions.updateAcceptContext(accepted, listening.listener());
    calls.close(peer);
    calls.close(accepted);
  }
}
