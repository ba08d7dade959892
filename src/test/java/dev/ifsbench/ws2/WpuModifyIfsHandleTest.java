package dev.ifsbench.ws2;

import static dev.ifsbench.fixture.Background.inBackground;
import static dev.ifsbench.fixture.Calls.error;
import static dev.ifsbench.fixture.Calls.ok;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.ifsbench.bench.state.HandleKind;
import dev.ifsbench.bench.state.Transport;
import dev.ifsbench.fixture.Descriptors;
import dev.ifsbench.fixture.Interposed;
import dev.ifsbench.fixture.Local;
import dev.ifsbench.fixture.Message;
import dev.ifsbench.fixture.Modifications;
import dev.ifsbench.fixture.Modifications.Modification;
import dev.ifsbench.fixture.Pair;
import dev.ifsbench.fixture.RawIo;
import dev.ifsbench.fixture.ReusedNumber;
import dev.ifsbench.fixture.Stack;
import dev.ifsbench.fixture.StubProvider;
import dev.ifsbench.fixture.UpcallTables;
import dev.ifsbench.provider.LayerInstaller;
import dev.ifsbench.provider.LayerKind;
import dev.ifsbench.sockets.HostSystem;
import dev.ifsbench.sockets.NativeSockets;
import dev.ifsbench.sockets.none.NullSockets;
import dev.ifsbench.spi.CompletionRoutine;
import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.IntRef;
import dev.ifsbench.spi.NativeMemory;
import dev.ifsbench.spi.ProcedureTable;
import dev.ifsbench.spi.ProcedureTableRef;
import dev.ifsbench.spi.ProtocolInfo;
import dev.ifsbench.spi.WinsockError;
import dev.ifsbench.spi.Ws2Def;
import dev.ifsbench.spi.WsaBuf;
import dev.ifsbench.spi.WsaOverlapped;
import dev.ifsbench.spi.WsaThreadId;
import dev.ifsbench.spi.WspData;
import dev.ifsbench.spi.WspFunction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the public text, and this project where it is silent, says of {@code WPUModifyIFSHandle}.
 */
class WpuModifyIfsHandleTest {
  private static long modify(Stack stack, int id, long handle, Errno errno) {
    return stack.winsock().upcalls().wpuModifyIfsHandle(id, handle, errno);
  }

  private static WinsockError refusal(Stack stack, int id, long handle) {
    return error(e -> modify(stack, id, handle, e));
  }

