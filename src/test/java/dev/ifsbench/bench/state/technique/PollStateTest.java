package dev.ifsbench.bench.state.technique;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ifsbench.bench.state.HandleKind;
import dev.ifsbench.bench.state.LayerStack;
import dev.ifsbench.bench.state.Transport;
import dev.ifsbench.sockets.libc.Binding;
import java.util.function.Supplier;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each way to learn where data has come finds the connection. */
@Timeout(60)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "it has been run on Linux only so far")
class PollStateTest {
  @ParameterizedTest
  @EnumSource
  void theByteIsFoundOnEachConnectionInTurn(HandleKind kind) {
    assertFound(kind, SelectWait::new);
    assertFound(kind, PollWait::new);
    assertFound(kind, EventWait::new);
    assertFound(kind, BaseHandleWait::new);
  }

  /** More than a wrapping layer takes in one set, and twice around. */
  private static void assertFound(HandleKind kind, Supplier<PollState> way) {
    LayerStack stack = LayerStack.started(kind, Transport.TCP, 2, Binding.JNA);
    PollState state = way.get();
    state.handles = 70;
    state.setUp(stack);
    for (int i = 0; i < 140; i++) {
      assertThat(state.message()).isEqualTo(i % 70);
    }
    state.tearDown();
    stack.stop();
  }
}
