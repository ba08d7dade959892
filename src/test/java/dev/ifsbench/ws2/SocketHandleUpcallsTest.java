package dev.ifsbench.ws2;

import static dev.ifsbench.fixture.Calls.error;
import static dev.ifsbench.fixture.Calls.ok;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ifsbench.bench.state.HandleKind;
import dev.ifsbench.bench.state.Transport;
import dev.ifsbench.fixture.Descriptors;
import dev.ifsbench.fixture.Interposed;
import dev.ifsbench.fixture.Pair;
import dev.ifsbench.fixture.ReusedNumber;
import dev.ifsbench.fixture.Stack;
import dev.ifsbench.fixture.StubProvider;
import dev.ifsbench.fixture.UpcallTables;
import dev.ifsbench.provider.LayerKind;
import dev.ifsbench.sockets.NativeSockets;
import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.FdSet;
import dev.ifsbench.spi.ServiceFlags;
import dev.ifsbench.spi.UpcallTable;
import dev.ifsbench.spi.WinsockError;
import dev.ifsbench.spi.Ws2Def;
import dev.ifsbench.spi.WsaOverlapped;
import dev.ifsbench.spi.WsaThreadId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code WPUCreateSocketHandle}, its companions, and the other upcalls. */
class SocketHandleUpcallsTest {
  private final Object context = new Object();
  private Stack stack;
  private Upcalls upcalls;
  private int wrapping;

  @BeforeEach
  void start() {
    stack = Stack.of(HandleKind.WRAPPED, 1);
    upcalls = stack.winsock().upcalls();
    wrapping = stack.topEntry(Transport.TCP).catalogEntryId();
  }

  @AfterEach
  void end() {
    stack.close();
  }

  private long create() {
    return ok(e -> upcalls.wpuCreateSocketHandle(wrapping, context, e));
  }

  private WinsockError queryError(long s) {
    return error(e -> upcalls.wpuQuerySocketHandleContext(s, e) == null ? -1 : 0);
  }

  private WinsockError completeError(long s) {
    return error(
        e ->
            upcalls.wpuCompleteOverlappedRequest(
                s, new WsaOverlapped(), WinsockError.NO_ERROR, 0, e));
  }

  @Test
  void eachHandleIsAnOpenDescriptorThatNobodyElseHas() {
    Set<Long> handles = new HashSet<>();
    for (int i = 0; i < 50; i++) {
      long base = stack.socket(stack.baseEntry(Transport.TCP));
      long created = create();
      assertThat(Descriptors.isOpen(created)).isTrue();
      assertThat(error(e -> stack.sockets().describe(created, new int[3], e)))
          .isEqualTo(WinsockError.WSAENOTSOCK);
      assertThat(handles.add(base)).isTrue();
      assertThat(handles.add(created)).isTrue();
    }
    handles.forEach(
        s -> {
          Errno errno = new Errno();
          if (upcalls.wpuCloseSocketHandle(s, errno) != 0) {
            stack.closeSocket(s);
          }
        });
  }

  @Test
  void theContextCanBeReadAtOnce() {
    long s = create();
    assertThat(upcalls.wpuQuerySocketHandleContext(s, new Errno())).isSameAs(context);
    ok(e -> upcalls.wpuCloseSocketHandle(s, e));
  }

  @Test
  void createWithAnUnknownOrHiddenOrIfsEntryIsInvalid() {
    int hidden = stack.topEntry(Transport.TCP).protocolChain().chainEntries().get(0);
    int base = stack.baseEntry(Transport.TCP).catalogEntryId();
    for (int id : new int[] {0, -1, 99_999, hidden, base}) {
      assertThat(error(e -> upcalls.wpuCreateSocketHandle(id, context, e)))
          .as("entry %d", id)
          .isEqualTo(WinsockError.WSAEINVAL);
    }
  }

  @Test
  void createWithAProviderThatDoesNotLoadFails() {
    int broken =
        stack
            .winsock()
            .catalog()
            .install(
                StubProvider.entry("none").withServiceFlags1(ServiceFlags.XP1_GRACEFUL_CLOSE),
                "no file")
            .catalogEntryId();
    assertThat(error(e -> upcalls.wpuCreateSocketHandle(broken, context, e)))
        .isEqualTo(WinsockError.WSAEPROVIDERFAILEDINIT);
  }

