package dev.ifsbench.sockets.posix;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.ifsbench.sockets.NativeSockets;
import dev.ifsbench.sockets.none.NullSockets;
import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.IntRef;
import dev.ifsbench.spi.NativeMemory;
import dev.ifsbench.spi.SockAddr;
import dev.ifsbench.spi.Ws2Def;
import dev.ifsbench.spi.WsaBuf;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

class HotPathAllocationTest {
  private static final int WARM_UP = 2_000;
  private static final int CALLS = 20_000;

  private final Errno errno = new Errno();
  private final IntRef flags = new IntRef();

  @Test
  void sendingAndReceivingOverTcpAllocatesNothing() {
    try (Rig rig = new Rig()) {
      long[] pair = rig.connectedTcp();
      for (int count = 1; count <= 2; count++) {
        assertAllocatesNothing(rig.sockets, pair, twoBuffers(rig), count);
      }
    }
  }

  @Test
  void sendingAndReceivingDatagramsWithAddressesAllocatesNothing() {
    try (Rig rig = new Rig()) {
      long s = rig.boundUdp();
      NativeMemory address = rig.name(s);
      IntRef length = new IntRef();
      WsaBuf[] buffers = twoBuffers(rig);
      for (int count = 1; count <= 2; count++) {
        int buffersUsed = count;
        assertAllocatesNothing(
            () -> {
              rig.sockets.sendTo(s, buffers, buffersUsed, 0, address, SockAddr.INET_SIZE, errno);
              length.value = SockAddr.INET_SIZE;
              rig.sockets.recvFrom(s, buffers, buffersUsed, flags, address, length, errno);
            });
      }
      assertThat(errno.isClear()).isTrue();
    }
  }

  @Test
  void aReceiveThatWouldBlockAllocatesNothing() {
    try (Rig rig = new Rig()) {
      long s = rig.boundUdp();
      rig.ok(rig.sockets.setNonBlocking(s, true, rig.errno));
      WsaBuf[] buffers = twoBuffers(rig);
      assertAllocatesNothing(() -> rig.sockets.recv(s, buffers, 1, flags, errno));
    }
  }

  @Test
  void sendingAndReceivingWithoutASystemAllocatesNothing() {
    try (Rig rig = new Rig()) {
      NativeSockets none = new NullSockets();
      long s = none.socket(Ws2Def.AF_INET, Ws2Def.SOCK_STREAM, 0, errno);
      assertAllocatesNothing(none, new long[] {s, s}, twoBuffers(rig), 2);
    }
  }

  private void assertAllocatesNothing(
      NativeSockets sockets, long[] pair, WsaBuf[] buffers, int count) {
    assertAllocatesNothing(
        () -> {
          sockets.send(pair[0], buffers, count, 0, errno);
          flags.value = 0;
          sockets.recv(pair[1], buffers, count, flags, errno);
        });
    assertThat(errno.isClear()).isTrue();
  }

  private static void assertAllocatesNothing(Runnable call) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long self = Thread.currentThread().getId();
    for (int i = 0; i < WARM_UP; i++) {
      call.run();
    }
    long before = threads.getThreadAllocatedBytes(self);
    for (int i = 0; i < CALLS; i++) {
      call.run();
    }
    long allocated = threads.getThreadAllocatedBytes(self) - before;
    assertThat(allocated).as("bytes allocated by %d calls", CALLS).isLessThan(CALLS);
  }

  private static WsaBuf[] twoBuffers(Rig rig) {
    return rig.buffers(new NativeMemory(8), new NativeMemory(8));
  }
}
