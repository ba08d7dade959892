package dev.ifsbench.provider;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.ifsbench.bench.state.HandleKind;
import dev.ifsbench.bench.state.Transport;
import dev.ifsbench.fixture.Extensions;
import dev.ifsbench.fixture.Message;
import dev.ifsbench.fixture.Pair;
import dev.ifsbench.fixture.Stack;
import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.IntRef;
import dev.ifsbench.spi.extension.ExtensionFunction;
import dev.ifsbench.spi.extension.WsaMsg;
import dev.ifsbench.spi.extension.WsaRecvMsg;
import dev.ifsbench.spi.extension.WsaSendMsg;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The message calls allocate nothing. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "it has been run on Linux only so far")
class ExtensionAllocationTest {
  private static final int CALLS = 5_000;

  @ParameterizedTest
  @MethodSource("dev.ifsbench.provider.AllocationTest#kindsAndDepths")
  void sendingAndReceivingAMessageAllocateNothing(HandleKind kind, int depth) {
    try (Stack stack = Stack.of(kind, depth)) {
      Exchange exchange = new Exchange(stack);
      ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
      long least = Long.MAX_VALUE;
      for (int round = 0; round < 16 && least > 0; round++) {
        long before = threads.getCurrentThreadAllocatedBytes();
        exchange.run();
        least = Math.min(least, (threads.getCurrentThreadAllocatedBytes() - before) / CALLS);
      }
      assertThat(least).as("bytes allocated by WSASendMsg and WSARecvMsg").isZero();
    }
  }

  /** A message out and in, many times. */
  private static final class Exchange {
    private final Pair pair;
    private final WsaSendMsg send;
    private final WsaRecvMsg recv;
    // Kept as long as the addresses of their bytes are in use.
    private final Message outMessage = new Message(64);
    private final Message inMessage = new Message(64);
    private final WsaMsg out = new WsaMsg();
    private final WsaMsg in = new WsaMsg();
    private final IntRef count = new IntRef();
    private final Errno errno = new Errno();

    Exchange(Stack stack) {
      pair = stack.pair(Transport.UDP);
      Extensions extensions = new Extensions(stack, pair.near());
      send = extensions.get(ExtensionFunction.WSA_SEND_MSG, WsaSendMsg.class);
      recv = extensions.get(ExtensionFunction.WSA_RECV_MSG, WsaRecvMsg.class);
      out.buffers = outMessage.buffers();
      out.bufferCount = 1;
      in.buffers = inMessage.buffers();
      in.bufferCount = 1;
    }

    void run() {
      for (int i = 0; i < CALLS; i++) {
        in.flags.value = 0;
        if (send.invoke(pair.near(), out, 0, count, null, null, null, errno) != 0
            || recv.invoke(pair.far(), in, count, null, null, null, errno) != 0) {
          throw new AssertionError(errno.toString());
        }
      }
    }
  }
}
