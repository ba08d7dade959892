package dev.ifsbench.provider;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.ifsbench.fixture.Handles;
import dev.ifsbench.fixture.Local;
import dev.ifsbench.fixture.Message;
import dev.ifsbench.fixture.Pair;
import dev.ifsbench.fixture.Stack;
import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.IntRef;
import dev.ifsbench.spi.WsaBuf;
import dev.ifsbench.ws2.Winsock;
import java.lang.management.ManagementFactory;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Sending and receiving allocate nothing. */
@Timeout(60)
class AllocationTest {
  private static final int CALLS = 5_000;

  static Stream<Arguments> kindsAndDepths() {
    return Stream.of(Handles.values())
        .flatMap(kind -> Stream.of(1, 6).map(depth -> Arguments.of(kind, depth)));
  }

  @ParameterizedTest
  @MethodSource("kindsAndDepths")
  void aSendAndAReceiveAllocateNothing(Handles kind, int depth) {
    try (Stack stack = Stack.of(kind, depth)) {
      Pair pair = stack.pair(Local.stream());
      ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
      long least = Long.MAX_VALUE;
      for (int round = 0; round < 8 && least > 0; round++) {
        long before = threads.getCurrentThreadAllocatedBytes();
        exchange(stack.winsock(), pair);
        long own = threads.getCurrentThreadAllocatedBytes();
        exchange(stack.winsock(), pair);
        least = Math.min(least, Math.abs(threads.getCurrentThreadAllocatedBytes() - own));
        assertThat(own).isGreaterThanOrEqualTo(before);
      }
      assertThat(least / CALLS).as("bytes allocated by a send and a receive").isZero();
    }
  }

  private static void exchange(Winsock winsock, Pair pair) {
    WsaBuf[] out = new Message(64).buffers();
    WsaBuf[] in = new Message(64).buffers();
    IntRef count = new IntRef();
    IntRef flags = new IntRef();
    Errno errno = new Errno();
    for (int i = 0; i < CALLS; i++) {
      flags.value = 0;
      if (winsock.send(pair.near(), out, 1, count, 0, null, null, errno) != 0
          || winsock.recv(pair.far(), in, 1, count, flags, null, null, errno) != 0) {
        throw new AssertionError(errno.toString());
      }
    }
  }
}
