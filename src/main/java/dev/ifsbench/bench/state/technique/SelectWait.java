package dev.ifsbench.bench.state.technique;

import dev.ifsbench.bench.state.WinsockException;
import dev.ifsbench.spi.FdSet;
import dev.ifsbench.spi.Timeval;
import dev.ifsbench.spi.Ws2Def;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * {@code select}. If the handles do not go into one call, the program asks about some after others,
 * without waiting, until it finds one.
 */
@State(Scope.Thread)
public class SelectWait extends PollState {
  private FdSet[] asked;
  private FdSet ready;
  private int perCall;

  /** Constructor for JMH, which fills in the parameters. */
  public SelectWait() {}

  @Override
  void open() {
    perCall = areLayersOwn() ? Math.min(count(), Ws2Def.FD_SETSIZE) : count();
    asked = new FdSet[(count() + perCall - 1) / perCall];
    for (int i = 0; i < count(); i++) {
      if (i % perCall == 0) {
        asked[i / perCall] = new FdSet(perCall);
      }
      asked[i / perCall].add(near(i).socket());
    }
    ready = new FdSet(perCall);
  }

  @Override
  int await() {
    Timeval timeout = asked.length == 1 ? null : Timeval.POLL;
    while (true) {
      for (int i = 0; i < asked.length; i++) {
        ready.assign(asked[i]);
        int found = winsock().select(ready, null, null, timeout, errno());
        if (found == 1) {
          return i * perCall + indexOfReady(asked[i]);
        }
        if (found != 0) {
          throw new WinsockException("select", errno());
        }
      }
    }
  }

  /** As a program does that does not know the structure: it asks of each handle. */
  private int indexOfReady(FdSet set) {
    for (int i = 0; i < set.count(); i++) {
      if (ready.contains(set.get(i))) {
        return i;
      }
    }
    throw new WinsockException("select has found a handle that is not in the set");
  }
}