  @Test
  void aHandleThatTheSystemCannotServeIsNotMade() {
    NativeSockets full =
        Interposed.failing(
            NativeSockets.class, Stack.system(), "serveHandle", WinsockError.WSAENOBUFS);
    try (Stack unserved = Stack.over(full, LayerKind.WRAPPED)) {
      int layer = unserved.topEntry(Transport.TCP).catalogEntryId();
      int before = Descriptors.count();

      assertThat(error(e -> unserved.winsock().upcalls().wpuCreateSocketHandle(layer, context, e)))
          .isEqualTo(WinsockError.WSAENOBUFS);

      Descriptors.assertCount(before);
      assertThat(unserved.winsock().handleCount()).isZero();
    }
  }

  @Test
  void aClosedHandleIsNotASocketForQueryAndCloseAndInvalidForComplete() {
    long s = create();
    ok(e -> upcalls.wpuCloseSocketHandle(s, e));

    assertThat(Descriptors.isOpen(s)).isFalse();
    assertThat(queryError(s)).isEqualTo(WinsockError.WSAENOTSOCK);
    assertThat(error(e -> upcalls.wpuCloseSocketHandle(s, e))).isEqualTo(WinsockError.WSAENOTSOCK);
    assertThat(completeError(s)).isEqualTo(WinsockError.WSAEINVAL);
  }

  @Test
  void anIfsHandleIsNotASocketForQueryAndCloseAndInvalidForComplete() {
    long s = stack.socket(stack.baseEntry(Transport.TCP));

    assertThat(queryError(s)).isEqualTo(WinsockError.WSAENOTSOCK);
    assertThat(error(e -> upcalls.wpuCloseSocketHandle(s, e))).isEqualTo(WinsockError.WSAENOTSOCK);
    assertThat(completeError(s)).isEqualTo(WinsockError.WSAEINVAL);
    assertThat(Descriptors.isOpen(s)).isTrue();
    stack.closeSocket(s);
  }

  @Test
  void aValueThatIsNoHandleIsNotASocketForQueryAndCloseAndInvalidForComplete() {
    for (long s : new long[] {Ws2Def.INVALID_SOCKET, 0, 2, 1L << 40, Long.MIN_VALUE}) {
      assertThat(queryError(s)).isEqualTo(WinsockError.WSAENOTSOCK);
      assertThat(error(e -> upcalls.wpuCloseSocketHandle(s, e)))
          .isEqualTo(WinsockError.WSAENOTSOCK);
      assertThat(completeError(s)).isEqualTo(WinsockError.WSAEINVAL);
    }
  }

  @Test
  void completeWritesTheResultAndSetsTheEvent() {
    long s = create();
    long event = ok(upcalls::wpuCreateEvent);
    WsaOverlapped overlapped = new WsaOverlapped();
    overlapped.setInternal(Ws2Def.WSS_OPERATION_IN_PROGRESS);
    overlapped.setEvent(event);
    assertThat(stack.sockets().awaitEvent(event, 0, new Errno())).isFalse();

    ok(e -> upcalls.wpuCompleteOverlappedRequest(s, overlapped, WinsockError.NO_ERROR, 42, e));

    assertThat(overlapped.internal()).isNotEqualTo(Ws2Def.WSS_OPERATION_IN_PROGRESS);
    assertThat(overlapped.internalHigh()).isEqualTo(42);
    assertThat(stack.sockets().awaitEvent(event, 0, new Errno())).isTrue();
    ok(e -> upcalls.wpuResetEvent(event, e) ? 0 : -1);
    assertThat(stack.sockets().awaitEvent(event, 0, new Errno())).isFalse();
    ok(e -> upcalls.wpuCloseEvent(event, e) ? 0 : -1);
    assertThat(error(e -> upcalls.wpuSetEvent(event, e) ? 0 : -1))
        .isEqualTo(WinsockError.WSA_INVALID_HANDLE);
    ok(e -> upcalls.wpuCloseSocketHandle(s, e));
  }

