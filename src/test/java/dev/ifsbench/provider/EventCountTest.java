package dev.ifsbench.provider;

import static dev.ifsbench.fixture.Calls.ok;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ifsbench.bench.state.HandleKind;
import dev.ifsbench.fixture.Background;
import dev.ifsbench.fixture.Local;
import dev.ifsbench.fixture.Message;
import dev.ifsbench.fixture.Pair;
import dev.ifsbench.fixture.Stack;
import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.IntRef;
import dev.ifsbench.spi.NativeMemory;
import dev.ifsbench.spi.WsaNetworkEvents;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Of many bytes, received one by one, each is announced by one network event. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "it has been run on Linux only so far")
class EventCountTest {
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

  private static void run(HandleKind handles, int depth, int bytes) throws Exception {
    try (Stack stack = Stack.of(handles, depth)) {
      Receiver receiver = new Receiver(stack);
      Future<Void> sender = Background.inBackground(() -> receiver.send(bytes));
      receiver.receive(bytes);
      sender.get();
      assertThat(stack.sockets().awaitEvent(receiver.event, 50, new Errno()))
          .as("an event too many")
          .isFalse();
      stack.sockets().closeEvent(receiver.event, new Errno());
    }
  }

  /** Receives a byte for each event, which the other end sends as fast as it can. */
  private static final class Receiver {
    private final Stack stack;
    private final Pair pair;
    private final long event;
    private final NativeMemory found = new NativeMemory(WsaNetworkEvents.SIZE);
    // Kept as long as the addresses of their bytes are in use.
    private final Message out = new Message(1);
    private final Message in = new Message(1);

    Receiver(Stack stack) {
      this.stack = stack;
      pair = stack.pair(Local.stream());
      event = stack.sockets().createEvent(new Errno());
      ok(e -> stack.winsock().eventSelect(pair.near(), event, WsaNetworkEvents.FD_READ, e));
    }

    Void send(int bytes) {
      IntRef sent = new IntRef();
      Errno errno = new Errno();
      for (int i = 0; i < bytes; i++) {
        if (stack.winsock().send(pair.far(), out.buffers(), 1, sent, 0, null, null, errno) != 0) {
          throw new AssertionError("sent: " + errno);
        }
      }
      return null;
    }

    void receive(int bytes) {
      IntRef received = new IntRef();
      IntRef flags = new IntRef();
      Errno errno = new Errno();
      for (int i = 0; i < bytes; ) {
        if (!stack.sockets().awaitEvent(event, -1, errno)
            || stack.winsock().enumNetworkEvents(pair.near(), event, found, errno) != 0) {
          throw new AssertionError("announced: " + errno);
        }
        // The event may have been set again before the program has taken what was recorded.
        if (WsaNetworkEvents.events(found) != 0) {
          if (stack.winsock().recv(pair.near(), in.buffers(), 1, received, flags, null, null, errno)
                  != 0
              || received.value != 1) {
            throw new AssertionError("announced, and not there: " + errno);
          }
          i++;
        }
      }
    }
  }
}
