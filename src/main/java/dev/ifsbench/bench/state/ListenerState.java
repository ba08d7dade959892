package dev.ifsbench.bench.state;

import dev.ifsbench.sockets.UnixPath;
import dev.ifsbench.spi.NativeMemory;
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
  private UnixPath path;
  private NativeMemory address;
  private long listener;

  /** Makes one to be filled in by JMH. */
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
    path = new UnixPath();
    listener = calls.socket(stack.topEntry());
    address = calls.bind(listener, path.toString());
    calls.listen(listener);
  }

  /** Listens no more. */
  @TearDown(Level.Trial)
  public void tearDown() {
    calls.close(listener);
    path.close();
    stack.leave();
  }

  public void acceptAndClose() {
    long peer = connectPeer();
    long accepted = calls.accept(listener);
    calls.close(peer);
    calls.close(accepted);
  }

  /** The listening socket. */
  public long listener() {
    return listener;
  }

  /** The calls that it is used with. */
  public CheckedCalls calls() {
    return calls;
  }

  /** A socket of the base provider's that connects to the listening one, and closes abortively. */
  public long connectPeer() {
    long peer = calls.socket(peerEntry);
    calls.setAbortiveClose(peer);
    calls.connect(peer, address);
    return peer;
  }
}
