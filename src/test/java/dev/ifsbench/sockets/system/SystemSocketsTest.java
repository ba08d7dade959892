package dev.ifsbench.sockets.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ifsbench.fixture.ChosenBinding;
import dev.ifsbench.sockets.NativeSockets;
import dev.ifsbench.sockets.SocketNames;
import dev.ifsbench.sockets.libc.Binding;
import org.junit.jupiter.api.Test;

class SystemSocketsTest {
  @Test
  void whatSocketsAreCalledIsKnownWithoutOpeningAny() {
    Binding binding = ChosenBinding.get();

    SocketNames names = SystemSockets.names(binding);

    assertThat(names).isEqualTo(namesOf(SystemSockets.get(binding)));
    assertThat(SocketNames.NONE).isEqualTo(namesOf(SystemSockets.none()));
  }

  private static SocketNames namesOf(NativeSockets sockets) {
    return new SocketNames(sockets.binding(), sockets.backend(), sockets.overlapped().engine());
  }
}
