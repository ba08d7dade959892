package dev.ifsbench.bench.state.technique;

import dev.ifsbench.bench.state.Endpoint;
import dev.ifsbench.bench.state.LayerStack;
import dev.ifsbench.bench.state.Range;
import dev.ifsbench.bench.state.SocketPair;
import dev.ifsbench.bench.state.WinsockException;
import dev.ifsbench.spi.Errno;
import dev.ifsbench.ws2.Winsock;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * A server's connections, of the kind of handle that is measured, and one way to learn on which of
 * them there is something to receive. The clients' ends are the base provider's for every kind. One
 * thread has all.
 */
@State(Scope.Thread)
public abstract class PollState {
  /** How many connections there are. */
  @Param({"1", "16", "64", "256", "1000"})
  @Range(min = 1, max = 1000)
  public int handles;

  private final Errno errno = new Errno();
  private LayerStack stack;
  private SocketPair[] pairs;
  private int turn;

  PollState() {}

  /**
   * Opens the connections.
   *
   * @param over whose sockets to use
   */
  @Setup(Level.Trial)
  public void setUp(LayerStack over) {
    over.enter();
    stack = over;
    pairs = new SocketPair[handles];
    for (int i = 0; i < handles; i++) {
      pairs[i] = SocketPair.open(stack, stack.baseEntry(), 1);
    }
    open();
  }

  /** Closes the connections. */
  @TearDown(Level.Trial)
  public void tearDown() {
    for (SocketPair pair : pairs) {
      pair.close();
    }
    closed();
    stack.leave();
  }

  /**
   * One byte comes on one connection, each time on the next; the server learns on which, and
   * receives it.
   *
   * @return the connection, from 0
   */
  public final int message() {
    SocketPair pair = pairs[turn];
    pair.far().send(1);
    int found = await();
    if (found != turn) {
      throw new WinsockException("a byte came on connection " + turn + ", and not on " + found);
    }
    pair.near().receiveFully(1);
    turn = turn + 1 == handles ? 0 : turn + 1;
    return found;
  }

  /** Prepares to wait for all connections. */
  abstract void open();

  /** Releases what {@link #open} has made; the sockets are closed already. */
  void closed() {}

  /** Waits until there is something to receive; returns the connection. */
  abstract int await();

  final Winsock winsock() {
    return stack.winsock();
  }

  /** Whether a layer has made the handles. */
  final boolean areLayersOwn() {
    return !stack.topEntry().hasIfsHandles();
  }

  final int count() {
    return handles;
  }

  final Endpoint near(int index) {
    return pairs[index].near();
  }

  final Errno errno() {
    return errno;
  }
}
