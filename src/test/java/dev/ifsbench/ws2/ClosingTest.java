package dev.ifsbench.ws2;

import static dev.ifsbench.fixture.Background.blockedInBackground;
import static dev.ifsbench.fixture.Background.inBackground;
import static dev.ifsbench.fixture.Calls.error;
import static dev.ifsbench.fixture.Calls.ok;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ifsbench.bench.state.HandleKind;
import dev.ifsbench.bench.state.Transport;
import dev.ifsbench.fixture.Descriptors;
import dev.ifsbench.fixture.Local;
import dev.ifsbench.fixture.Pair;
import dev.ifsbench.fixture.ReusedNumber;
import dev.ifsbench.fixture.Stack;
import dev.ifsbench.fixture.StubProvider;
import dev.ifsbench.provider.LayerKind;
import dev.ifsbench.sockets.NativeSockets;
import dev.ifsbench.spi.ProtocolInfo;
import dev.ifsbench.spi.WinsockError;
import dev.ifsbench.spi.Ws2Def;
import dev.ifsbench.spi.WspFunction;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Closing sockets, alone, against other threads, and by the last clean-up. */
class ClosingTest {
  static Stream<Arguments> layersOfEachKind() {
    return Stream.of(LayerKind.values())
        .flatMap(kind -> Stream.of(1, 3).map(depth -> Arguments.of(kind, depth)));
  }

  @ParameterizedTest
  @MethodSource("layersOfEachKind")
  void aCloseThatWouldBlockKeepsHandleRoutingAndContextAndCanBeTriedAgain(
      LayerKind kind, int depth) {
    NativeSockets sockets = Stack.system();
    AtomicInteger refusals = new AtomicInteger(2);
    int before = Descriptors.count();
    Winsock winsock =
        Stack.stubbed(
                sockets,
                table ->
                    table
                        .with(WspFunction.Listen.class, (s, backlog, errno) -> 0)
                        .with(
                            WspFunction.CloseSocket.class,
                            (s, errno) -> {
                              if (refusals.getAndDecrement() > 0) {
                                errno.set(WinsockError.WSAEWOULDBLOCK);
                                return Ws2Def.SOCKET_ERROR;
                              }
                              return sockets.close(s, errno);
                            }),
                Collections.nCopies(depth, kind).toArray(LayerKind[]::new))
            .winsock();
    long s = ok(e -> winsock.socket(0, 0, 0, null, 0, 0, e));

    for (int i = 0; i < 2; i++) {
      assertThat(error(e -> winsock.closesocket(s, e))).isEqualTo(WinsockError.WSAEWOULDBLOCK);
      ok(e -> winsock.listen(s, 1, e));
      assertThat(Descriptors.isOpen(s)).isTrue();
    }
    ok(e -> winsock.closesocket(s, e));

    assertThat(error(e -> winsock.listen(s, 1, e))).isEqualTo(WinsockError.WSAENOTSOCK);
    Descriptors.assertCount(before);
    ok(winsock::wsaCleanup);
  }

  @ParameterizedTest
  @EnumSource
  void aClosedHandleIsNotASocketForEveryCall(HandleKind kind) {
    try (Stack stack = Stack.of(kind, 1)) {
      Winsock w = stack.winsock();
      long s = stack.socket(Transport.TCP);
      stack.closeSocket(s);

      assertThat(error(e -> w.closesocket(s, e))).isEqualTo(WinsockError.WSAENOTSOCK);
      assertThat(error(e -> w.listen(s, 1, e))).isEqualTo(WinsockError.WSAENOTSOCK);
      assertThat(error(e -> w.bind(s, null, 0, e))).isEqualTo(WinsockError.WSAENOTSOCK);
      assertThat(error(e -> w.accept(s, null, null, e))).isEqualTo(WinsockError.WSAENOTSOCK);
      assertThat(error(e -> w.shutdown(s, 2, e))).isEqualTo(WinsockError.WSAENOTSOCK);
      assertThat(error(e -> stack.tryReceive(s, e))).isEqualTo(WinsockError.WSAENOTSOCK);
      assertThat(error(e -> stack.trySend(s, new byte[1], e))).isEqualTo(WinsockError.WSAENOTSOCK);
    }
  }

