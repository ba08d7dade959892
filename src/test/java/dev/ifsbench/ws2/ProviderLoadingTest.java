package dev.ifsbench.ws2;

import static dev.ifsbench.fixture.Calls.error;
import static dev.ifsbench.fixture.Calls.ok;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ifsbench.fixture.Message;
import dev.ifsbench.fixture.Stack;
import dev.ifsbench.fixture.StubProvider;
import dev.ifsbench.fixture.Tables;
import dev.ifsbench.fixture.UpcallTables;
import dev.ifsbench.provider.BaseProvider;
import dev.ifsbench.sockets.NativeSockets;
import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.FdSet;
import dev.ifsbench.spi.IntRef;
import dev.ifsbench.spi.NativeMemory;
import dev.ifsbench.spi.ProcedureTableRef;
import dev.ifsbench.spi.ProtocolInfo;
import dev.ifsbench.spi.ProtocolInfoRef;
import dev.ifsbench.spi.WinsockError;
import dev.ifsbench.spi.Ws2Def;
import dev.ifsbench.spi.WsaBuf;
import dev.ifsbench.spi.WsaOverlapped;
import dev.ifsbench.spi.WspData;
import dev.ifsbench.spi.WspFunction;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Start-up, clean-up, and how providers are loaded and chosen. */
class ProviderLoadingTest {
  private final NativeSockets sockets = Stack.system();
  private final Winsock winsock = new Winsock(sockets);

  @AfterEach
  void end() {
    Errno errno = new Errno();
    while (winsock.wsaCleanup(errno) == 0) {
      // as often as it was started
    }
  }

  private void start() {
    assertThat(winsock.wsaStartup(Ws2Def.VERSION_2_2)).isEqualTo(WinsockError.NO_ERROR);
  }

  private StubProvider stub() {
    return new StubProvider(sockets, table -> table);
  }

  private ProtocolInfo install(String name, StubProvider provider) {
    return provider.installIn(winsock, name);
  }

  private long socket(ProtocolInfo info, Errno errno) {
    return winsock.socket(0, 0, 0, info, 0, 0, errno);
  }

  private WinsockError socketError(ProtocolInfo info) {
    return error(e -> socket(info, e));
  }

  @ParameterizedTest
  @ValueSource(ints = {0x0000, 0x0001, 0x0101, 0x0002, 0x0102, 0x0901})
  void aVersionBefore22IsRefusedAndDoesNotStart(int version) {
    assertThat(winsock.wsaStartup(version)).isEqualTo(WinsockError.WSAVERNOTSUPPORTED);
    assertThat(socketError(null)).isEqualTo(WinsockError.WSANOTINITIALISED);
  }

  @ParameterizedTest
  @ValueSource(ints = {0x0202, 0x0302, 0x0003, 0xFFFF})
  void aLaterVersionStarts(int version) {
    assertThat(winsock.wsaStartup(version)).isEqualTo(WinsockError.NO_ERROR);
  }

  @Test
  void startsAreCountedAndOnlyTheLastCleanUpEnds() {
    StubProvider provider = stub();
    install("a", provider);
    start();
    start();
    ok(e -> socket(null, e));

    ok(winsock::wsaCleanup);
    assertThat(provider.cleanups()).isZero();
    ok(e -> socket(null, e));

    ok(winsock::wsaCleanup);
    assertThat(provider.cleanups()).isEqualTo(1);
    assertThat(socketError(null)).isEqualTo(WinsockError.WSANOTINITIALISED);
    assertThat(error(winsock::wsaCleanup)).isEqualTo(WinsockError.WSANOTINITIALISED);
  }

  @Test
  void itCanBeStartedAgainAfterTheLastCleanUp() {
    StubProvider provider = stub();
    install("a", provider);
    for (int i = 1; i <= 3; i++) {
      start();
      ok(e -> socket(null, e));
      ok(winsock::wsaCleanup);
      assertThat(provider.starts()).isEqualTo(i);
      assertThat(provider.cleanups()).isEqualTo(i);
    }
  }

