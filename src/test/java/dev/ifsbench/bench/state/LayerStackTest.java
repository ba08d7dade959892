package dev.ifsbench.bench.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.ifsbench.fixture.Local;
import dev.ifsbench.sockets.libc.Binding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LayerStackTest {
  @ParameterizedTest
  @EnumSource
  void withoutLayersEveryKindIsTheBase(HandleKind kind) {
    LayerStack stack = LayerStack.started(kind, Local.stream(), 0, Binding.JNA);

    assertThat(stack.topEntry()).isEqualTo(stack.baseEntry());

    stack.stop();
  }

  @ParameterizedTest
  @EnumSource
  void aThreadClosesItsPairEvenWhenAnotherHasStoppedTheStack(HandleKind kind) {
    LayerStack stack = LayerStack.started(kind, Local.stream(), 1, Binding.JNA);
    EchoState first = new EchoState();
    EchoState second = new EchoState();
    first.payload = 1;
    second.payload = 1;
    first.setUp(stack);
    second.setUp(stack);

    first.close();
    stack.stop();

    second.near().send(1);
    second.near().receiveFully(1);
    assertThatCode(second::close).doesNotThrowAnyException();
    assertThat(stack.winsock().handleCount()).isZero();
  }

  @Test
  void theLastToLeaveEndsTheProviders() {
    LayerStack stack = LayerStack.started(HandleKind.WRAPPED, Transport.NONE, 1, Binding.JNA);
    ListenerState listener = new ListenerState();
    listener.setUp(stack);

    stack.stop();
    listener.acceptAndClose();
    listener.tearDown();

    assertThatCode(listener::acceptAndClose)
        .isInstanceOf(WinsockException.class)
        .hasMessageContaining("WSANOTINITIALISED");
  }
}
