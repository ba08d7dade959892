package dev.ifsbench.provider;

import static dev.ifsbench.fixture.Calls.error;
import static dev.ifsbench.fixture.Calls.ok;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ifsbench.bench.state.HandleKind;
import dev.ifsbench.bench.state.Transport;
import dev.ifsbench.fixture.Engine;
import dev.ifsbench.fixture.Local;
import dev.ifsbench.fixture.Message;
import dev.ifsbench.fixture.Notices;
import dev.ifsbench.fixture.OverEachEngine;
import dev.ifsbench.fixture.Pair;
import dev.ifsbench.fixture.Stack;
import dev.ifsbench.sockets.winsock.Wine;
import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.FdSet;
import dev.ifsbench.spi.IntRef;
import dev.ifsbench.spi.NativeMemory;
import dev.ifsbench.spi.WinsockError;
import dev.ifsbench.spi.Ws2Def;
import dev.ifsbench.spi.WsaOverlapped;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Overlapped calls end exactly once, by every notice, on every kind of handle. */
@OverEachEngine
class OverlappedTest {
  private static void assertResult(Stack stack, long s, WsaOverlapped overlapped, int bytes) {
    IntRef transferred = new IntRef();
    ok(
        e ->
            stack.winsock().getOverlappedResult(s, overlapped, transferred, false, new IntRef(), e)
                ? 0
                : -1);
    assertThat(transferred.value).isEqualTo(bytes);
  }

  private final Engine engine;

  OverlappedTest(Engine engine) {
    this.engine = engine;
  }

  @ParameterizedTest
  @MethodSource(Notices.ON_ALL_HANDLES)
  void aReceiveThatWaitsEndsWhenDataComes(HandleKind handles, Notices.Kind kind) throws Exception {
    for (Transport protocol : Local.protocols()) {
      try (Stack stack = Stack.of(handles, 2, engine)) {
        Pair pair = stack.pair(protocol);
        Notices notices = new Notices(stack, kind);
        notices.attach(pair.far());
        WsaOverlapped overlapped = notices.newOverlapped();
        Message into = new Message(100);
        assertThat(notices.recv(pair.far(), into, overlapped))
            .isEqualTo(WinsockError.WSA_IO_PENDING);
        assertThat(overlapped.internal()).isEqualTo(Ws2Def.WSS_OPERATION_IN_PROGRESS);
        assertThat(
                error(
                    e ->
                        stack
                                .winsock()
                                .getOverlappedResult(
                                    pair.far(), overlapped, new IntRef(), false, new IntRef(), e)
                            ? 0
                            : -1))
            .isEqualTo(WinsockError.WSA_IO_INCOMPLETE);
        notices.assertSilence(overlapped);

        stack.send(pair.near(), Message.text("data"));
        Notices.Ended ended = notices.await(overlapped);
        assertThat(ended.error()).isEqualTo(WinsockError.NO_ERROR);
        assertThat(ended.bytes()).isEqualTo(4);
        assertThat(into.bytes(4)).isEqualTo(Message.text("data"));
        assertResult(stack, pair.far(), overlapped, 4);
        notices.assertSilence(overlapped);
      }
    }
  }

  @ParameterizedTest
  @MethodSource(Notices.ON_ALL_HANDLES)
  void whatCanEndAtOnceIsAnnouncedAllTheSame(HandleKind handles, Notices.Kind kind)
      throws Exception {
    try (Stack stack = Stack.of(handles, 1, engine)) {
      Pair pair = stack.pair(Transport.TCP);
      Notices notices = new Notices(stack, kind);
      notices.attach(pair.near());
      WsaOverlapped overlapped = notices.newOverlapped();
      WinsockError begun = notices.send(pair.near(), Message.of(Message.text("now")), overlapped);
      // A wrapping layer has to see the end itself before it can tell.
      assertThat(begun)
          .isEqualTo(handles.isIfs() ? WinsockError.NO_ERROR : WinsockError.WSA_IO_PENDING);
      assertThat(notices.await(overlapped).bytes()).isEqualTo(3);
      assertThat(stack.receive(pair.far(), 3)).isEqualTo(Message.text("now"));
      notices.assertSilence(overlapped);
    }
  }

