package dev.ifsbench.ws2;

import static dev.ifsbench.fixture.Background.inBackground;
import static dev.ifsbench.fixture.Calls.error;
import static dev.ifsbench.fixture.Calls.ok;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ifsbench.bench.state.HandleKind;
import dev.ifsbench.bench.state.Transport;
import dev.ifsbench.fixture.Descriptors;
import dev.ifsbench.fixture.Interposed;
import dev.ifsbench.fixture.Stack;
import dev.ifsbench.fixture.StubProvider;
import dev.ifsbench.fixture.UpcallTables;
import dev.ifsbench.provider.LayerKind;
import dev.ifsbench.sockets.HostSystem;
import dev.ifsbench.sockets.NativeSockets;
import dev.ifsbench.sockets.none.NullSockets;
import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.NativeMemory;
import dev.ifsbench.spi.ProcedureTable;
import dev.ifsbench.spi.ProtocolInfo;
import dev.ifsbench.spi.ProtocolInfoLayout;
import dev.ifsbench.spi.ProtocolInfoRef;
import dev.ifsbench.spi.ServiceProvider;
import dev.ifsbench.spi.WinsockError;
import dev.ifsbench.spi.Ws2Def;
import dev.ifsbench.spi.WspFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Nothing that is opened before, during or after the last clean-up survives it. */
class LastCleanUpTest {
  /** A call that opens something; its result is -1 if it fails. */
  private interface Opening {
    long make(Stack stack, Errno errno);
  }

  static Stream<List<LayerKind>> stacks() {
    LayerKind pass = LayerKind.PASS_THROUGH;
    LayerKind wrap = LayerKind.WRAPPED;
    return Stream.of(
        List.of(),
        List.of(pass),
        List.of(LayerKind.PASS_THROUGH_INTERCEPTING, pass, pass),
        List.of(wrap),
        List.of(wrap, wrap),
        List.of(pass, wrap));
  }

  /**
   * Makes a call on a stack whose last clean-up comes in the middle of it, before or after the n-th
   * of the calls of some name that it makes of the system.
   *
   * @return false if there is no n-th
   */
  private static boolean cleanUpDuring(
      List<LayerKind> layers, String method, boolean after, int nth, Opening opening) {
    int before = Descriptors.count();
    AtomicReference<Stack> armed = new AtomicReference<>();
    AtomicInteger left = new AtomicInteger(nth);
    Runnable action =
        () -> {
          if (armed.get() != null && left.decrementAndGet() == 0) {
            armed.get().cleanUp();
          }
        };
    NativeSockets system = Stack.system();
    NativeSockets sockets =
        after
            ? Interposed.after(NativeSockets.class, system, method, action)
            : Interposed.before(NativeSockets.class, system, method, action);
    Stack stack = Stack.over(sockets, layers.toArray(LayerKind[]::new));
    Errno errno = new Errno();
    long result = opening.make(stack, errno); // once without, for what is done on first use
    assertThat(result).isNotEqualTo(-1);
    armed.set(stack);

    result = opening.make(stack, errno);

    boolean cleaned = left.get() <= 0;
    if (cleaned) {
      String when = (after ? "after " : "before ") + method + " number " + nth;
      assertThat(result).as("opened %s", when).isEqualTo(-1);
      assertThat(errno.get())
          .as("when the clean-up comes %s", when)
          .isIn(WinsockError.WSANOTINITIALISED, WinsockError.WSAENOTSOCK, WinsockError.WSAEINTR);
      assertThat(Descriptors.count()).as("left open %s", when).isEqualTo(before);
      assertThat(stack.winsock().handleCount()).as("entries left %s", when).isZero();
    }
    armed.set(null);
    stack.close();
    return cleaned;
  }

