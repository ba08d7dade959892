package dev.ifsbench.sockets.none;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.FdSet;
import dev.ifsbench.spi.IntRef;
import dev.ifsbench.spi.NativeMemory;
import dev.ifsbench.spi.Timeval;
import dev.ifsbench.spi.WinsockError;
import dev.ifsbench.spi.Ws2Def;
import dev.ifsbench.spi.WsaBuf;
import org.junit.jupiter.api.Test;

class NullSocketsTest {
  private final NullSockets sockets = new NullSockets();
  private final Errno errno = new Errno();

  @Test
  void theLowestFreeNumberIsGivenOutNext() {
    assertThat(tcp()).isEqualTo(3);
    assertThat(tcp()).isEqualTo(4);
    assertThat(sockets.createHandle(errno)).isEqualTo(5);
    assertThat(sockets.createEvent(errno)).isEqualTo(6);
    assertThat(sockets.close(4, errno)).isZero();
    assertThat(sockets.closeHandle(5, errno)).isZero();
    assertThat(tcp()).isEqualTo(4);
    assertThat(tcp()).isEqualTo(5);
    assertThat(tcp()).isEqualTo(7);
  }

  @Test
  void aMillionSocketsCanBeOpenAtOnce() {
    for (int i = 0; i < 1_000_000; i++) {
      if (tcp() != i + 3) {
        throw new AssertionError("number " + i);
      }
    }
    for (long s = 3; s < 1_000_003; s++) {
      if (sockets.close(s, errno) != 0) {
        throw new AssertionError("close of " + s);
      }
    }
    assertThat(tcp()).isEqualTo(3);
  }

  @Test
  void aHandleClosesOnceAndOnlyAsWhatItIs() {
    long s = tcp();
    long handle = sockets.createHandle(errno);
    fails(sockets.closeHandle(s, errno), WinsockError.WSAENOTSOCK);
    fails(sockets.close(handle, errno), WinsockError.WSAENOTSOCK);
    assertThat(sockets.isOpen(s)).isTrue();
    assertThat(sockets.close(s, errno)).isZero();
    assertThat(sockets.isOpen(s)).isFalse();
    fails(sockets.close(s, errno), WinsockError.WSAENOTSOCK);
    fails(sockets.bind(s, null, 0, errno), WinsockError.WSAENOTSOCK);
    for (long value : new long[] {-1, 0, 2, 1L << 32, Long.MAX_VALUE, Long.MIN_VALUE}) {
      assertThat(sockets.isOpen(value)).isFalse();
      fails(sockets.close(value, errno), WinsockError.WSAENOTSOCK);
    }
  }

  @Test
  void aSocketIsDescribedAsItWasCreated() {
    int[] triplet = new int[3];
    long s = sockets.socket(Ws2Def.AF_INET6, Ws2Def.SOCK_DGRAM, 0, errno);
    assertThat(sockets.describe(s, triplet, errno)).isZero();
    assertThat(triplet).containsExactly(Ws2Def.AF_INET6, Ws2Def.SOCK_DGRAM, Ws2Def.IPPROTO_UDP);
    fails(sockets.socket(77, 1, 0, errno), WinsockError.WSAEAFNOSUPPORT);
    fails(sockets.describe(99, triplet, errno), WinsockError.WSAENOTSOCK);
  }

  @Test
  void sendingAndReceivingReturnTheSizeOfTheBuffersAndTouchNothing() {
    NativeMemory data = new NativeMemory(8);
    data.putLong(0, 42);
    WsaBuf[] buffers = {new WsaBuf(data.address(), 8), new WsaBuf(data.address(), 3)};
    long s = tcp();
    IntRef flags = new IntRef(Ws2Def.MSG_PEEK);
    assertThat(sockets.send(s, buffers, 1, 0, errno)).isEqualTo(8);
    assertThat(sockets.sendTo(s, buffers, 2, 0, null, 0, errno)).isEqualTo(11);
    assertThat(sockets.recv(s, buffers, 2, flags, errno)).isEqualTo(11);
    assertThat(flags.value).isZero();
    assertThat(data.getLong(0)).isEqualTo(42);
  }

  @Test
  void acceptGivesANewSocketOfTheSameKindAtOnce() {
    long listener = tcp();
    assertThat(sockets.listen(listener, 1, errno)).isZero();
    assertThat(sockets.accept(listener, null, null, errno)).isEqualTo(listener + 1);
    fails(sockets.accept(999, null, null, errno), WinsockError.WSAENOTSOCK);
  }

  @Test
  void whatHasNoMeaningWithoutASystemIsNotSupported() {
    long s = tcp();
    NativeMemory memory = new NativeMemory(16);
    IntRef length = new IntRef(16);
    WinsockError unsupported = WinsockError.WSAEOPNOTSUPP;
    fails(sockets.getSockName(s, memory, length, errno), unsupported);
    fails(sockets.getPeerName(s, memory, length, errno), unsupported);
    fails(sockets.getSockOpt(s, Ws2Def.SOL_SOCKET, 1, memory, length, errno), unsupported);
    fails(sockets.duplicate(s, errno), unsupported);
    fails(sockets.accept(s, memory, length, errno), unsupported);
    WsaBuf[] buffers = {new WsaBuf()};
    fails(sockets.recvFrom(s, buffers, 1, length, memory, length, errno), unsupported);
  }

  @Test
  void everySocketIsAlwaysReady() {
    FdSet read = FdSet.of(tcp(), tcp());
    FdSet except = FdSet.of(tcp());
    assertThat(sockets.select(read, null, except, null, errno)).isEqualTo(2);
    assertThat(except.count()).isZero();
    fails(sockets.select(null, null, except, null, errno), WinsockError.WSAEINVAL);
    fails(sockets.select(read, null, null, new Timeval(-1, 0), errno), WinsockError.WSAEINVAL);
    fails(sockets.select(FdSet.of(99), null, null, null, errno), WinsockError.WSAENOTSOCK);
  }

  @Test
  void eventsRememberWhetherTheyAreSet() {
    long event = sockets.createEvent(errno);
    assertThat(sockets.awaitEvent(event, -1, errno)).isFalse();
    assertThat(sockets.setEvent(event, errno)).isTrue();
    assertThat(sockets.setEvent(event, errno)).isTrue();
    assertThat(sockets.awaitEvent(event, 0, errno)).isTrue();
    assertThat(sockets.resetEvent(event, errno)).isTrue();
    assertThat(sockets.awaitEvent(event, 0, errno)).isFalse();
    assertThat(errno.isClear()).isTrue();
    assertThat(sockets.closeEvent(event, errno)).isTrue();
    assertThat(sockets.setEvent(event, errno)).isFalse();
    assertThat(errno.get()).isEqualTo(WinsockError.WSA_INVALID_HANDLE);
  }

  private long tcp() {
    return sockets.socket(Ws2Def.AF_INET, Ws2Def.SOCK_STREAM, 0, errno);
  }

  private void fails(long result, WinsockError error) {
    assertThat(result).isEqualTo(Ws2Def.SOCKET_ERROR);
    assertThat(errno.get()).isEqualTo(error);
    errno.clear();
  }
}
