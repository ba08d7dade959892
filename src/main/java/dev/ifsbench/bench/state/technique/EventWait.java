package dev.ifsbench.bench.state.technique;

import dev.ifsbench.bench.state.WinsockException;
import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.NativeMemory;
import dev.ifsbench.spi.Ws2Def;
import dev.ifsbench.spi.WsaNetworkEvents;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * {@code WSAEventSelect} of all sockets with one event object, as no wait takes more than 64
 * objects. When it is set, the program resets it, and then asks every socket by {@code
 * WSAEnumNetworkEvents}: the event object does not say whose it was, and may have been set for
 * several.
 */
@State(Scope.Thread)
public class EventWait extends PollState {
  private final NativeMemory events = new NativeMemory(WsaNetworkEvents.SIZE);
  private long event;

  /** Constructor for JMH, which fills in the parameters. */
  public EventWait() {}

  @Override
  void open() {
    event = winsock().upcalls().wpuCreateEvent(errno());
    if (event == Ws2Def.WSA_INVALID_EVENT) {
      throw new WinsockException("WSACreateEvent", errno());
    }
    for (int i = 0; i < count(); i++) {
      if (winsock().eventSelect(near(i).socket(), event, WsaNetworkEvents.FD_READ, errno()) != 0) {
        throw new WinsockException("WSAEventSelect", errno());
      }
    }
  }

  @Override
  void closed() {
    winsock().upcalls().wpuCloseEvent(event, new Errno());
  }

  @Override
  int await() {
    int found = -1;
    while (found < 0) { // the event may be late, and its socket asked already
      if (!winsock().waitForEvent(event, -1, errno())) {
        throw new WinsockException("WSAWaitForMultipleEvents", errno());
      }
      winsock().upcalls().wpuResetEvent(event, errno());
      for (int i = 0; i < count(); i++) {
        found = isReadable(near(i).socket()) ? i : found;
      }
    }
    return found;
  }

  private boolean isReadable(long s) {
    if (winsock().enumNetworkEvents(s, 0, events, errno()) != 0) {
      throw new WinsockException("WSAEnumNetworkEvents", errno());
    }
    return (WsaNetworkEvents.events(events) & WsaNetworkEvents.FD_READ) != 0;
  }
}
