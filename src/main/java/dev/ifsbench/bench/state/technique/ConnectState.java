package dev.ifsbench.bench.state.technique;

import dev.ifsbench.bench.state.CheckedCalls;
import dev.ifsbench.bench.state.LayerStack;
import dev.ifsbench.bench.state.Listener;
import dev.ifsbench.spi.NativeMemory;
import dev.ifsbench.spi.ProtocolInfo;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * A listening socket of the base provider's, to which sockets of the kind that is measured connect.
 */
@State(Scope.Thread)
public class ConnectState {
  private LayerStack stack;
  private CheckedCalls calls;
  private ProtocolInfo entry;
  private Listener listener;

  /** Constructor for JMH, which fills in the parameters. */
  public ConnectState() {}

  /**
   * Opens the listening socket.
   *
   * @param over whose sockets to use
   */
  @Setup(Level.Trial)
  public void setUp(LayerStack over) {
    over.enter();
    stack = over;
    calls = new CheckedCalls(stack);
    entry = stack.topEntry();
    listener = new Listener(calls, stack.baseEntry());
  }

  /** Closes the listening socket. */
  @TearDown(Level.Trial)
  public void tearDown() {
    listener.close();
    stack.leave();
  }

  CheckedCalls calls() {
    return calls;
  }

  /** Where to connect to. */
  NativeMemory address() {
    return listener.address();
  }

  /** {@code connect}. */
  public void connect() {
    long s = newSocket();
    calls.connect(s, listener.address());
    close(s);
  }

  /** A socket that closes abortively, so that its port is free again at once. */
  long newSocket() {
    long s = calls.socket(entry);
    calls.setAbortiveClose(s);
    return s;
  }

  /** Closes a connected socket, and its peer. */
  void close(long s) {
    long accepted = calls.accept(listener.socket());
    calls.close(s);
    calls.close(accepted);
  }
}
