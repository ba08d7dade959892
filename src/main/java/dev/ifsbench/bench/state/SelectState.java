package dev.ifsbench.bench.state;

import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.FdSet;
import dev.ifsbench.spi.Timeval;
import dev.ifsbench.spi.Ws2Def;
import dev.ifsbench.ws2.SocketApi;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A thread's own connections, one of which has a byte to be read and the others none. */
@State(Scope.Thread)
public class SelectState {
  private static final int MAX_HANDLES = 1000;

  /** How many handles are asked about. */
  @Param({"1", "2", "16", "64", "256", "1000"})
  @Range(min = 1, max = MAX_HANDLES)
  public int handles;

  private final Errno errno = new Errno();
  private final List<SocketPair> pairs = new ArrayList<>();
  private LayerStack stack;
  private SocketApi winsock;
  private FdSet[] silent;
  private FdSet[] oneTalks;
  private FdSet scratch;

  /** Constructor for JMH, which fills in the parameters. */
  public SelectState() {}

  /**
   * Opens the connections.
   *
   * @param over whose sockets to use
   */
  @Setup(Level.Trial)
  public void setUp(LayerStack over) {
    over.enter();
    stack = over;
    winsock = stack.api();
    for (int i = 0; i <= handles; i++) {
      pairs.add(SocketPair.open(stack, stack.baseEntry(), 1));
    }
    pairs.get(0).far().send(1);
    // The limit is that of wrapping layers, whose handles are not the operating system's.
    int perCall = stack.topEntry().hasIfsHandles() ? handles : Math.min(handles, Ws2Def.FD_SETSIZE);
    silent = sets(1, perCall);
    oneTalks = sets(0, perCall);
    scratch = new FdSet(perCall);
  }

  private FdSet[] sets(int first, int perCall) {
    FdSet[] sets = new FdSet[(handles + perCall - 1) / perCall];
    for (int i = 0; i < handles; i++) {
      if (i % perCall == 0) {
        sets[i / perCall] = new FdSet(perCall);
      }
      sets[i / perCall].add(pairs.get(first + i).near().socket());
    }
    return sets;
  }

  /** Closes the connections. */
  @TearDown(Level.Trial)
  public void tearDown() {
    pairs.forEach(SocketPair::close);
    stack.leave();
  }

  public int readableOfSilent() {
    return readable(silent, 0);
  }

  public int readableOfOneThatTalks() {
    return readable(oneTalks, 1);
  }

  public int writable() {
    int ready = 0;
    for (FdSet set : silent) {
      scratch.assign(set);
      ready += winsock.select(null, scratch, null, Timeval.POLL, errno);
    }
    return checked(ready, handles);
  }

  private int readable(FdSet[] sets, int expected) {
    int ready = 0;
    for (FdSet set : sets) {
      scratch.assign(set);
      ready += winsock.select(scratch, null, null, Timeval.POLL, errno);
    }
    return checked(ready, expected);
  }

  private int checked(int ready, int expected) {
    if (ready != expected) {
      throw new WinsockException(
          String.format(Locale.ROOT, "select of %d handles (%d)", handles, ready), errno);
    }
    return ready;
  }
}