  @Test
  void notInitialisedComesBeforeNotASocketAndBeforeTheArguments() {
    assertThat(error(e -> winsock.bind(-1, null, 0, e))).isEqualTo(WinsockError.WSANOTINITIALISED);
    assertThat(error(e -> winsock.select(null, null, null, null, e)))
        .isEqualTo(WinsockError.WSANOTINITIALISED);
    assertThat(error(e -> winsock.closesocket(5, e))).isEqualTo(WinsockError.WSANOTINITIALISED);
    start();
    assertThat(error(e -> winsock.bind(-1, null, 0, e))).isEqualTo(WinsockError.WSAENOTSOCK);
  }

  @Test
  void aCallClearsTheErrorOfTheOneBefore() {
    install("a", stub());
    start();
    Errno errno = new Errno();
    assertThat(winsock.listen(-1, 1, errno)).isEqualTo(Ws2Def.SOCKET_ERROR);
    assertThat(socket(null, errno)).isNotEqualTo(Ws2Def.INVALID_SOCKET);
    assertThat(errno.isClear()).isTrue();
  }

  @Test
  void aProviderIsStartedWhenItIsFirstNeededAndOnceForItsGuid() {
    StubProvider provider = stub();
    ProtocolInfo first = install("a", provider);
    ProtocolInfo second = winsock.catalog().install(StubProvider.entry("a"), "a");
    start();
    assertThat(provider.starts()).isZero();
    ok(e -> socket(first, e));
    ok(e -> socket(second, e));
    ok(e -> socket(first, e));
    assertThat(provider.starts()).isEqualTo(1);
  }

  @Test
  void twoGuidsOfOneLibraryAreTwoStarts() {
    StubProvider provider = stub();
    ProtocolInfo first = install("a", provider);
    ProtocolInfo second = winsock.catalog().install(StubProvider.entry("b"), "a");
    start();
    ok(e -> socket(first, e));
    ok(e -> socket(second, e));
    assertThat(provider.starts()).isEqualTo(2);
    ok(winsock::wsaCleanup);
    assertThat(provider.cleanups()).isEqualTo(2);
  }

  @Test
  void aLibraryThatIsNotThereFailsToInitialise() {
    winsock.catalog().install(StubProvider.entry("a"), "nowhere");
    start();
    assertThat(socketError(null)).isEqualTo(WinsockError.WSAEPROVIDERFAILEDINIT);
  }

  @Test
  void aProviderThatDoesNotStartFailsToInitialiseAndIsTriedAgain() {
    StubProvider provider = stub().startingWith(WinsockError.WSASYSNOTREADY);
    install("a", provider);
    start();
    assertThat(socketError(null)).isEqualTo(WinsockError.WSAEPROVIDERFAILEDINIT);
    provider.startingWith(WinsockError.NO_ERROR);
    ok(e -> socket(null, e));
  }

  @Test
  void aProviderOfAnotherVersionIsInvalidAndCleanedUp() {
    StubProvider provider = stub().speaking(0x0302);
    install("a", provider);
    start();
    assertThat(socketError(null)).isEqualTo(WinsockError.WSAEINVALIDPROVIDER);
    assertThat(provider.cleanups()).isEqualTo(1);
  }

  @Test
  void aTableThatLacksAnEntryIsInvalid() {
    install("a", new StubProvider(sockets, table -> table.with(WspFunction.JoinLeaf.class, null)));
    start();
    assertThat(socketError(null)).isEqualTo(WinsockError.WSAEINVALIDPROCTABLE);
  }

  @Test
  void aProviderThatReturnsNoTableIsInvalid() {
    winsock
        .libraries()
        .add(
            "a",
            (version, data, info, upcalls, table) -> {
              data.wVersion = Ws2Def.VERSION_2_2;
              return WinsockError.NO_ERROR;
            });
    winsock.catalog().install(StubProvider.entry("a"), "a");
    start();
    assertThat(socketError(null)).isEqualTo(WinsockError.WSAEINVALIDPROCTABLE);
  }

