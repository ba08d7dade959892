package dev.ifsbench.bench.state;

import dev.ifsbench.spi.ProtocolInfo;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A thread's own listening socket, of the kind of handle that is measured. */
@State(Scope.Thread)
public class ListenerState {
  private LayerStack stack;
  private CheckedCalls calls;
  private ProtocolInfo peerEntry;
  private Listener listener;

  /** Constructor for JMH, which fills in the parameters. */
  public ListenerState() {}

  /**
   * Opens a listening socket before an iteration.
   *
   * @param over whose sockets to use
   */
  @Setup(Level.Trial)
  public void setUp(LayerStack over) {
    over.enter();
    stack = over;
    calls = new CheckedCalls(stack);
    peerEntry = stack.baseEntry();
    listener = new Listener(calls, stack.topEntry());
  }

  /** Closes the listening socket. */
  @TearDown(Level.Trial)
  public void tearDown() {
    listener.close();
    stack.leave();
  }

  public void acceptAndClose() {
    long peer = connectPeer();
    long accepted = calls.accept(listener.socket());
    calls.close(peer);
    calls.close(accepted);
  }

  /** The listening socket. */
  public long listener() {
    return listener.socket();
  }

  /** The calls that it is used with. */
  public CheckedCalls calls() {
    return calls;
  }

  /** A socket of the base provider's that connects to the listening one, and closes abortively. */
  public long connectPeer() {
    long peer = calls.socket(peerEntry);
    calls.setAbortiveClose(peer);
    calls.connect(peer, listener.address());
    return peer;
  }
}