  // What the handle is

  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "it looks at descriptors from outside")
  @Test
  void theModifiedHandleIsTheSameKernelObject() {
    try (Stack stack = Stack.of(HandleKind.PASS_THROUGH, 1)) {
      long s = stack.socket(stack.baseEntry(Transport.TCP));
      String before = Descriptors.target(s);

      long modified = ok(e -> modify(stack, stack.topEntry(Transport.TCP).catalogEntryId(), s, e));

      assertThat(before).startsWith("socket:");
      assertThat(Descriptors.target(modified)).isEqualTo(before);
    }
  }

  @Test
  void theProposedValueIsReturned() {
    try (Stack stack = Stack.of(HandleKind.PASS_THROUGH, 1)) {
      long s = stack.socket(stack.baseEntry(Transport.TCP));

      assertThat(ok(e -> modify(stack, stack.topEntry(Transport.TCP).catalogEntryId(), s, e)))
          .isEqualTo(s);
    }
  }

  @Test
  void dataFlowsThroughAHandleBeforeAndAfterItIsModified() {
    try (Stack stack = Stack.of(HandleKind.PASS_THROUGH_INTERCEPTING, 1)) {
      ProtocolInfo base = stack.baseEntry(Transport.TCP);
      Pair pair = stack.pair(Transport.TCP, base, base);
      stack.assertConnected(pair.near(), pair.far());
      stack.send(pair.near(), Message.text("in flight"));

      ok(e -> modify(stack, base.catalogEntryId(), pair.far(), e));

      assertThat(stack.receive(pair.far(), 9)).isEqualTo(Message.text("in flight"));
      stack.assertConnected(pair.near(), pair.far());
    }
  }

  @Test
  void successLeavesTheErrorAsItWas() {
    try (Stack stack = Stack.of(HandleKind.BASE, 0)) {
      long s = stack.socket(Transport.TCP);
      Errno errno = new Errno();
      errno.set(WinsockError.WSAEDQUOT);

      assertThat(modify(stack, stack.topEntry(Transport.TCP).catalogEntryId(), s, errno))
          .isEqualTo(s);
      assertThat(errno.get()).isEqualTo(WinsockError.WSAEDQUOT);
    }
  }

  // Who calls it, and with which id

  static Stream<Arguments> passThroughDepths() {
    return Stream.of(LayerKind.PASS_THROUGH, LayerKind.PASS_THROUGH_INTERCEPTING)
        .flatMap(kind -> IntStream.rangeClosed(0, 6).mapToObj(depth -> arguments(kind, depth)));
  }

  /** A stack whose modifications are recorded. */
  private static Stack recorded(Modifications calls, LayerKind kind, int depth) {
    return Stack.decorated(
        calls::recordedBy, IntStream.range(0, depth).mapToObj(i -> kind).toList());
  }

  /** One call for the base and one for each layer above it, in this order, all with one handle. */
  private static List<Modification> upwards(Stack stack, Transport protocol, long handle) {
    return stack.upwards(protocol).stream()
        .map(entry -> new Modification(entry.catalogEntryId(), handle))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("passThroughDepths")
  void aNewSocketIsModifiedByTheBaseAndThenByEachLayerWithItsOwnId(LayerKind kind, int depth) {
    Modifications calls = new Modifications();
    try (Stack stack = recorded(calls, kind, depth)) {
      for (Transport protocol : Local.protocols()) {
        long s = stack.socket(protocol);

        assertThat(calls.take()).hasSize(depth + 1).isEqualTo(upwards(stack, protocol, s));
        assertThat(stack.ownerOf(s)).isEqualTo(stack.topEntry(protocol).catalogEntryId());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("passThroughDepths")
  void anAcceptedSocketIsModifiedByTheBaseAndThenByEachLayer(LayerKind kind, int depth) {
    Modifications calls = new Modifications();
    try (Stack stack = recorded(calls, kind, depth)) {
      long listener = stack.listener(stack.topEntry(Transport.TCP), Transport.TCP);
      stack.connect(stack.socket(Transport.TCP), stack.name(listener));
      calls.take();

      long accepted = stack.accept(listener);

      assertThat(calls.take()).isEqualTo(upwards(stack, Transport.TCP, accepted));
      assertThat(stack.ownerOf(accepted)).isEqualTo(stack.ownerOf(listener));
    }
  }

  @ParameterizedTest
  @MethodSource("passThroughDepths")
  void aDuplicatedSocketIsModifiedByTheBaseAndThenByEachLayer(LayerKind kind, int depth) {
    Modifications calls = new Modifications();
    try (Stack stack = recorded(calls, kind, depth)) {
      ProtocolInfo info = stack.duplicate(stack.socket(Transport.TCP));
      calls.take();

      long duplicate = stack.socket(info);

      assertThat(calls.take()).isEqualTo(upwards(stack, Transport.TCP, duplicate));
    }
  }

  @Test
  void aSocketThatIsOpenedThroughALowerEntryIsModifiedUpToThatEntryOnly() {
    Modifications calls = new Modifications();
    try (Stack stack = recorded(calls, LayerKind.PASS_THROUGH, 3)) {
      List<ProtocolInfo> upwards = stack.upwards(Transport.TCP);

      long s = stack.socket(upwards.get(1));

      assertThat(calls.take())
          .extracting(Modification::catalogEntryId)
          .containsExactly(upwards.get(0).catalogEntryId(), upwards.get(1).catalogEntryId());
      assertThat(stack.ownerOf(s)).isEqualTo(upwards.get(1).catalogEntryId());
    }
  }

  @Test
  void aWrappingLayerModifiesNothingButTheBaseBelowItDoes() {
    Modifications calls = new Modifications();
    try (Stack stack = recorded(calls, LayerKind.WRAPPED, 2)) {
      long s = stack.socket(Transport.TCP);

      assertThat(calls.take())
          .containsExactly(
              new Modification(
                  stack.baseEntry(Transport.TCP).catalogEntryId(), stack.baseHandle(s)));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 6})
  void callsOfTheApplicationReachEveryInterceptingLayerFromTheTop(int depth) {
    try (Stack stack = Stack.of(HandleKind.PASS_THROUGH_INTERCEPTING, depth)) {
      Pair pair = stack.pair(Transport.TCP);
      stack.send(pair.near(), Message.random(100, 1));
      stack.receive(pair.far(), 100);

      for (var layer : stack.layers()) {
        assertThat(layer.counters(pair.near()).sent()).isEqualTo(100);
        assertThat(layer.counters(pair.far()).received()).isEqualTo(100);
      }
    }
  }

  // Whom the calls go to afterwards

  @Test
  void aLayerThatModifiesWithItsOwnIdBecomesTheTargetOfCalls() {
    try (TwoProviders two = new TwoProviders()) {
      long s = two.socketOfA();
      assertThat(two.whoAnswers(s)).isEqualTo("A");

      ok(e -> two.modify(two.b, s, e));

      assertThat(two.whoAnswers(s)).isEqualTo("B");
    }
  }

  @Test
  void modifyingTwiceWithTheSameIdChangesNothing() {
    try (TwoProviders two = new TwoProviders()) {
      long s = two.socketOfA();

      assertThat(ok(e -> two.modify(two.a, s, e))).isEqualTo(s);
      assertThat(ok(e -> two.modify(two.a, s, e))).isEqualTo(s);

      assertThat(two.whoAnswers(s)).isEqualTo("A");
      assertThat(two.winsock.handleCount()).isEqualTo(1);
    }
  }

  @Test
  void theLastOfTwoProvidersThatModifyWins() {
    try (TwoProviders two = new TwoProviders()) {
      long s = two.socketOfA();

      ok(e -> two.modify(two.b, s, e));
      ok(e -> two.modify(two.a, s, e));
      ok(e -> two.modify(two.b, s, e));

      assertThat(two.whoAnswers(s)).isEqualTo("B");
      assertThat(two.winsock.handleCount()).isEqualTo(1);
    }
  }

  @Test
  void aBaseProviderCanTakeAHandleBackFromALayer() {
    try (Stack stack = Stack.of(HandleKind.PASS_THROUGH_INTERCEPTING, 1)) {
      Pair pair = stack.pair(Transport.TCP);

      ok(e -> modify(stack, stack.baseEntry(Transport.TCP).catalogEntryId(), pair.near(), e));

      assertThat(stack.ownerOf(pair.near()))
          .isEqualTo(stack.baseEntry(Transport.TCP).catalogEntryId());
      stack.send(pair.near(), Message.text("past the layer"));
      assertThat(stack.top().counters(pair.near()).sent()).isZero();
      assertThat(stack.receive(pair.far(), 14)).isEqualTo(Message.text("past the layer"));
    }
  }

  @Test
  void aCallThatIsRunningFinishesOnTheProviderItWasRoutedTo() {
    try (TwoProviders two = new TwoProviders()) {
      long s = two.socketOfA();
      two.duringListen = () -> ok(e -> two.modify(two.b, s, e));

      assertThat(two.whoAnswers(s)).isEqualTo("A");
      assertThat(two.whoAnswers(s)).isEqualTo("B");
    }
  }

  // The recommended form, and the one that intercepts

  /** The tables of the base and of each layer, from the bottom up, as they return them. */
  private static List<ProcedureTable> tables(LayerKind kind, int depth) {
    try (Stack stack =
        Stack.of(IntStream.range(0, depth).mapToObj(i -> kind).toArray(LayerKind[]::new))) {
      return stack.upwards(Transport.TCP).stream()
          .map(entry -> startOnceMore(stack, entry))
          .toList();
    }
  }

  private static ProcedureTable startOnceMore(Stack stack, ProtocolInfo entry) {
    CatalogEntry installed = stack.winsock().catalog().find(entry.catalogEntryId());
    ProcedureTableRef table = new ProcedureTableRef();
    assertThat(
            stack
                .winsock()
                .libraries()
                .load(installed.providerPath())
                .wspStartup(
                    Ws2Def.VERSION_2_2,
                    new WspData(),
                    entry,
                    stack.winsock().upcalls().table(),
                    table))
        .isEqualTo(WinsockError.NO_ERROR);
    return table.value;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6})
  void theRecommendedFormExposesTheBasesOwnSendAndReceiveAtAnyDepth(int depth) {
    List<ProcedureTable> tables = tables(LayerKind.PASS_THROUGH, depth);
    ProcedureTable base = tables.get(0);

    assertThat(tables).hasSize(depth + 1);
    for (ProcedureTable layer : tables) {
      assertThat(layer.wspSend()).isSameAs(base.wspSend());
      assertThat(layer.wspRecv()).isSameAs(base.wspRecv());
      assertThat(layer.wspSendTo()).isSameAs(base.wspSendTo());
      assertThat(layer.wspRecvFrom()).isSameAs(base.wspRecvFrom());
      assertThat(layer.wspSelect()).isSameAs(base.wspSelect());
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"PASS_THROUGH", "PASS_THROUGH_INTERCEPTING"})
  void bothFormsExposeTheBasesOwnGetOverlappedResultAndIoctl(LayerKind kind) {
    List<ProcedureTable> tables = tables(kind, 6);
    ProcedureTable base = tables.get(0);

    for (ProcedureTable layer : tables) {
      assertThat(layer.wspGetOverlappedResult()).isSameAs(base.wspGetOverlappedResult());
      assertThat(layer.wspIoctl()).isSameAs(base.wspIoctl());
    }
  }

  @Test
  void theInterceptingFormHasSendAndReceiveFunctionsOfItsOwnInEachLayer() {
    List<ProcedureTable> tables = tables(LayerKind.PASS_THROUGH_INTERCEPTING, 6);

    assertThat(tables).extracting(ProcedureTable::wspSend).doesNotHaveDuplicates();
    assertThat(tables).extracting(ProcedureTable::wspRecv).doesNotHaveDuplicates();
    assertThat(tables).extracting(ProcedureTable::wspSendTo).doesNotHaveDuplicates();
    assertThat(tables).extracting(ProcedureTable::wspRecvFrom).doesNotHaveDuplicates();
  }

  static Stream<Arguments> bothForms() {
    return Stream.of(LayerKind.PASS_THROUGH, LayerKind.PASS_THROUGH_INTERCEPTING)
        .flatMap(kind -> Stream.of(1, 3).map(depth -> arguments(kind, depth)));
  }

  @ParameterizedTest
  @MethodSource("bothForms")
  void overlappedParametersGoDownUnchanged(LayerKind kind, int depth) {
    try (RecordingBase base = new RecordingBase(kind, depth)) {
      WsaBuf[] buffers = new Message(8).buffers();
      IntRef count = new IntRef();
      IntRef flags = new IntRef();
      NativeMemory address = new NativeMemory(16);
      IntRef length = new IntRef(16);
      WsaOverlapped overlapped = new WsaOverlapped();
      overlapped.setInternal(0x1111);
      overlapped.setInternalHigh(0x2222);
      overlapped.setOffset(0x3333);
      overlapped.setOffsetHigh(0x4444);
      overlapped.setEvent(0x5555);
      CompletionRoutine routine = (code, bytes, o, f) -> {};
      Winsock w = base.winsock;
      long s = base.socket;
      WsaThreadId thread = w.overlapped().currentThread(); // for the routine

      assertThat(error(e -> base.with(e, w.send(s, buffers, 1, count, 7, overlapped, routine, e))))
          .isEqualTo(WinsockError.WSA_IO_PENDING);
      base.assertGot(s, buffers, 1, count, 7, overlapped, routine, thread);

      assertThat(
              error(e -> base.with(e, w.recv(s, buffers, 1, count, flags, overlapped, routine, e))))
          .isEqualTo(WinsockError.WSA_IO_PENDING);
      base.assertGot(s, buffers, 1, count, flags, overlapped, routine, thread);

      assertThat(
              error(
                  e ->
                      base.with(
                          e,
                          w.sendTo(s, buffers, 1, count, 7, address, 16, overlapped, routine, e))))
          .isEqualTo(WinsockError.WSA_IO_PENDING);
      base.assertGot(s, buffers, 1, count, 7, address, 16, overlapped, routine, thread);

      assertThat(
              error(
                  e ->
                      base.with(
                          e,
                          w.recvFrom(
                              s,
                              buffers,
                              1,
                              count,
                              flags,
                              address,
                              length,
                              overlapped,
                              routine,
                              e))))
          .isEqualTo(WinsockError.WSA_IO_PENDING);
      base.assertGot(s, buffers, 1, count, flags, address, length, overlapped, routine, thread);

      assertThat(error(e -> w.getOverlappedResult(s, overlapped, count, false, flags, e) ? 0 : -1))
          .isEqualTo(WinsockError.WSA_IO_INCOMPLETE);
      base.assertGot(s, overlapped, count, false, flags);

      assertThat(overlapped.internal()).isEqualTo(0x1111);
      assertThat(overlapped.internalHigh()).isEqualTo(0x2222);
      assertThat(overlapped.offset()).isEqualTo(0x3333);
      assertThat(overlapped.offsetHigh()).isEqualTo(0x4444);
      assertThat(overlapped.event()).isEqualTo(0x5555);
    }
  }

  @ParameterizedTest
  @MethodSource("bothForms")
  void controlsGoDownUnchanged(LayerKind kind, int depth) {
    try (RecordingBase base = new RecordingBase(kind, depth)) {
      NativeMemory in = new NativeMemory(4);
      NativeMemory out = new NativeMemory(8);
      IntRef returned = new IntRef();

      assertThat(
              error(
                  e ->
                      base.with(
                          e,
                          base.winsock.ioctl(base.socket, 0x12345678, in, 4, out, 8, returned, e))))
          .isEqualTo(WinsockError.WSA_IO_PENDING);

      base.assertGot(base.socket, 0x12345678, in, 4, out, 8, returned, null, null, null);
    }
  }

  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "it looks at descriptors from outside")
  @Test
  void rawReadsAndWritesBypassAnInterceptingLayer() {
    try (Stack stack = Stack.of(HandleKind.PASS_THROUGH_INTERCEPTING, 1)) {
      Pair pair = stack.pair(Transport.TCP);
      byte[] out = Message.text("written");

      assertThat(RawIo.write(pair.near(), out)).isEqualTo(out.length);
      assertThat(stack.receive(pair.far(), out.length)).isEqualTo(out);
      assertThat(stack.top().counters(pair.near()).sent()).isZero();

      byte[] in = new byte[4];
      stack.send(pair.far(), Message.text("back"));
      assertThat(RawIo.read(pair.near(), in)).isEqualTo(4);
      assertThat(in).isEqualTo(Message.text("back"));
      assertThat(stack.top().counters(pair.near()).received()).isZero();
      assertThat(stack.top().counters(pair.far()).sent()).isEqualTo(4);
    }
  }

  // What is refused

  /** Checks that a refused call left the routing alone. */
  private static void assertStillRouted(Stack stack, Pair pair) {
    assertThat(stack.ownerOf(pair.near()))
        .isEqualTo(stack.topEntry(Transport.TCP).catalogEntryId());
    stack.assertConnected(pair.near(), pair.far());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 1, 1000, 99_999, Integer.MAX_VALUE, Integer.MIN_VALUE})
  void anUnknownIdIsInvalidAndTheHandleKeepsItsOwner(int id) {
    try (Stack stack = Stack.of(HandleKind.PASS_THROUGH, 1)) {
      Pair pair = stack.pair(Transport.TCP);

      assertThat(refusal(stack, id, pair.near())).isEqualTo(WinsockError.WSAEINVAL);

      assertStillRouted(stack, pair);
    }
  }

  @Test
  void theIdOfALayersHiddenEntryIsInvalid() {
    try (Stack stack = Stack.of(HandleKind.PASS_THROUGH, 1)) {
      Pair pair = stack.pair(Transport.TCP);
      int hidden = stack.topEntry(Transport.TCP).protocolChain().chainEntries().get(0);

      assertThat(refusal(stack, hidden, pair.near())).isEqualTo(WinsockError.WSAEINVAL);

      assertStillRouted(stack, pair);
    }
  }

  @Test
  void theIdOfAnEntryWithoutIfsHandlesIsInvalid() {
    try (Stack stack = Stack.of(HandleKind.WRAPPED, 1)) {
      ProtocolInfo base = stack.baseEntry(Transport.TCP);
      Pair pair = stack.pair(Transport.TCP, base, base);

      assertThat(refusal(stack, stack.topEntry(Transport.TCP).catalogEntryId(), pair.near()))
          .isEqualTo(WinsockError.WSAEINVAL);

      assertThat(stack.ownerOf(pair.near())).isEqualTo(base.catalogEntryId());
      stack.assertConnected(pair.near(), pair.far());
    }
  }

  @Test
  void anEntryWhoseProviderDoesNotLoadIsRefusedAndTheHandleKeepsItsOwner() {
    try (Stack stack = Stack.of(HandleKind.PASS_THROUGH, 1)) {
      Pair pair = stack.pair(Transport.TCP);
      ProtocolInfo broken =
          stack.winsock().catalog().install(StubProvider.entry("none"), "no file");

      assertThat(refusal(stack, broken.catalogEntryId(), pair.near()))
          .isEqualTo(WinsockError.WSAEPROVIDERFAILEDINIT);

      assertStillRouted(stack, pair);
    }
  }

  @Test
  void aRemovedEntryIsAnUnknownId() {
    try (Stack stack = Stack.of(HandleKind.PASS_THROUGH, 1)) {
      Pair pair = stack.pair(Transport.UDP);
      int id = stack.baseEntry(Transport.TCP).catalogEntryId();
      stack.winsock().catalog().remove(id);

      assertThat(refusal(stack, id, pair.near())).isEqualTo(WinsockError.WSAEINVAL);
    }
  }

  @ParameterizedTest
  @ValueSource(
      longs = {
        Ws2Def.INVALID_SOCKET,
        0,
        -2,
        Long.MIN_VALUE,
        Long.MAX_VALUE,
        0xFFFF_FFFFL,
        0x1_0000_0000L,
        0x1_0000_0001L,
        1_000_000
      })
  void aValueThatIsNoOpenHandleIsInvalid(long value) {
    try (Stack stack = Stack.of(HandleKind.BASE, 0)) {
      assertThat(refusal(stack, stack.topEntry(Transport.TCP).catalogEntryId(), value))
          .isEqualTo(WinsockError.WSAEINVAL);
      assertThat(stack.winsock().handleCount()).isZero();
    }
  }

  @Test
  void whenHandleAndIdAreBothBadTheCallIsInvalid() {
    try (Stack stack = Stack.of(HandleKind.BASE, 0)) {
      assertThat(refusal(stack, 0, Ws2Def.INVALID_SOCKET)).isEqualTo(WinsockError.WSAEINVAL);
    }
  }

  @Test
  void aBadHandleIsReportedBeforeAProviderThatDoesNotLoad() {
    try (Stack stack = Stack.of(HandleKind.BASE, 0)) {
      ProtocolInfo broken =
          stack.winsock().catalog().install(StubProvider.entry("none"), "no file");

      assertThat(refusal(stack, broken.catalogEntryId(), Ws2Def.INVALID_SOCKET))
          .isEqualTo(WinsockError.WSAEINVAL);
    }
  }

  @Test
  void aClosedHandleIsInvalid() {
    try (Stack stack = Stack.of(HandleKind.PASS_THROUGH, 1)) {
      long s = stack.socket(Transport.TCP);
      stack.closeSocket(s);

      assertThat(refusal(stack, stack.topEntry(Transport.TCP).catalogEntryId(), s))
          .isEqualTo(WinsockError.WSAEINVAL);
      assertThat(stack.winsock().handleCount()).isZero();
    }
  }

  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "it looks at descriptors from outside")
  @Test
  void anOpenHandleThatIsNoSocketIsTakenAndFailsInTheProvider(@TempDir Path directory)
      throws IOException {
    try (Stack stack = Stack.of(HandleKind.BASE, 0);
        var file = Files.newOutputStream(directory.resolve("file"))) {
      long handle = numberOf(directory.resolve("file"));

      assertThat(ok(e -> modify(stack, stack.topEntry(Transport.TCP).catalogEntryId(), handle, e)))
          .isEqualTo(handle);

      assertThat(error(e -> stack.trySend(handle, Message.text("x"), e)))
          .isEqualTo(WinsockError.WSAENOTSOCK);
      file.write(1);
      assertThat(directory.resolve("file")).hasBinaryContent(new byte[] {1});
    }
  }

  private static long numberOf(Path file) throws IOException {
    try (Stream<Path> links = Files.list(Path.of("/proc/self/fd"))) {
      return links
          .mapToLong(link -> Long.parseLong(link.getFileName().toString()))
          .filter(fd -> Descriptors.target(fd).equals(file.toString()))
          .findFirst()
          .orElseThrow();
    }
  }

  @Test
  void aHandleOfWpuCreateSocketHandleIsInvalidAndKeepsItsContext() {
    try (Stack stack = Stack.of(HandleKind.WRAPPED, 1)) {
      Pair pair = stack.pair(Transport.TCP);
      Upcalls upcalls = stack.winsock().upcalls();
      Errno errno = new Errno();
      Object context = upcalls.wpuQuerySocketHandleContext(pair.near(), errno);

      assertThat(refusal(stack, stack.baseEntry(Transport.TCP).catalogEntryId(), pair.near()))
          .isEqualTo(WinsockError.WSAEINVAL);

      assertThat(upcalls.wpuQuerySocketHandleContext(pair.near(), errno))
          .isNotNull()
          .isSameAs(context);
      stack.assertConnected(pair.near(), pair.far());
    }
  }

  @Test
  void beforeStartUpItIsNotInitialised() {
    Winsock winsock = new Winsock(Stack.system());
    assertThat(error(e -> winsock.upcalls().wpuModifyIfsHandle(1001, 5, e)))
        .isEqualTo(WinsockError.WSANOTINITIALISED);
  }

  @Test
  void afterTheLastCleanUpItIsNotInitialised() {
    try (Stack stack = Stack.of(HandleKind.BASE, 0)) {
      long s = ok(stack.sockets()::createHandle);
      stack.cleanUp();

      assertThat(refusal(stack, stack.topEntry(Transport.TCP).catalogEntryId(), s))
          .isEqualTo(WinsockError.WSANOTINITIALISED);
      ok(e -> stack.sockets().closeHandle(s, e));
    }
  }

  @Test
  void aNullErrorParameterIsRefusedAndNothingIsModified() {
    try (Stack stack = Stack.of(HandleKind.PASS_THROUGH, 1)) {
      Pair pair = stack.pair(Transport.TCP);
      int base = stack.baseEntry(Transport.TCP).catalogEntryId();

      assertThatThrownBy(() -> modify(stack, base, pair.near(), null))
          .isInstanceOf(NullPointerException.class)
          .hasMessageContaining("lpErrno");

      assertStillRouted(stack, pair);
    }
  }

  @Test
  void itWorksOutsideAnyCallAndInAnyThread() throws InterruptedException {
    try (TwoProviders two = new TwoProviders()) {
      long s = two.socketOfA();
      Thread thread = new Thread(() -> ok(e -> two.modify(two.b, s, e)));
      thread.start();
      thread.join();

      assertThat(two.whoAnswers(s)).isEqualTo("B");
    }
  }

  @Test
  void whenAModificationIsRefusedTheLayerClosesTheLowerSocketAndReportsTheReason() {
    AtomicReference<Integer> refusedId = new AtomicReference<>();
    int before = Descriptors.count();
    try (Stack stack =
        Stack.decorated(
            UpcallTables.changing(
                table ->
                    UpcallTables.withModify(
                        table,
                        (id, handle, errno) -> {
                          if (refusedId.get() != null && refusedId.get() == id) {
                            errno.set(WinsockError.WSAENOBUFS);
                            return Ws2Def.INVALID_SOCKET;
                          }
                          return table.wpuModifyIfsHandle().invoke(id, handle, errno);
                        })),
            List.of(LayerKind.PASS_THROUGH, LayerKind.PASS_THROUGH_INTERCEPTING))) {
      for (ProtocolInfo entry : stack.upwards(Transport.TCP)) {
        refusedId.set(entry.catalogEntryId());

        assertThat(error(e -> stack.trySocket(stack.topEntry(Transport.TCP), e)))
            .as("refused to entry %s", entry.protocolName())
            .isEqualTo(WinsockError.WSAENOBUFS);
        Descriptors.assertCount(before);
      }
    }
  }

  // Against a close in another thread

  @Test
  void aLayerThatModifiesWhileTheHandleIsBeingClosedIsRefused() {
    AtomicReference<WinsockError> seen = new AtomicReference<>();
    try (TwoProviders two = new TwoProviders()) {
      two.installLayerOverA();
      long s = two.socketOfA();
      two.duringClose = () -> seen.set(error(e -> two.modify(two.layerOverA(), s, e)));

      ok(e -> two.winsock.closesocket(s, e));

      assertThat(seen.get()).isEqualTo(WinsockError.WSAEINVAL);
      assertThat(two.winsock.handleCount()).isZero();
    }
  }

  @Test
  void aBaseThatModifiesWhileTheNumberIsBeingClosedAnnouncesANewSocketThatStands() {
    try (TwoProviders two = new TwoProviders()) {
      long s = two.socketOfA();
      List<Long> others = new ArrayList<>();
      two.afterClose = () -> others.addAll(ReusedNumber.open(s, two::socketOfB));

      ok(e -> two.winsock.closesocket(s, e));
      two.afterClose = () -> {};
      others.forEach(other -> ok(e -> two.winsock.closesocket(other, e)));

      assertThat(two.whoAnswers(s)).isEqualTo("B");
      assertThat(two.winsock.handleCount()).isEqualTo(1);
    }
  }

  /** On a real system the JVM itself opens and closes files at any moment, under any number. */
  @Test
  void racingWithACloseItNeverLeavesAnEntryThatRoutesTheClosedNumber() throws Exception {
    try (Stack stack = Stack.over(new NullSockets(), LayerKind.PASS_THROUGH_INTERCEPTING)) {
      int layer = stack.topEntry(Transport.TCP).catalogEntryId();
      int base = stack.baseEntry(Transport.UDP).catalogEntryId();
      AtomicLong raced = new AtomicLong();
      CyclicBarrier barrier = new CyclicBarrier(2);
      int rounds = HostSystem.isWindows() ? 1_000 : 20_000; // Wine is slow at hand-overs
      Future<?> modifier =
          inBackground(
              () -> {
                for (int round = 0; round < rounds; round++) {
                  barrier.await();
                  assertThat(refusal(stack, layer, raced.get()))
                      .isIn(WinsockError.NO_ERROR, WinsockError.WSAEINVAL);
                  barrier.await();
                }
                return null;
              });
      for (int round = 0; round < rounds; round++) {
        long s = stack.socket(Transport.TCP);
        raced.set(s);
        barrier.await();
        stack.closeSocket(s);
        barrier.await();

        assertThat(stack.winsock().handleCount()).as("entries after round %d", round).isZero();
        long next = stack.socket(stack.baseEntry(Transport.UDP));
        assertThat(next).as("the number is used again").isEqualTo(s);
        assertThat(stack.ownerOf(next)).isEqualTo(base);
        stack.closeSocket(next);
      }
      modifier.get();
    }
  }

  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "it looks at descriptors from outside")
  @Test
  void aHandleThatIsClosedMeanwhileIsRefusedEvenIfAFileHasItsNumberByThen() {
    AtomicReference<Runnable> beforeTheNextLook = new AtomicReference<>(() -> {});
    NativeSockets real = Stack.system();
    NativeSockets sockets =
        Interposed.before(
            NativeSockets.class, real, "isOpen", () -> beforeTheNextLook.getAndSet(() -> {}).run());
    try (Stack stack = Stack.over(sockets, LayerKind.PASS_THROUGH)) {
      long s = stack.socket(Transport.TCP);
      beforeTheNextLook.set(
          () -> {
            stack.closeSocket(s);
            assertThat(RawIo.dupAbove((int) s, 0)).as("the file's number").isEqualTo(s);
          });

      assertThat(refusal(stack, stack.topEntry(Transport.TCP).catalogEntryId(), s))
          .isEqualTo(WinsockError.WSAEINVAL);

      assertThat(stack.winsock().handleCount()).isZero();
      RawIo.close(s);
    }
  }

  @Test
  void aHandleThatIsClosedJustAfterItsEntryIsThereIsRefusedAndLeavesNone() {
    NativeSockets real = Stack.system();
    AtomicInteger looks = new AtomicInteger();
    AtomicLong foreign = new AtomicLong();
    NativeSockets sockets =
        Interposed.before(
            NativeSockets.class,
            real,
            "isOpen",
            () -> {
              if (looks.incrementAndGet() == 2) {
                ok(e -> real.close(foreign.get(), e));
              }
            });
    try (Stack stack = Stack.over(sockets)) {
      foreign.set(ok(e -> real.socket(Ws2Def.AF_INET, Ws2Def.SOCK_STREAM, 0, e)));
      looks.set(0);

      assertThat(refusal(stack, stack.baseEntry(Transport.TCP).catalogEntryId(), foreign.get()))
          .isEqualTo(WinsockError.WSAEINVAL);

      assertThat(looks).as("looks at the handle").hasValue(2);
      assertThat(stack.winsock().handleCount()).isZero();
    }
  }

  @Test
  void manyThreadsThatModifyOneHandleLeaveOneEntry() throws InterruptedException {
    try (TwoProviders two = new TwoProviders()) {
      long s = two.socketOfA();
      List<Thread> threads = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        ProtocolInfo entry = i % 2 == 0 ? two.a : two.b;
        threads.add(
            new Thread(
                () -> {
                  for (int n = 0; n < 2_000; n++) {
                    ok(e -> two.modify(entry, s, e));
                  }
                }));
      }
      threads.forEach(Thread::start);
      for (Thread thread : threads) {
        thread.join();
      }

      assertThat(two.winsock.handleCount()).isEqualTo(1);
      ok(e -> two.winsock.closesocket(s, e));
      assertThat(two.winsock.handleCount()).isZero();
    }
  }

  /** Two base providers that can be told apart, and a place to act in the middle of their calls. */
  private static final class TwoProviders implements AutoCloseable {
    final Winsock winsock;
    final ProtocolInfo a;
    final ProtocolInfo b;
    Runnable duringListen = () -> {};
    Runnable duringClose = () -> {};
    Runnable afterClose = () -> {};
    private String answered;

    TwoProviders() {
      NativeSockets sockets = Stack.system();
      winsock = new Winsock(sockets);
      a = install("A", sockets);
      b = install("B", sockets);
      winsock.wsaStartup(Ws2Def.VERSION_2_2);
    }

    private ProtocolInfo install(String name, NativeSockets sockets) {
      StubProvider provider =
          new StubProvider(
              sockets,
              table ->
                  table
                      .with(
                          WspFunction.Listen.class,
                          (s, backlog, errno) -> {
                            answered = name;
                            Runnable now = duringListen;
                            duringListen = () -> {};
                            now.run();
                            return 0;
                          })
                      .with(
                          WspFunction.CloseSocket.class,
                          (s, errno) -> {
                            duringClose.run();
                            int result = sockets.close(s, errno);
                            afterClose.run();
                            return result;
                          }));
      winsock.libraries().add(name, provider);
      return winsock.catalog().install(StubProvider.entry(name), name);
    }

    void installLayerOverA() {
      LayerInstaller.install(winsock, LayerKind.PASS_THROUGH, "layer");
    }

    ProtocolInfo layerOverA() {
      return winsock.catalog().enumerate().get(0).info();
    }

    long socketOfA() {
      return ok(e -> winsock.socket(0, 0, 0, a, 0, 0, e));
    }

    long socketOfB() {
      return ok(e -> winsock.socket(0, 0, 0, b, 0, 0, e));
    }

    long modify(ProtocolInfo entry, long s, Errno errno) {
      return winsock.upcalls().wpuModifyIfsHandle(entry.catalogEntryId(), s, errno);
    }

    String whoAnswers(long s) {
      answered = "nobody";
      ok(e -> winsock.listen(s, 1, e));
      return answered;
    }

    @Override
    public void close() {
      duringClose = () -> {};
      afterClose = () -> {};
      ok(winsock::wsaCleanup);
    }
  }

  /** A base that records what it is given, under layers. */
  private static final class RecordingBase implements AutoCloseable {
    final Winsock winsock;
    final long socket;
    private List<Object> got;
    private Errno errnoGiven;

    RecordingBase(LayerKind kind, int depth) {
      NativeSockets sockets = Stack.system();
      winsock =
          Stack.stubbed(
                  sockets,
                  table ->
                      table
                          .with(
                              WspFunction.Send.class,
                              (s, b, n, c, f, o, r, t, e) -> pending(e, s, b, n, c, f, o, r, t))
                          .with(
                              WspFunction.Recv.class,
                              (s, b, n, c, f, o, r, t, e) -> pending(e, s, b, n, c, f, o, r, t))
                          .with(
                              WspFunction.SendTo.class,
                              (s, b, n, c, f, a, l, o, r, t, e) ->
                                  pending(e, s, b, n, c, f, a, l, o, r, t))
                          .with(
                              WspFunction.RecvFrom.class,
                              (s, b, n, c, f, a, l, o, r, t, e) ->
                                  pending(e, s, b, n, c, f, a, l, o, r, t))
                          .with(
                              WspFunction.Ioctl.class,
                              (s, code, in, cbIn, out, cbOut, c, o, r, t, e) ->
                                  pending(e, s, code, in, cbIn, out, cbOut, c, o, r, t))
                          .with(
                              WspFunction.GetOverlappedResult.class,
                              (s, o, c, wait, f, e) -> {
                                pending(e, s, o, c, wait, f);
                                e.set(WinsockError.WSA_IO_INCOMPLETE);
                                return false;
                              }),
                  Collections.nCopies(depth, kind).toArray(LayerKind[]::new))
              .winsock();
      socket = ok(e -> winsock.socket(0, 0, 0, null, 0, 0, e));
    }

    private int pending(Errno errno, Object... arguments) {
      got = Arrays.asList(arguments);
      errnoGiven = errno;
      errno.set(WinsockError.WSA_IO_PENDING);
      return Ws2Def.SOCKET_ERROR;
    }

    /** Checks that the base was handed the caller's own error parameter too. */
    int with(Errno errno, int result) {
      assertThat(errnoGiven).isSameAs(errno);
      return result;
    }

    void assertGot(Object... expected) {
      assertThat(got).hasSize(expected.length);
      for (int i = 0; i < expected.length; i++) {
        if (expected[i] instanceof Number || expected[i] instanceof Boolean) {
          assertThat(got.get(i)).as("argument %d", i).isEqualTo(expected[i]);
        } else {
          assertThat(got.get(i)).as("argument %d", i).isSameAs(expected[i]);
        }
      }
    }

    @Override
    public void close() {
      ok(winsock::wsaCleanup);
    }
  }
}
