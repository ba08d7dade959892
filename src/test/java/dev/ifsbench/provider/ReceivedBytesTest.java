package dev.ifsbench.provider;

import static dev.ifsbench.fixture.Calls.error;
import static dev.ifsbench.fixture.Calls.ok;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ifsbench.bench.state.HandleKind;
import dev.ifsbench.bench.state.Transport;
import dev.ifsbench.fixture.Engine;
import dev.ifsbench.fixture.Message;
import dev.ifsbench.fixture.Notices;
import dev.ifsbench.fixture.OverEachEngine;
import dev.ifsbench.fixture.Pair;
import dev.ifsbench.fixture.Stack;
import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.IntRef;
import dev.ifsbench.spi.NativeMemory;
import dev.ifsbench.spi.SockAddr;
import dev.ifsbench.spi.WinsockError;
import dev.ifsbench.spi.Ws2Def;
import dev.ifsbench.spi.WsaOverlapped;
import java.util.stream.Stream;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** How many bytes a receive reports, and a layer counts. */
@OverEachEngine
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "it announces what fails at once")
class ReceivedBytesTest {
  private static final int SIZE = 8;
  private static final String TOO_LONG = "123456789";

  /** A receive of up to {@link #SIZE} bytes that does not wait. */
  private enum Receive {
    RECV {
      @Override
      int call(Stack stack, long s, Message into, IntRef bytes, int flags, Errno errno) {
        return stack
            .winsock()
            .recv(s, into.buffers(), 1, bytes, new IntRef(flags), null, null, errno);
      }
    },
    RECV_FROM {
      @Override
      int call(Stack stack, long s, Message into, IntRef bytes, int flags, Errno errno) {
        NativeMemory from = new NativeMemory(SockAddr.INET_SIZE);
        IntRef length = new IntRef(from.size());
        return stack
            .winsock()
            .recvFrom(
                s, into.buffers(), 1, bytes, new IntRef(flags), from, length, null, null, errno);
      }
    };

    abstract int call(Stack stack, long s, Message into, IntRef bytes, int flags, Errno errno);
  }

  private final Engine engine;

  ReceivedBytesTest(Engine engine) {
    this.engine = engine;
  }

  static Stream<Arguments> kindsAndReceives() {
    return Stream.of(HandleKind.values())
        .flatMap(kind -> Stream.of(Receive.values()).map(how -> Arguments.of(kind, how)));
  }

  /** What a layer that sees the data has counted; the recommended form and the base see none. */
  private static void assertCounted(
      Stack stack, HandleKind kind, long s, long sent, long received) {
    if (kind == HandleKind.PASS_THROUGH_INTERCEPTING || kind == HandleKind.WRAPPED) {
      assertThat(stack.top().counters(s).sent()).isEqualTo(sent);
      assertThat(stack.top().counters(s).received()).isEqualTo(received);
    }
  }

