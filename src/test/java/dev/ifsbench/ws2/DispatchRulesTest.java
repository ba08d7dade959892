package dev.ifsbench.ws2;

import static dev.ifsbench.fixture.Calls.error;
import static dev.ifsbench.fixture.Calls.ok;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ifsbench.bench.state.Transport;
import dev.ifsbench.fixture.Interposed;
import dev.ifsbench.fixture.Stack;
import dev.ifsbench.fixture.StubProvider;
import dev.ifsbench.provider.LayerKind;
import dev.ifsbench.sockets.NativeSockets;
import dev.ifsbench.spi.FdSet;
import dev.ifsbench.spi.ProcedureTable;
import dev.ifsbench.spi.ProtocolChain;
import dev.ifsbench.spi.ProtocolInfo;
import dev.ifsbench.spi.ProtocolInfoLayout;
import dev.ifsbench.spi.WinsockError;
import dev.ifsbench.spi.Ws2Def;
import dev.ifsbench.spi.WspFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which provider a call goes to, and when a handle stops being one. */
class DispatchRulesTest {
  private final NativeSockets sockets = Stack.system();
  private final Winsock winsock = new Winsock(sockets);
  private final List<String> asked = new ArrayList<>();

  @AfterEach
  void end() {
    ok(winsock::wsaCleanup);
  }

  private ProtocolInfo install(String name, UnaryOperator<ProcedureTable.Builder> change) {
    return new StubProvider(sockets, change).installIn(winsock, name);
  }

  private long socket(ProtocolInfo entry) {
    return ok(e -> winsock.socket(0, 0, 0, entry, 0, 0, e));
  }

  private ProtocolInfo installSelecting(String name) {
    return install(
        name,
        table ->
            table.with(
                WspFunction.Select.class,
                (n, read, write, except, timeout, errno) -> {
                  asked.add(name);
                  return 0;
                }));
  }

  @Test
  void selectGoesToTheProviderOfTheFirstHandleToReadThenToWriteThenToExcept() {
    ProtocolInfo a = installSelecting("a");
    ProtocolInfo b = installSelecting("b");
    ProtocolInfo c = installSelecting("c");
    winsock.wsaStartup(Ws2Def.VERSION_2_2);
    FdSet ofA = FdSet.of(socket(a));
    FdSet ofB = FdSet.of(socket(b));
    FdSet ofC = FdSet.of(socket(c));
    FdSet none = new FdSet();

    ok(e -> winsock.select(ofA, ofB, ofC, null, e));
    ok(e -> winsock.select(ofC, ofA, ofB, null, e));
    ok(e -> winsock.select(null, ofB, ofA, null, e));
    ok(e -> winsock.select(none, ofC, ofA, null, e));
    ok(e -> winsock.select(none, null, ofB, null, e));
    ok(e -> winsock.select(FdSet.of(ofB.get(0), ofA.get(0)), ofC, ofC, null, e));

    assertThat(asked).containsExactly("a", "c", "b", "c", "b", "b");
  }

  @Test
  void anEntryThatIsInstalledWhileAHandleIsAskedForIsAskedToo() {
    AtomicReference<Runnable> whileAsked = new AtomicReference<>(() -> {});
    install(
        "stranger",
        table ->
            table.with(
                WspFunction.GetSockOpt.class,
                (s, level, option, value, length, errno) -> {
                  asked.add("stranger");
                  whileAsked.getAndSet(() -> {}).run();
                  errno.set(WinsockError.WSAENOTSOCK);
                  return Ws2Def.SOCKET_ERROR;
                }));
    winsock.wsaStartup(Ws2Def.VERSION_2_2);
    long unknown = ok(e -> sockets.socket(Ws2Def.AF_INET, Ws2Def.SOCK_STREAM, 0, e));
    whileAsked.set(
        () -> {
          ProtocolInfo[] own = new ProtocolInfo[1];
          own[0] =
              install(
                  "late",
                  table ->
                      table
                          .with(
                              WspFunction.Listen.class,
                              (s, backlog, errno) -> {
                                asked.add("late");
                                return 0;
                              })
                          .with(
                              WspFunction.GetSockOpt.class,
                              (s, level, option, value, length, errno) ->
                                  ProtocolInfoLayout.of(option)
                                      .answer(own[0], value, length, errno)));
        });

    ok(e -> winsock.listen(unknown, 1, e));

    assertThat(asked).containsExactly("stranger", "stranger", "late");
    ok(e -> winsock.closesocket(unknown, e));
  }

  @Test
  void noProviderIsStartedForALayersHiddenEntry() {
    StubProvider layer =
        new StubProvider(
            sockets,
            table ->
                table.with(
                    WspFunction.Socket.class,
                    (af, type, protocol, info, g, flags, errno) ->
                        sockets.socket(Ws2Def.AF_INET, Ws2Def.SOCK_STREAM, 0, errno)));
    winsock.libraries().add("layer", layer);
    ProtocolInfo hidden =
        winsock
            .catalog()
            .install(
                StubProvider.entry("layer").withProtocolChain(ProtocolChain.LAYERED_PROTOCOL),
                "layer");
    winsock.wsaStartup(Ws2Def.VERSION_2_2);

    assertThat(error(e -> winsock.socket(0, 0, 0, hidden, 0, 0, e)))
        .isEqualTo(WinsockError.WSAEINVAL);
    assertThat(layer.starts()).isZero();
  }

  @Test
  void aCreatedHandlesEntryIsGoneBeforeItsNumberIsFree() {
    winsock.wsaStartup(Ws2Def.VERSION_2_2);
    AtomicReference<Runnable> beforeTheClose = new AtomicReference<>(() -> {});
    NativeSockets watched =
        Interposed.before(
            NativeSockets.class, sockets, "closeHandle", () -> beforeTheClose.get().run());
    try (Stack stack = Stack.over(watched, LayerKind.WRAPPED)) {
      long s = stack.socket(Transport.TCP);
      List<WinsockError> found = new ArrayList<>();
      beforeTheClose.set(
          () ->
              found.add(
                  error(
                      e ->
                          stack.winsock().upcalls().wpuQuerySocketHandleContext(s, e) == null
                              ? -1
                              : 0)));

      stack.closeSocket(s);

      assertThat(found).containsExactly(WinsockError.WSAENOTSOCK);
    }
  }
}
