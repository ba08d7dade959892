package dev.ifsbench.provider;

import static dev.ifsbench.fixture.Background.blockedInBackground;
import static dev.ifsbench.fixture.Calls.error;
import static dev.ifsbench.fixture.Calls.ok;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ifsbench.bench.state.HandleKind;
import dev.ifsbench.bench.state.Transport;
import dev.ifsbench.fixture.Descriptors;
import dev.ifsbench.fixture.Interposed;
import dev.ifsbench.fixture.Local;
import dev.ifsbench.fixture.Message;
import dev.ifsbench.fixture.Pair;
import dev.ifsbench.fixture.Stack;
import dev.ifsbench.sockets.NativeSockets;
import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.FdSet;
import dev.ifsbench.spi.ProtocolInfoRef;
import dev.ifsbench.spi.WinsockError;
import dev.ifsbench.spi.WspFunction;
import dev.ifsbench.ws2.Winsock;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.ToLongBiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A close while other threads' calls run. */
class WrappedCloseTest {
  /** A blocking call, by its name. */
  private record Blocking(
      String name, boolean listens, Transport protocol, ToLongBiFunction<Stack, SocketCall> call) {
    @Override
    public String toString() {
      return name;
    }
  }

  private record SocketCall(long s, Errno errno) {}

  static Stream<Blocking> blockingCalls() {
    return Stream.of(
        new Blocking("recv", false, Transport.TCP, (k, c) -> k.tryReceive(c.s, c.errno)),
        new Blocking("recv of UDP", false, Transport.UDP, (k, c) -> k.tryReceive(c.s, c.errno)),
        new Blocking(
            "recv of " + Local.stream(),
            false,
            Local.stream(),
            (k, c) -> k.tryReceive(c.s, c.errno)),
        new Blocking(
            "accept", true, Transport.TCP, (k, c) -> k.winsock().accept(c.s, null, null, c.errno)),
        new Blocking(
            "select",
            false,
            Transport.TCP,
            (k, c) -> k.winsock().select(FdSet.of(c.s), null, null, null, c.errno)),
        new Blocking(
            "send",
            false,
            Transport.TCP,
            (k, c) -> {
              int sent;
              do {
                sent = k.trySend(c.s, new byte[1 << 20], c.errno);
              } while (sent == 0);
              return sent;
            }));
  }

  @ParameterizedTest
  @MethodSource("blockingCalls")
  void aCallThatBlocksIsWokenAndBothNumbersAreFreeAfterwards(Blocking blocking) throws Exception {
    for (int depth : new int[] {1, 3}) {
      int before = Descriptors.count();
      try (Stack stack = Stack.of(HandleKind.WRAPPED, depth)) {
        Pair pair = blocking.listens ? null : stack.pair(blocking.protocol);
        long s =
            blocking.listens
                ? stack.listener(stack.topEntry(blocking.protocol), blocking.protocol)
                : pair.near();
        long lower = stack.baseHandle(s);
        Future<WinsockError> call =
            blockedInBackground(
                () -> error(e -> blocking.call.applyAsLong(stack, new SocketCall(s, e))));
        assertThat(call.isDone()).isFalse();

        stack.closeSocket(s);

        // A send that has sent a part reports the part, and the next one finds no socket.
        assertThat(call.get())
            .isIn(
                WinsockError.WSAEINTR,
                blocking.name.equals("send") ? WinsockError.WSAENOTSOCK : WinsockError.WSAEINTR);
        assertThat(Descriptors.isOpen(s)).isFalse();
        assertThat(Descriptors.isOpen(lower)).isFalse();
        assertThat(error(e -> stack.tryReceive(s, e))).isEqualTo(WinsockError.WSAENOTSOCK);
        if (pair != null) {
          stack.closeSocket(pair.far());
        }
        Descriptors.assertCount(before);
      }
    }
  }

