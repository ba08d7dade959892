package dev.ifsbench.provider;

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
import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.NativeMemory;
import dev.ifsbench.spi.WinsockError;
import dev.ifsbench.spi.Ws2Def;
import dev.ifsbench.spi.WsaOverlapped;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Sends that wait for room end once, in whatever way they end. Where a test begins two, one is by
 * {@code WSASend} and one by {@code WSASendTo}, which on a connection are the same.
 */
@OverEachEngine
class PendingSendTest {
  private static final int TOO_MUCH = 8 << 20;

  private final Engine engine;

  PendingSendTest(Engine engine) {
    this.engine = engine;
  }

  @ParameterizedTest
  @MethodSource(Notices.ON_ALL_HANDLES)
  void cancellingEndsOneThatTheSystemHasAndNoneThatALayerHas(HandleKind handles, Notices.Kind kind)
      throws Exception {
    Message data = Message.of(Message.random(TOO_MUCH, 1));
    try (Stack stack = Stack.of(handles, 1, engine)) {
      Pair pair = stack.pair(Local.stream());
      Notices notices = new Notices(stack, kind);
      notices.attach(pair.near());
      List<WsaOverlapped> pending = begunSends(notices, pair.near(), data);
      WsaOverlapped second = pending.get(1);

      boolean cancelled = stack.winsock().overlapped().cancel(pair.near(), second, new Errno());

      assertThat(cancelled).isEqualTo(handles.isIfs());
      if (cancelled) {
        assertThat(notices.await(second).error()).isEqualTo(WinsockError.WSA_OPERATION_ABORTED);
        assertThat(stack.winsock().overlapped().cancel(pair.near(), second, new Errno()))
            .as("cancelled twice")
            .isFalse();
        pending.remove(second);
      }
      byte[] taken = stack.receive(pair.far(), pending.size() * TOO_MUCH);
      assertThat(notices.awaitAll(pending))
          .allSatisfy(
              ended -> {
                assertThat(ended.error()).isEqualTo(WinsockError.NO_ERROR);
                assertThat(ended.bytes()).isEqualTo(TOO_MUCH);
              });
      assertThat(taken).startsWith(data.bytes(TOO_MUCH)).endsWith(data.bytes(TOO_MUCH));
    }
  }

  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "what the system has taken it sends")
  @ParameterizedTest
  @MethodSource(Notices.ON_ALL_HANDLES)
  void cancellingTheOneThatIsHalfSentEndsItToo(HandleKind handles, Notices.Kind kind)
      throws Exception {
    if (!handles.isIfs()) {
      return; // there is no cancelling; see the other test
    }
    try (Stack stack = Stack.of(handles, 1, engine)) {
      Pair pair = stack.pair(Local.stream());
      Notices notices = new Notices(stack, kind);
      notices.attach(pair.near());
      WsaOverlapped first = begunSends(notices, pair.near(), new Message(TOO_MUCH)).get(0);

      assertThat(stack.winsock().overlapped().cancel(pair.near(), first, new Errno())).isTrue();

      Notices.Ended ended = notices.await(first);
      assertThat(ended.error()).isEqualTo(WinsockError.WSA_OPERATION_ABORTED);
      assertThat(ended.bytes()).isZero();
    }
  }

  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "it goes on sending after the close")
  @ParameterizedTest
  @MethodSource(Notices.ON_ALL_HANDLES)
  void closingEndsEach(HandleKind handles, Notices.Kind kind) throws Exception {
    for (Transport protocol : List.of(Transport.TCP, Local.stream())) {
      for (int depth = 1; depth <= 3; depth += 2) {
        try (Stack stack = Stack.of(handles, depth, engine)) {
          Pair pair = stack.pair(protocol);
          Notices notices = new Notices(stack, kind);
          notices.attach(pair.near());
          List<WsaOverlapped> pending = begunSends(notices, pair.near(), new Message(TOO_MUCH));

          stack.closeSocket(pair.near());

          assertThat(notices.awaitAll(pending))
              .extracting(Notices.Ended::error)
              .containsOnly(WinsockError.WSA_OPERATION_ABORTED);
          assertThat(notices.send(pair.near(), new Message(1), pending.get(0)))
              .isEqualTo(WinsockError.WSAENOTSOCK);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource(Notices.ON_ALL_HANDLES)
  void aResetEndsEachWithAnError(HandleKind handles, Notices.Kind kind) throws Exception {
    try (Stack stack = Stack.of(handles, 1, engine)) {
      Pair pair = stack.pair(Transport.TCP);
      Notices notices = new Notices(stack, kind);
      notices.attach(pair.near());
      List<WsaOverlapped> pending = begunSends(notices, pair.near(), new Message(TOO_MUCH));
      NativeMemory abort = new NativeMemory(4);
      abort.putShort(0, (short) 1);
      ok(
          e ->
              stack
                  .winsock()
                  .setsockopt(pair.far(), Ws2Def.SOL_SOCKET, Ws2Def.SO_LINGER, abort, 4, e));

      stack.closeSocket(pair.far());

      // The kernel reports the reset once; what is sent after it finds no connection.
      assertThat(notices.awaitAll(pending))
          .extracting(Notices.Ended::error)
          .contains(WinsockError.WSAECONNRESET)
          .isSubsetOf(WinsockError.WSAECONNRESET, WinsockError.WSAECONNABORTED);
    }
  }

  /** Two, the first of which is half sent. */
  private static List<WsaOverlapped> begunSends(Notices notices, long s, Message data) {
    WsaOverlapped first = notices.newOverlapped();
    WsaOverlapped second = notices.newOverlapped();
    assertThat(notices.send(s, data, first)).isEqualTo(WinsockError.WSA_IO_PENDING);
    assertThat(notices.sendTo(s, data, null, second)).isEqualTo(WinsockError.WSA_IO_PENDING);
    return new ArrayList<>(List.of(first, second));
  }
}
