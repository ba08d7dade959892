package dev.ifsbench.provider;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.ifsbench.bench.state.HandleKind;
import dev.ifsbench.fixture.Local;
import dev.ifsbench.fixture.Message;
import dev.ifsbench.fixture.Pair;
import dev.ifsbench.fixture.Stack;
import dev.ifsbench.sockets.HostSystem;
import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.IntRef;
import dev.ifsbench.spi.WsaBuf;
import dev.ifsbench.ws2.Winsock;
import java.lang.management.ManagementFactory;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Sending and receiving allocate nothing. */
class AllocationTest {
  private static final int CALLS = HostSystem.isWindows() ? 300 : 5_000; // Wine is slow at them

  static Stream<Arguments> kindsAndDepths() {
    return Stream.of(HandleKind.values())
        .flatMap(kind -> Stream.of(1, 6).map(depth -> Arguments.of(kind, depth)));
  }

  @ParameterizedTest
  @MethodSource("kindsAndDepths")
  void aSendAndAReceiveAllocateNothing(HandleKind kind, int depth) {
    try (Stack stack = Stack.of(kind, depth)) {
      Exchange exchange = new Exchange(stack);
      ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
      long least = Long.MAX_VALUE;
      for (int round = 0; round < 16 && least > 0; round++) {
        long before = threads.getCurrentThreadAllocatedBytes();
        exchange.run();
        least = Math.min(least, (threads.getCurrentThreadAllocatedBytes() - before) / CALLS);
      }
      assertThat(least).as("bytes allocated by a send and a receive").isZero();
    }
  }

  /** A send and its receive, many times. */
  private static final class Exchange {
    private final Winsock winsock;
    private final Pair pair;
    // Kept as long as the addresses of their bytes are in use.
    private final Message outMessage = new Message(64);
    private final Message inMessage = new Message(64);
    private final WsaBuf[] out = outMessage.buffers();
    private final WsaBuf[] in = inMessage.buffers();
    private final IntRef count = new IntRef();
    private final IntRef flags = new IntRef();
    private final Errno errno = new Errno();

    Exchange(Stack stack) {
      winsock = stack.winsock();
      pair = stack.pair(Local.stream());
    }

    void run() {
      for (int i = 0; i < CALLS; i++) {
        flags.value = 0;
        if (winsock.send(pair.near(), out, 1, count, 0, null, null, errno) != 0
            || winsock.recv(pair.far(), in, 1, count, flags, null, null, errno) != 0) {
          throw new AssertionError(errno.toString());
        }
      }
    }
  }
}
