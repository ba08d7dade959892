package dev.ifsbench.provider;

import static dev.ifsbench.fixture.Calls.ok;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.ifsbench.bench.state.HandleKind;
import dev.ifsbench.bench.state.Transport;
import dev.ifsbench.fixture.Extensions;
import dev.ifsbench.fixture.Message;
import dev.ifsbench.fixture.Pair;
import dev.ifsbench.fixture.Stack;
import dev.ifsbench.sockets.CompletionPacket;
import dev.ifsbench.sockets.CompletionPort;
import dev.ifsbench.sockets.OverlappedIo;
import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.NativeMemory;
import dev.ifsbench.spi.WinsockError;
import dev.ifsbench.spi.Ws2Def;
import dev.ifsbench.spi.WsaOverlapped;
import dev.ifsbench.spi.extension.ExtensionFunction;
import dev.ifsbench.spi.extension.WsaMsg;
import dev.ifsbench.spi.extension.WsaRecvMsg;
import dev.ifsbench.spi.extension.WsaSendMsg;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Of overlapped message calls each is told of once, and none allocates. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "it has been run on Linux only so far")
class MessageCountTest {
  private static final int CALLS = 2_000;

  @ParameterizedTest
  @CsvSource({
    "BASE, 1",
    "PASS_THROUGH, 2",
    "PASS_THROUGH_INTERCEPTING, 2",
    "WRAPPED, 1",
    "WRAPPED, 2"
  })
  @Timeout(120)
  void noneOfTwentyThousandIsLostOrToldTwice(HandleKind handles, int depth) throws Exception {
    run(handles, depth, 10_000);
  }

  @ParameterizedTest
  @CsvSource({
    "BASE, 1",
    "PASS_THROUGH, 2",
    "PASS_THROUGH_INTERCEPTING, 2",
    "WRAPPED, 1",
    "WRAPPED, 2"
  })
  @Tag("slow")
  @Timeout(900)
  void noneOfAMillionIsLostOrToldTwice(HandleKind handles, int depth) throws Exception {
    run(handles, depth, 500_000);
  }

  private static void run(HandleKind handles, int depth, int messages) throws Exception {
    try (Stack stack = Stack.of(handles, depth)) {
      Exchange exchange = new Exchange(stack);
      for (int i = 0; i < messages; i++) {
        exchange.run(i % 3 == 0);
      }
      assertThat(exchange.port.dequeue(exchange.packet, 50)).as("a packet too many").isFalse();
    }
  }

  @ParameterizedTest
  @MethodSource("dev.ifsbench.provider.AllocationTest#kindsAndDepths")
  void theCallsAllocateNothing(HandleKind kind, int depth) throws Exception {
    try (Stack stack = Stack.of(kind, depth)) {
      Exchange exchange = new Exchange(stack);
      ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
      long least = Long.MAX_VALUE;
      for (int round = 0; round < 24 && least > 0; round++) {
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < CALLS; i++) {
          exchange.run(false);
        }
        least = Math.min(least, (threads.getCurrentThreadAllocatedBytes() - before) / CALLS);
      }
      assertThat(least).as("bytes allocated by overlapped messages").isZero();
    }
  }

  /** A message out and in, both overlapped, each with one packet. */
  private static final class Exchange {
    private final Pair pair;
    private final WsaSendMsg send;
    private final WsaRecvMsg recv;
    private final CompletionPort port;
    private final CompletionPacket packet = new CompletionPacket();
    // Kept as long as the addresses of their bytes are in use.
    private final Message outMessage = new Message(64);
    private final Message inMessage = new Message(64);
    private final WsaMsg out = new WsaMsg();
    private final WsaMsg in = new WsaMsg();
    private final WsaOverlapped sending = new WsaOverlapped();
    private final WsaOverlapped receiving = new WsaOverlapped();
    private final Errno errno = new Errno();

    Exchange(Stack stack) {
      pair = stack.pair(Transport.UDP);
      OverlappedIo system = stack.winsock().overlapped();
      port = system.newPort();
      ok(e -> system.attach(pair.near(), port, 1, e) ? 0 : -1);
      ok(e -> system.attach(pair.far(), port, 2, e) ? 0 : -1);
      NativeMemory on = new NativeMemory(4);
      on.putInt(0, 1);
      ok(
          e ->
              stack
                  .winsock()
                  .setsockopt(pair.far(), Ws2Def.IPPROTO_IP, Ws2Def.IP_PKTINFO, on, 4, e));
      Extensions extensions = new Extensions(stack, pair.near());
      send = extensions.get(ExtensionFunction.WSA_SEND_MSG, WsaSendMsg.class);
      recv = extensions.get(ExtensionFunction.WSA_RECV_MSG, WsaRecvMsg.class);
      out.buffers = outMessage.buffers();
      out.bufferCount = 1;
      in.buffers = inMessage.buffers();
      in.bufferCount = 1;
      in.control = new NativeMemory(64);
    }

    void run(boolean receivesFirst) throws InterruptedException {
      in.flags.value = 0;
      in.controlLength.value = 64;
      if (receivesFirst) {
        begun(recv.invoke(pair.far(), in, null, receiving, null, null, errno));
      }
      begun(send.invoke(pair.near(), out, 0, null, sending, null, null, errno));
      if (!receivesFirst) {
        begun(recv.invoke(pair.far(), in, null, receiving, null, null, errno));
      }
      WsaOverlapped first = ended();
      if (ended() == first) {
        throw new AssertionError("told twice");
      }
      if (in.controlLength.value == 0) {
        throw new AssertionError("no control data");
      }
    }

    private void begun(int result) {
      if (result != 0 && errno.get() != WinsockError.WSA_IO_PENDING) {
        throw new AssertionError("begun: " + errno);
      }
    }

    private WsaOverlapped ended() throws InterruptedException {
      if (!port.dequeue(packet, -1)
          || packet.error() != WinsockError.NO_ERROR
          || packet.bytesTransferred() != 64) {
        throw new AssertionError("ended: " + packet.error() + " " + packet.bytesTransferred());
      }
      return packet.overlapped();
    }
  }
}