  @Test
  void aProviderThatFailsWithoutACodeIsASystemCallFailure() {
    install(
        "a",
        new StubProvider(
            sockets,
            table ->
                table
                    .with(WspFunction.Listen.class, (s, backlog, errno) -> Ws2Def.SOCKET_ERROR)
                    .with(WspFunction.Accept.class, (s, a, l, c, d, errno) -> Ws2Def.INVALID_SOCKET)
                    .with(
                        WspFunction.Select.class, (n, r, w, x, t, errno) -> Ws2Def.SOCKET_ERROR)));
    start();
    long s = ok(e -> socket(null, e));
    assertThat(error(e -> winsock.listen(s, 1, e))).isEqualTo(WinsockError.WSASYSCALLFAILURE);
    assertThat(error(e -> winsock.accept(s, null, null, e)))
        .isEqualTo(WinsockError.WSASYSCALLFAILURE);
    assertThat(error(e -> winsock.select(FdSet.of(s), null, null, null, e)))
        .isEqualTo(WinsockError.WSASYSCALLFAILURE);
  }

  @Test
  void aFailureOfTheProviderIsTheCallersWhateverTheCall() {
    install(
        "a",
        new StubProvider(
            sockets,
            table ->
                Tables.recording((name, arguments) -> {}).toBuilder()
                    .with(WspFunction.Socket.class, table.build().wspSocket())
                    .with(WspFunction.Cleanup.class, errno -> 0)));
    start();
    long s = ok(e -> socket(null, e));
    NativeMemory memory = new NativeMemory(16);
    IntRef length = new IntRef(16);
    WsaBuf[] buffers = new Message(1).buffers();
    Map<String, ToLongFunction<Errno>> calls = new LinkedHashMap<>();
    calls.put("accept", e -> winsock.accept(s, null, null, e));
    calls.put("bind", e -> winsock.bind(s, memory, 16, e));
    calls.put("connect", e -> winsock.connect(s, memory, 16, e));
    calls.put("duplicate", e -> winsock.duplicateSocket(s, 1, new ProtocolInfoRef(), e));
    calls.put("enumNetworkEvents", e -> winsock.enumNetworkEvents(s, 0, memory, e));
    calls.put("eventSelect", e -> winsock.eventSelect(s, 0, 0, e));
    calls.put("getpeername", e -> winsock.getpeername(s, memory, length, e));
    calls.put("getsockname", e -> winsock.getsockname(s, memory, length, e));
    calls.put("getsockopt", e -> winsock.getsockopt(s, 1, 1, memory, length, e));
    calls.put("ioctl", e -> winsock.ioctl(s, 1, null, 0, null, 0, length, e));
    calls.put("joinLeaf", e -> winsock.joinLeaf(s, memory, 16, 0, e));
    calls.put("listen", e -> winsock.listen(s, 1, e));
    calls.put("recv", e -> winsock.recv(s, buffers, 1, length, length, null, null, e));
    calls.put(
        "recvFrom",
        e -> winsock.recvFrom(s, buffers, 1, length, length, null, null, null, null, e));
    calls.put("select", e -> winsock.select(null, FdSet.of(s), null, null, e));
    calls.put("send", e -> winsock.send(s, buffers, 1, length, 0, null, null, e));
    calls.put("sendTo", e -> winsock.sendTo(s, buffers, 1, length, 0, null, 0, null, null, e));
    calls.put("setsockopt", e -> winsock.setsockopt(s, 1, 1, memory, 16, e));
    calls.put("shutdown", e -> winsock.shutdown(s, 0, e));
    calls.put("closesocket", e -> winsock.closesocket(s, e));
    calls.put(
        "getOverlappedResult",
        e ->
            winsock.getOverlappedResult(s, new WsaOverlapped(), length, false, length, e) ? 0 : -1);

    calls.forEach(
        (name, call) -> assertThat(error(call)).as(name).isEqualTo(WinsockError.WSAEACCES));

    ok(e -> sockets.close(s, e));
    assertThat(error(e -> winsock.joinLeaf(s, memory, 16, 0, e)))
        .as("of the provider, which is still asked")
        .isEqualTo(WinsockError.WSAEACCES);
    assertThat(error(e -> winsock.joinLeaf(1_000_000, memory, 16, 0, e)))
        .isEqualTo(WinsockError.WSAENOTSOCK);
    assertThat(error(e -> winsock.select(null, FdSet.of(1_000_000), null, null, e)))
        .isEqualTo(WinsockError.WSAENOTSOCK);
  }

  @Test
  void withoutAnEntryThereIsNoSocket() {
    start();
    assertThat(socketError(null)).isEqualTo(WinsockError.WSAEINVAL);
  }

