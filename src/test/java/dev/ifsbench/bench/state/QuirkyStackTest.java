package dev.ifsbench.bench.state;

import static dev.ifsbench.fixture.Calls.error;
import static dev.ifsbench.fixture.Calls.ok;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ifsbench.provider.Quirk;
import dev.ifsbench.sockets.libc.Binding;
import dev.ifsbench.spi.IntRef;
import dev.ifsbench.spi.NativeMemory;
import dev.ifsbench.spi.WinsockError;
import dev.ifsbench.spi.Ws2Def;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuirkyStackTest {
  @ParameterizedTest
  @CsvSource({
    "WRAPPED, REFUSES_BASE_HANDLE, WSAEOPNOTSUPP",
    "PASS_THROUGH, REFUSES_BASE_HANDLE, WSAEOPNOTSUPP",
    "BASE, REFUSES_BASE_HANDLE, NO_ERROR",
    "WRAPPED, NONE, NO_ERROR"
  })
  void theTopmostLayerHasTheQuirk(HandleKind handle, Quirk quirk, WinsockError expected) {
    LayerStack stack = new LayerStack();
    stack.handle = handle;
    stack.transport = Transport.TCP;
    stack.depth = 2;
    stack.binding = Binding.JNA;
    stack.quirk = quirk;
    stack.start();
    int any = Ws2Def.FROM_PROTOCOL_INFO;
    int flags = Ws2Def.WSA_FLAG_OVERLAPPED;
    long s = ok(e -> stack.winsock().socket(any, any, any, stack.topEntry(), 0, flags, e));
    NativeMemory out = new NativeMemory(8);
    int code = Ws2Def.SIO_BASE_HANDLE;
    assertThat(error(e -> stack.winsock().ioctl(s, code, null, 0, out, 8, new IntRef(), e)))
        .isEqualTo(expected);
    stack.stop();
  }
}
