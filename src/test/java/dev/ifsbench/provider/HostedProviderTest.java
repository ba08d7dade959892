package dev.ifsbench.provider;

import static dev.ifsbench.fixture.Calls.error;
import static dev.ifsbench.fixture.Calls.ok;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ifsbench.bench.state.Transport;
import dev.ifsbench.fixture.Message;
import dev.ifsbench.fixture.Notices;
import dev.ifsbench.fixture.Pair;
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
import dev.ifsbench.spi.ProcedureTableRef;
import dev.ifsbench.spi.ProtocolInfo;
import dev.ifsbench.spi.SockAddr;
import dev.ifsbench.spi.WinsockError;
import dev.ifsbench.spi.Ws2Def;
import dev.ifsbench.spi.WsaBuf;
import dev.ifsbench.spi.WsaOverlapped;
import dev.ifsbench.spi.WspData;
import dev.ifsbench.ws2.Winsock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Provider DLLs from {@code src/test/c}, which {@code scripts/test-windows} builds. */
class HostedProviderTest {
  private static final String FOLDER = "ifsbench.providers";

  private static String dll(String name) {
    return Path.of(System.getProperty(FOLDER), name + ".dll").toString();
  }

  /** DLLs with {@code |} between them, the topmost first. */
  private static String chain(String names) {
    return Arrays.stream(names.split("\\|"))
        .map(HostedProviderTest::dll)
        .collect(Collectors.joining(HostedProvider.OVER));
  }

