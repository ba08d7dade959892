package dev.ifsbench.sockets.posix;

import static dev.ifsbench.fixture.Background.blockedInBackground;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ifsbench.fixture.ReusedNumber;
import dev.ifsbench.sockets.NativeSockets;
import dev.ifsbench.sockets.libc.Binding;
import dev.ifsbench.sockets.libc.JnaLibC;
import dev.ifsbench.sockets.libc.LinuxDef;
import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.FdSet;
import dev.ifsbench.spi.IntRef;
import dev.ifsbench.spi.NativeMemory;
import dev.ifsbench.spi.SockAddr;
import dev.ifsbench.spi.WinsockError;
import dev.ifsbench.spi.Ws2Def;
import dev.ifsbench.spi.WsaBuf;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

@OverEachBinding
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "of POSIX sockets")
class PosixCloseTest {
  private final Rig rig;
  private final NativeSockets sockets;

  PosixCloseTest(Binding binding) {
    rig = new Rig(binding);
    sockets = rig.sockets;
  }

  @AfterEach
  void closeAll() {
    rig.close();
  }

  @Test
  void closingTwiceIsNotASocketTheSecondTime() {
    long s = rig.tcp();
    rig.close(s);
    rig.fails(sockets.close(s, rig.errno), WinsockError.WSAENOTSOCK);
    assertThat(sockets.isOpen(s)).isFalse();
  }