  @ParameterizedTest
  @MethodSource("kindsAndReceives")
  void whatIsOnlyLookedAtIsCountedWhenItIsTaken(HandleKind kind, Receive how) {
    for (Transport protocol : new Transport[] {Transport.TCP, Transport.UDP}) {
      try (Stack stack = Stack.of(kind, 1, engine)) {
        Pair pair = stack.pair(protocol);
        stack.send(pair.near(), Message.text("12345"));
        IntRef bytes = new IntRef();
        Message into = new Message(SIZE);

        for (int i = 0; i < 2; i++) {
          ok(e -> how.call(stack, pair.far(), into, bytes, Ws2Def.MSG_PEEK, e));
          assertThat(bytes.value).isEqualTo(5);
        }
        assertCounted(stack, kind, pair.far(), 0, 0);

        ok(e -> how.call(stack, pair.far(), into, bytes, 0, e));
        assertThat(bytes.value).isEqualTo(5);
        assertCounted(stack, kind, pair.far(), 0, 5);
        assertCounted(stack, kind, pair.near(), 5, 0);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("kindsAndReceives")
  void aDatagramThatIsCutOffReportsWhatCameAndIsCounted(HandleKind kind, Receive how) {
    try (Stack stack = Stack.of(kind, 1, engine)) {
      Pair pair = stack.pair(Transport.UDP);
      stack.send(pair.near(), Message.text(TOO_LONG));
      Message into = new Message(SIZE);

      for (int flags : new int[] {Ws2Def.MSG_PEEK, 0}) {
        IntRef bytes = new IntRef(-1);
        assertThat(error(e -> how.call(stack, pair.far(), into, bytes, flags, e)))
            .isEqualTo(WinsockError.WSAEMSGSIZE);
        assertThat(bytes.value).isEqualTo(SIZE);
      }

      assertThat(into.bytes(SIZE)).isEqualTo(Message.text("12345678"));
      assertCounted(stack, kind, pair.far(), 0, SIZE);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aSendThatIsTooLongReportsNothing(HandleKind kind) {
    try (Stack stack = Stack.of(kind, 1, engine)) {
      Pair pair = stack.pair(Transport.UDP);
      Message message = new Message(1 << 16);
      IntRef bytes = new IntRef(-1);
      WsaOverlapped overlapped = new WsaOverlapped();
      overlapped.setInternalHigh(77);

      assertThat(
              error(
                  e ->
                      stack
                          .winsock()
                          .send(pair.near(), message.buffers(), 1, bytes, 0, null, null, e)))
          .isEqualTo(WinsockError.WSAEMSGSIZE);
      assertThat(
              error(
                  e ->
                      stack
                          .winsock()
                          .send(pair.near(), message.buffers(), 1, null, 0, overlapped, null, e)))
          .isEqualTo(WinsockError.WSAEMSGSIZE);

      assertThat(bytes.value).isEqualTo(-1);
      assertThat(overlapped.internalHigh()).isZero();
      assertCounted(stack, kind, pair.near(), 0, 0);
    }
  }

  static Stream<Arguments> overlapped() {
    return Stream.of(HandleKind.values())
        .flatMap(
            kind ->
                Stream.of(0, Ws2Def.MSG_PEEK)
                    .flatMap(
                        flags -> Stream.of(true, false).map(f -> Arguments.of(kind, flags, f))));
  }

  @ParameterizedTest
  @MethodSource("overlapped")
  void anOverlappedReceiveReportsACutOffDatagramAlike(HandleKind kind, int flags, boolean atOnce)
      throws InterruptedException {
    try (Stack stack = Stack.of(kind, 1, engine)) {
      Pair pair = stack.pair(Transport.UDP);
      Notices notices = new Notices(stack, Notices.Kind.EVENT);
      WsaOverlapped overlapped = notices.newOverlapped();
      Message into = new Message(SIZE);
      IntRef bytes = new IntRef(-1);
      if (atOnce) {
        stack.send(pair.near(), Message.text(TOO_LONG));
      }

      WinsockError begun =
          error(
              e ->
                  stack
                      .winsock()
                      .recv(
                          pair.far(),
                          into.buffers(),
                          1,
                          bytes,
                          new IntRef(flags),
                          overlapped,
                          null,
                          e));
      if (atOnce) {
        assertThat(begun).isEqualTo(WinsockError.WSAEMSGSIZE);
        assertThat(bytes.value).isEqualTo(SIZE);
        notices.assertSilence(overlapped);
      } else {
        assertThat(begun).isEqualTo(WinsockError.WSA_IO_PENDING);
        stack.send(pair.near(), Message.text(TOO_LONG));
        Notices.Ended ended = notices.await(overlapped);
        assertThat(ended.error()).isEqualTo(WinsockError.WSAEMSGSIZE);
      }

      assertThat(
              error(
                  e ->
                      stack
                              .winsock()
                              .getOverlappedResult(
                                  pair.far(), overlapped, bytes, false, new IntRef(), e)
                          ? 0
                          : -1))
          .isEqualTo(WinsockError.WSAEMSGSIZE);
      assertThat(bytes.value).isEqualTo(SIZE);
      assertThat(overlapped.internalHigh()).isEqualTo(SIZE);
      assertThat(overlapped.offsetHigh()).isEqualTo(WinsockError.WSAEMSGSIZE.code());
      assertThat(into.bytes(SIZE)).isEqualTo(Message.text("12345678"));
      if (kind == HandleKind.WRAPPED) { // no other layer sees an overlapped call's end
        assertCounted(stack, kind, pair.far(), 0, flags == 0 ? SIZE : 0);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"PASS_THROUGH_INTERCEPTING", "WRAPPED"})
  void whatAnOverlappedReceiveOnlyLooksAtIsNotCounted(HandleKind kind) throws InterruptedException {
    try (Stack stack = Stack.of(kind, 1, engine)) {
      Pair pair = stack.pair(Transport.TCP);
      Notices notices = new Notices(stack, Notices.Kind.EVENT);
      WsaOverlapped overlapped = notices.newOverlapped();
      Message into = new Message(SIZE);
      stack.send(pair.near(), Message.text("123"));
      stack
          .winsock()
          .recv(
              pair.far(),
              into.buffers(),
              1,
              null,
              new IntRef(Ws2Def.MSG_PEEK),
              overlapped,
              null,
              new Errno());

      assertThat(notices.await(overlapped).bytes()).isEqualTo(3);

      assertCounted(stack, kind, pair.far(), 0, 0);
      assertThat(stack.receive(pair.far(), 3)).isEqualTo(Message.text("123"));
      assertCounted(stack, kind, pair.far(), 0, 3);
    }
  }
}
