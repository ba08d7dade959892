package dev.ifsbench.provider;

import static dev.ifsbench.fixture.Calls.error;
import static dev.ifsbench.fixture.Calls.ok;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ifsbench.fixture.Handles;
import dev.ifsbench.fixture.Message;
import dev.ifsbench.fixture.Notices;
import dev.ifsbench.fixture.OverEachEngine;
import dev.ifsbench.fixture.Pair;
import dev.ifsbench.fixture.Protocol;
import dev.ifsbench.fixture.Stack;
import dev.ifsbench.sockets.CompletionEngines;
import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.FdSet;
import dev.ifsbench.spi.IntRef;
import dev.ifsbench.spi.NativeMemory;
import dev.ifsbench.spi.SockAddr;
import dev.ifsbench.spi.WinsockError;
import dev.ifsbench.spi.Ws2Def;
import dev.ifsbench.spi.WsaOverlapped;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Overlapped calls end exactly once, by every notice, on every kind of handle. */
@Timeout(120)
@OverEachEngine
class OverlappedTest {
  static Stream<Arguments> handlesAndNotices() {
    return Stream.of(Handles.values())
        .flatMap(
            handles -> Stream.of(Notices.Kind.values()).map(kind -> Arguments.of(handles, kind)));
  }

  private static WinsockError recv(
      Stack stack, long s, Message into, WsaOverlapped overlapped, Notices notices) {
    return error(
        e ->
            stack
                .winsock()
                .recv(s, into.buffers(), 1, null, new IntRef(), overlapped, notices.routine(), e));
  }

  private static WinsockError send(
      Stack stack, long s, Message message, WsaOverlapped overlapped, Notices notices) {
    return error(
        e ->
            stack
                .winsock()
                .send(s, message.buffers(), 1, null, 0, overlapped, notices.routine(), e));
  }

  private static void assertResult(Stack stack, long s, WsaOverlapped overlapped, int bytes) {
    IntRef transferred = new IntRef();
    ok(
        e ->
            stack.winsock().getOverlappedResult(s, overlapped, transferred, false, new IntRef(), e)
                ? 0
                : -1);
    assertThat(transferred.value).isEqualTo(bytes);
  }

  private final CompletionEngines engine;

  OverlappedTest(CompletionEngines engine) {
    this.engine = engine;
  }

