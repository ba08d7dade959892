package dev.ifsbench.bench.limits;

import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.NativeMemory;
import dev.ifsbench.spi.ProcedureTable;
import dev.ifsbench.spi.WsaNetworkEvents;
import dev.ifsbench.spi.WsaPollData;

/** How a program learns that there is something to receive. For one trial. */
final class PollTrial {
  private final TechniqueTrial trial;

  PollTrial(TechniqueTrial trial) {
    this.trial = trial;
  }

  String wsaPoll() {
    trial.peerSends();
    NativeMemory polled = WsaPollData.allocate(1);
    WsaPollData.put(polled, 0, trial.near(), WsaPollData.POLLRDNORM);
    int found = trial.winsock().poll(polled, 1, TechniqueTrial.PATIENCE_MILLIS, trial.errno());
    if (found < 0) {
      return trial.error();
    }
    return WsaPollData.revents(polled, 0) == WsaPollData.POLLRDNORM
        ? trial.calledOrNot(ProcedureTable::wspIoctl)
        : TechniqueTrial.NOTHING;
  }

  String eventSelect() {
    Errno errno = trial.errno();
    long event = trial.winsock().upcalls().wpuCreateEvent(errno);
    try {
      int mask = WsaNetworkEvents.FD_READ;
      if (trial.winsock().eventSelect(trial.near(), event, mask, errno) != 0) {
        return trial.error();
      }
      trial.peerSends();
      NativeMemory found = new NativeMemory(WsaNetworkEvents.SIZE);
      if (!trial.winsock().waitForEvent(event, TechniqueTrial.PATIENCE_MILLIS, errno)
          || trial.winsock().enumNetworkEvents(trial.near(), event, found, errno) != 0) {
        return errno.isClear() ? TechniqueTrial.NOTHING : trial.error();
      }
      return WsaNetworkEvents.events(found) == mask
          ? trial.calledOrNot(ProcedureTable::wspEnumNetworkEvents)
          : TechniqueTrial.NOTHING;
    } finally {
      trial.winsock().eventSelect(trial.near(), 0, 0, new Errno());
      trial.winsock().upcalls().wpuCloseEvent(event, new Errno());
    }
  }
}
