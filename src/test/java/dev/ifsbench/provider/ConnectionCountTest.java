package dev.ifsbench.provider;

import static dev.ifsbench.fixture.Calls.ok;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ifsbench.bench.state.HandleKind;
import dev.ifsbench.bench.state.Transport;
import dev.ifsbench.fixture.Extensions;
import dev.ifsbench.fixture.Stack;
import dev.ifsbench.sockets.CompletionPacket;
import dev.ifsbench.sockets.CompletionPort;
import dev.ifsbench.sockets.OverlappedIo;
import dev.ifsbench.spi.NativeMemory;
import dev.ifsbench.spi.WinsockError;
import dev.ifsbench.spi.Ws2Def;
import dev.ifsbench.spi.WsaOverlapped;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Of many connections, each accepted, made and ended by an extension function, each of the three is
 * told of once. A connection takes so much longer than a message that there are fewer of them.
 */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "it has been run on Linux only so far")
class ConnectionCountTest {
  @ParameterizedTest
  @CsvSource({
    "BASE, 1, false",
    "BASE, 1, true",
    "PASS_THROUGH, 2, true",
    "PASS_THROUGH_INTERCEPTING, 2, false",
    "WRAPPED, 1, false",
    "WRAPPED, 2, true"
  })
  @Timeout(120)
  void noneOfThreeHundredIsLostOrToldTwice(HandleKind handles, int depth, boolean skips)
      throws Exception {
    run(handles, depth, skips, 100);
  }

  @ParameterizedTest
  @CsvSource({
    "BASE, 1, false",
    "BASE, 1, true",
    "PASS_THROUGH, 2, true",
    "PASS_THROUGH_INTERCEPTING, 2, false",
    "WRAPPED, 1, false",
    "WRAPPED, 2, true"
  })
  @Tag("slow")
  @Timeout(900)
  void noneOfSixtyThousandIsLostOrToldTwice(HandleKind handles, int depth, boolean skips)
      throws Exception {
    run(handles, depth, skips, 20_000);
  }

  private static void run(HandleKind handles, int depth, boolean skips, int connections)
      throws Exception {
    try (Stack stack = Stack.of(handles, depth)) {
      Connections all = new Connections(stack, skips);
      for (int i = 0; i < connections; i++) {
        all.run(i % 2 == 0);
      }
      assertThat(all.port.dequeue(new CompletionPacket(), 50)).as("a packet too many").isFalse();
    }
  }

  /** One connection after another, each of new sockets. */
  private static final class Connections {
    private final Stack stack;
    private final OverlappedIo system;
    private final CompletionPort port;
    private final int modes;
    private final long listener;
    private final NativeMemory name;
    private final NativeMemory output = Extensions.output(0);
    private final NativeMemory abortive = new NativeMemory(4);
    private final List<WsaOverlapped> pending = new ArrayList<>();

    Connections(Stack stack, boolean skips) {
      this.stack = stack;
      system = stack.winsock().overlapped();
      port = system.newPort();
      modes = skips ? OverlappedIo.FILE_SKIP_COMPLETION_PORT_ON_SUCCESS : 0;
      listener = stack.listener(stack.topEntry(Transport.TCP), Transport.TCP);
      name = stack.name(listener);
      abortive.putShort(0, (short) 1);
      attach(listener);
    }

    private void attach(long s) {
      ok(e -> system.attach(s, port, s, e) ? 0 : -1);
      ok(e -> system.setCompletionModes(s, modes, e) ? 0 : -1);
    }

    void run(boolean acceptsFirst) throws InterruptedException {
      long accepted = stack.socket(Transport.TCP);
      long client = stack.socket(Transport.TCP);
      for (long s : new long[] {accepted, client}) { // or else ports would run out
        ok(e -> stack.winsock().setsockopt(s, Ws2Def.SOL_SOCKET, Ws2Def.SO_LINGER, abortive, 4, e));
      }
      stack.bind(client, Transport.TCP);
      attach(client);
      WsaOverlapped accepting = new WsaOverlapped();
      WsaOverlapped connecting = new WsaOverlapped();
      Extensions accepts = new Extensions(stack, listener);
      Extensions connects = new Extensions(stack, client);
      if (acceptsFirst) {
        begun(accepting, accepts.accept(listener, accepted, output, 0, accepting));
      }
      begun(connecting, connects.connect(client, name, null, connecting));
      if (!acceptsFirst) {
        begun(accepting, accepts.accept(listener, accepted, output, 0, accepting));
      }
      takeAll();
      WsaOverlapped ending = new WsaOverlapped();
      begun(ending, connects.disconnect(client, 0, ending));
      takeAll();
      stack.closeSocket(client);
      stack.closeSocket(accepted);
    }

    private void begun(WsaOverlapped overlapped, WinsockError error) {
      boolean ended = error == WinsockError.NO_ERROR;
      if (!ended && error != WinsockError.WSA_IO_PENDING) {
        throw new AssertionError("begun: " + error);
      }
      if (!ended || modes == 0) {
        pending.add(overlapped);
      }
    }

    private void takeAll() throws InterruptedException {
      CompletionPacket packet = new CompletionPacket();
      while (!pending.isEmpty()) {
        if (!port.dequeue(packet, -1)
            || packet.error() != WinsockError.NO_ERROR
            || !pending.remove(packet.overlapped())) {
          throw new AssertionError("ended: " + packet.error() + ", or told twice");
        }
      }
    }
  }
}