  @ParameterizedTest
  @MethodSource(Notices.ON_ALL_HANDLES)
  void aNonBlockingSocketsReceiveWaitsAllTheSame(HandleKind handles, Notices.Kind kind)
      throws Exception {
    try (Stack stack = Stack.of(handles, 1, engine)) {
      Pair pair = stack.pair(Transport.TCP);
      stack.setNonBlocking(pair.far());
      Notices notices = new Notices(stack, kind);
      notices.attach(pair.far());
      WsaOverlapped overlapped = notices.newOverlapped();
      Message into = new Message(10);
      assertThat(notices.recv(pair.far(), into, overlapped)).isEqualTo(WinsockError.WSA_IO_PENDING);
      notices.assertSilence(overlapped);
      stack.send(pair.near(), Message.text("data"));
      Notices.Ended ended = notices.await(overlapped);
      assertThat(ended.error()).isEqualTo(WinsockError.NO_ERROR);
      assertThat(into.bytes(ended.bytes())).isEqualTo(Message.text("data"));
    }
  }

  @ParameterizedTest
  @EnumSource(HandleKind.class)
  void anOperationOutlivesTheThreadThatBeganIt(HandleKind handles) throws Exception {
    try (Stack stack = Stack.of(handles, 1, engine)) {
      Pair pair = stack.pair(Transport.TCP);
      Notices notices = new Notices(stack, Notices.Kind.PORT);
      notices.attach(pair.far());
      WsaOverlapped overlapped = notices.newOverlapped();
      Message into = new Message(10);
      List<WinsockError> begun = new ArrayList<>();
      Thread thread = new Thread(() -> begun.add(notices.recv(pair.far(), into, overlapped)));
      thread.start();
      thread.join();
      assertThat(begun).containsExactly(WinsockError.WSA_IO_PENDING);
      notices.assertSilence(overlapped);
      stack.send(pair.near(), Message.text("late"));
      Notices.Ended ended = notices.await(overlapped);
      assertThat(ended.error()).isEqualTo(WinsockError.NO_ERROR);
      assertThat(into.bytes(ended.bytes())).isEqualTo(Message.text("late"));
    }
  }

  @ParameterizedTest
  @MethodSource(Notices.ON_ALL_HANDLES)
  void aSendThatDoesNotFitEndsWhenAllOfItIsTaken(HandleKind handles, Notices.Kind kind)
      throws Exception {
    byte[] data = Message.random(8 << 20, 1);
    try (Stack stack = Stack.of(handles, 1, engine)) {
      Pair pair = stack.pair(Local.stream());
      Notices notices = new Notices(stack, kind);
      notices.attach(pair.near());
      WsaOverlapped overlapped = notices.newOverlapped();
      Message message = Message.of(data);
      assertThat(notices.send(pair.near(), message, overlapped))
          .isEqualTo(WinsockError.WSA_IO_PENDING);
      assertThat(stack.receive(pair.far(), data.length)).isEqualTo(data);
      Notices.Ended ended = notices.await(overlapped);
      assertThat(ended.error()).isEqualTo(WinsockError.NO_ERROR);
      assertThat(ended.bytes()).isEqualTo(data.length);
    }
  }