  @Test
  void theCallsOnEventsSucceedOnOneThatIsOpenAndFailOnAnyOther() {
    long event = ok(upcalls::wpuCreateEvent);
    assertThat(upcalls.wpuSetEvent(event, new Errno())).isTrue();
    assertThat(upcalls.wpuResetEvent(event, new Errno())).isTrue();
    assertThat(upcalls.wpuCloseEvent(event, new Errno())).isTrue();
    assertThat(error(e -> upcalls.wpuSetEvent(event, e) ? 0 : -1))
        .isEqualTo(WinsockError.WSA_INVALID_HANDLE);
    assertThat(error(e -> upcalls.wpuResetEvent(event, e) ? 0 : -1))
        .isEqualTo(WinsockError.WSA_INVALID_HANDLE);
    assertThat(error(e -> upcalls.wpuCloseEvent(event, e) ? 0 : -1))
        .isEqualTo(WinsockError.WSA_INVALID_HANDLE);
    assertThat(error(e -> stack.winsock().closeEvent(event, e) ? 0 : -1))
        .isEqualTo(WinsockError.WSA_INVALID_HANDLE);
  }

  @Test
  void completingWithoutAStructureIsAFault() {
    long s = create();
    assertThat(
            error(e -> upcalls.wpuCompleteOverlappedRequest(s, null, WinsockError.NO_ERROR, 0, e)))
        .isEqualTo(WinsockError.WSAEFAULT);
    ok(e -> upcalls.wpuCloseSocketHandle(s, e));
  }

  @Test
  void aNewHandleWithAReusedNumberHasItsOwnContext() {
    long first = create();
    ok(e -> upcalls.wpuCloseSocketHandle(first, e));
    Object other = new Object();
    List<Long> others =
        ReusedNumber.open(first, () -> ok(e -> upcalls.wpuCreateSocketHandle(wrapping, other, e)));

    assertThat(upcalls.wpuQuerySocketHandleContext(first, new Errno())).isSameAs(other);
    ok(e -> upcalls.wpuCloseSocketHandle(first, e));
    others.forEach(s -> ok(e -> upcalls.wpuCloseSocketHandle(s, e)));
  }

  @Test
  void ownersAreNotAskedForSoQueryAnswersAnyProvider() {
    long s = stack.socket(Transport.TCP);
    assertThat(upcalls.wpuQuerySocketHandleContext(s, new Errno())).isNotNull();
  }

  @Test
  void aLayerRefusesTheContextsOfOthers() {
    long s = create();
    assertThat(error(e -> stack.tryReceive(s, e))).isEqualTo(WinsockError.WSAENOTSOCK);
    assertThat(error(e -> stack.winsock().listen(s, 1, e))).isEqualTo(WinsockError.WSAENOTSOCK);
    ok(e -> upcalls.wpuCloseSocketHandle(s, e));
  }

  @Test
  void stackedWrappingLayersDoNotTakeEachOthersHandles() {
    try (Stack two = Stack.of(HandleKind.WRAPPED, 2)) {
      Pair upper = two.pair(Transport.TCP);
      Pair lower =
          two.pair(
              Transport.TCP, two.upwards(Transport.TCP).get(1), two.upwards(Transport.TCP).get(1));

      assertThat(two.layers().get(1).counters(lower.near())).isNull();
      assertThat(two.layers().get(0).counters(upper.near())).isNull();
      assertThat(two.layers().get(0).counters(lower.near())).isNotNull();
      assertThat(two.layers().get(1).counters(upper.near())).isNotNull();
      // A lower layer's handle means that layer's socket, and never the upper layer's.
      assertThat(two.ownerOf(lower.near()))
          .isEqualTo(two.upwards(Transport.TCP).get(1).catalogEntryId());
      two.assertConnected(upper.near(), upper.far());
      two.assertConnected(lower.near(), lower.far());
    }
  }