  private static void cleanUpDuringEach(List<LayerKind> layers, Opening opening) {
    int moments = 0;
    for (String method :
        List.of("socket", "accept", "duplicate", "isOpen", "createHandle", "serveHandle")) {
      for (boolean after : new boolean[] {false, true}) {
        int nth = 1;
        while (cleanUpDuring(layers, method, after, nth, opening)) {
          nth++;
          moments++;
        }
      }
    }
    assertThat(moments).as("moments at which a clean-up came").isPositive();
  }

  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "the kernel is asked for its descriptors")
  @ParameterizedTest
  @MethodSource("stacks")
  void aSocketThatIsBeingOpenedGoesWithTheOthers(List<LayerKind> layers) {
    cleanUpDuringEach(
        layers, (stack, errno) -> stack.trySocket(stack.topEntry(Transport.TCP), errno));
  }

  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "the kernel is asked for its descriptors")
  @ParameterizedTest
  @MethodSource("stacks")
  void aSocketThatIsBeingAcceptedGoesWithTheOthers(List<LayerKind> layers) {
    cleanUpDuringEach(
        layers,
        new Opening() {
          private Stack of;
          private long listener;

          @Override
          public long make(Stack stack, Errno errno) {
            if (of != stack) {
              of = stack;
              listener = stack.listener(stack.topEntry(Transport.TCP), Transport.TCP);
              for (int i = 0; i < 2; i++) {
                stack.connect(stack.socket(Transport.TCP), stack.name(listener));
              }
            }
            return stack.winsock().accept(listener, null, null, errno);
          }
        });
  }

  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "the kernel is asked for its descriptors")
  @ParameterizedTest
  @MethodSource("stacks")
  void aDuplicateThatIsBeingMadeGoesWithTheOthers(List<LayerKind> layers) {
    cleanUpDuringEach(
        layers,
        new Opening() {
          private Stack of;
          private long socket;

          @Override
          public long make(Stack stack, Errno errno) {
            if (of != stack) {
              of = stack;
              socket = stack.socket(Transport.TCP);
            }
            return stack.winsock().duplicateSocket(socket, Stack.PID, new ProtocolInfoRef(), errno);
          }
        });
  }

  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "the kernel is asked for its descriptors")
  @ParameterizedTest
  @MethodSource("stacks")
  void aSocketThatItsProviderHasJustReturnedGoesWithTheOthers(List<LayerKind> layers) {
    int before = Descriptors.count();
    AtomicReference<Runnable> onReturn = new AtomicReference<>(() -> {});
    Stack stack =
        Stack.decorated(provider -> returning(provider, () -> onReturn.get().run()), layers);
    long listener = stack.listener(stack.topEntry(Transport.TCP), Transport.TCP);
    stack.connect(stack.socket(Transport.TCP), stack.name(listener));
    onReturn.set(stack::cleanUp);

    assertThat(error(e -> stack.winsock().accept(listener, null, null, e)))
        .isEqualTo(WinsockError.WSANOTINITIALISED);

    Descriptors.assertCount(before);
    assertThat(stack.winsock().handleCount()).isZero();
    stack.start();
    assertThat(error(e -> stack.trySocket(stack.topEntry(Transport.TCP), e)))
        .isEqualTo(WinsockError.WSANOTINITIALISED);

    Descriptors.assertCount(before);
    assertThat(stack.winsock().handleCount()).isZero();
  }

  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "the kernel is asked for its descriptors")
  @Test
  void aHandleThatIsBeingCreatedGoesWithTheOthers() {
    int before = Descriptors.count();
    AtomicReference<Runnable> onServe = new AtomicReference<>(() -> {});
    NativeSockets sockets =
        Interposed.after(
            NativeSockets.class, Stack.system(), "serveHandle", () -> onServe.get().run());
    Stack stack = Stack.over(sockets, LayerKind.WRAPPED);
    int layer = stack.topEntry(Transport.TCP).catalogEntryId();
    onServe.set(stack::cleanUp);

    assertThat(error(e -> stack.winsock().upcalls().wpuCreateSocketHandle(layer, "a context", e)))
        .isEqualTo(WinsockError.WSANOTINITIALISED);

    Descriptors.assertCount(before);
    assertThat(stack.winsock().handleCount()).isZero();
  }

  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "the kernel is asked for its descriptors")
  @Test
  void aHandleThatAWrappingLayerHasJustBeenGivenGoesWithTheOthers() {
    int before = Descriptors.count();
    AtomicReference<Runnable> onCreate = new AtomicReference<>(() -> {});
    Stack stack =
        Stack.decorated(
            UpcallTables.changing(
                table ->
                    UpcallTables.withCreate(
                        table,
                        (id, context, errno) -> {
                          long s = table.wpuCreateSocketHandle().invoke(id, context, errno);
                          onCreate.get().run();
                          return s;
                        })),
            List.of(LayerKind.WRAPPED));
    onCreate.set(stack::cleanUp);

    assertThat(error(e -> stack.trySocket(stack.topEntry(Transport.TCP), e)))
        .isEqualTo(WinsockError.WSANOTINITIALISED);

    Descriptors.assertCount(before);
    assertThat(stack.winsock().handleCount()).isZero();
  }

  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "the kernel is asked for its descriptors")
  @ParameterizedTest
  @EnumSource(names = {"PASS_THROUGH", "PASS_THROUGH_INTERCEPTING"})
  void aSocketThatALayerHasTakenOverGoesAndOneThatNobodyWasHandedStays(LayerKind kind) {
    Stack stack = Stack.of(kind);
    Upcalls upcalls = stack.winsock().upcalls();
    long handedOut = stack.socket(stack.baseEntry(Transport.TCP));
    long foreign = ok(e -> stack.sockets().socket(Ws2Def.AF_INET, Ws2Def.SOCK_STREAM, 0, e));
    int layer = stack.topEntry(Transport.TCP).catalogEntryId();
    for (long s : new long[] {handedOut, foreign}) {
      ok(e -> upcalls.wpuModifyIfsHandle(layer, s, e));
      ok(e -> upcalls.wpuModifyIfsHandle(stack.baseEntry(Transport.TCP).catalogEntryId(), s, e));
    }

    stack.cleanUp();

    assertThat(stack.sockets().isOpen(handedOut)).isFalse();
    assertThat(stack.sockets().isOpen(foreign)).isTrue();
    assertThat(stack.winsock().handleCount()).isZero();
    ok(e -> stack.sockets().close(foreign, e));
  }

  /** Answers every description of a socket with one entry. */
  private static UnaryOperator<ProcedureTable.Builder> naming(Supplier<ProtocolInfo> owner) {
    return table ->
        table.with(
            WspFunction.GetSockOpt.class,
            (s, level, option, value, length, errno) ->
                ProtocolInfoLayout.of(option).answer(owner.get(), value, length, errno));
  }

  @Test
  void aHandleWhoseNewOwnerStartsDuringTheLastCleanUpHasNoEntry() {
    for (boolean imported : new boolean[] {false, true}) {
      NativeSockets sockets = Stack.system();
      Winsock winsock = new Winsock(sockets);
      AtomicReference<ProtocolInfo> late = new AtomicReference<>();
      new StubProvider(sockets, naming(late::get)).installIn(winsock, "first");
      StubProvider started = new StubProvider(sockets, table -> table);
      winsock
          .libraries()
          .add(
              "late",
              (version, data, info, upcalls, table) -> {
                ok(winsock::wsaCleanup);
                return started.wspStartup(version, data, info, upcalls, table);
              });
      late.set(winsock.catalog().install(StubProvider.entry("late"), "late"));
      winsock.wsaStartup(Ws2Def.VERSION_2_2);
      long s = ok(e -> sockets.socket(Ws2Def.AF_INET, Ws2Def.SOCK_STREAM, 0, e));

      Errno errno = new Errno();
      if (imported) {
        winsock.listen(s, 1, errno);
      } else {
        assertThat(
                error(e -> winsock.upcalls().wpuModifyIfsHandle(late.get().catalogEntryId(), s, e)))
            .isEqualTo(WinsockError.WSANOTINITIALISED);
      }

      assertThat(winsock.handleCount()).as("entries, imported: %s", imported).isZero();
      ok(e -> sockets.close(s, e));
    }
  }

  /** The same provider, but that an action comes before each socket that it returns. */
  private static ServiceProvider returning(ServiceProvider provider, Runnable action) {
    return (version, data, info, upcalls, table) -> {
      WinsockError error = provider.wspStartup(version, data, info, upcalls, table);
      if (error == WinsockError.NO_ERROR) {
        ProcedureTable own = table.value;
        table.value =
            own.toBuilder()
                .with(
                    WspFunction.Socket.class,
                    (af, type, protocol, entry, g, flags, errno) -> {
                      long s = own.wspSocket().invoke(af, type, protocol, entry, g, flags, errno);
                      action.run();
                      return s;
                    })
                .with(
                    WspFunction.Accept.class,
                    (s, addr, length, condition, callback, errno) -> {
                      long accepted =
                          own.wspAccept().invoke(s, addr, length, condition, callback, errno);
                      action.run();
                      return accepted;
                    })
                .build();
      }
      return error;
    };
  }

  @ParameterizedTest
  @EnumSource
  void ofTwoThatTakeTheLastStartsBackOneClosesWhatIsOpen(HandleKind kind) throws Exception {
    NativeSockets sockets = new NullSockets();
    Stack stack = Stack.over(sockets, kind.layers(2).toArray(LayerKind[]::new));
    stack.cleanUp();
    int rounds = HostSystem.isWindows() ? 200 : 4_000;
    CyclicBarrier barrier = new CyclicBarrier(2);
    Future<Void> other =
        inBackground(
            () -> {
              for (int round = 0; round < rounds; round++) {
                barrier.await();
                ok(stack.winsock()::wsaCleanup);
                barrier.await();
              }
              return null;
            });
    for (int round = 0; round < rounds; round++) {
      stack.start();
      stack.start();
      long s = stack.socket(Transport.TCP);
      barrier.await();
      ok(stack.winsock()::wsaCleanup);
      barrier.await();
      assertThat(sockets.isOpen(s)).as("the socket of round %d", round).isFalse();
      assertThat(stack.winsock().handleCount()).as("entries after round %d", round).isZero();
    }
    other.get();
  }

  @ParameterizedTest
  @EnumSource
  void aSocketThatRacesWithTheLastCleanUpDoesNotSurviveIt(HandleKind kind) throws Exception {
    NativeSockets sockets = new NullSockets();
    Stack stack = Stack.over(sockets, kind.layers(2).toArray(LayerKind[]::new));
    stack.cleanUp();
    int rounds = HostSystem.isWindows() ? 200 : 4_000;
    CyclicBarrier barrier = new CyclicBarrier(2);
    Future<Void> other =
        inBackground(
            () -> {
              for (int round = 0; round < rounds; round++) {
                barrier.await();
                stack.trySocket(stack.topEntry(Transport.TCP), new Errno());
                barrier.await();
              }
              return null;
            });
    for (int round = 0; round < rounds; round++) {
      stack.start();
      barrier.await();
      stack.cleanUp();
      barrier.await();
      for (int number = 3; number < 12; number++) {
        assertThat(sockets.isOpen(number)).as("%d after round %d", number, round).isFalse();
      }
      assertThat(stack.winsock().handleCount()).as("entries after round %d", round).isZero();
    }
    other.get();
  }

  @Test
  void aStartThatComesDuringTheLastCleanUpBeginsANewLife() throws Exception {
    NativeSockets sockets = Stack.system();
    Winsock winsock = new Winsock(sockets);
    List<Future<WinsockError>> starts = new ArrayList<>();
    StubProvider base =
        new StubProvider(
            sockets,
            table ->
                table.with(
                    WspFunction.CloseSocket.class,
                    (s, errno) -> {
                      starts.add(inBackground(() -> winsock.wsaStartup(Ws2Def.VERSION_2_2)));
                      return sockets.close(s, errno);
                    }));
    base.installIn(winsock, "stub");
    winsock.wsaStartup(Ws2Def.VERSION_2_2);
    ok(e -> winsock.socket(0, 0, 0, null, 0, 0, e));

    ok(winsock::wsaCleanup);

    assertThat(starts).hasSize(1);
    assertThat(starts.get(0).get()).isEqualTo(WinsockError.NO_ERROR);
    assertThat(base.cleanups()).isEqualTo(1);
    ok(e -> winsock.socket(0, 0, 0, null, 0, 0, e));
    assertThat(base.starts()).isEqualTo(2);
    ok(winsock::wsaCleanup);
    assertThat(base.cleanups()).isEqualTo(2);
  }

  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "it looks at descriptors from outside")
  @Test
  void whatLingersIsAbortedByTheWrappingLayerBelowItsHandle() {
    NativeSockets sockets = Stack.system();
    AtomicInteger aborted = new AtomicInteger();
    int before = Descriptors.count();
    Winsock winsock =
        Stack.stubbed(
                sockets,
                table ->
                    table
                        .with(
                            WspFunction.SetSockOpt.class,
                            (s, level, option, value, length, errno) -> {
                              if (isAbort(level, option, value, length)) {
                                aborted.incrementAndGet();
                              }
                              return 0;
                            })
                        .with(
                            WspFunction.CloseSocket.class,
                            (s, errno) -> {
                              if (aborted.get() == 0) {
                                errno.set(WinsockError.WSAEWOULDBLOCK);
                                return Ws2Def.SOCKET_ERROR;
                              }
                              return sockets.close(s, errno);
                            }),
                LayerKind.WRAPPED)
            .winsock();
    ok(e -> winsock.socket(0, 0, 0, null, 0, 0, e));

    ok(winsock::wsaCleanup);

    assertThat(aborted).hasValue(1);
    Descriptors.assertCount(before);
    assertThat(winsock.handleCount()).isZero();
  }

  private static boolean isAbort(int level, int option, NativeMemory value, int length) {
    return level == Ws2Def.SOL_SOCKET
        && option == Ws2Def.SO_LINGER
        && length == 4
        && value.getShort(0) == 1
        && value.getShort(2) == 0;
  }
}