  @ParameterizedTest
  @MethodSource(Notices.ON_ALL_HANDLES)
  void aResetEndsAWaitingReceiveWithTheError(HandleKind handles, Notices.Kind kind)
      throws Exception {
    try (Stack stack = Stack.of(handles, 1, engine)) {
      Pair pair = stack.pair(Transport.TCP);
      Notices notices = new Notices(stack, kind);
      notices.attach(pair.far());
      WsaOverlapped overlapped = notices.newOverlapped();
      assertThat(notices.recv(pair.far(), new Message(10), overlapped))
          .isEqualTo(WinsockError.WSA_IO_PENDING);
      NativeMemory abort = new NativeMemory(4);
      abort.putShort(0, (short) 1);
      ok(
          e ->
              stack
                  .winsock()
                  .setsockopt(pair.near(), Ws2Def.SOL_SOCKET, Ws2Def.SO_LINGER, abort, 4, e));
      stack.closeSocket(pair.near());
      assertThat(notices.await(overlapped).error()).isEqualTo(WinsockError.WSAECONNRESET);
      assertThat(
              error(
                  e ->
                      stack
                              .winsock()
                              .getOverlappedResult(
                                  pair.far(), overlapped, new IntRef(), false, new IntRef(), e)
                          ? 0
                          : -1))
          .isEqualTo(WinsockError.WSAECONNRESET);
    }
  }

  @ParameterizedTest
  @MethodSource(Notices.ON_ALL_HANDLES)
  void whatIsRefusedIsNotAnnounced(HandleKind handles, Notices.Kind kind) throws Exception {
    try (Stack stack = Stack.of(handles, 1, engine)) {
      long s = stack.socket(Transport.TCP);
      Notices notices = new Notices(stack, kind);
      notices.attach(s);
      WsaOverlapped overlapped = notices.newOverlapped();
      // Wine takes Linux's broken pipe for a reset.
      assertThat(notices.send(s, Message.of(Message.text("x")), overlapped))
          .isEqualTo(
              Wine.version().isPresent() ? WinsockError.WSAECONNRESET : WinsockError.WSAENOTCONN);
      assertThat(overlapped.internal()).isNotEqualTo(Ws2Def.WSS_OPERATION_IN_PROGRESS);
      notices.assertSilence(overlapped);
      stack.closeSocket(s);
      assertThat(notices.recv(s, new Message(1), overlapped)).isEqualTo(WinsockError.WSAENOTSOCK);
      notices.assertSilence(overlapped);
    }
  }

  @ParameterizedTest
  @MethodSource(Notices.ON_ALL_HANDLES)
  void cancellingEndsAnOperationThatTheSystemHasAndNoneThatALayerHas(
      HandleKind handles, Notices.Kind kind) throws Exception {
    try (Stack stack = Stack.of(handles, 1, engine)) {
      Pair pair = stack.pair(Transport.TCP);
      Notices notices = new Notices(stack, kind);
      notices.attach(pair.far());
      WsaOverlapped first = notices.newOverlapped();
      WsaOverlapped second = notices.newOverlapped();
      Message firstBytes = new Message(3);
      Message secondBytes = new Message(3);
      notices.recv(pair.far(), firstBytes, first);
      notices.recv(pair.far(), secondBytes, second);
      Errno errno = new Errno();
      boolean cancelled = stack.winsock().overlapped().cancel(pair.far(), first, errno);
      assertThat(cancelled).isEqualTo(handles.isIfs());
      if (cancelled) {
        Notices.Ended ended = notices.await(first);
        assertThat(ended.error()).isEqualTo(WinsockError.WSA_OPERATION_ABORTED);
        assertThat(ended.bytes()).isZero();
        assertThat(stack.winsock().overlapped().cancel(pair.far(), first, errno))
            .as("cancelled twice")
            .isFalse();
        stack.send(pair.near(), Message.text("abc"));
        assertThat(notices.await(second).error()).isEqualTo(WinsockError.NO_ERROR);
        assertThat(secondBytes.bytes(3)).isEqualTo(Message.text("abc"));
      } else {
        assertThat(errno.isClear()).as("nothing to cancel is no error").isTrue();
        stack.send(pair.near(), Message.text("abc"));
        assertThat(notices.await(first).error()).isEqualTo(WinsockError.NO_ERROR);
        assertThat(firstBytes.bytes(3)).isEqualTo(Message.text("abc"));
      }
    }
  }

