package dev.ifsbench.provider;

import static dev.ifsbench.fixture.Background.blockedInBackground;
import static dev.ifsbench.fixture.Background.inBackground;
import static dev.ifsbench.fixture.Calls.error;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ifsbench.bench.state.HandleKind;
import dev.ifsbench.bench.state.Transport;
import dev.ifsbench.fixture.Message;
import dev.ifsbench.fixture.Pair;
import dev.ifsbench.fixture.Stack;
import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.WinsockError;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Closed, foreign and reused handles never reach another socket. */
class StrayHandleTest {
  @ParameterizedTest
  @EnumSource
  void aReusedNumberReachesTheNewSocketOnlyAndStartsWithFreshCounters(HandleKind kind) {
    try (Stack stack = Stack.of(kind, 2)) {
      Pair first = stack.pair(Transport.TCP);
      stack.send(first.near(), Message.random(500, 1));
      stack.close(first);
      Pair second = pairWithANumberOf(first, stack);

      stack.assertConnected(second.near(), second.far());

      assertThat(stack.ownerOf(second.near()))
          .isEqualTo(stack.topEntry(Transport.UDP).catalogEntryId());
      if (kind == HandleKind.PASS_THROUGH_INTERCEPTING || kind == HandleKind.WRAPPED) {
        assertThat(stack.top().counters(second.near()).sent()).isLessThan(100);
      }
    }
  }

  /**
   * The lowest free number is given out first, and other threads of this process close too: pairs
   * that got other numbers stay open and fill the gap.
   */
  private static Pair pairWithANumberOf(Pair closed, Stack stack) {
    for (int i = 0; i < 64; i++) {
      Pair next = stack.pair(Transport.UDP);
      if (!Collections.disjoint(numbers(next), numbers(closed))) {
        return next;
      }
    }
    throw new AssertionError("none of 64 pairs has a number of " + closed);
  }

  private static List<Long> numbers(Pair pair) {
    return List.of(pair.near(), pair.far());
  }

  @ParameterizedTest
  @EnumSource
  void aHandleOfOneWinsockIsNothingToAnotherOnesLayer(HandleKind kind) {
    try (Stack stack = Stack.of(kind, 1);
        Stack other = Stack.of(kind, 1)) {
      Pair pair = stack.pair(Transport.TCP);
      if (kind == HandleKind.WRAPPED) {
        assertThat(error(e -> other.trySend(pair.near(), new byte[1], e)))
            .isEqualTo(WinsockError.WSAENOTSOCK);
      } else {
        // It is a live handle of the system, so the base adopts it: no layer ever takes it.
        assertThat(other.ownerOf(pair.near()))
            .isEqualTo(other.baseEntry(Transport.TCP).catalogEntryId());
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void aNumberOfAnotherKindThatIsReusedIsRoutedByItsNewKind(HandleKind kind) {
    try (Stack stack = Stack.of(kind, 1)) {
      for (int i = 0; i < 20; i++) {
        Pair top = stack.pair(Transport.TCP);
        stack.close(top);
        Pair base =
            stack.pair(
                Transport.TCP, stack.baseEntry(Transport.TCP), stack.baseEntry(Transport.TCP));
        stack.assertConnected(base.near(), base.far());
        assertThat(stack.ownerOf(base.far()))
            .isEqualTo(stack.baseEntry(Transport.TCP).catalogEntryId());
        stack.close(base);
      }
    }
  }

  /** One thread opens and closes pairs all the time, others name whatever number it used last. */
  @ParameterizedTest
  @EnumSource
  void underAStormOfStaleCallsEveryPairKeepsItsOwnConnection(HandleKind kind) throws Exception {
    try (Stack stack = Stack.of(kind, 1)) {
      AtomicReference<Long> stale = new AtomicReference<>(-1L);
      AtomicBoolean stop = new AtomicBoolean();
      List<Future<Void>> strays = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        strays.add(
            inBackground(
                () -> {
                  Errno errno = new Errno();
                  while (!stop.get()) {
                    stack.winsock().listen(stale.get(), -1, errno);
                    stack
                        .winsock()
                        .getsockopt(
                            stale.get(),
                            0xFFFF,
                            0x1008,
                            new dev.ifsbench.spi.NativeMemory(4),
                            new dev.ifsbench.spi.IntRef(4),
                            errno);
                  }
                  return null;
                }));
      }
      for (int round = 0; round < 300; round++) {
        Pair pair = stack.pair(Transport.UDP);
        stale.set(pair.near());
        byte[] tag = Message.text("tag " + round);
        stack.send(pair.near(), tag);
        assertThat(stack.receive(pair.far(), tag.length)).isEqualTo(tag);
        assertThat(stack.ownerOf(pair.near()))
            .as("owner in round %d", round)
            .isEqualTo(stack.topEntry(Transport.UDP).catalogEntryId());
        stack.close(pair);
      }
      stop.set(true);
      for (Future<Void> stray : strays) {
        stray.get();
      }
    }
  }

  @DisabledOnOs(
      value = OS.WINDOWS,
      disabledReason =
          "nothing tells there that a receive waits, and until it does the handle can change hands")
  @ParameterizedTest
  @EnumSource
  void aReceiveThatIsCancelledByACloseNeverTakesTheNextSocketsData(HandleKind kind)
      throws Exception {
    try (Stack stack = Stack.of(kind, 1)) {
      for (int round = 0; round < 30; round++) {
        Pair old = stack.pair(Transport.TCP);
        Future<WinsockError> receive =
            blockedInBackground(() -> error(e -> stack.tryReceive(old.near(), e)));
        stack.closeSocket(old.near());
        Pair next = stack.pair(Transport.TCP);
        byte[] tag = Message.text("round " + round);
        stack.send(next.near(), tag);
        stack.send(next.far(), tag);

        assertThat(stack.receive(next.far(), tag.length)).isEqualTo(tag);
        assertThat(stack.receive(next.near(), tag.length)).isEqualTo(tag);
        assertThat(receive.get()).isEqualTo(WinsockError.WSAEINTR);
        stack.close(next);
        stack.closeSocket(old.far());
      }
    }
  }
}
