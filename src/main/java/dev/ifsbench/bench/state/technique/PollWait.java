package dev.ifsbench.bench.state.technique;

import dev.ifsbench.bench.state.WinsockException;
import dev.ifsbench.spi.NativeMemory;
import dev.ifsbench.spi.WsaPollData;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** {@code WSAPoll} of the handles that the program has. */
@State(Scope.Thread)
public class PollWait extends PollState {
  private NativeMemory polled;

  /** Constructor for JMH, which fills in the parameters. */
  public PollWait() {}

  @Override
  void open() {
    polled = WsaPollData.allocate(count());
    for (int i = 0; i < count(); i++) {
      WsaPollData.put(polled, i, asked(near(i).socket()), WsaPollData.POLLRDNORM);
    }
  }

  /** The handle that is asked about for one of the program's. */
  long asked(long s) {
    return s;
  }

  @Override
  int await() {
    if (winsock().poll(polled, count(), -1, errno()) != 1) {
      throw new WinsockException("WSAPoll", errno());
    }
    int index = 0;
    while (WsaPollData.revents(polled, index) == 0) {
      index++;
    }
    return index;
  }
}