  @ParameterizedTest
  @MethodSource("handlesAndNotices")
  void aReceiveThatWaitsEndsWhenDataComes(Handles handles, Notices.Kind kind) throws Exception {
    for (Protocol protocol : Protocol.values()) {
      try (Stack stack = Stack.of(handles, 2, engine)) {
        Pair pair = stack.pair(protocol);
        Notices notices = new Notices(stack, kind);
        notices.attach(pair.far());
        WsaOverlapped overlapped = notices.newOverlapped();
        Message into = new Message(100);
        assertThat(recv(stack, pair.far(), into, overlapped, notices))
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
  @MethodSource("handlesAndNotices")
  void whatCanEndAtOnceIsAnnouncedAllTheSame(Handles handles, Notices.Kind kind) throws Exception {
    try (Stack stack = Stack.of(handles, 1, engine)) {
      Pair pair = stack.pair(Protocol.TCP);
      Notices notices = new Notices(stack, kind);
      notices.attach(pair.near());
      WsaOverlapped overlapped = notices.newOverlapped();
      WinsockError begun =
          send(stack, pair.near(), Message.of(Message.text("now")), overlapped, notices);
      // A wrapping layer has to see the end itself before it can tell.
      assertThat(begun)
          .isEqualTo(handles.isIfs() ? WinsockError.NO_ERROR : WinsockError.WSA_IO_PENDING);
      assertThat(notices.await(overlapped).bytes()).isEqualTo(3);
      assertThat(stack.receive(pair.far(), 3)).isEqualTo(Message.text("now"));
      notices.assertSilence(overlapped);
    }
  }

  @ParameterizedTest
  @MethodSource("handlesAndNotices")
  void aNonBlockingSocketsReceiveWaitsAllTheSame(Handles handles, Notices.Kind kind)
      throws Exception {
    try (Stack stack = Stack.of(handles, 1, engine)) {
      Pair pair = stack.pair(Protocol.TCP);
      stack.setNonBlocking(pair.far());
      Notices notices = new Notices(stack, kind);
      notices.attach(pair.far());
      WsaOverlapped overlapped = notices.newOverlapped();
      Message into = new Message(10);
      assertThat(recv(stack, pair.far(), into, overlapped, notices))
          .isEqualTo(WinsockError.WSA_IO_PENDING);
      notices.assertSilence(overlapped);
      stack.send(pair.near(), Message.text("data"));
      Notices.Ended ended = notices.await(overlapped);
      assertThat(ended.error()).isEqualTo(WinsockError.NO_ERROR);
      assertThat(into.bytes(ended.bytes())).isEqualTo(Message.text("data"));
    }
  }

  @ParameterizedTest
  @EnumSource(Handles.class)
  void anOperationOutlivesTheThreadThatBeganIt(Handles handles) throws Exception {
    try (Stack stack = Stack.of(handles, 1, engine)) {
      Pair pair = stack.pair(Protocol.TCP);
      Notices notices = new Notices(stack, Notices.Kind.PORT);
      notices.attach(pair.far());
      WsaOverlapped overlapped = notices.newOverlapped();
      Message into = new Message(10);
      List<WinsockError> begun = new ArrayList<>();
      Thread thread =
          new Thread(() -> begun.add(recv(stack, pair.far(), into, overlapped, notices)));
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
  @MethodSource("handlesAndNotices")
  void aSendThatDoesNotFitEndsWhenAllOfItIsTaken(Handles handles, Notices.Kind kind)
      throws Exception {
    byte[] data = Message.random(8 << 20, 1);
    try (Stack stack = Stack.of(handles, 1, engine)) {
      Pair pair = stack.pair(Protocol.UNIX);
      Notices notices = new Notices(stack, kind);
      notices.attach(pair.near());
      WsaOverlapped overlapped = notices.newOverlapped();
      Message message = Message.of(data);
      assertThat(send(stack, pair.near(), message, overlapped, notices))
          .isEqualTo(WinsockError.WSA_IO_PENDING);
      assertThat(stack.receive(pair.far(), data.length)).isEqualTo(data);
      Notices.Ended ended = notices.await(overlapped);
      assertThat(ended.error()).isEqualTo(WinsockError.NO_ERROR);
      assertThat(ended.bytes()).isEqualTo(data.length);
    }
  }

  @ParameterizedTest
  @MethodSource("handlesAndNotices")
  void aResetEndsAWaitingReceiveWithTheError(Handles handles, Notices.Kind kind) throws Exception {
    try (Stack stack = Stack.of(handles, 1, engine)) {
      Pair pair = stack.pair(Protocol.TCP);
      Notices notices = new Notices(stack, kind);
      notices.attach(pair.far());
      WsaOverlapped overlapped = notices.newOverlapped();
      assertThat(recv(stack, pair.far(), new Message(10), overlapped, notices))
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
  @MethodSource("handlesAndNotices")
  void whatIsRefusedIsNotAnnounced(Handles handles, Notices.Kind kind) throws Exception {
    try (Stack stack = Stack.of(handles, 1, engine)) {
      long s = stack.socket(Protocol.TCP);
      Notices notices = new Notices(stack, kind);
      notices.attach(s);
      WsaOverlapped overlapped = notices.newOverlapped();
      assertThat(send(stack, s, Message.of(Message.text("x")), overlapped, notices))
          .isEqualTo(WinsockError.WSAENOTCONN);
      assertThat(overlapped.internal()).isNotEqualTo(Ws2Def.WSS_OPERATION_IN_PROGRESS);
      notices.assertSilence(overlapped);
      stack.closeSocket(s);
      assertThat(recv(stack, s, new Message(1), overlapped, notices))
          .isEqualTo(WinsockError.WSAENOTSOCK);
      notices.assertSilence(overlapped);
    }
  }

  @ParameterizedTest
  @MethodSource("handlesAndNotices")
  void cancellingEndsAnOperationThatTheSystemHasAndNoneThatALayerHas(
      Handles handles, Notices.Kind kind) throws Exception {
    try (Stack stack = Stack.of(handles, 1, engine)) {
      Pair pair = stack.pair(Protocol.TCP);
      Notices notices = new Notices(stack, kind);
      notices.attach(pair.far());
      WsaOverlapped first = notices.newOverlapped();
      WsaOverlapped second = notices.newOverlapped();
      Message firstBytes = new Message(3);
      Message secondBytes = new Message(3);
      recv(stack, pair.far(), firstBytes, first, notices);
      recv(stack, pair.far(), secondBytes, second, notices);
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
        stack.send(pair.near(), Message.text("abc"));
        assertThat(notices.await(first).error()).isEqualTo(WinsockError.NO_ERROR);
        assertThat(firstBytes.bytes(3)).isEqualTo(Message.text("abc"));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("handlesAndNotices")
  void closingEndsEveryOperationOnce(Handles handles, Notices.Kind kind) throws Exception {
    for (Protocol protocol : List.of(Protocol.TCP, Protocol.UDP, Protocol.UNIX)) {
      for (int depth = 1; depth <= 3; depth += 2) {
        try (Stack stack = Stack.of(handles, depth, engine)) {
          Pair pair = stack.pair(protocol);
          Notices notices = new Notices(stack, kind);
          notices.attach(pair.far());
          List<WsaOverlapped> pending = new ArrayList<>();
          for (int i = 0; i < 5; i++) {
            WsaOverlapped overlapped = notices.newOverlapped();
            pending.add(overlapped);
            assertThat(recv(stack, pair.far(), new Message(10), overlapped, notices))
                .isEqualTo(WinsockError.WSA_IO_PENDING);
          }
          stack.closeSocket(pair.far());
          List<WsaOverlapped> ended = new ArrayList<>();
          for (int i = 0; i < 5; i++) {
            Notices.Ended one =
                kind == Notices.Kind.EVENT ? notices.await(pending.get(i)) : notices.awaitAny();
            assertThat(one.error()).isEqualTo(WinsockError.WSA_OPERATION_ABORTED);
            ended.add(one.overlapped());
          }
          assertThat(ended).containsExactlyInAnyOrderElementsOf(pending);
          notices.assertSilence(pending.get(0));
          assertThat(recv(stack, pair.far(), new Message(1), pending.get(0), notices))
              .isEqualTo(WinsockError.WSAENOTSOCK);
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void aDatagramComesWithItsSenderAndOneThatIsTooLongIsAnError(Handles handles) throws Exception {
    try (Stack stack = Stack.of(handles, 1, engine)) {
      long receiver = stack.socket(Protocol.UDP);
      NativeMemory address = stack.bind(receiver, Protocol.UDP);
      long sender = stack.socket(Protocol.UDP);
      NativeMemory senderAddress = stack.bind(sender, Protocol.UDP);
      Notices notices = new Notices(stack, Notices.Kind.EVENT);
      WsaOverlapped overlapped = notices.newOverlapped();
      Message into = new Message(8);
      NativeMemory from = new NativeMemory(SockAddr.INET_SIZE);
      IntRef fromlen = new IntRef(from.size());
      for (String text : List.of("12345678", "123456789")) {
        assertThat(
                error(
                    e ->
                        stack
                            .winsock()
                            .recvFrom(
                                receiver,
                                into.buffers(),
                                1,
                                null,
                                new IntRef(),
                                from,
                                fromlen,
                                overlapped,
                                null,
                                e)))
            .isEqualTo(WinsockError.WSA_IO_PENDING);
        WsaOverlapped sent = notices.newOverlapped();
        error(
            e ->
                stack
                    .winsock()
                    .sendTo(
                        sender,
                        Message.of(Message.text(text)).buffers(),
                        1,
                        null,
                        0,
                        address,
                        address.size(),
                        sent,
                        null,
                        e));
        assertThat(notices.await(sent).bytes()).isEqualTo(text.length());
        Notices.Ended ended = notices.await(overlapped);
        assertThat(ended.error())
            .isEqualTo(text.length() > 8 ? WinsockError.WSAEMSGSIZE : WinsockError.NO_ERROR);
        assertThat(ended.bytes()).isEqualTo(8);
        assertThat(into.bytes(8)).isEqualTo(Message.text("12345678"));
        assertThat(from.getBytes(0, SockAddr.INET_SIZE))
            .isEqualTo(senderAddress.getBytes(0, SockAddr.INET_SIZE));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("handlesAndNotices")
  void anIoctlIsAnnounced(Handles handles, Notices.Kind kind) throws Exception {
    try (Stack stack = Stack.of(handles, 1, engine)) {
      Pair pair = stack.pair(Protocol.TCP);
      stack.send(pair.near(), Message.text("12345"));
      stack.winsock().select(FdSet.of(pair.far()), null, null, null, new Errno());
      Notices notices = new Notices(stack, kind);
      notices.attach(pair.far());
      WsaOverlapped overlapped = notices.newOverlapped();
      NativeMemory out = new NativeMemory(4);
      WinsockError begun =
          error(
              e ->
                  stack
                      .winsock()
                      .ioctl(
                          pair.far(),
                          Ws2Def.FIONREAD,
                          null,
                          0,
                          out,
                          4,
                          new IntRef(),
                          overlapped,
                          notices.routine(),
                          e));
      assertThat(begun)
          .isEqualTo(handles.isIfs() ? WinsockError.NO_ERROR : WinsockError.WSA_IO_PENDING);
      assertThat(notices.await(overlapped).bytes()).isEqualTo(4);
      assertThat(out.getInt(0)).isEqualTo(5);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aReceiveOfNothingWaitsForData(Handles handles) throws Exception {
    try (Stack stack = Stack.of(handles, 1, engine)) {
      Pair pair = stack.pair(Protocol.TCP);
      Notices notices = new Notices(stack, Notices.Kind.EVENT);
      WsaOverlapped overlapped = notices.newOverlapped();
      assertThat(recv(stack, pair.far(), new Message(0), overlapped, notices))
          .isEqualTo(WinsockError.WSA_IO_PENDING);
      notices.assertSilence(overlapped);
      stack.send(pair.near(), Message.text("data"));
      assertThat(notices.await(overlapped).bytes()).isZero();
      assertThat(stack.receive(pair.far(), 4)).isEqualTo(Message.text("data"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void receivesAreFilledInTheOrderInWhichTheyWereBegun(Handles handles) throws Exception {
    byte[] data = Message.random(100_000, 2);
    try (Stack stack = Stack.of(handles, 2, engine)) {
      Pair pair = stack.pair(Protocol.TCP);
      Notices notices = new Notices(stack, Notices.Kind.EVENT);
      List<WsaOverlapped> pending = new ArrayList<>();
      List<Message> messages = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        messages.add(new Message(1000));
        pending.add(notices.newOverlapped());
        recv(stack, pair.far(), messages.get(i), pending.get(i), notices);
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
  void waitingForTheResultNeedsAnEvent(Handles handles) throws Exception {
    try (Stack stack = Stack.of(handles, 1, engine)) {
      Pair pair = stack.pair(Protocol.TCP);
      Notices notices = new Notices(stack, Notices.Kind.EVENT);
      WsaOverlapped overlapped = notices.newOverlapped();
      recv(stack, pair.far(), new Message(10), overlapped, notices);
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
      recv(stack, pair.far(), new Message(10), without, notices);
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
  void aLayerCountsWhatItCanSee(Handles handles) throws Exception {
    if (handles == Handles.BASE || handles == Handles.PASS_THROUGH) {
      return; // there is nothing that counts
    }
    try (Stack stack = Stack.of(handles, 1, engine)) {
      Pair pair = stack.pair(Protocol.TCP);
      Notices notices = new Notices(stack, Notices.Kind.PORT);
      notices.attach(pair.far());
      WsaOverlapped overlapped = notices.newOverlapped();
      recv(stack, pair.far(), new Message(10), overlapped, notices);
      stack.send(pair.near(), Message.text("data"));
      assertThat(notices.await(overlapped).bytes()).isEqualTo(4);
      assertThat(stack.top().counters(pair.far()).received())
          .isEqualTo(handles == Handles.WRAPPED ? 4 : 0);
    }
  }
}
