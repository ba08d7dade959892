package dev.ifsbench.bench.limits;

import dev.ifsbench.bench.state.CheckedCalls;
import dev.ifsbench.bench.state.Listener;
import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.IntRef;
import dev.ifsbench.spi.NativeMemory;
import dev.ifsbench.spi.Ws2Def;
import dev.ifsbench.ws2.Winsock;

/**
 * Calls that a provider may omit, and which this project's providers have or refuse. For one trial.
 */
final class DecidedTrial {
  private static final int ROOM = 4096;
  private static final int JL_BOTH = 4;

  private final TechniqueTrial trial;
  private final Winsock winsock;
  private final Errno errno;

  DecidedTrial(TechniqueTrial trial) {
    this.trial = trial;
    winsock = trial.winsock();
    errno = trial.errno();
  }

  String addressList() {
    NativeMemory list = new NativeMemory(ROOM);
    int failed =
        winsock.ioctl(
            trial.near(),
            Ws2Def.SIO_ADDRESS_LIST_QUERY,
            null,
            0,
            list,
            list.size(),
            new IntRef(),
            errno);
    return failed != 0
        ? trial.error()
        : list.getInt(0) > 0 ? TechniqueTrial.WORKS : TechniqueTrial.NOTHING;
  }

  String atMark() {
    NativeMemory mark = new NativeMemory(Integer.BYTES);
    int code = Ws2Def.SIOCATMARK;
    int failed = winsock.ioctl(trial.near(), code, null, 0, mark, mark.size(), new IntRef(), errno);
    return failed != 0 ? trial.error() : TechniqueTrial.WORKS;
  }

  /** An address that one socket has for itself is not given to another that would share it. */
  String exclusiveAddress() {
    CheckedCalls calls = trial.calls();
    long owner = calls.socket(trial.topEntry());
    long other = calls.socket(trial.topEntry());
    try {
      if (!isSet(owner, Ws2Def.SO_EXCLUSIVEADDRUSE) || !isSet(other, Ws2Def.SO_REUSEADDR)) {
        return trial.error();
      }
      NativeMemory name = calls.bind(owner, "");
      boolean shared = winsock.bind(other, name, name.size(), errno) == 0;
      return shared ? "shared" : TechniqueTrial.WORKS;
    } finally {
      calls.close(owner);
      calls.close(other);
    }
  }

  private boolean isSet(long s, int option) {
    NativeMemory on = new NativeMemory(Integer.BYTES);
    on.putInt(0, 1);
    return winsock.setsockopt(s, Ws2Def.SOL_SOCKET, option, on, on.size(), errno) == 0;
  }

  String largestMessage() {
    NativeMemory size = new NativeMemory(Integer.BYTES);
    int failed =
        winsock.getsockopt(
            trial.near(),
            Ws2Def.SOL_SOCKET,
            Ws2Def.SO_MAX_MSG_SIZE,
            size,
            new IntRef(size.size()),
            errno);
    return failed != 0
        ? trial.error()
        : size.getInt(0) > 0 ? TechniqueTrial.WORKS : TechniqueTrial.NOTHING;
  }

  String acceptCondition() {
    CheckedCalls calls = trial.calls();
    Listener listener = new Listener(calls, trial.topEntry());
    long peer = calls.socket(trial.topEntry());
    try {
      calls.connect(peer, listener.address());
      long accepted =
          winsock.accept(listener.socket(), null, null, (caller, length, data) -> 0, 0, errno);
      if (accepted == Ws2Def.INVALID_SOCKET) {
        return trial.error();
      }
      calls.close(accepted);
      return TechniqueTrial.WORKS;
    } finally {
      calls.close(peer);
      listener.close();
    }
  }

  String joinLeaf() {
    NativeMemory name = trial.calls().name(trial.near());
    long leaf = winsock.joinLeaf(trial.near(), name, name.size(), JL_BOTH, errno);
    return leaf == Ws2Def.INVALID_SOCKET ? trial.error() : TechniqueTrial.WORKS;
  }
}
