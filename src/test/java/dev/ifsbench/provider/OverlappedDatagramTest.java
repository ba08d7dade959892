package dev.ifsbench.provider;

import static dev.ifsbench.fixture.Calls.ok;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ifsbench.bench.state.HandleKind;
import dev.ifsbench.bench.state.Transport;
import dev.ifsbench.fixture.Engine;
import dev.ifsbench.fixture.Message;
import dev.ifsbench.fixture.Notices;
import dev.ifsbench.fixture.OverEachEngine;
import dev.ifsbench.fixture.Stack;
import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.IntRef;
import dev.ifsbench.spi.NativeMemory;
import dev.ifsbench.spi.SockAddr;
import dev.ifsbench.spi.WinsockError;
import dev.ifsbench.spi.Ws2Def;
import dev.ifsbench.spi.WsaOverlapped;
import java.util.List;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Overlapped {@code WSASendTo} and {@code WSARecvFrom} end once, by every notice, on every kind of
 * handle. A datagram's send never waits on the loopback; those that wait are connections', and
 * {@link PendingSendTest} has them.
 */
@OverEachEngine
class OverlappedDatagramTest {
  private final NativeMemory from = new NativeMemory(SockAddr.INET_SIZE);
  private final IntRef fromlen = new IntRef(SockAddr.INET_SIZE);
  private final Message into = new Message(8);
  private final Engine engine;

  OverlappedDatagramTest(Engine engine) {
    this.engine = engine;
  }

  @ParameterizedTest
  @MethodSource(Notices.ON_ALL_HANDLES)
  void aDatagramComesWithItsSenderAndOneThatIsTooLongIsAnError(
      HandleKind handles, Notices.Kind kind) throws Exception {
    try (Stack stack = Stack.of(handles, 1, engine)) {
      long receiver = stack.socket(Transport.UDP);
      NativeMemory address = stack.bind(receiver, Transport.UDP);
      long sender = stack.socket(Transport.UDP);
      NativeMemory senderAddress = stack.bind(sender, Transport.UDP);
      Notices received = new Notices(stack, kind);
      received.attach(receiver);
      Notices sent = new Notices(stack, kind);
      sent.attach(sender);
      WsaOverlapped receive = received.newOverlapped();
      WsaOverlapped send = sent.newOverlapped();
      for (String text : List.of("12345678", "123456789")) {
        assertThat(received.recvFrom(receiver, into, from, fromlen, receive))
            .isEqualTo(WinsockError.WSA_IO_PENDING);
        received.assertSilence(receive);

        assertThat(sent.sendTo(sender, Message.of(Message.text(text)), address, send))
            .isEqualTo(handles.isIfs() ? WinsockError.NO_ERROR : WinsockError.WSA_IO_PENDING);

        assertThat(sent.await(send).bytes()).isEqualTo(text.length());
        Notices.Ended ended = received.await(receive);
        assertThat(ended.error())
            .isEqualTo(text.length() > 8 ? WinsockError.WSAEMSGSIZE : WinsockError.NO_ERROR);
        assertThat(ended.bytes()).isEqualTo(8);
        assertThat(into.bytes(8)).isEqualTo(Message.text("12345678"));
        assertThat(from.getBytes(0, SockAddr.INET_SIZE))
            .isEqualTo(senderAddress.getBytes(0, SockAddr.INET_SIZE));
      }
    }
  }

  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "it announces some refusals")
  @ParameterizedTest
  @MethodSource(Notices.ON_ALL_HANDLES)
  void aSendThatIsRefusedIsNotAnnounced(HandleKind handles, Notices.Kind kind) throws Exception {
    try (Stack stack = Stack.of(handles, 1, engine)) {
      long s = stack.socket(Transport.UDP);
      NativeMemory address = stack.bind(s, Transport.UDP);
      Notices notices = new Notices(stack, kind);
      notices.attach(s);
      WsaOverlapped overlapped = notices.newOverlapped();

      assertThat(notices.sendTo(s, new Message(1 << 16), address, overlapped))
          .isEqualTo(WinsockError.WSAEMSGSIZE);

      assertThat(overlapped.internal()).isNotEqualTo(Ws2Def.WSS_OPERATION_IN_PROGRESS);
      notices.assertSilence(overlapped);
    }
  }

  @ParameterizedTest
  @MethodSource(Notices.ON_ALL_HANDLES)
  void cancellingEndsAReceiveThatTheSystemHasAndNoneThatALayerHas(
      HandleKind handles, Notices.Kind kind) throws Exception {
    try (Stack stack = Stack.of(handles, 1, engine)) {
      long s = stack.socket(Transport.UDP);
      NativeMemory address = stack.bind(s, Transport.UDP);
      Notices notices = new Notices(stack, kind);
      notices.attach(s);
      WsaOverlapped overlapped = notices.newOverlapped();
      assertThat(notices.recvFrom(s, into, from, fromlen, overlapped))
          .isEqualTo(WinsockError.WSA_IO_PENDING);

      boolean cancelled = stack.winsock().overlapped().cancel(s, overlapped, new Errno());

      assertThat(cancelled).isEqualTo(handles.isIfs());
      if (!cancelled) {
        notices.assertSilence(overlapped);
        ok(
            e ->
                stack
                    .winsock()
                    .sendTo(
                        s,
                        new Message(1).buffers(),
                        1,
                        new IntRef(),
                        0,
                        address,
                        address.size(),
                        null,
                        null,
                        e));
      }
      assertThat(notices.await(overlapped).error())
          .isEqualTo(cancelled ? WinsockError.WSA_OPERATION_ABORTED : WinsockError.NO_ERROR);
      notices.assertSilence(overlapped);
    }
  }

  @ParameterizedTest
  @MethodSource(Notices.ON_ALL_HANDLES)
  void closingEndsEachReceiveOnce(HandleKind handles, Notices.Kind kind) throws Exception {
    try (Stack stack = Stack.of(handles, 2, engine)) {
      long s = stack.socket(Transport.UDP);
      stack.bind(s, Transport.UDP);
      Notices notices = new Notices(stack, kind);
      notices.attach(s);
      List<WsaOverlapped> pending = List.of(notices.newOverlapped(), notices.newOverlapped());
      for (WsaOverlapped each : pending) {
        assertThat(notices.recvFrom(s, into, from, fromlen, each))
            .isEqualTo(WinsockError.WSA_IO_PENDING);
      }

      stack.closeSocket(s);

      assertThat(notices.awaitAll(pending))
          .extracting(Notices.Ended::error)
          .containsOnly(WinsockError.WSA_OPERATION_ABORTED);
    }
  }
}
