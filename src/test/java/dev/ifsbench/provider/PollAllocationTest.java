package dev.ifsbench.provider;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.ifsbench.bench.state.HandleKind;
import dev.ifsbench.bench.state.Transport;
import dev.ifsbench.fixture.Stack;
import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.NativeMemory;
import dev.ifsbench.spi.WsaPollData;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** WSAPoll allocates nothing. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "it has been run on Linux only so far")
class PollAllocationTest {
  private static final int CALLS = 5_000;
  private static final int SOCKETS = 4;

  @ParameterizedTest
  @MethodSource("dev.ifsbench.provider.AllocationTest#kindsAndDepths")
  void aPollOfSomeSocketsAllocatesNothing(HandleKind kind, int depth) {
    try (Stack stack = Stack.of(kind, depth)) {
      NativeMemory data = WsaPollData.allocate(SOCKETS);
      for (int i = 0; i < SOCKETS; i++) {
        WsaPollData.put(data, i, stack.socket(Transport.UDP), WsaPollData.POLLOUT);
      }
      ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
      Errno errno = new Errno();
      long least = Long.MAX_VALUE;
      for (int round = 0; round < 16 && least > 0; round++) {
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < CALLS; i++) {
          if (stack.winsock().poll(data, SOCKETS, -1, errno) != SOCKETS) {
            throw new AssertionError(errno.toString());
          }
        }
        least = Math.min(least, (threads.getCurrentThreadAllocatedBytes() - before) / CALLS);
      }
      assertThat(least).as("bytes allocated by WSAPoll").isZero();
    }
  }
}
