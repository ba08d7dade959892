package dev.ifsbench.ws2;

import static dev.ifsbench.fixture.Calls.error;
import static dev.ifsbench.fixture.Calls.ok;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ifsbench.bench.state.HandleKind;
import dev.ifsbench.bench.state.Transport;
import dev.ifsbench.fixture.Descriptors;
import dev.ifsbench.fixture.Interposed;
import dev.ifsbench.fixture.Local;
import dev.ifsbench.fixture.Pair;
import dev.ifsbench.fixture.RawIo;
import dev.ifsbench.fixture.Stack;
import dev.ifsbench.provider.LayerKind;
import dev.ifsbench.sockets.NativeSockets;
import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.WinsockError;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** HandleKind that no provider has announced. */
class HandleImportTest {
  @ParameterizedTest
  @EnumSource
  void aLiveSocketOfTheSystemIsAdoptedByTheBaseOnFirstUse(HandleKind kind) {
    assumeTrue(Local.stream() == Transport.UNIX, "no Unix domain to make a pair in");
    try (Stack stack = Stack.of(kind, 2)) {
      long[] inherited = new long[2];
      ok(e -> stack.sockets().socketPair(inherited, e));
      assertThat(stack.winsock().handleCount()).isZero();

      stack.assertConnected(inherited[0], inherited[1]);

      assertThat(stack.ownerOf(inherited[0]))
          .isEqualTo(stack.baseEntry(Local.stream()).catalogEntryId());
      assertThat(stack.winsock().handleCount()).isEqualTo(2);
      stack.closeSocket(inherited[0]);
      stack.closeSocket(inherited[1]);
    }
  }

  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "it looks at descriptors from outside")
  @ParameterizedTest
  @EnumSource
  void aDescriptorThatWasDuplicatedBehindWinsocksBackIsAdopted(HandleKind kind) {
    try (Stack stack = Stack.of(kind, 1)) {
      Pair pair = stack.pair(Transport.TCP);
      // Far above, too, so that no socket of this test has had the number.
      long copy = RawIo.dupAbove(Descriptors.aboveAll() + 100, stack.baseHandle(pair.near()));

      stack.assertConnected(copy, pair.far());

      assertThat(stack.ownerOf(copy)).isEqualTo(stack.baseEntry(Transport.TCP).catalogEntryId());
      stack.closeSocket(copy);
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatIsNoSocketIsNotAdopted(HandleKind kind) {
    try (Stack stack = Stack.of(kind, 1)) {
      long event = ok(stack.winsock().upcalls()::wpuCreateEvent);
      for (long handle : new long[] {0, 1, 2, event, 999_999, -1, -2, 1L << 33}) {
        assertThat(error(e -> stack.tryReceive(handle, e)))
            .as("handle %d", handle)
            .isEqualTo(WinsockError.WSAENOTSOCK);
      }
      assertThat(stack.winsock().handleCount()).isZero();
      ok(e -> stack.winsock().upcalls().wpuCloseEvent(event, e) ? 0 : -1);
    }
  }

  @Test
  void nothingIsAdoptedBeforeStartUp() {
    assumeTrue(Local.stream() == Transport.UNIX, "no Unix domain to make a pair in");
    Stack stack = Stack.of(HandleKind.BASE, 0);
    stack.cleanUp();
    long[] inherited = new long[2];
    ok(e -> stack.sockets().socketPair(inherited, e));
    assertThat(error(e -> stack.tryReceive(inherited[0], e)))
        .isEqualTo(WinsockError.WSANOTINITIALISED);
    stack.start();
    stack.assertConnected(inherited[0], inherited[1]);
    stack.close();
  }

  @Test
  void aSocketThatItsMakerAnnouncesMeanwhileIsNotTakenFromItsLayer() {
    assumeTrue(Local.stream() == Transport.UNIX, "no Unix domain to make a pair in");
    AtomicReference<Runnable> beforeTheNextDescription = new AtomicReference<>(() -> {});
    NativeSockets sockets =
        Interposed.before(
            NativeSockets.class,
            Stack.system(),
            "describe",
            () -> beforeTheNextDescription.getAndSet(() -> {}).run());
    try (Stack stack = Stack.over(sockets, LayerKind.PASS_THROUGH)) {
      long[] stranger = new long[2];
      ok(e -> sockets.socketPair(stranger, e));
      int layer = stack.topEntry(Local.stream()).catalogEntryId();
      // In the middle of the import another thread announces the handle as the layer's.
      beforeTheNextDescription.set(
          () -> ok(e -> stack.winsock().upcalls().wpuModifyIfsHandle(layer, stranger[0], e)));

      stack.tryReceive(stranger[0], nonBlocking(stack, stranger[0]));

      assertThat(
              error(
                  e ->
                      stack
                          .winsock()
                          .getsockopt(
                              stranger[0],
                              0xFFFF,
                              0x2005,
                              new dev.ifsbench.spi.NativeMemory(628),
                              new dev.ifsbench.spi.IntRef(628),
                              e)))
          .as("the layer, which has no context for it, is asked")
          .isEqualTo(WinsockError.WSAENOTSOCK);
      ok(e -> sockets.close(stranger[0], e));
      ok(e -> sockets.close(stranger[1], e));
    }
  }

  @Test
  void aSocketIsNotAdoptedBeyondTheLastCleanUp() {
    assumeTrue(Local.stream() == Transport.UNIX, "no Unix domain to make a pair in");
    int moments = 0;
    boolean came;
    do {
      AtomicInteger left = new AtomicInteger(Integer.MAX_VALUE);
      AtomicReference<Stack> cleaned = new AtomicReference<>();
      NativeSockets sockets =
          Interposed.after(
              NativeSockets.class,
              Stack.system(),
              "isOpen",
              () -> {
                if (left.decrementAndGet() == 0) {
                  cleaned.get().cleanUp();
                }
              });
      try (Stack stack = Stack.over(sockets, LayerKind.PASS_THROUGH)) {
        cleaned.set(stack);
        long[] stranger = new long[2];
        ok(e -> sockets.socketPair(stranger, e));
        left.set(moments + 1);
        Errno errno = nonBlocking(stack, stranger[0]);

        stack.tryReceive(stranger[0], errno);

        came = left.get() <= 0;
        if (came) {
          moments++;
          assertThat(stack.winsock().handleCount()).as("after look %d", moments).isZero();
        }
        ok(e -> sockets.close(stranger[0], e));
        ok(e -> sockets.close(stranger[1], e));
      }
    } while (came);
    assertThat(moments).as("looks at the handle while it is adopted").isGreaterThan(1);
  }

  private static Errno nonBlocking(Stack stack, long s) {
    ok(e -> stack.sockets().setNonBlocking(s, true, e));
    return new Errno();
  }
}
