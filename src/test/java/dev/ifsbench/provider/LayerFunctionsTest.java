package dev.ifsbench.provider;

import static dev.ifsbench.fixture.Calls.error;
import static dev.ifsbench.fixture.Calls.ok;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ifsbench.bench.state.HandleKind;
import dev.ifsbench.bench.state.Transport;
import dev.ifsbench.fixture.Local;
import dev.ifsbench.fixture.Message;
import dev.ifsbench.fixture.Pair;
import dev.ifsbench.fixture.Stack;
import dev.ifsbench.fixture.StubProvider;
import dev.ifsbench.fixture.Tables;
import dev.ifsbench.sockets.NativeSockets;
import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.IntRef;
import dev.ifsbench.spi.NativeMemory;
import dev.ifsbench.spi.ProcedureTable;
import dev.ifsbench.spi.ProtocolInfo;
import dev.ifsbench.spi.ProtocolInfoLayout;
import dev.ifsbench.spi.ProtocolInfoRef;
import dev.ifsbench.spi.WinsockError;
import dev.ifsbench.spi.Ws2Def;
import dev.ifsbench.spi.WspFunction;
import dev.ifsbench.ws2.CatalogEntry;
import dev.ifsbench.ws2.Winsock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of each of the 30 functions in the base and in each layer. */
class LayerFunctionsTest {
  private static final Set<String> UNSUPPORTED_BY_BASE =
      Set.of(
          "wspAddressToString",
          "wspAsyncSelect",
          "wspCancelBlockingCall",
          "wspGetQosByName",
          "wspJoinLeaf",
          "wspRecvDisconnect",
          "wspSendDisconnect",
          "wspStringToAddress");

  static Stream<Arguments> kindsAndDepths() {
    return Stream.of(HandleKind.values())
        .flatMap(kind -> Stream.of(1, 3, 6).map(depth -> Arguments.of(kind, depth)));
  }

