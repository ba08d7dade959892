package dev.ifsbench.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ifsbench.bench.state.HandleKind;
import dev.ifsbench.bench.state.Transport;
import dev.ifsbench.fixture.Background;
import dev.ifsbench.fixture.Engine;
import dev.ifsbench.fixture.Extensions;
import dev.ifsbench.fixture.Message;
import dev.ifsbench.fixture.Notices;
import dev.ifsbench.fixture.Pair;
import dev.ifsbench.fixture.Stack;
import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.WinsockError;
import dev.ifsbench.spi.WsaOverlapped;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What CancelIo ends, on each kind of handle. */
@Timeout(60)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "it has been run on Linux only so far")
class CancelIoTest {
  private static boolean cancelIo(Stack stack, long s) {
    return stack.winsock().overlapped().cancelOwn(s, new Errno());
  }

  private static void assertCancelled(Notices notices, WsaOverlapped overlapped) throws Exception {
    assertThat(notices.await(overlapped).error()).isEqualTo(WinsockError.WSA_OPERATION_ABORTED);
  }

  @ParameterizedTest
  @MethodSource("dev.ifsbench.provider.CompletionModesTest#layers")
  void aReceiveOfThisThreadsEndsExceptOnAWrappedHandle(List<LayerKind> layers) throws Exception {
    try (Stack stack = Stack.of(layers.toArray(new LayerKind[0]))) {
      Pair pair = stack.pair(Transport.TCP);
      Notices notices = new Notices(stack, Notices.Kind.EVENT);
      Message into = new Message(1);
      WsaOverlapped overlapped = notices.newOverlapped();
      notices.recv(pair.near(), into, overlapped);
      assertThat(cancelIo(stack, pair.near())).isTrue();
      if (layers.contains(LayerKind.WRAPPED)) {
        notices.assertSilence(overlapped);
        stack.send(pair.far(), Message.text("x"));
        assertThat(notices.await(overlapped).bytes()).isEqualTo(1);
      } else {
        assertCancelled(notices, overlapped);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("dev.ifsbench.provider.ExtensionFunctionsTest#handlesAndEngines")
  void whatAnotherThreadHasBegunGoesOn(HandleKind handles, Engine engine) throws Exception {
    try (Stack stack = Stack.of(handles, 1, engine)) {
      Pair pair = stack.pair(Transport.TCP);
      Notices notices = new Notices(stack, Notices.Kind.EVENT);
      Message into = new Message(1);
      WsaOverlapped others = notices.newOverlapped();
      Background.inBackground(() -> notices.recv(pair.near(), into, others)).get();
      Message intoOwn = new Message(1);
      WsaOverlapped own = notices.newOverlapped();
      notices.recv(pair.near(), intoOwn, own);
      assertThat(cancelIo(stack, pair.near())).isTrue();
      notices.assertSilence(others);
      if (handles.isIfs()) {
        assertCancelled(notices, own);
      }
      stack.send(pair.far(), Message.text("x"));
      assertThat(notices.await(others).bytes()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @EnumSource(HandleKind.class)
  void anAcceptOfThisThreadsEndsOnItsListenerOnly(HandleKind handles) throws Exception {
    for (int data : new int[] {0, 16}) {
      try (Stack stack = Stack.of(handles, 1)) {
        Notices notices = new Notices(stack, Notices.Kind.EVENT);
        long listener = stack.listener(stack.topEntry(Transport.TCP), Transport.TCP);
        long accepted = stack.socket(Transport.TCP);
        WsaOverlapped overlapped = notices.newOverlapped();
        new Extensions(stack, listener)
            .accept(listener, accepted, Extensions.output(data), data, overlapped);
        if (data > 0) {
          stack.connect(stack.socket(Transport.TCP), stack.name(listener));
        }
        assertThat(cancelIo(stack, accepted)).isTrue();
        notices.assertSilence(overlapped);
        assertThat(Background.inBackground(() -> cancelIo(stack, listener)).get()).isTrue();
        notices.assertSilence(overlapped);
        assertThat(cancelIo(stack, listener)).isTrue();
        if (handles.isIfs()) {
          assertCancelled(notices, overlapped);
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(HandleKind.class)
  void thereNeedNotBeAnythingToEndButAHandle(HandleKind handles) {
    try (Stack stack = Stack.of(handles, 1)) {
      long s = stack.socket(Transport.TCP);
      assertThat(cancelIo(stack, s)).isTrue();
      stack.closeSocket(s);
      Errno errno = new Errno();
      assertThat(stack.winsock().overlapped().cancelOwn(s, errno)).isFalse();
      assertThat(errno.get()).isEqualTo(WinsockError.WSA_INVALID_HANDLE);
    }
  }
}
