package dev.ifsbench.bench.limits;

import dev.ifsbench.bench.state.CheckedCalls;
import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.IntRef;
import dev.ifsbench.spi.NativeMemory;
import dev.ifsbench.spi.WinsockError;
import dev.ifsbench.spi.Ws2Def;
import dev.ifsbench.spi.WsaPollData;
import dev.ifsbench.spi.extension.ExtensionFunction;
import dev.ifsbench.spi.extension.WsaCmsg;
import dev.ifsbench.spi.extension.WsaMsg;
import dev.ifsbench.spi.extension.WsaRecvMsg;
import dev.ifsbench.ws2.Winsock;

/** What comes with a datagram, or in its place. For one trial. */
final class MessageTrial {
  private static final int CONTROL = 64;

  private final TechniqueTrial trial;
  private final Winsock winsock;
  private final Errno errno;

  MessageTrial(TechniqueTrial trial) {
    this.trial = trial;
    winsock = trial.winsock();
    errno = trial.errno();
  }

  String controlData() {
    NativeMemory on = flag();
    int size = on.size();
    if (winsock.setsockopt(trial.near(), Ws2Def.IPPROTO_IP, Ws2Def.IP_PKTINFO, on, size, errno)
        != 0) {
      return trial.error();
    }
    WsaMsg message = trial.message(TechniqueTrial.BYTES);
    message.control = new NativeMemory(CONTROL);
    message.controlLength.value = CONTROL;
    if (receive(message) != 0) {
      return trial.error();
    }
    boolean there =
        WsaCmsg.isAt(message.control, 0, message.controlLength.value)
            && WsaCmsg.level(message.control, 0) == Ws2Def.IPPROTO_IP
            && WsaCmsg.type(message.control, 0) == Ws2Def.IP_PKTINFO;
    return there ? trial.seenOrNot() : TechniqueTrial.NOTHING;
  }

  String truncation() {
    WsaMsg message = trial.message(TechniqueTrial.BYTES - 1);
    if (receive(message) == 0) {
      return "not reported";
    }
    boolean reported =
        errno.get() == WinsockError.WSAEMSGSIZE && (message.flags.value & WsaMsg.MSG_TRUNC) != 0;
    return reported ? trial.seenOrNot() : trial.error();
  }

  private int receive(WsaMsg message) {
    WsaRecvMsg function = trial.extensions().get(ExtensionFunction.WSA_RECV_MSG, WsaRecvMsg.class);
    trial.peerSends();
    errno.clear();
    return function.invoke(trial.near(), message, new IntRef(), null, null, null, errno);
  }

  /** A datagram goes to a port that is not bound, and the next receive reports it. */
  String connectionReset() {
    CheckedCalls calls = trial.calls();
    long gone = calls.socket(trial.topEntry());
    NativeMemory nobody = calls.bind(gone, "");
    calls.close(gone);
    long s = calls.socket(trial.topEntry());
    try {
      calls.bind(s, "");
      NativeMemory on = flag();
      int code = Ws2Def.SIO_UDP_CONNRESET;
      if (winsock.ioctl(s, code, on, on.size(), null, 0, new IntRef(), errno) != 0) {
        return trial.error();
      }
      WsaMsg message = trial.message(TechniqueTrial.BYTES);
      int size = nobody.size();
      if (winsock.sendTo(s, message.buffers, 1, new IntRef(), 0, nobody, size, null, null, errno)
          != 0) {
        return trial.error();
      }
      NativeMemory polled = WsaPollData.allocate(1);
      WsaPollData.put(polled, 0, s, WsaPollData.POLLRDNORM);
      if (winsock.poll(polled, 1, TechniqueTrial.PATIENCE_MILLIS, errno) != 1) {
        return TechniqueTrial.NOTHING;
      }
      int result =
          winsock.recv(s, message.buffers, 1, new IntRef(), new IntRef(), null, null, errno);
      return result != 0 && errno.get() == WinsockError.WSAECONNRESET
          ? TechniqueTrial.WORKS
          : trial.error();
    } finally {
      calls.close(s);
    }
  }

  private static NativeMemory flag() {
    NativeMemory on = new NativeMemory(Integer.BYTES);
    on.putInt(0, 1);
    return on;
  }
}