  @Test
  void whatTheBaseDoesNotSupportFailsAndNeverSucceeds() {
    try (Stack stack = Stack.of(HandleKind.BASE, 0)) {
      ProcedureTable table = Tables.of(stack.winsock(), stack.topEntry(Transport.TCP));
      assertThat(Tables.unsupported(table))
          .containsExactlyInAnyOrderElementsOf(UNSUPPORTED_BY_BASE);
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatTheBaseDoesNotSupportIsUnsupportedThroughEveryLayer(LayerKind kind) {
    try (Stack stack = Stack.of(kind, kind)) {
      ProcedureTable table = Tables.of(stack.winsock(), stack.topEntry(Transport.TCP));
      long s = stack.socket(Transport.TCP);
      for (String function : UNSUPPORTED_BY_BASE) {
        assertThat(Tables.invoke(table, function, s))
            .as(function)
            .isEqualTo(WinsockError.WSAEOPNOTSUPP);
      }
    }
  }

  /** Functions of a socket that a wrapping layer hands down with the socket swapped. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "wspBind",
        "wspConnect",
        "wspEnumNetworkEvents",
        "wspEventSelect",
        "wspGetPeerName",
        "wspGetSockName",
        "wspGetSockOpt",
        "wspGetQosByName",
        "wspIoctl",
        "wspListen",
        "wspRecv",
        "wspRecvDisconnect",
        "wspRecvFrom",
        "wspSend",
        "wspSendDisconnect",
        "wspSendTo",
        "wspSetSockOpt",
        "wspShutdown",
        "wspDuplicateSocket",
        "wspAccept"
      })
  void aWrappingLayerHandsTheLowerSocketDown(String function) {
    NativeSockets sockets = Stack.system();
    List<Object> seen = new ArrayList<>();
    List<Long> made = new ArrayList<>();
    Winsock winsock =
        Stack.stubbed(
                sockets,
                table ->
                    Tables.recording((name, arguments) -> seen.add(arguments[0])).toBuilder()
                        .with(WspFunction.Cleanup.class, errno -> 0)
                        .with(
                            WspFunction.Socket.class,
                            (af, type, protocol, info, g, flags, errno) -> {
                              made.add(ok(e -> sockets.createHandle(e)));
                              return made.get(0);
                            })
                        .with(WspFunction.CloseSocket.class, sockets::closeHandle),
                LayerKind.WRAPPED)
            .winsock();
    long upper = ok(e -> winsock.socket(0, 0, 0, null, 0, 0, e));
    ProcedureTable table = Tables.of(winsock, winsock.catalog().enumerate().get(0).info());

    WinsockError error = Tables.invoke(table, function, upper);

    assertThat(error).isEqualTo(WinsockError.WSAEACCES); // the lower function's answer
    assertThat(seen).containsExactly(made.get(0));
    assertThat(upper).isNotEqualTo(made.get(0));
    assertThat(Tables.invoke(table, function, made.get(0)))
        .as("with a handle that is not the layer's")
        .isEqualTo(WinsockError.WSAENOTSOCK);
    ok(winsock::wsaCleanup);
  }

  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "it looks at descriptors from outside")
  @ParameterizedTest
  @MethodSource("kindsAndDepths")
  void theBaseHandleIsTheBasesSocketThroughEveryKind(HandleKind kind, int depth) {
    try (Stack stack = Stack.of(kind, depth)) {
      long s = stack.socket(Transport.TCP);
      long base = stack.baseHandle(s);
      assertThat(base == s).isEqualTo(kind.isIfs());
      assertThat(dev.ifsbench.fixture.Descriptors.target(base)).startsWith("socket:");
      assertThat(stack.baseHandle(base)).isEqualTo(base);
      assertThat(stack.ownerOf(base))
          .isEqualTo(
              (kind.isIfs() ? stack.topEntry(Transport.TCP) : stack.baseEntry(Transport.TCP))
                  .catalogEntryId());
    }
  }

  @ParameterizedTest
  @MethodSource("kindsAndDepths")
  void theProtocolInfoNamesTheTopmostLayersOwnEntryInBothLayouts(HandleKind kind, int depth) {
    try (Stack stack = Stack.of(kind, depth)) {
      for (Transport protocol : Local.protocols()) {
        long s = stack.socket(protocol);
        for (var layout : ProtocolInfoLayout.values()) {
          int option =
              layout == ProtocolInfoLayout.ANSI
                  ? Ws2Def.SO_PROTOCOL_INFOA
                  : Ws2Def.SO_PROTOCOL_INFOW;
          NativeMemory info = new NativeMemory(700);
          IntRef length = new IntRef(layout.size());
          ok(e -> stack.winsock().getsockopt(s, Ws2Def.SOL_SOCKET, option, info, length, e));
          assertThat(length.value).isEqualTo(layout.size());
          assertThat(layout.read(info)).isEqualTo(stack.topEntry(protocol));
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("kindsAndDepths")
  void aProtocolInfoBufferOfOneByteLessIsAFaultAndTellsTheLength(HandleKind kind, int depth) {
    try (Stack stack = Stack.of(kind, depth)) {
      long s = stack.socket(Transport.TCP);
      IntRef wide = new IntRef(627);
      IntRef ansi = new IntRef(371);
      NativeMemory info = new NativeMemory(700);
      assertThat(error(e -> stack.winsock().getsockopt(s, 0xFFFF, 0x2005, info, wide, e)).code())
          .isEqualTo(10014);
      assertThat(error(e -> stack.winsock().getsockopt(s, 0xFFFF, 0x2004, info, ansi, e)).code())
          .isEqualTo(10014);
      assertThat(wide.value).isEqualTo(628);
      assertThat(ansi.value).isEqualTo(372);
    }
  }

  @ParameterizedTest
  @MethodSource("kindsAndDepths")
  void nonBlockingAndBytesAvailableReachTheSocket(HandleKind kind, int depth) {
    try (Stack stack = Stack.of(kind, depth)) {
      Pair pair = stack.pair(Local.stream());
      stack.setNonBlocking(pair.near());
      assertThat(error(e -> stack.tryReceive(pair.near(), e)))
          .isEqualTo(WinsockError.WSAEWOULDBLOCK);
      stack.send(pair.far(), Message.random(77, 1));
      NativeMemory count = new NativeMemory(4);
      IntRef returned = new IntRef();
      ok(e -> stack.ioctl(pair.near(), Ws2Def.FIONREAD, null, count, returned, e));
      assertThat(count.getInt(0)).isEqualTo(77);
      assertThat(returned.value).isEqualTo(4);
      assertThat(error(e -> stack.ioctl(pair.near(), Ws2Def.FIONREAD, null, null, returned, e)))
          .isEqualTo(WinsockError.WSAEFAULT);
      assertThat(error(e -> stack.ioctl(pair.near(), Ws2Def.FIONBIO, null, null, returned, e)))
          .isEqualTo(WinsockError.WSAEFAULT);
      assertThat(error(e -> stack.ioctl(pair.near(), 0x12345, null, null, returned, e)))
          .isEqualTo(WinsockError.WSAEOPNOTSUPP);
    }
  }

  @Test
  void updateAcceptContextIsTranslatedToTheLowerListener() {
    NativeSockets sockets = Stack.system();
    List<Long> lower = new ArrayList<>();
    List<Long> carried = new ArrayList<>();
    Winsock winsock =
        Stack.stubbed(
                sockets,
                table ->
                    table
                        .with(
                            WspFunction.Socket.class,
                            (af, type, protocol, info, g, flags, errno) -> {
                              long s = sockets.createHandle(errno);
                              lower.add(s);
                              return s;
                            })
                        .with(WspFunction.CloseSocket.class, sockets::closeHandle)
                        .with(
                            WspFunction.SetSockOpt.class,
                            (s, level, option, value, length, errno) -> {
                              carried.add(s);
                              carried.add(value.getLong(0));
                              return 0;
                            }),
                LayerKind.WRAPPED,
                LayerKind.WRAPPED)
            .winsock();
    long listener = ok(e -> winsock.socket(0, 0, 0, null, 0, 0, e));
    long accepted = ok(e -> winsock.socket(0, 0, 0, null, 0, 0, e));
    NativeMemory value = new NativeMemory(8);
    value.putLong(0, listener);

    ok(e -> winsock.setsockopt(accepted, 0xFFFF, 0x700B, value, 8, e));

    assertThat(carried).containsExactly(lower.get(1), lower.get(0));
    assertThat(value.getLong(0)).as("the caller's own value").isEqualTo(listener);
    value.putLong(0, 12345);
    assertThat(error(e -> winsock.setsockopt(accepted, 0xFFFF, 0x700B, value, 8, e)))
        .isEqualTo(WinsockError.WSAENOTSOCK);
    ok(winsock::wsaCleanup);
  }

  @Test
  void aWrappingLayerOpensEverySocketBelowForOverlappedCalls() {
    List<Integer> opened = new ArrayList<>();
    NativeSockets sockets = Stack.system();
    Winsock winsock =
        Stack.stubbed(
                sockets,
                table ->
                    table.with(
                        WspFunction.Socket.class,
                        (af, type, protocol, info, g, flags, errno) -> {
                          opened.add(flags);
                          return sockets.socket(Ws2Def.AF_INET, Ws2Def.SOCK_STREAM, 0, errno);
                        }),
                LayerKind.WRAPPED)
            .winsock();
    for (int flags : new int[] {0, 0x80, Ws2Def.WSA_FLAG_OVERLAPPED}) {
      ok(e -> winsock.socket(0, 0, 0, null, 0, flags, e));
    }
    assertThat(opened).containsExactly(1, 0x81, 1);
    ok(winsock::wsaCleanup);
  }

  @Test
  void anAddressIsReadByTheNextProviderInTheNameOfItsOwnEntry() {
    List<ProtocolInfo> asked = new ArrayList<>();
    Winsock winsock =
        Stack.stubbed(
                Stack.system(),
                table ->
                    table
                        .with(
                            WspFunction.AddressToString.class,
                            (address, length, info, text, textLength, errno) -> {
                              asked.add(info);
                              return 0;
                            })
                        .with(
                            WspFunction.StringToAddress.class,
                            (text, family, info, address, length, errno) -> {
                              asked.add(info);
                              return 0;
                            }),
                LayerKind.WRAPPED)
            .winsock();
    ProtocolInfo chain = winsock.catalog().enumerate().get(0).info();
    ProtocolInfo base = winsock.catalog().find(chain.protocolChain().chainEntries().get(1)).info();
    ProtocolInfo stranger = StubProvider.entry("stranger");
    ProcedureTable table = Tables.of(winsock, chain);
    for (ProtocolInfo info : Arrays.asList(chain, null, stranger)) {
      ok(e -> table.wspAddressToString().invoke(null, 0, info, null, null, e));
      ok(e -> table.wspStringToAddress().invoke(null, 0, info, null, null, e));
    }
    assertThat(asked).containsExactly(base, base, null, null, stranger, stranger);
    ok(winsock::wsaCleanup);
  }

  @Test
  void whatTheNextProviderAnswersOfAServiceIsTheLayersAnswer() {
    AtomicBoolean known = new AtomicBoolean(true);
    Winsock winsock =
        Stack.stubbed(
                Stack.system(),
                table ->
                    table.with(
                        WspFunction.GetQosByName.class, (s, name, qos, errno) -> known.get()),
                LayerKind.WRAPPED)
            .winsock();
    long s = ok(e -> winsock.socket(0, 0, 0, null, 0, 0, e));
    ProcedureTable table = Tables.of(winsock, winsock.catalog().enumerate().get(0).info());
    assertThat(table.wspGetQosByName().invoke(s, null, null, new Errno())).isTrue();
    known.set(false);
    assertThat(table.wspGetQosByName().invoke(s, null, null, new Errno())).isFalse();
    ok(winsock::wsaCleanup);
  }

  // Duplicates

  @ParameterizedTest
  @MethodSource("kindsAndDepths")
  void aDuplicateNamesTheLayersOwnEntryAndSharesTheData(HandleKind kind, int depth) {
    try (Stack stack = Stack.of(kind, depth)) {
      Pair pair = stack.pair(Transport.TCP);
      ProtocolInfo info = stack.duplicate(pair.near());
      assertThat(info.catalogEntryId()).isEqualTo(stack.topEntry(Transport.TCP).catalogEntryId());
      assertThat(info.providerReserved()).isNotZero();

      long duplicate = stack.socket(info);

      assertThat(stack.ownerOf(duplicate)).isEqualTo(info.catalogEntryId());
      stack.assertConnected(duplicate, pair.far());
      stack.closeSocket(pair.near());
      stack.assertConnected(duplicate, pair.far());
      assertThat(error(e -> stack.trySocket(info, e)))
          .as("a second opening")
          .isEqualTo(WinsockError.WSAEINVAL);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aDuplicateForAnotherProcessIsUnsupportedAndANullStructureIsAFault(HandleKind kind) {
    try (Stack stack = Stack.of(kind, 1)) {
      long s = stack.socket(Transport.TCP);
      ProtocolInfoRef info = new ProtocolInfoRef();
      assertThat(error(e -> stack.winsock().duplicateSocket(s, Stack.PID + 1, info, e)))
          .isEqualTo(WinsockError.WSAEOPNOTSUPP);
      assertThat(info.value).isNull();
      assertThat(error(e -> stack.winsock().duplicateSocket(s, Stack.PID, null, e)))
          .isEqualTo(WinsockError.WSAEFAULT);
    }
  }

  // How layers are put together

  @ParameterizedTest
  @EnumSource
  void aChainHoldsSevenEntriesAndTheSeventhLayerDoesNotFit(LayerKind kind) {
    try (Stack stack = Stack.of(java.util.Collections.nCopies(6, kind).toArray(LayerKind[]::new))) {
      List<CatalogEntry> before = stack.winsock().catalog().enumerate();
      assertThat(stack.topEntry(Transport.TCP).protocolChain().chainLen()).isEqualTo(7);

      assertThatThrownBy(() -> LayerInstaller.install(stack.winsock(), kind, "one too many"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("7");

      assertThat(stack.winsock().catalog().enumerate()).isEqualTo(before);
      Pair pair = stack.pair(Transport.TCP);
      stack.assertConnected(pair.near(), pair.far());
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"PASS_THROUGH", "PASS_THROUGH_INTERCEPTING"})
  void aPassThroughLayerIsNotInstalledOverAWrappingOne(LayerKind kind) {
    try (Stack stack = Stack.of(LayerKind.WRAPPED)) {
      List<CatalogEntry> before = stack.winsock().catalog().enumerate();
      assertThatThrownBy(() -> LayerInstaller.install(stack.winsock(), kind, "upper"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("XP1_IFS_HANDLES");
      assertThat(stack.winsock().catalog().enumerate()).isEqualTo(before);
    }
  }

  @Test
  void aPassThroughLayerThatIsInstalledOverAWrappingOneAllTheSameDoesNotStart() {
    try (Stack stack = Stack.of(LayerKind.WRAPPED)) {
      Winsock winsock = stack.winsock();
      ProtocolInfo lower = stack.topEntry(Transport.TCP);
      ProtocolInfo hidden =
          winsock
              .catalog()
              .install(
                  lower
                      .withProtocolChain(dev.ifsbench.spi.ProtocolChain.LAYERED_PROTOCOL)
                      .withProviderId(new java.util.UUID(1, 1)),
                  "upper");
      List<Integer> chain = new ArrayList<>(List.of(hidden.catalogEntryId()));
      chain.addAll(lower.protocolChain().chainEntries());
      ProtocolInfo entry =
          winsock
              .catalog()
              .install(
                  stack
                      .baseEntry(Transport.TCP)
                      .withProtocolChain(dev.ifsbench.spi.ProtocolChain.of(chain))
                      .withProviderId(new java.util.UUID(1, 2)),
                  "upper");
      winsock
          .libraries()
          .add(
              "upper",
              new PassThroughProvider(
                  winsock.catalog(),
                  winsock.libraries(),
                  hidden.catalogEntryId(),
                  winsock.socketTrace(),
                  PassThroughProvider.Form.RECOMMENDED,
                  Quirk.NONE));

      assertThat(error(e -> stack.trySocket(entry, e)))
          .isEqualTo(WinsockError.WSAEPROVIDERFAILEDINIT);
    }
  }

  @Test
  void aNameThatIsTakenIsRefusedAndNothingIsInstalled() {
    try (Stack stack = Stack.of(LayerKind.WRAPPED)) {
      List<CatalogEntry> before = stack.winsock().catalog().enumerate();
      assertThatThrownBy(
              () -> LayerInstaller.install(stack.winsock(), LayerKind.WRAPPED, "layer 1"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("layer 1");
      assertThat(stack.winsock().catalog().enumerate()).isEqualTo(before);
    }
  }

  @Test
  void noEntryOfAWrappingLayerClaimsIfsHandlesAndEveryEntryOfAPassThroughLayerDoes() {
    try (Stack stack = Stack.of(LayerKind.PASS_THROUGH, LayerKind.WRAPPED)) {
      for (CatalogEntry entry : stack.winsock().catalog().enumerate()) {
        assertThat(entry.info().hasIfsHandles())
            .as(entry.info().protocolName())
            .isEqualTo(!entry.providerPath().endsWith("layer 2"));
      }
    }
  }

  @Test
  void aWrappingLayerStandsOverPassThroughLayersAndEachSeesTheData() {
    try (Stack stack =
        Stack.of(LayerKind.PASS_THROUGH_INTERCEPTING, LayerKind.PASS_THROUGH, LayerKind.WRAPPED)) {
      Pair pair = stack.pair(Transport.TCP);
      stack.send(pair.near(), Message.random(10, 1));
      stack.receive(pair.far(), 10);
      long lower = stack.baseHandle(pair.near());

      assertThat(stack.layers().get(2).counters(pair.near()).sent()).isEqualTo(10);
      assertThat(stack.layers().get(0).counters(lower).sent()).isEqualTo(10);
      assertThat(stack.layers().get(1).counters(lower).sent())
          .as("the recommended form sees none")
          .isZero();
      assertThat(stack.ownerOf(lower))
          .isEqualTo(stack.upwards(Transport.TCP).get(2).catalogEntryId());
      stack.close(pair);
    }
  }
}