  private static void assertRefused(String provider, String reason) {
    NativeSockets sockets = SystemSockets.get(Binding.JNA);
    assertThatThrownBy(() -> HostedProvider.install(new Winsock(sockets), sockets, provider))
        .isInstanceOf(ProviderLoadException.class)
        .hasMessageContaining(reason)
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"));
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
    "no_startup,does not export WSPStartup",
    "refuses_to_load,its DllMain answered FALSE",
    "needs_another,a DLL that it needs is missing",
    "needs_another,(error 126)",
    "layer,name the base provider that it is to stand on",
    "pass_through|pass_through,is twice in the chain",
    "layer|wrapping,cannot be hosted",
    "wrong_entry|pass_through,'a socket could not be opened through it, WSAEINVAL'"
  })
  void aProviderThatCannotBeHostedIsRefusedWithTheReason(String names, String reason) {
    assertRefused(chain(names), reason);
  }

  @Test
  @EnabledOnOs(OS.WINDOWS)
  void whatNoFileCanBeCalledIsRefusedWithThePlaceInTheName() {
    assertRefused(
        "C:\\a<b.dll", "cannot be a file's name on Windows: the character <<> at place 5");
    assertRefused("C:\\?.dll", "the short name");
    assertRefused("a.dll||b.dll", "missing between the commas");
    assertRefused(System.getProperty("java.io.tmpdir"), "is a folder");
  }

  @Test
  @EnabledOnOs(OS.WINDOWS)
  @EnabledIfSystemProperty(named = FOLDER, matches = ".+")
  void aPathMayHaveAnyCharacters(@TempDir Path folder) throws Exception {
    Path copy =
        Files.copy(Path.of(dll("pass_through")), folder.resolve("Schicht \u00e9\u4e2d.dll"));
    try (Stack stack = Stack.hosted(copy.toString())) {
      Pair pair = stack.pair(Transport.TCP);
      stack.assertConnected(pair.near(), pair.far());
      stack.close(pair);
    }
  }

  @Test
  @EnabledOnOs(OS.WINDOWS)
  @EnabledIfSystemProperty(named = FOLDER, matches = ".+")
  void aFileThatWasCutOffIsRefusedWithBothSizes(@TempDir Path folder) throws Exception {
    byte[] whole = Files.readAllBytes(Path.of(dll("pass_through")));
    Path half = Files.write(folder.resolve("half.dll"), Arrays.copyOf(whole, whole.length / 2));
    assertRefused(half.toString(), "is truncated: it has " + whole.length / 2 + " bytes");
  }

  @ParameterizedTest
  @EnabledOnOs(OS.WINDOWS)
  @EnabledIfSystemProperty(named = FOLDER, matches = ".+")
  @CsvSource({"layer|pass_through,true", "layer_non_ifs|pass_through,false"})
  void aLayerInCHasAnEntryOfItsOwnOverThoseOfTheSystem(String names, boolean ifs) {
    try (Stack stack = Stack.hosted(chain(names))) {
      ProtocolInfo base = stack.baseEntry(Transport.TCP);
      ProtocolInfo top = stack.topEntry(Transport.TCP);
      assertThat(stack.sockets().systemEntries())
          .filteredOn(entry -> entry.catalogEntryId() == base.catalogEntryId())
          .singleElement()
          .satisfies(entry -> assertThat(entry.providerId()).isEqualTo(base.providerId()))
          .satisfies(entry -> assertThat(entry.protocolName()).isEqualTo(base.protocolName()));
      assertThat(top.hasIfsHandles()).isEqualTo(ifs);
      assertThat(top.protocolChain().chainEntries()).hasSize(2).endsWith(base.catalogEntryId());

      long layered = stack.socket(top);
      assertThat(stack.ownerOf(layered)).isEqualTo(top.catalogEntryId());
      long plain = stack.socket(base);
      assertThat(stack.ownerOf(plain)).isEqualTo(base.catalogEntryId());
      stack.closeSocket(layered);
      stack.closeSocket(plain);
    }
  }

  @Test
  @EnabledOnOs(OS.WINDOWS)
  void aSocketThatNobodyHasAnnouncedIsGivenToTheEntryThatTheSystemNames() {
    try (Stack stack = Stack.of()) {
      ProtocolInfo last =
          stack.sockets().protocols().stream()
              .filter(entry -> entry.protocol() == Ws2Def.IPPROTO_TCP)
              .reduce((one, other) -> other)
              .orElseThrow();
      long s = ok(e -> stack.sockets().socketOf(last, e));
      assertThat(stack.ownerOf(s)).isEqualTo(last.catalogEntryId());
      assertThat(stack.winsock().catalog().find(last.catalogEntryId()).info().protocolName())
          .isEqualTo(last.protocolName());
      stack.closeSocket(s);
    }
  }

  @ParameterizedTest
  @EnabledOnOs(OS.WINDOWS)
  @EnabledIfSystemProperty(named = FOLDER, matches = ".+")
  @CsvSource({
    "layer|pass_through,EVENT",
    "layer|pass_through,ROUTINE",
    "layer|pass_through,PORT",
    "layer_non_ifs|pass_through,EVENT",
    "layer_non_ifs|pass_through,ROUTINE",
    "layer_non_ifs|pass_through,PORT",
    "layer_non_ifs|layer|pass_through,PORT",
    "layer_looks_up|pass_through,PORT"
  })
  void operationsOnALayerInCAreAnnouncedOnceAndThoseThatACloseEndsToo(
      String names, Notices.Kind kind) throws Exception {
    try (Stack stack = Stack.hosted(chain(names))) {
      Pair pair = stack.pair(Transport.TCP);
      Notices notices = new Notices(stack, kind);
      WsaOverlapped overlapped = receiveData(stack, pair, notices, null);
      notices.assertSilence(overlapped);
      assertDataIsTheResult(stack, pair, overlapped);

      WsaOverlapped second = notices.newOverlapped();
      assertThat(notices.recv(pair.far(), new Message(8), second))
          .isEqualTo(WinsockError.WSA_IO_PENDING);
      stack.closeSocket(pair.far());
      assertThat(notices.await(second).error()).isEqualTo(WinsockError.WSA_OPERATION_ABORTED);
      stack.closeSocket(pair.near());
    }
  }

  @Test
  @EnabledOnOs(OS.WINDOWS)
  @EnabledIfSystemProperty(named = FOLDER, matches = ".+")
  void aPortIsForgottenWithTheSocketThatAProviderInCCloses() {
    try (Stack stack = Stack.hosted(chain("pass_through"))) {
      Notices notices = new Notices(stack, Notices.Kind.PORT);
      // Numbers come again soon, and each is to be attached to the port anew.
      for (int i = 0; i < 50; i++) {
        long s = stack.socket(Transport.UDP);
        notices.attach(s);
        stack.closeSocket(s);
      }
    }
  }

  @ParameterizedTest
  @EnabledOnOs(OS.WINDOWS)
  @EnabledIfSystemProperty(named = FOLDER, matches = ".+")
  @EnumSource
  void ourLayersCarryOverlappedCallsOutOverALayerInC(Notices.Kind kind) throws Exception {
    try (Stack stack = Stack.hosted(chain("layer_non_ifs|pass_through"), LayerKind.WRAPPED)) {
      Pair pair = stack.pair(Transport.TCP);
      Notices notices = new Notices(stack, kind);
      notices.assertSilence(receiveData(stack, pair, notices, null));
      stack.close(pair);
    }
  }

  @ParameterizedTest
  @EnabledOnOs(OS.WINDOWS)
  @EnabledIfSystemProperty(named = FOLDER, matches = ".+")
  @EnumSource
  void theSenderOfADatagramThatALayerInCReceivesIsThereWithTheNotice(Notices.Kind kind)
      throws Exception {
    try (Stack stack = Stack.hosted(chain("layer_non_ifs|pass_through"))) {
      Pair pair = stack.pair(Transport.UDP);
      Notices notices = new Notices(stack, kind);
      notices.attach(pair.far());
      WsaOverlapped overlapped = notices.newOverlapped();
      Message into = new Message(8);
      NativeMemory from = new NativeMemory(64);
      IntRef fromlen = new IntRef(from.size());
      assertThat(notices.recvFrom(pair.far(), into, from, fromlen, overlapped))
          .isEqualTo(WinsockError.WSA_IO_PENDING);
      stack.send(pair.near(), Message.text("data"));
      assertThat(notices.await(overlapped).bytes()).isEqualTo(4);
      assertThat(fromlen.value).isEqualTo(SockAddr.INET_SIZE);
      assertThat(from.getBytes(0, 8)).isEqualTo(stack.name(pair.near()).getBytes(0, 8));
      stack.close(pair);
    }
  }

  @Test
  @EnabledOnOs(OS.WINDOWS)
  @EnabledIfSystemProperty(named = FOLDER, matches = ".+")
  void theLastCleanUpEndsWhatIsLeftOpenOnALayerInCAndItStartsAgain() {
    try (Stack stack = Stack.hosted(chain("layer_non_ifs|pass_through"))) {
      Pair left = stack.pair(Transport.TCP);
      stack.cleanUp();
      assertThat(stack.winsock().handleCount()).isZero();
      assertThat(stack.sockets().isOpen(left.near())).isFalse();

      stack.start();
      Pair pair = stack.pair(Transport.TCP);
      stack.assertConnected(pair.near(), pair.far());
      stack.close(pair);
    }
  }

  @ParameterizedTest
  @EnabledOnOs(OS.WINDOWS)
  @EnabledIfSystemProperty(named = FOLDER, matches = ".+")
  @ValueSource(strings = {"pass_through", "layer|pass_through", "layer_non_ifs|pass_through"})
  void addressesAreMadeTextAndBackByAProviderInC(String names) {
    try (Stack stack = Stack.hosted(chain(names))) {
      ProtocolInfo top = stack.topEntry(Transport.TCP);
      ProcedureTableRef table = new ProcedureTableRef();
      String path = stack.winsock().catalog().find(top.catalogEntryId()).providerPath();
      assertThat(
              stack
                  .winsock()
                  .libraries()
                  .load(path)
                  .wspStartup(
                      Ws2Def.VERSION_2_2,
                      new WspData(),
                      top,
                      stack.winsock().upcalls().table(),
                      table))
          .isEqualTo(WinsockError.NO_ERROR);
      NativeMemory address = SockAddr.inetLoopback(0x1234);
      NativeMemory text = new NativeMemory(128);
      IntRef characters = new IntRef(64);
      ok(
          e ->
              table
                  .value
                  .wspAddressToString()
                  .invoke(address, address.size(), top, text, characters, e));
      String written =
          new String(text.getBytes(0, 2 * characters.value - 2), StandardCharsets.UTF_16LE);
      assertThat(written).startsWith("127.0.0.1:");
      NativeMemory back = new NativeMemory(address.size());
      IntRef length = new IntRef(back.size());
      ok(e -> table.value.wspStringToAddress().invoke(text, Ws2Def.AF_INET, top, back, length, e));
      assertThat(length.value).isEqualTo(SockAddr.INET_SIZE);
      assertThat(back.getBytes(0, 8)).isEqualTo(address.getBytes(0, 8));
      ok(e -> table.value.wspCleanup().invoke(e));
    }
  }

  @ParameterizedTest
  @EnabledOnOs(OS.WINDOWS)
  @EnabledIfSystemProperty(named = FOLDER, matches = ".+")
  @CsvSource({
    "pass_through,",
    "pass_through,PASS_THROUGH",
    "pass_through,WRAPPED",
    "wrapping,",
    "wrapping,WRAPPED",
    "layer|pass_through,",
    "layer|pass_through,PASS_THROUGH",
    "layer_non_ifs|pass_through,WRAPPED",
    "layer_non_ifs|wrapping,",
    "layer_non_ifs|layer|pass_through,"
  })
  void streamsDatagramsSelectAndDuplicatesGoThroughAProviderInCAndALayerOverIt(
      String name, LayerKind layer) {
    LayerKind[] layers = layer == null ? new LayerKind[0] : new LayerKind[] {layer};
    try (Stack stack = Stack.hosted(chain(name), layers)) {
      for (Transport protocol : List.of(Transport.TCP, Transport.UDP)) {
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
      Pair pair = stack.pair(Transport.TCP);
      Notices notices = new Notices(stack, kind);
      WsaOverlapped overlapped = receiveData(stack, pair, notices, new IntRef());
      assertDataIsTheResult(stack, pair, overlapped);
    }
  }

  @Test
  @EnabledOnOs(OS.WINDOWS)
  @EnabledIfSystemProperty(named = FOLDER, matches = ".+")
  void whatAProviderInCDoesNotBeginIsItsOwnError() {
    try (Stack stack = Stack.hosted(dll("wrapping"))) {
      Pair pair = stack.pair(Transport.TCP);
      Notices notices = new Notices(stack, Notices.Kind.EVENT);
      Message into = new Message(8);
      WsaOverlapped overlapped = notices.newOverlapped();
      assertThat(beginReceive(stack, pair.far(), into, new IntRef(), overlapped, notices))
          .isEqualTo(WinsockError.WSAEOPNOTSUPP);
    }
  }

  /** Begins to receive before there is data, sends some, and waits for the notice of it. */
  private static WsaOverlapped receiveData(Stack stack, Pair pair, Notices notices, IntRef received)
      throws InterruptedException {
    notices.attach(pair.far());
    WsaOverlapped overlapped = notices.newOverlapped();
    Message into = new Message(8);
    assertThat(beginReceive(stack, pair.far(), into, received, overlapped, notices))
        .isEqualTo(WinsockError.WSA_IO_PENDING);

    stack.send(pair.near(), Message.text("data"));

    Notices.Ended ended = notices.await(overlapped);
    assertThat(ended.error()).isEqualTo(WinsockError.NO_ERROR);
    assertThat(ended.bytes()).isEqualTo(4);
    assertThat(into.bytes(4)).isEqualTo(Message.text("data"));
    return overlapped;
  }

  private static WinsockError beginReceive(
      Stack stack,
      long s,
      Message into,
      IntRef received,
      WsaOverlapped overlapped,
      Notices notices) {
    return error(
        e ->
            stack
                .winsock()
                .recv(
                    s,
                    into.buffers(),
                    1,
                    received,
                    new IntRef(),
                    overlapped,
                    notices.routine(),
                    e));
  }

  private static void assertDataIsTheResult(Stack stack, Pair pair, WsaOverlapped overlapped) {
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
