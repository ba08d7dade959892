package dev.ifsbench.sockets.posix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ifsbench.sockets.libc.Binding;
import dev.ifsbench.spi.FdSet;
import dev.ifsbench.spi.NativeMemory;
import dev.ifsbench.spi.SockAddr;
import dev.ifsbench.spi.Timeval;
import dev.ifsbench.spi.WinsockError;
import dev.ifsbench.spi.Ws2Def;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

@OverEachBinding
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "of POSIX sockets")
class PosixSelectTest {
  private static final Timeval SHORT = new Timeval(0, 50_000);

  private final Rig rig;

  PosixSelectTest(Binding binding) {
    rig = new Rig(binding);
  }

  @AfterEach
  void closeAll() {
    rig.close();
  }

  @Test
  void dataMakesASocketReadableAndRoomMakesItWritable() {
    long[] pair = rig.connectedTcp();
    rig.send(pair[0], "x");
    FdSet read = FdSet.of(pair[0], pair[1]);
    FdSet write = FdSet.of(pair[0]);
    FdSet except = FdSet.of(pair[0], pair[1]);
    awaitReadable(pair[1]);
    assertThat(select(read, write, except, null)).isEqualTo(2);
    assertThat(read).hasToString(FdSet.of(pair[1]).toString());
    assertThat(write).hasToString(FdSet.of(pair[0]).toString());
    assertThat(except.count()).isZero();
  }

  @Test
  void aSocketInTwoSetsCountsTwice() {
    long[] pair = rig.pair();
    rig.send(pair[0], "x");
    assertThat(select(FdSet.of(pair[1]), FdSet.of(pair[1]), null, null)).isEqualTo(2);
  }

  @Test
  void aPendingConnectionMakesAListenerReadable() {
    long listener = rig.listener();
    assertThat(select(FdSet.of(listener), null, null, Timeval.POLL)).isZero();
    rig.ok(rig.sockets.connect(rig.tcp(), rig.name(listener), 16, rig.errno));
    assertThat(select(FdSet.of(listener), null, null, null)).isEqualTo(1);
  }

  @Test
  void theEndOfAStreamMakesItReadable() {
    long[] pair = rig.connectedTcp();
    rig.close(pair[0]);
    assertThat(select(FdSet.of(pair[1]), null, null, null)).isEqualTo(1);
  }

  @Test
  void outOfBandDataIsAnException() {
    long[] pair = rig.connectedTcp();
    rig.sockets.send(pair[0], rig.buffers(Rig.bytes("!")), 1, Ws2Def.MSG_OOB, rig.errno);
    FdSet except = FdSet.of(pair[1]);
    assertThat(select(null, null, except, null)).isEqualTo(1);
    assertThat(except.contains(pair[1])).isTrue();
  }

  @Test
  void aSuccessfulConnectionIsWritable() {
    long s = rig.tcp();
    rig.ok(rig.sockets.setNonBlocking(s, true, rig.errno));
    NativeMemory to = rig.name(rig.listener());
    rig.fails(rig.sockets.connect(s, to, 16, rig.errno), WinsockError.WSAEWOULDBLOCK);
    FdSet write = FdSet.of(s);
    FdSet except = FdSet.of(s);
    assertThat(select(null, write, except, null)).isEqualTo(1);
    assertThat(write.contains(s)).isTrue();
  }

  @Test
  void aFailedConnectionIsAnExceptionAndNeitherReadableNorWritable() {
    long s = failedConnection();
    FdSet except = FdSet.of(s);
    assertThat(select(FdSet.of(s), FdSet.of(s), except, null)).isEqualTo(1);
    assertThat(except.contains(s)).isTrue();
    assertThat(select(FdSet.of(s), FdSet.of(s), null, SHORT)).isZero();
  }

  @Test
  void nothingToReportIsATimeoutWithEmptySets() {
    FdSet read = FdSet.of(rig.boundUdp());
    assertThat(select(read, null, null, SHORT)).isZero();
    assertThat(read.count()).isZero();
  }

  @Test
  void aHangUpIsNoExceptionAndDoesNotEndTheWait() {
    long[] pair = rig.pair();
    rig.close(pair[0]);
    assertThat(select(null, null, FdSet.of(pair[1]), SHORT)).isZero();
  }

  @Test
  void badArgumentsAreRefusedAndTheSetsLeftAlone() {
    long s = rig.boundUdp();
    rig.fails(select(null, null, null, null), WinsockError.WSAEINVAL);
    rig.fails(select(new FdSet(), null, new FdSet(), SHORT), WinsockError.WSAEINVAL);
    rig.fails(select(FdSet.of(s), null, null, new Timeval(0, 1_000_000)), WinsockError.WSAEINVAL);
    rig.fails(select(FdSet.of(s), null, null, new Timeval(-1, 0)), WinsockError.WSAEINVAL);
    FdSet read = FdSet.of(s);
    FdSet write = FdSet.of(s, 999_999);
    rig.fails(select(read, write, null, SHORT), WinsockError.WSAENOTSOCK);
    assertThat(read.count()).isEqualTo(1);
    assertThat(write.count()).isEqualTo(2);
  }

  @Test
  void aDescriptorOfSomethingElseIsNotASocket() {
    long handle = rig.sockets.createHandle(rig.errno);
    rig.fails(select(FdSet.of(handle), null, null, SHORT), WinsockError.WSAENOTSOCK);
    rig.ok(rig.sockets.closeHandle(handle, rig.errno));
  }

  @Test
  void asManySocketsAsTheSetHolds() {
    FdSet read = new FdSet(200);
    FdSet write = new FdSet(200);
    for (int i = 0; i < 100; i++) {
      for (long s : rig.pair()) {
        read.add(s);
        write.add(s);
      }
    }
    assertThat(select(read, write, null, null)).isEqualTo(200);
    assertThat(read.count()).isZero();
    assertThat(write.count()).isEqualTo(200);
  }

  private long failedConnection() {
    long s = rig.tcp();
    rig.ok(rig.sockets.setNonBlocking(s, true, rig.errno));
    long taken = rig.tcp(); // bound, and not listening
    rig.ok(rig.sockets.bind(taken, SockAddr.inetLoopback(0), 16, rig.errno));
    rig.fails(rig.sockets.connect(s, rig.name(taken), 16, rig.errno), WinsockError.WSAEWOULDBLOCK);
    return s;
  }

  private void awaitReadable(long s) {
    assertThat(select(FdSet.of(s), null, null, null)).isEqualTo(1);
  }

  private int select(FdSet read, FdSet write, FdSet except, Timeval timeout) {
    return rig.sockets.select(read, write, except, timeout, rig.errno);
  }
}