  @Test
  void aHandleThatIsClosedByItsNumberBeforeItsMakerHasItIsNotLeftBehind() {
    AtomicReference<Winsock> winsock = new AtomicReference<>();
    int before = Descriptors.count();
    try (Stack decorated =
        Stack.decorated(
            UpcallTables.changing(
                table ->
                    UpcallTables.withCreate(
                        table,
                        (id, ctx, errno) -> {
                          long s = table.wpuCreateSocketHandle().invoke(id, ctx, errno);
                          ok(e -> winsock.get().closesocket(s, e));
                          return s;
                        })),
            List.of(LayerKind.WRAPPED))) {
      winsock.set(decorated.winsock());

      long s = decorated.socket(Transport.TCP);

      assertThat(error(e -> decorated.winsock().closesocket(s, e)))
          .isEqualTo(WinsockError.WSAENOTSOCK);
      assertThat(Descriptors.isOpen(s)).isFalse();
      Descriptors.assertCount(before);
    }
  }

  @Test
  void beforeStartUpAndAfterCleanUpNothingIsInitialised() {
    stack.cleanUp();

    assertThat(error(e -> upcalls.wpuCreateSocketHandle(wrapping, context, e)))
        .isEqualTo(WinsockError.WSANOTINITIALISED);
    assertThat(queryError(5)).isEqualTo(WinsockError.WSANOTINITIALISED);
    assertThat(error(e -> upcalls.wpuCloseSocketHandle(5, e)))
        .isEqualTo(WinsockError.WSANOTINITIALISED);
  }

  @Test
  void membershipAndPathsAreAnswered() {
    assertThat(upcalls.wpuFdIsSet(7, FdSet.of(5, 7))).isTrue();
    assertThat(upcalls.wpuFdIsSet(6, FdSet.of(5, 7))).isFalse();
    UUID top = stack.topEntry(Transport.TCP).providerId();
    assertThat(upcalls.wpuGetProviderPath(top, new Errno()))
        .isEqualTo(stack.winsock().catalog().find(wrapping).providerPath());
    assertThat(error(e -> upcalls.wpuGetProviderPath(new UUID(1, 2), e) == null ? -1 : 0))
        .isEqualTo(WinsockError.WSAEINVALIDPROVIDER);
    assertThat(error(e -> upcalls.wpuGetProviderPath(null, e) == null ? -1 : 0))
        .isEqualTo(WinsockError.WSAEFAULT);
  }

  @Test
  void upcallsForWindowsAndHooksAreUnsupportedAndNeverSucceed() {
    UpcallTable table = upcalls.table();

    assertThat(table.wpuPostMessage().invoke(1, 2, 3, 4)).isFalse();
    assertThat(error(e -> table.wpuQueryBlockingCallback().invoke(wrapping, e) == null ? -1 : 0))
        .isEqualTo(WinsockError.WSAEOPNOTSUPP);
  }

  @Test
  void aQueuedProcedureRunsWhenItsThreadSleepsAlertablyAndNotBefore() throws Exception {
    UpcallTable table = upcalls.table();
    WsaThreadId thread = table.wpuOpenCurrentThread().invoke(new Errno());
    List<Long> ran = new ArrayList<>();
    Thread other =
        new Thread(
            () -> {
              ok(e -> table.wpuQueueApc().invoke(thread, ran::add, 7, e));
              ok(e -> table.wpuQueueApc().invoke(thread, ran::add, 8, e));
            });
    other.start();
    other.join();
    assertThat(ran).as("before the thread sleeps").isEmpty();
    assertThat(stack.winsock().overlapped().sleepEx(0)).isTrue();
    assertThat(ran).containsExactly(7L, 8L);
    assertThat(stack.winsock().overlapped().sleepEx(1)).as("with nothing queued").isFalse();
    ok(e -> table.wpuCloseThread().invoke(thread, e));
  }

  @Test
  void aProcedureForNoThreadOrOneThatHasEndedIsRefused() throws Exception {
    UpcallTable table = upcalls.table();
    List<WsaThreadId> ended = new ArrayList<>();
    Thread other = new Thread(() -> ended.add(table.wpuOpenCurrentThread().invoke(new Errno())));
    other.start();
    other.join();
    assertThat(error(e -> table.wpuQueueApc().invoke(ended.get(0), c -> {}, 0, e)))
        .isEqualTo(WinsockError.WSAEFAULT);
    assertThat(error(e -> table.wpuQueueApc().invoke(null, c -> {}, 0, e)))
        .isEqualTo(WinsockError.WSAEFAULT);
  }
}
