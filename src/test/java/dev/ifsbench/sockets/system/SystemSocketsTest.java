package dev.ifsbench.sockets.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ifsbench.sockets.NativeSockets;
import dev.ifsbench.sockets.SocketNames;
import dev.ifsbench.sockets.libc.Binding;
import org.junit.jupiter.api.Test;

class SystemSocketsTest {
  @Test
  void whatSocketsAreCalledIsKnownWithoutOpeningAny() {
    SocketNames names = SystemSockets.names(Binding.JNA);

    assertThat(names).isEqualTo(namesOf(SystemSockets.get(Binding.JNA)));
    assertThat(SocketNames.NONE).isEqualTo(namesOf(SystemSockets.none()));
  }

  private static SocketNames namesOf(NativeSockets sockets) {
    return new SocketNames(sockets.binding(), sockets.backend(), sockets.overlapped().engine());
  }
}
