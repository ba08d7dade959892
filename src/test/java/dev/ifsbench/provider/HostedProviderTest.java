package dev.ifsbench.provider;

import static dev.ifsbench.fixture.Calls.error;
import static dev.ifsbench.fixture.Calls.ok;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ifsbench.fixture.Message;
import dev.ifsbench.fixture.Notices;
import dev.ifsbench.fixture.Pair;
import dev.ifsbench.fixture.Protocol;
import dev.ifsbench.fixture.Stack;
import dev.ifsbench.sockets.NativeSockets;
import dev.ifsbench.sockets.dll.ProviderLoadException;
import dev.ifsbench.sockets.libc.Binding;
import dev.ifsbench.sockets.system.SystemSockets;
import dev.ifsbench.sockets.winsock.Wine;
import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.FdSet;
import dev.ifsbench.spi.IntRef;
import dev.ifsbench.spi.NativeMemory;
import dev.ifsbench.spi.ProtocolInfo;
import dev.ifsbench.spi.SockAddr;
import dev.ifsbench.spi.WinsockError;
import dev.ifsbench.spi.Ws2Def;
import dev.ifsbench.spi.WsaBuf;
import dev.ifsbench.spi.WsaOverlapped;
import dev.ifsbench.ws2.Winsock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Provider DLLs from {@code src/test/c/provider.c}, which {@code scripts/test-windows} builds. */
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
    "fails,its WSPStartup answered WSASYSNOTREADY (10091)",
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

  @ParameterizedTest
  @EnabledOnOs(OS.WINDOWS)
  @EnabledIfSystemProperty(named = FOLDER, matches = ".+")
  @CsvSource({
    "pass_through,",
    "pass_through,PASS_THROUGH",
    "pass_through,WRAPPED",
    "wrapping,",
    "wrapping,WRAPPED"
  })
  void streamsDatagramsSelectAndDuplicatesGoThroughAProviderInCAndALayerOverIt(
      String name, LayerKind layer) {
    LayerKind[] layers = layer == null ? new LayerKind[0] : new LayerKind[] {layer};
    try (Stack stack = Stack.hosted(dll(name), layers)) {
      for (Protocol protocol : List.of(Protocol.TCP, Protocol.UDP)) {
        Pair pair = stack.pair(protocol);
        stack.assertConnected(pair.near(), pair.far());

        FdSet read = FdSet.of(pair.near(), pair.far());
        stack.send(pair.near(), Message.text("x"));
        assertThat(ok(e -> stack.winsock().select(read, null, null, null, e))).isEqualTo(1);
        assertThat(read.count()).isEqualTo(1);
        assertThat(read.get(0)).isEqualTo(pair.far());
        assertThat(stack.receive(pair.far(), 1)).isEqualTo(Message.text("x"));

        long copy = stack.socket(stack.duplicate(pair.near()));
        stack.assertConnected(copy, pair.far());
        stack.closeSocket(copy);
        stack.close(pair);
      }
    }
  }

  @ParameterizedTest
  @EnabledOnOs(OS.WINDOWS)
  @EnabledIfSystemProperty(named = FOLDER, matches = ".+")
  @EnumSource
  void theSystemCarriesOutAndAnnouncesWhatGoesDownThroughAProviderThatPassesHandles(
      Notices.Kind kind) throws Exception {
    try (Stack stack = Stack.hosted(dll("pass_through"))) {
      Pair pair = stack.pair(Protocol.TCP);
      Notices notices = new Notices(stack, kind);
      notices.attach(pair.far());
      WsaOverlapped overlapped = notices.newOverlapped();
      Message into = new Message(8);
      assertThat(error(e -> receive(stack, pair.far(), into, overlapped, notices, e)))
          .isEqualTo(WinsockError.WSA_IO_PENDING);

      stack.send(pair.near(), Message.text("data"));

      Notices.Ended ended = notices.await(overlapped);
      assertThat(ended.error()).isEqualTo(WinsockError.NO_ERROR);
      assertThat(ended.bytes()).isEqualTo(4);
      assertThat(into.bytes(4)).isEqualTo(Message.text("data"));
      IntRef bytes = new IntRef();
      ok(
          e ->
              stack
                      .winsock()
                      .getOverlappedResult(pair.far(), overlapped, bytes, false, new IntRef(), e)
                  ? 0
                  : -1);
      assertThat(bytes.value).isEqualTo(4);
    }
  }

  @Test
  @EnabledOnOs(OS.WINDOWS)
  @EnabledIfSystemProperty(named = FOLDER, matches = ".+")
  void nothingOverlappedGoesDownToAProviderThatMakesHandles() {
    try (Stack stack = Stack.hosted(dll("wrapping"))) {
      Pair pair = stack.pair(Protocol.TCP);
      Notices notices = new Notices(stack, Notices.Kind.EVENT);
      Message into = new Message(8);
      assertThat(error(e -> receive(stack, pair.far(), into, notices.newOverlapped(), notices, e)))
          .isEqualTo(WinsockError.WSAEOPNOTSUPP);
    }
  }

  private static int receive(
      Stack stack, long s, Message into, WsaOverlapped overlapped, Notices notices, Errno errno) {
    return stack
        .winsock()
        .recv(
            s, into.buffers(), 1, new IntRef(), new IntRef(), overlapped, notices.routine(), errno);
  }

  @Test
  @EnabledOnOs(OS.WINDOWS)
  @EnabledIfSystemProperty(named = FOLDER, matches = ".+")
  void aPassThroughLayerIsNotPutOverAProviderThatMakesHandles() {
    assertThatThrownBy(() -> Stack.hosted(dll("wrapping"), LayerKind.PASS_THROUGH))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("XP1_IFS_HANDLES");
  }

  @Test
  @EnabledOnOs(OS.WINDOWS)
  void winesStubOfABaseProviderIsNotHostedUnderAnyName(@TempDir Path folder) throws Exception {
    assumeTrue(Wine.version().isPresent(), "it is Windows");
    Path mswsock = Path.of(System.getenv("SystemRoot"), "system32", "mswsock.dll");
    Path copy = Files.copy(mswsock, folder.resolve("copy.dll"));
    NativeSockets sockets = SystemSockets.get(Binding.JNA);
    for (String dll : List.of(HostedProvider.SYSTEM, mswsock.toString(), copy.toString())) {
      assertThatThrownBy(() -> HostedProvider.install(new Winsock(sockets), sockets, dll))
          .isInstanceOf(ProviderLoadException.class)
          .hasMessageContaining("only a stub");
    }
  }

  @Test
  void variablesOfAPathAreReplacedWhateverTheirCase() {
    assertThat(HostedProvider.expand("%SystemRoot%\\a.dll", Map.of("SYSTEMROOT", "C:\\w")))
        .isEqualTo("C:\\w\\a.dll");
    assertThat(HostedProvider.expand("%none%\\a.dll", Map.of())).isEqualTo("%none%\\a.dll");
  }
}