  @Test
  void selectThatIsEndedByACloseLeavesTheSetsAlone() throws Exception {
    try (Stack stack = Stack.of(HandleKind.WRAPPED, 1)) {
      Pair one = stack.pair(Transport.TCP);
      Pair two = stack.pair(Transport.TCP);
      FdSet read = FdSet.of(two.near(), one.near());
      Future<WinsockError> call =
          blockedInBackground(() -> error(e -> stack.winsock().select(read, null, null, null, e)));
      stack.closeSocket(one.near());
      assertThat(call.get()).isEqualTo(WinsockError.WSAEINTR);
      assertThat(read.toString()).isEqualTo(FdSet.of(two.near(), one.near()).toString());
    }
  }

  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "it looks at descriptors from outside")
  @Test
  void whileACallRunsNeitherNumberIsGivenToAnotherSocket() throws Exception {
    NativeSockets sockets = Stack.system();
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch leave = new CountDownLatch(1);
    Winsock winsock =
        Stack.stubbed(
                sockets,
                table ->
                    table.with(
                        WspFunction.Listen.class,
                        (s, backlog, errno) -> {
                          inside.countDown();
                          await(leave);
                          return 0;
                        }),
                LayerKind.WRAPPED)
            .winsock();
    long s = ok(e -> winsock.socket(0, 0, 0, null, 0, 0, e));
    String upper = Descriptors.target(s);
    Future<WinsockError> call =
        dev.ifsbench.fixture.Background.inBackground(() -> error(e -> winsock.listen(s, 1, e)));
    inside.await();

    ok(e -> winsock.closesocket(s, e));

    assertThat(Descriptors.target(s)).isEqualTo(upper);
    assertThat(error(e -> winsock.closesocket(s, e))).isEqualTo(WinsockError.WSAENOTSOCK);
    assertThat(error(e -> winsock.listen(s, 1, e))).isEqualTo(WinsockError.WSAENOTSOCK);
    for (int i = 0; i < 20; i++) {
      assertThat(ok(e -> winsock.socket(0, 0, 0, null, 0, 0, e))).isNotEqualTo(s);
    }
    leave.countDown();
    call.get();
    assertThat(Descriptors.isOpen(s)).isFalse();
    ok(winsock::wsaCleanup);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @ParameterizedTest
  @CsvSource({"1, true", "1, false", "2, true", "2, false"})
  void ofTwoDescriptorsOneGoesOnWhenTheOtherIsClosedUnderARunningCall(
      int depth, boolean closesTheFirst) throws Exception {
    try (Stack stack = Stack.of(HandleKind.WRAPPED, depth)) {
      Pair pair = stack.pair(Transport.TCP);
      long duplicate = stack.socket(stack.duplicate(pair.near()));
      long closed = closesTheFirst ? pair.near() : duplicate;
      long left = closesTheFirst ? duplicate : pair.near();
      Future<WinsockError> call =
          blockedInBackground(() -> error(e -> stack.tryReceive(closed, e)));

      stack.closeSocket(closed);

      stack.send(left, Message.text("still here"));
      assertThat(stack.receive(pair.far(), 10)).isEqualTo(Message.text("still here"));
      stack.send(pair.far(), Message.text("x"));
      assertThat(call.get())
          .as("its call ends when its data comes")
          .isEqualTo(WinsockError.NO_ERROR);
      stack.assertConnected(left, pair.far());
    }
  }

  @Test
  void aDuplicationThatFailedDoesNotKeepACloseFromWaking() throws Exception {
    try (Stack stack = Stack.of(HandleKind.WRAPPED, 1)) {
      Pair pair = stack.pair(Transport.TCP);
      assertThat(
              error(
                  e ->
                      stack
                          .winsock()
                          .duplicateSocket(pair.near(), Stack.PID + 1, new ProtocolInfoRef(), e)))
          .isEqualTo(WinsockError.WSAEOPNOTSUPP);
      Future<WinsockError> call =
          blockedInBackground(() -> error(e -> stack.tryReceive(pair.near(), e)));

      stack.closeSocket(pair.near());

      assertThat(call.get()).isEqualTo(WinsockError.WSAEINTR);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"BASE", "PASS_THROUGH", "PASS_THROUGH_INTERCEPTING"})
  void aReceiveOnTheSystemsOwnHandleIsWokenToo(HandleKind kind) throws Exception {
    int before = Descriptors.count();
    try (Stack stack = Stack.of(kind, 1)) {
      Pair pair = stack.pair(Transport.TCP);
      Future<WinsockError> call =
          blockedInBackground(() -> error(e -> stack.tryReceive(pair.near(), e)));
      stack.closeSocket(pair.near());
      assertThat(call.get()).isEqualTo(WinsockError.WSAEINTR);
      stack.closeSocket(pair.far());
      Descriptors.assertCount(before);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"setSockOpt", "shutdown"})
  void aCloseThatWakesACallKeepsTheSocketBelowUntilItHasDoneSo(String step) throws Exception {
    AtomicReference<Runnable> onStep = new AtomicReference<>();
    AtomicInteger closed = new AtomicInteger();
    NativeSockets watched =
        Interposed.before(NativeSockets.class, Stack.system(), "close", closed::incrementAndGet);
    NativeSockets sockets =
        Interposed.before(
            NativeSockets.class,
            watched,
            step,
            () -> {
              Runnable action = onStep.getAndSet(null);
              if (action != null) {
                action.run();
              }
            });
    try (Stack stack = Stack.over(sockets, LayerKind.WRAPPED)) {
      Pair pair = stack.pair(Local.stream());
      Future<byte[]> call = blockedInBackground(() -> stack.receive(pair.near(), 1));
      AtomicInteger early = new AtomicInteger(-1);
      onStep.set(
          () -> {
            int before = closed.get();
            // The call that the close is about to wake returns before it does.
            stack.send(pair.far(), new byte[1]);
            try {
              call.get();
            } catch (Exception e) {
              // what it returns is told by other tests
            }
            early.set(closed.get() - before);
          });

      stack.closeSocket(pair.near());

      assertThat(early).as("closes of a number that is still in use").hasValue(0);
      int before = closed.get();
      assertThat(before).isPositive();
      stack.closeSocket(pair.far());
      assertThat(closed).as("closes after the other end's, too").hasValue(before + 1);
    }
  }
}