  @Test
  void aProviderCanLeaveASocketToTheNextEntry() {
    List<String> asked = new ArrayList<>();
    for (String name : new String[] {"a", "b"}) {
      install(
          name,
          new StubProvider(
              sockets,
              table ->
                  table.with(
                      WspFunction.Socket.class,
                      (af, type, protocol, info, g, flags, errno) -> {
                        asked.add(name);
                        errno.set(WinsockError.WSAEINPROGRESS);
                        return Ws2Def.INVALID_SOCKET;
                      })));
    }
    StubProvider last = stub();
    install("c", last);
    start();
    Errno errno = new Errno();
    errno.set(WinsockError.WSAEDISCON);
    long s = socket(null, errno);
    assertThat(errno.isClear()).as("of the entries before nothing is left, but %s", errno).isTrue();
    assertThat(asked).containsExactly("a", "b");
    assertThat(last.starts()).isEqualTo(1);
    assertThat(s).isPositive();
  }

  @Test
  void anotherErrorEndsTheSearch() {
    install(
        "a",
        new StubProvider(
            sockets,
            table ->
                table.with(
                    WspFunction.Socket.class,
                    (af, type, protocol, info, g, flags, errno) -> {
                      errno.set(WinsockError.WSAEACCES);
                      return Ws2Def.INVALID_SOCKET;
                    })));
    StubProvider other = stub();
    install("b", other);
    start();
    assertThat(socketError(null)).isEqualTo(WinsockError.WSAEACCES);
    assertThat(other.starts()).isZero();
  }

  @Test
  void anEntryThatIsNotInTheCatalogOrOpensNoSocketsIsInvalid() {
    ProtocolInfo entry = install("a", stub());
    ProtocolInfo hidden =
        winsock
            .catalog()
            .install(
                StubProvider.entry("h")
                    .withProtocolChain(dev.ifsbench.spi.ProtocolChain.LAYERED_PROTOCOL),
                "a");
    start();
    assertThat(socketError(entry.withCatalogEntryId(1))).isEqualTo(WinsockError.WSAEINVAL);
    assertThat(socketError(hidden)).isEqualTo(WinsockError.WSAEINVAL);
  }

  @Test
  void aCatalogChangeHasNoEffectOnOpenSockets() {
    ProtocolInfo entry =
        install(
            "a",
            new StubProvider(
                sockets, table -> table.with(WspFunction.Listen.class, (s, n, e) -> 0)));
    start();
    long s = ok(e -> socket(null, e));
    winsock.catalog().remove(entry.catalogEntryId());
    ok(e -> winsock.listen(s, 1, e));
    ok(e -> winsock.closesocket(s, e));
    assertThat(winsock.handleCount()).isZero();
  }

  @Test
  void aProviderThatIsStartedAgainUsesTheNewestUpcalls() {
    BaseProvider.install(winsock, sockets);
    start();
    ok(e -> winsock.closesocket(socket(null, e), e));
    List<Long> seen = new ArrayList<>();
    ProtocolInfo entry = winsock.catalog().enumerate().get(0).info();
    winsock
        .libraries()
        .load(BaseProvider.PATH)
        .wspStartup(
            Ws2Def.VERSION_2_2,
            new WspData(),
            entry,
            UpcallTables.withModify(
                winsock.upcalls().table(),
                (id, handle, errno) -> {
                  seen.add(handle);
                  return winsock.upcalls().wpuModifyIfsHandle(id, handle, errno);
                }),
            new ProcedureTableRef());

    long s = ok(e -> socket(null, e));

    assertThat(seen).containsExactly(s);
  }

  @ParameterizedTest
  @ValueSource(ints = {0x0101, 0x0102, 0x0002})
  void theProvidersHereRefuseAnOlderVersion(int version) {
    BaseProvider.install(winsock, sockets);
    ProcedureTableRef table = new ProcedureTableRef();
    assertThat(
            winsock
                .libraries()
                .load(BaseProvider.PATH)
                .wspStartup(
                    version,
                    new WspData(),
                    winsock.catalog().enumerate().get(0).info(),
                    winsock.upcalls().table(),
                    table))
        .isEqualTo(WinsockError.WSAVERNOTSUPPORTED);
    assertThat(table.value).isNull();
  }
}