  @Test
  void ofManyClosesAtOnceOneSucceeds() throws Exception {
    for (int round = 0; round < 200; round++) {
      long s = rig.sockets.socket(Ws2Def.AF_INET, Ws2Def.SOCK_STREAM, 0, rig.errno);
      AtomicInteger closed = new AtomicInteger();
      CountDownLatch go = new CountDownLatch(1);
      List<Thread> threads = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        threads.add(
            Threads.start(
                () -> {
                  go.await();
                  if (sockets.close(s, new Errno()) == 0) {
                    closed.incrementAndGet();
                  }
                }));
      }
      go.countDown();
      Threads.join(threads);
      assertThat(closed).hasValue(1);
    }
  }

  @Test
  void aReceiveThatBlocksOnAStreamEndsWhenItsSocketIsClosed() throws Exception {
    assertWokenByClose(rig.connectedTcp()[0], this::recv);
  }

  @Test
  void aReceiveThatBlocksOnAUnixStreamEndsWhenItsSocketIsClosed() throws Exception {
    assertWokenByClose(rig.pair()[0], this::recv);
  }

  @Test
  void aReceiveThatBlocksOnADatagramSocketEndsWhenItsSocketIsClosed() throws Exception {
    assertWokenByClose(rig.boundUdp(), this::recv);
  }

  @Test
  void anAcceptThatBlocksEndsWhenItsSocketIsClosed() throws Exception {
    assertWokenByClose(rig.listener(), s -> sockets.accept(s, null, null, Threads.errno()));
  }

  @Test
  void aSendThatBlocksEndsWhenItsSocketIsClosed() throws Exception {
    long[] pair = rig.pair();
    rig.ok(sockets.setNonBlocking(pair[0], true, rig.errno));
    NativeMemory block = new NativeMemory(4096);
    int sent;
    do {
      sent = rig.send(pair[0], block);
    } while (sent > 0);
    rig.fails(sent, WinsockError.WSAEWOULDBLOCK);
    rig.ok(sockets.setNonBlocking(pair[0], false, rig.errno));
    assertWokenByClose(pair[0], s -> sockets.send(s, rig.buffers(block), 1, 0, Threads.errno()));
  }

  @Test
  void aSelectThatWaitsEndsWhenAMemberIsClosed() throws Exception {
    long quiet = rig.boundUdp();
    assertWokenByClose(
        rig.connectedTcp()[0],
        s -> sockets.select(FdSet.of(quiet, s), null, null, null, Threads.errno()));
  }

  @Test
  void aDuplicateKeepsTheConnectionWhenTheOriginalIsClosedDuringAReceive() throws Exception {
    long[] pair = rig.connectedTcp();
    long duplicate = rig.track(sockets.duplicate(pair[0], rig.errno));
    Blocked blocked = new Blocked(pair[0], this::recv);
    rig.close(pair[0]);
    assertThat(rig.send(duplicate, "from the duplicate")).isEqualTo(18);
    assertThat(rig.receive(pair[1], 18)).isEqualTo("from the duplicate");
    rig.send(pair[1], "x");
    assertThat(blocked.result()).isEqualTo(1);
    rig.fails(rig.recv(pair[0], new NativeMemory(1)), WinsockError.WSAENOTSOCK);
  }

  @Test
  void theLastOfTheDuplicatesWakesItsCallsLikeAnyOtherSocket() throws Exception {
    long s = rig.boundUdp();
    rig.close(rig.track(sockets.duplicate(s, rig.errno)));
    assertWokenByClose(s, this::recv);
  }

  @Test
  void aNumberIsNotReusedWhileACallIsStillInItsSocket() throws Exception {
    long[] pair = rig.connectedTcp();
    long keeper = rig.track(sockets.duplicate(pair[0], rig.errno));
    Blocked blocked = new Blocked(pair[0], this::recv);
    rig.close(pair[0]);
    for (int i = 0; i < 10; i++) {
      assertThat(rig.tcp()).isNotEqualTo(pair[0]);
    }
    rig.send(pair[1], "x");
    assertThat(blocked.result()).isEqualTo(1);
    ReusedNumber.open(pair[0], rig::tcp);
    rig.close(keeper);
  }

  @Test
  void closingManySocketsLeavesNoDescriptorBehind() {
    OpenDescriptors before = OpenDescriptors.now();
    for (int i = 0; i < 50; i++) {
      try (Rig other = new Rig()) {
        long[] pair = other.connectedTcp();
        other.track(other.sockets.duplicate(pair[0], other.errno));
        other.pair();
        other.boundUdp();
        long handle = other.sockets.createHandle(other.errno);
        other.ok(other.sockets.closeHandle(handle, other.errno));
        long event = other.sockets.createEvent(other.errno);
        assertThat(other.sockets.closeEvent(event, other.errno)).isTrue();
        IntRef small = new IntRef(1);
        long listener = other.listener();
        NativeMemory address = other.name(listener);
        other.ok(other.sockets.connect(other.tcp(), address, 16, other.errno));
        other.fails(
            other.sockets.accept(listener, new NativeMemory(1), small, other.errno),
            WinsockError.WSAEFAULT);
      }
    }
    assertThat(OpenDescriptors.now().minus(before)).isEmpty();
  }

  @Test
  void noDescriptorIsInheritedByChildProcesses() {
    long[] pair = rig.connectedTcp();
    long[] unix = rig.pair();
    long duplicate = rig.track(sockets.duplicate(pair[0], rig.errno));
    long handle = sockets.createHandle(rig.errno);
    long event = sockets.createEvent(rig.errno);
    for (long fd : new long[] {pair[0], pair[1], unix[0], unix[1], duplicate, handle, event}) {
      int closeOnExec = new JnaLibC().fcntl((int) fd, LinuxDef.F_GETFD, 0) & 1;
      assertThat(closeOnExec).as("FD_CLOEXEC of %d", fd).isEqualTo(1);
    }
    rig.ok(sockets.closeHandle(handle, rig.errno));
    sockets.closeEvent(event, rig.errno);
  }

  /**
   * Senders write what they believe they are connected to; a thread closes and reopens underneath
   * them. Whatever arrives at a connection must be meant for it.
   */
  @Test
  void dataNeverReachesAnotherSocketThatGotTheNumber() throws Exception {
    OpenDescriptors before = OpenDescriptors.now();
    NativeMemory to = SockAddr.inetLoopback(0);
    for (int round = 0; round < 300; round++) {
      long[] old = new long[2];
      rig.ok(sockets.socketPair(old, rig.errno));
      Errno[] errors = {new Errno(), new Errno()};
      List<Thread> senders = new ArrayList<>();
      CountDownLatch started = new CountDownLatch(2);
      for (int i = 0; i < 2; i++) {
        Errno errno = errors[i];
        NativeMemory tag = new NativeMemory(8);
        tag.putLong(0, round);
        senders.add(
            Threads.start(
                () -> {
                  started.countDown();
                  // Ends at the first failure: a later call would be a new one, on whoever has the
                  // number by then.
                  while (sockets.send(old[0], shared(tag), 1, 0, errno) > 0) {}
                }));
      }
      Thread drain =
          Threads.start(
              () -> {
                NativeMemory in = new NativeMemory(8);
                IntRef flags = new IntRef(Ws2Def.MSG_WAITALL);
                Errno errno = new Errno();
                while (sockets.recv(old[1], shared(in), 1, flags, errno) == 8) {
                  flags.value = Ws2Def.MSG_WAITALL;
                }
              });
      started.await();
      rig.ok(sockets.close(old[0], rig.errno));
      Threads.join(senders);
      long[] fresh = new long[2];
      rig.ok(sockets.socketPair(fresh, rig.errno));
      rig.ok(sockets.setNonBlocking(fresh[1], true, rig.errno));
      rig.fails(rig.recv(fresh[1], to), WinsockError.WSAEWOULDBLOCK);
      for (Errno errno : errors) {
        assertThat(errno.get())
            .isIn(WinsockError.WSAEINTR, WinsockError.WSAENOTSOCK, WinsockError.WSAECONNRESET);
      }
      drain.join();
      rig.ok(sockets.close(old[1], rig.errno));
      rig.ok(sockets.close(fresh[0], rig.errno));
      rig.ok(sockets.close(fresh[1], rig.errno));
    }
    assertThat(OpenDescriptors.now().minus(before)).isEmpty();
  }

  private static WsaBuf[] shared(NativeMemory memory) {
    return new WsaBuf[] {new WsaBuf(memory.address(), memory.size())};
  }

  private long recv(long s) {
    NativeMemory data = new NativeMemory(1);
    return sockets.recv(s, rig.buffers(data), 1, new IntRef(), Threads.errno());
  }

  private void assertWokenByClose(long s, ToLongFunction<Long> call) throws Exception {
    Blocked blocked = new Blocked(s, call);
    rig.close(s);
    assertThat(blocked.result()).isEqualTo(Ws2Def.SOCKET_ERROR);
    assertThat(blocked.error).isEqualTo(WinsockError.WSAEINTR);
    assertThat(sockets.isOpen(s)).isFalse();
  }

  /** A call that another thread makes, and that is in the kernel by now. */
  private static final class Blocked {
    private final Future<Long> call;
    private volatile WinsockError error;

    Blocked(long s, ToLongFunction<Long> call) throws Exception {
      this.call =
          blockedInBackground(
              () -> {
                Threads.errno().clear();
                long result = call.applyAsLong(s);
                error = Threads.errno().get();
                return result;
              });
    }

    long result() throws Exception {
      return call.get();
    }
  }
}
