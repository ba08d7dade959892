package dev.ifsbench.provider;

import static dev.ifsbench.fixture.Calls.error;
import static dev.ifsbench.fixture.Calls.ok;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ifsbench.bench.state.Transport;
import dev.ifsbench.fixture.Descriptors;
import dev.ifsbench.fixture.Message;
import dev.ifsbench.fixture.Notices;
import dev.ifsbench.fixture.Pair;
import dev.ifsbench.fixture.Stack;
import dev.ifsbench.fixture.TaggedHandles;
import dev.ifsbench.spi.WinsockError;
import dev.ifsbench.spi.WsaOverlapped;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * "The service provider will only use the modified handle for any subsequent socket operations":
 * over an upcall that returns another value than the one proposed, which is the same handle to the
 * system.
 */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "its handles are small only by chance")
class ModifiedHandleTest {
  static Stream<List<LayerKind>> stacks() {
    Stream<List<LayerKind>> ofOneForm =
        Stream.of(LayerKind.PASS_THROUGH, LayerKind.PASS_THROUGH_INTERCEPTING)
            .flatMap(
                kind ->
                    IntStream.rangeClosed(1, 6)
                        .mapToObj(depth -> Collections.nCopies(depth, kind)));
    List<List<LayerKind>> others = new ArrayList<>();
    others.add(List.of());
    others.add(List.of(LayerKind.WRAPPED));
    others.add(
        List.of(
            LayerKind.PASS_THROUGH,
            LayerKind.PASS_THROUGH,
            LayerKind.PASS_THROUGH_INTERCEPTING,
            LayerKind.PASS_THROUGH_INTERCEPTING));
    others.add(
        List.of(LayerKind.PASS_THROUGH, LayerKind.PASS_THROUGH_INTERCEPTING, LayerKind.WRAPPED));
    return Stream.concat(ofOneForm, others.stream());
  }

  private static Stack stack(List<LayerKind> layers) {
    TaggedHandles tagged = new TaggedHandles(Stack.system());
    return Stack.decorated(tagged.sockets(), tagged::under, layers);
  }

  @ParameterizedTest
  @MethodSource("stacks")
  void theValueThatTheUpcallReturnsIsTheHandleAtEveryLevel(List<LayerKind> layers)
      throws InterruptedException {
    int before = Descriptors.count();
    try (Stack stack = stack(layers)) {
      Pair pair = stack.pair(Transport.TCP);

      stack.assertConnected(pair.near(), pair.far());
      for (long s : new long[] {pair.near(), pair.far()}) {
        assertThat(stack.ownerOf(s)).isEqualTo(stack.topEntry(Transport.TCP).catalogEntryId());
        assertThat(TaggedHandles.areSame(stack.baseHandle(s), s))
            .isEqualTo(!layers.contains(LayerKind.WRAPPED));
      }
      overlapped(stack, pair);
      long duplicate = stack.socket(stack.duplicate(pair.near()));
      stack.assertConnected(duplicate, pair.far());

      stack.closeSocket(duplicate);
      stack.close(pair);

      awaitCount(before);
      for (long s : new long[] {pair.near(), pair.far(), duplicate}) {
        assertThat(error(e -> stack.winsock().closesocket(s, e)))
            .isEqualTo(WinsockError.WSAENOTSOCK);
        stack.layers().forEach(layer -> assertThat(layer.counters(s)).isNull());
      }
    }
    Descriptors.assertCount(before);
  }

  /** A wrapping layer's thread may be about to end the last use of its handle. */
  private static void awaitCount(int expected) throws InterruptedException {
    while (Descriptors.count() != expected) {
      Thread.sleep(1);
    }
  }

  private static void overlapped(Stack stack, Pair pair) throws InterruptedException {
    Notices notices = new Notices(stack, Notices.Kind.ROUTINE);
    WsaOverlapped overlapped = notices.newOverlapped();
    Message into = new Message(8);
    assertThat(notices.recv(pair.far(), into, overlapped)).isEqualTo(WinsockError.WSA_IO_PENDING);
    stack.send(pair.near(), Message.text("pending"));
    assertThat(notices.await(overlapped).bytes()).isEqualTo(7);
    assertThat(into.bytes(7)).isEqualTo(Message.text("pending"));
  }

  @ParameterizedTest
  @MethodSource("stacks")
  void theLastCleanUpClosesWhatIsOpen(List<LayerKind> layers) {
    int before = Descriptors.count();
    Stack stack = stack(layers);
    stack.pair(Transport.TCP);
    stack.pair(Transport.UDP);

    ok(stack.winsock()::wsaCleanup);

    Descriptors.assertCount(before);
    assertThat(stack.winsock().handleCount()).isZero();
  }
}