  @ParameterizedTest
  @MethodSource(Notices.ON_ALL_HANDLES)
  void closingEndsEveryOperationOnce(HandleKind handles, Notices.Kind kind) throws Exception {
    for (Transport protocol : List.of(Transport.TCP, Transport.UDP, Local.stream())) {
      for (int depth = 1; depth <= 3; depth += 2) {
        try (Stack stack = Stack.of(handles, depth, engine)) {
          Pair pair = stack.pair(protocol);
          Notices notices = new Notices(stack, kind);
          notices.attach(pair.far());
          List<WsaOverlapped> pending = new ArrayList<>();
          for (int i = 0; i < 5; i++) {
            WsaOverlapped overlapped = notices.newOverlapped();
            pending.add(overlapped);
            assertThat(notices.recv(pair.far(), new Message(10), overlapped))
                .isEqualTo(WinsockError.WSA_IO_PENDING);
          }
          stack.closeSocket(pair.far());
          assertThat(notices.awaitAll(pending))
              .extracting(Notices.Ended::error)
              .containsOnly(WinsockError.WSA_OPERATION_ABORTED);
          assertThat(notices.recv(pair.far(), new Message(1), pending.get(0)))
              .isEqualTo(WinsockError.WSAENOTSOCK);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource(Notices.ON_ALL_HANDLES)
  void anIoctlIsAnnounced(HandleKind handles, Notices.Kind kind) throws Exception {
    try (Stack stack = Stack.of(handles, 1, engine)) {
      Pair pair = stack.pair(Transport.TCP);
      stack.send(pair.near(), Message.text("12345"));
      stack.winsock().select(FdSet.of(pair.far()), null, null, null, new Errno());
      Notices notices = new Notices(stack, kind);
      notices.attach(pair.far());
      WsaOverlapped overlapped = notices.newOverlapped();
      overlapped.setOffset(7);
      overlapped.setOffsetHigh(9);
      NativeMemory out = new NativeMemory(4);
      WinsockError begun = notices.ioctl(pair.far(), Ws2Def.FIONREAD, out, overlapped);
      assertThat(begun)
          .isEqualTo(handles.isIfs() ? WinsockError.NO_ERROR : WinsockError.WSA_IO_PENDING);
      assertThat(notices.await(overlapped).bytes()).isEqualTo(4);
      assertThat(out.getInt(0)).isEqualTo(5);
      assertResult(stack, pair.far(), overlapped, 4);
      assertThat(overlapped.offset()).as("flags").isZero();
      assertThat(overlapped.offsetHigh()).as("error").isZero();
    }
  }

  /** No ioctl waits, so there is none to be cancelled, or to be ended by a close. */
  @ParameterizedTest
  @MethodSource(Notices.ON_ALL_HANDLES)
  void anIoctlThatIsRefusedIsNotAnnounced(HandleKind handles, Notices.Kind kind) throws Exception {
    try (Stack stack = Stack.of(handles, 1, engine)) {
      Pair pair = stack.pair(Transport.TCP);
      Notices notices = new Notices(stack, kind);
      notices.attach(pair.far());
      WsaOverlapped overlapped = notices.newOverlapped();
      overlapped.setOffset(7);
      NativeMemory tooSmall = new NativeMemory(Short.BYTES);
      assertThat(notices.ioctl(pair.far(), Ws2Def.FIONREAD, tooSmall, overlapped))
          .isEqualTo(WinsockError.WSAEFAULT);
      assertThat(overlapped.internal()).isNotEqualTo(Ws2Def.WSS_OPERATION_IN_PROGRESS);
      if (!handles.isIfs()) {
        assertThat(overlapped.offset()).as("flags").isZero();
        assertThat(overlapped.offsetHigh()).isEqualTo(WinsockError.WSAEFAULT.code());
      }
      notices.assertSilence(overlapped);
      stack.closeSocket(pair.far());
      assertThat(notices.ioctl(pair.far(), Ws2Def.FIONREAD, tooSmall, overlapped))
          .isEqualTo(WinsockError.WSAENOTSOCK);
      notices.assertSilence(overlapped);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aReceiveOfNothingWaitsForData(HandleKind handles) throws Exception {
    try (Stack stack = Stack.of(handles, 1, engine)) {
      Pair pair = stack.pair(Transport.TCP);
      Notices notices = new Notices(stack, Notices.Kind.EVENT);
      WsaOverlapped overlapped = notices.newOverlapped();
      assertThat(notices.recv(pair.far(), new Message(0), overlapped))
          .isEqualTo(WinsockError.WSA_IO_PENDING);
      notices.assertSilence(overlapped);
      stack.send(pair.near(), Message.text("data"));
      assertThat(notices.await(overlapped).bytes()).isZero();
      assertThat(stack.receive(pair.far(), 4)).isEqualTo(Message.text("data"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void receivesAreFilledInTheOrderInWhichTheyWereBegun(HandleKind handles) throws Exception {
    byte[] data = Message.random(100_000, 2);
    try (Stack stack = Stack.of(handles, 2, engine)) {
      Pair pair = stack.pair(Transport.TCP);
      Notices notices = new Notices(stack, Notices.Kind.EVENT);
      List<WsaOverlapped> pending = new ArrayList<>();
      List<Message> messages = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        messages.add(new Message(1000));
        pending.add(notices.newOverlapped());
        notices.recv(pair.far(), messages.get(i), pending.get(i));
      }
      stack.send(pair.near(), data);
      int done = 0;
      for (int i = 0; i < 100 && done < data.length; i++) {
        int bytes = notices.await(pending.get(i)).bytes();
        assertThat(messages.get(i).bytes(bytes))
            .as("bytes of receive %d", i)
            .isEqualTo(Arrays.copyOfRange(data, done, done + bytes));
        done += bytes;
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void waitingForTheResultNeedsAnEvent(HandleKind handles) throws Exception {
    try (Stack stack = Stack.of(handles, 1, engine)) {
      Pair pair = stack.pair(Transport.TCP);
      Notices notices = new Notices(stack, Notices.Kind.EVENT);
      WsaOverlapped overlapped = notices.newOverlapped();
      notices.recv(pair.far(), new Message(10), overlapped);
      Thread sender =
          new Thread(
              () -> {
                stack.send(pair.near(), Message.text("late"));
              });
      sender.start();
      IntRef bytes = new IntRef();
      ok(
          e ->
              stack
                      .winsock()
                      .getOverlappedResult(pair.far(), overlapped, bytes, true, new IntRef(), e)
                  ? 0
                  : -1);
      assertThat(bytes.value).isEqualTo(4);
      sender.join();

      WsaOverlapped without = new WsaOverlapped();
      notices.recv(pair.far(), new Message(10), without);
      assertThat(
              error(
                  e ->
                      stack
                              .winsock()
                              .getOverlappedResult(
                                  pair.far(), without, bytes, true, new IntRef(), e)
                          ? 0
                          : -1))
          .isEqualTo(WinsockError.WSA_INVALID_PARAMETER);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aLayerCountsWhatItCanSee(HandleKind handles) throws Exception {
    if (handles == HandleKind.BASE || handles == HandleKind.PASS_THROUGH) {
      return; // there is nothing that counts
    }
    try (Stack stack = Stack.of(handles, 1, engine)) {
      Pair pair = stack.pair(Transport.TCP);
      Notices notices = new Notices(stack, Notices.Kind.PORT);
      notices.attach(pair.far());
      WsaOverlapped overlapped = notices.newOverlapped();
      notices.recv(pair.far(), new Message(10), overlapped);
      stack.send(pair.near(), Message.text("data"));
      assertThat(notices.await(overlapped).bytes()).isEqualTo(4);
      assertThat(stack.top().counters(pair.far()).received())
          .isEqualTo(handles == HandleKind.WRAPPED ? 4 : 0);
    }
  }
}
