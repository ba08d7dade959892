package dev.ifsbench.provider;

import static dev.ifsbench.fixture.Background.inBackground;
import static dev.ifsbench.fixture.Calls.error;
import static dev.ifsbench.fixture.Calls.ok;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ifsbench.bench.state.HandleKind;
import dev.ifsbench.bench.state.Transport;
import dev.ifsbench.fixture.Local;
import dev.ifsbench.fixture.Message;
import dev.ifsbench.fixture.Pair;
import dev.ifsbench.fixture.Stack;
import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.FdSet;
import dev.ifsbench.spi.IntRef;
import dev.ifsbench.spi.NativeMemory;
import dev.ifsbench.spi.WinsockError;
import dev.ifsbench.spi.Ws2Def;
import java.util.Arrays;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What goes in comes out, whatever the handle, the transport and the size. */
class DataIntegrityTest {
  private static final int[] SIZES = {1, 2, 1000, 1460, 4096, 65_507, 65_508, 65_528, 1 << 20};

  // 16 bits of length, in which UDP's header counts, and over IPv4 that one's too.
  private static final int MAX_DATAGRAM = 65_507;
  private static final int MAX_DATAGRAM6 = 65_527;

  static Stream<Arguments> kindsAndProtocols() {
    return Stream.of(HandleKind.values())
        .flatMap(kind -> Local.protocols().stream().map(p -> Arguments.of(kind, p)));
  }

  private static void assertSame(byte[] received, byte[] sent) {
    // Not AssertJ's comparison: it would print a megabyte.
    int difference = Arrays.mismatch(received, sent);
    assertThat(difference)
        .as("first byte that differs, of %d sent and %d received", sent.length, received.length)
        .isEqualTo(-1);
  }

  @ParameterizedTest
  @MethodSource("kindsAndProtocols")
  void everyByteArrivesInOrder(HandleKind kind, Transport protocol) throws Exception {
    for (int depth : new int[] {1, 3}) {
      try (Stack stack = Stack.of(kind, depth)) {
        Pair pair = stack.pair(protocol);
        for (int size : SIZES) {
          byte[] data = Message.random(size, size);
          if (protocol.isStream()) {
            Future<byte[]> received = inBackground(() -> stack.receive(pair.far(), size));
            stack.send(pair.near(), data);
            assertSame(received.get(), data);
          } else if (size <= (protocol == Transport.UDP6 ? MAX_DATAGRAM6 : MAX_DATAGRAM)) {
            stack.send(pair.near(), data);
            assertSame(stack.receive(pair.far(), size), data);
          } else {
            assertThat(error(e -> stack.trySend(pair.near(), data, e)))
                .isEqualTo(WinsockError.WSAEMSGSIZE);
          }
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("kindsAndProtocols")
  void partialSendsReportWhatWasSentAndLoseNothing(HandleKind kind, Transport protocol)
      throws Exception {
    if (!protocol.isStream()) {
      return; // a datagram is sent whole or not at all
    }
    try (Stack stack = Stack.of(kind, 1)) {
      Pair pair = stack.pair(protocol);
      NativeMemory small = new NativeMemory(4);
      small.putInt(0, 8192);
      ok(
          e ->
              stack
                  .winsock()
                  .setsockopt(pair.near(), Ws2Def.SOL_SOCKET, Ws2Def.SO_SNDBUF, small, 4, e));
      stack.setNonBlocking(pair.near());
      byte[] data = Message.random(2 << 20, 7);
      Message message = Message.of(data);
      Errno errno = new Errno();
      IntRef sent = new IntRef();
      Future<byte[]> received = null;
      int done = 0;
      int refused = 0;
      int partial = 0;
      while (done < data.length) {
        int result =
            stack.winsock().send(pair.near(), message.from(done), 1, sent, 0, null, null, errno);
        if (result == 0) {
          partial += sent.value < data.length - done ? 1 : 0;
          done += sent.value;
        } else {
          assertThat(errno.get()).isEqualTo(WinsockError.WSAEWOULDBLOCK);
          refused++;
          if (received == null) {
            received = inBackground(() -> stack.receive(pair.far(), data.length));
          }
          ok(e -> stack.winsock().select(null, FdSet.of(pair.near()), null, null, e));
        }
      }
      assertThat(received).as("a reader, which starts when a send was refused").isNotNull();
      assertThat(partial).as("partial sends").isPositive();
      assertThat(refused).as("refused sends").isPositive();
      assertSame(received.get(), data);
    }
  }

  @ParameterizedTest
  @MethodSource("kindsAndProtocols")
  void sendToAndReceiveFromNameTheirPeers(HandleKind kind, Transport protocol) {
    if (protocol.isStream()) {
      return; // a stream has no use for an address
    }
    try (Stack stack = Stack.of(kind, 3)) {
      long near = stack.socket(protocol);
      long far = stack.socket(protocol);
      NativeMemory nearName = stack.bind(near, protocol);
      NativeMemory farName = stack.bind(far, protocol);
      byte[] data = Message.random(999, 3);
      IntRef count = new IntRef();
      ok(
          e ->
              stack
                  .winsock()
                  .sendTo(
                      near,
                      Message.of(data).buffers(),
                      1,
                      count,
                      0,
                      farName,
                      farName.size(),
                      null,
                      null,
                      e));
      assertThat(count.value).isEqualTo(data.length);

      Message message = new Message(2000);
      NativeMemory from = new NativeMemory(128);
      IntRef length = new IntRef(128);
      ok(
          e ->
              stack
                  .winsock()
                  .recvFrom(
                      far, message.buffers(), 1, count, new IntRef(), from, length, null, null, e));

      assertThat(message.bytes(count.value)).isEqualTo(data);
      assertThat(from.getBytes(0, length.value)).isEqualTo(nearName.getBytes(0, nearName.size()));
      if (kind == HandleKind.WRAPPED || kind == HandleKind.PASS_THROUGH_INTERCEPTING) {
        assertThat(stack.top().counters(near).sent()).isEqualTo(data.length);
        assertThat(stack.top().counters(far).received()).isEqualTo(data.length);
      }
    }
  }
}