  @ParameterizedTest
  @EnumSource
  void ofManyConcurrentClosesExactlyOneSucceeds(HandleKind kind) throws Exception {
    try (Stack stack = Stack.of(kind, 1)) {
      int threads = 4;
      int rounds = 300;
      AtomicReference<Long> socket = new AtomicReference<>();
      AtomicInteger successes = new AtomicInteger();
      CyclicBarrier barrier = new CyclicBarrier(threads);
      List<Future<Void>> closers = new ArrayList<>();
      for (int t = 0; t < threads; t++) {
        boolean first = t == 0;
        closers.add(
            inBackground(
                () -> {
                  for (int round = 1; round <= rounds; round++) {
                    if (first) {
                      socket.set(stack.socket(Transport.TCP));
                    }
                    barrier.await();
                    WinsockError error = error(e -> stack.winsock().closesocket(socket.get(), e));
                    assertThat(error).isIn(WinsockError.NO_ERROR, WinsockError.WSAENOTSOCK);
                    if (error == WinsockError.NO_ERROR) {
                      successes.incrementAndGet();
                    }
                    barrier.await();
                    assertThat(successes.get()).isEqualTo(round);
                    barrier.await();
                  }
                  return null;
                }));
      }
      for (Future<Void> closer : closers) {
        closer.get();
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"PASS_THROUGH", "PASS_THROUGH_INTERCEPTING"})
  void aNumberThatIsGivenOutAgainDuringTheCloseBelongsToTheNewSocket(LayerKind kind) {
    NativeSockets sockets = Stack.system();
    AtomicReference<Runnable> afterClose = new AtomicReference<>(() -> {});
    Stack stack =
        Stack.stubbed(
            sockets,
            table ->
                table
                    .with(WspFunction.Listen.class, (s, backlog, errno) -> 0)
                    .with(
                        WspFunction.CloseSocket.class,
                        (s, errno) -> {
                          int result = sockets.close(s, errno);
                          afterClose.getAndSet(() -> {}).run();
                          return result;
                        }),
            kind);
    Winsock winsock = stack.winsock();
    var layer = stack.top();
    long s = ok(e -> winsock.socket(0, 0, 0, null, 0, 0, e));
    var oldContext = layer.counters(s);
    List<Long> others = new ArrayList<>();
    afterClose.set(
        () ->
            others.addAll(
                ReusedNumber.open(s, () -> ok(e -> winsock.socket(0, 0, 0, null, 0, 0, e)))));

    ok(e -> winsock.closesocket(s, e));
    others.forEach(other -> ok(e -> winsock.closesocket(other, e)));

    // Before any call on it, which would adopt it again.
    assertThat(winsock.handleCount()).as("the new socket's entry").isEqualTo(1);
    assertThat(layer.counters(s)).isNotNull().isNotSameAs(oldContext);
    ok(e -> winsock.listen(s, 1, e));
    ok(e -> winsock.closesocket(s, e));
    assertThat(winsock.handleCount()).isZero();
    ok(winsock::wsaCleanup);
  }

  @Test
  void aBaseThatAnnouncesASocketDuringItsCloseLeavesNoEntryBehind() {
    NativeSockets sockets = Stack.system();
    Winsock winsock = new Winsock(sockets);
    AtomicReference<Runnable> beforeClose = new AtomicReference<>(() -> {});
    StubProvider base =
        new StubProvider(
            sockets,
            table ->
                table.with(
                    WspFunction.CloseSocket.class,
                    (s, errno) -> {
                      beforeClose.get().run();
                      return sockets.close(s, errno);
                    }));
    ProtocolInfo entry = base.installIn(winsock, "stub");
    winsock.wsaStartup(Ws2Def.VERSION_2_2);
    long s = ok(e -> winsock.socket(0, 0, 0, null, 0, 0, e));
    beforeClose.set(() -> ok(e -> base.announce(entry, s, e)));

    ok(e -> winsock.closesocket(s, e));

    assertThat(winsock.handleCount()).isZero();
    ok(winsock::wsaCleanup);
  }

  // The last clean-up

  static Stream<Arguments> stacks() {
    return Stream.of(HandleKind.values())
        .flatMap(kind -> Stream.of(1, 3).map(depth -> Arguments.of(kind.layers(depth))));
  }

  static Stream<Arguments> stacksAndMixtures() {
    LayerKind pass = LayerKind.PASS_THROUGH;
    LayerKind wrap = LayerKind.WRAPPED;
    return Stream.concat(
        stacks(),
        Stream.of(
            Arguments.of(List.of(pass, wrap)),
            Arguments.of(List.of(LayerKind.PASS_THROUGH_INTERCEPTING, pass, wrap, wrap))));
  }

  @DisabledOnOs(
      value = OS.WINDOWS,
      disabledReason = "the kernel is asked for its descriptors in /proc")
  @ParameterizedTest
  @MethodSource("stacksAndMixtures")
  void theLastCleanUpClosesWhateverIsOpen(List<LayerKind> layers) {
    int before = Descriptors.count();
    Stack stack = Stack.of(layers.toArray(LayerKind[]::new));
    for (Transport protocol : Local.protocols()) {
      stack.pair(protocol);
      stack.socket(stack.baseEntry(protocol));
      stack.duplicate(stack.socket(protocol)); // a duplicate that nobody opens
    }
    stack.listener(stack.topEntry(Transport.TCP), Transport.TCP);
    assertThat(Descriptors.count()).isGreaterThan(before);

    stack.cleanUp();

    Descriptors.assertCount(before);
    assertThat(stack.winsock().handleCount()).isZero();
    assertThat(error(e -> stack.tryReceive(5, e))).isEqualTo(WinsockError.WSANOTINITIALISED);
  }

  @ParameterizedTest
  @MethodSource("stacksAndMixtures")
  void theLastCleanUpEndsACallThatIsBlockedAndLeaksNothing(List<LayerKind> layers)
      throws Exception {
    int before = Descriptors.count();
    Stack stack = Stack.of(layers.toArray(LayerKind[]::new));
    // UDP: over TCP the peer, which is closed as well, could end the call by the end of its stream.
    Pair pair = stack.pair(Transport.UDP);
    Future<WinsockError> blocked =
        blockedInBackground(() -> error(e -> stack.tryReceive(pair.near(), e)));

    stack.cleanUp();

    assertThat(blocked.get()).isIn(WinsockError.WSAEINTR, WinsockError.WSAENOTSOCK);
    Descriptors.assertCount(before);
    assertThat(stack.winsock().handleCount()).isZero();
  }

  @Test
  void theLastCleanUpClosesLayersBeforeWhatTheyStandOn() {
    NativeSockets sockets = Stack.system();
    AtomicReference<Runnable> atFirstClose = new AtomicReference<>(() -> {});
    Winsock winsock =
        Stack.stubbed(
                sockets,
                table ->
                    table
                        .with(WspFunction.Listen.class, (s, backlog, errno) -> 0)
                        .with(
                            WspFunction.CloseSocket.class,
                            (s, errno) -> {
                              atFirstClose.getAndSet(() -> {}).run();
                              return sockets.close(s, errno);
                            }),
                LayerKind.WRAPPED,
                LayerKind.WRAPPED)
            .winsock();
    long top = ok(e -> winsock.socket(0, 0, 0, null, 0, 0, e));
    AtomicReference<WinsockError> ofTheTop = new AtomicReference<>();
    atFirstClose.set(() -> ofTheTop.set(error(e -> winsock.listen(top, 1, e))));

    ok(winsock::wsaCleanup);

    assertThat(ofTheTop.get())
        .as("the topmost handle when the lowest is closed")
        .isEqualTo(WinsockError.WSAENOTSOCK);
  }
}
