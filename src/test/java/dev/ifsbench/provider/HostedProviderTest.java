package dev.ifsbench.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ifsbench.sockets.Binding;
import dev.ifsbench.sockets.NativeSockets;
import dev.ifsbench.sockets.ProviderLoadException;
import dev.ifsbench.sockets.SystemSockets;
import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.IntRef;
import dev.ifsbench.spi.NativeMemory;
import dev.ifsbench.spi.ProtocolInfo;
import dev.ifsbench.spi.SockAddr;
import dev.ifsbench.spi.Ws2Def;
import dev.ifsbench.spi.WsaBuf;
import dev.ifsbench.ws2.Winsock;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Provider DLLs from {@code src/test/c/provider.c}, which {@code scripts/test-windows} builds. */
@Timeout(60)
class HostedProviderTest {
  private static final String FOLDER = "ifsbench.providers";

  private static String dll(String name) {
    return Path.of(System.getProperty(FOLDER), name + ".dll").toString();
  }

  @ParameterizedTest
  @EnabledOnOs(OS.WINDOWS)
  @EnabledIfSystemProperty(named = FOLDER, matches = ".+")
  @CsvSource({"pass_through,true", "wrapping,false"})
  void aProviderInCCarriesDataAndItsKindOfHandleIsFoundOut(String name, boolean ifs)
      throws ProviderLoadException {
    NativeSockets sockets = SystemSockets.get(Binding.JNA);
    Winsock winsock = new Winsock(sockets);
    ProtocolInfo tcp =
        HostedProvider.install(winsock, sockets, dll(name)).stream()
            .filter(entry -> entry.addressFamily() == Ws2Def.AF_INET)
            .filter(entry -> entry.protocol() == Ws2Def.IPPROTO_TCP)
            .findFirst()
            .orElseThrow();
    assertThat(tcp.hasIfsHandles()).isEqualTo(ifs);

    winsock.wsaStartup(Ws2Def.VERSION_2_2);
    Errno errno = new Errno();
    int any = Ws2Def.FROM_PROTOCOL_INFO;
    long listener = winsock.socket(any, any, any, tcp, 0, 0, errno);
    long near = winsock.socket(any, any, any, tcp, 0, 0, errno);
    assertThat(errno.isClear()).as(errno.toString()).isTrue();
    assertThat(sockets.isOpen(near)).isTrue();
    NativeMemory address = SockAddr.inetLoopback(0);
    assertThat(winsock.bind(listener, address, address.size(), errno)).isZero();
    IntRef length = new IntRef(address.size());
    assertThat(winsock.getsockname(listener, address, length, errno)).isZero();
    assertThat(length.value).isEqualTo(SockAddr.INET_SIZE);
    assertThat(winsock.listen(listener, 1, errno)).isZero();
    assertThat(winsock.connect(near, address, address.size(), errno)).isZero();
    long far = winsock.accept(listener, null, null, errno);
    assertThat(far).as(errno.toString()).isNotEqualTo(Ws2Def.INVALID_SOCKET);

    NativeMemory out = new NativeMemory(4);
    out.putInt(0, 0x12345678);
    NativeMemory in = new NativeMemory(4);
    IntRef bytes = new IntRef();
    WsaBuf[] sent = {new WsaBuf(out.address(), 4)};
    assertThat(winsock.send(near, sent, 1, bytes, 0, null, null, errno)).isZero();
    assertThat(bytes.value).isEqualTo(4);
    WsaBuf[] received = {new WsaBuf(in.address(), 4)};
    assertThat(winsock.recv(far, received, 1, bytes, new IntRef(), null, null, errno)).isZero();
    assertThat(in.getInt(0)).isEqualTo(0x12345678);

    for (long s : List.of(far, near, listener)) {
      assertThat(winsock.closesocket(s, errno)).as(errno.toString()).isZero();
    }
    winsock.wsaCleanup(errno);
  }

  @ParameterizedTest
  @EnabledOnOs(OS.WINDOWS)
  @EnabledIfSystemProperty(named = FOLDER, matches = ".+")
  @CsvSource({
    "fails,its WSPStartup failed",
    "speaks_1_1,does not speak version 2.2",
    "lacks_send,a function is missing",
    "no_startup,does not export WSPStartup"
  })
  void aProviderThatCannotBeHostedIsRefusedWithTheReason(String name, String reason) {
    NativeSockets sockets = SystemSockets.get(Binding.JNA);
    assertThatThrownBy(() -> HostedProvider.install(new Winsock(sockets), sockets, dll(name)))
        .isInstanceOf(ProviderLoadException.class)
        .hasMessageContaining(reason);
  }

  @Test
  void variablesOfAPathAreReplacedWhateverTheirCase() {
    assertThat(HostedProvider.expand("%SystemRoot%\\a.dll", Map.of("SYSTEMROOT", "C:\\w")))
        .isEqualTo("C:\\w\\a.dll");
    assertThat(HostedProvider.expand("%none%\\a.dll", Map.of())).isEqualTo("%none%\\a.dll");
  }
}
