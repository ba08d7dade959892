package dev.ifsbench.provider;

import static dev.ifsbench.fixture.Background.blockedInBackground;
import static dev.ifsbench.fixture.Calls.error;
import static dev.ifsbench.fixture.Calls.ok;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ifsbench.bench.state.HandleKind;
import dev.ifsbench.bench.state.Transport;
import dev.ifsbench.fixture.Descriptors;
import dev.ifsbench.fixture.Extensions;
import dev.ifsbench.fixture.Message;
import dev.ifsbench.fixture.Notices;
import dev.ifsbench.fixture.Pair;
import dev.ifsbench.fixture.Stack;
import dev.ifsbench.fixture.Tables;
import dev.ifsbench.fixture.UpcallTables;
import dev.ifsbench.sockets.NativeSockets;
import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.FdSet;
import dev.ifsbench.spi.IntRef;
import dev.ifsbench.spi.NativeMemory;
import dev.ifsbench.spi.ProcedureTable;
import dev.ifsbench.spi.Timeval;
import dev.ifsbench.spi.WinsockError;
import dev.ifsbench.spi.Ws2Def;
import dev.ifsbench.spi.WsaBuf;
import dev.ifsbench.spi.WsaOverlapped;
import dev.ifsbench.spi.WsaPollData;
import dev.ifsbench.spi.WspFunction;
import dev.ifsbench.ws2.Winsock;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/**
 * A call uses a wrapped socket until it returns, and no longer: a close then takes both handles.
 */
@Timeout(20)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "it looks at descriptors from outside")
class WrappedUsesTest {
  private Stack stack;

  @BeforeEach
  void start() {
    stack = Stack.of(HandleKind.WRAPPED, 1);
  }

  @AfterEach
  void end() {
    stack.close();
  }

  /**
   * Closes a socket, and waits for both its handles to go: the notice of an operation can come
   * before the last use of them has ended. One that is still used never goes.
   */
  private void assertClosesBoth(long s) throws InterruptedException {
    long lower = stack.baseHandle(s);
    stack.closeSocket(s);
    while (Descriptors.isOpen(s) || Descriptors.isOpen(lower)) {
      Thread.sleep(1);
    }
  }

  @Test
  void aPollUsesItsSocketsUntilItReturns() throws Exception {
    Pair pair = stack.pair(Transport.TCP);
    NativeMemory data = WsaPollData.allocate(3);
    WsaPollData.put(data, 0, pair.near(), WsaPollData.POLLWRNORM);
    WsaPollData.put(data, 1, pair.near(), WsaPollData.POLLWRNORM);
    WsaPollData.put(data, 2, pair.far(), WsaPollData.POLLWRNORM);
    ok(e -> stack.winsock().poll(data, 3, 0, e));
    assertClosesBoth(pair.near());
    assertClosesBoth(pair.far());
  }

  @Test
  void aSelectUsesTheSocketsOfAllSetsUntilItReturns() throws Exception {
    Pair read = stack.pair(Transport.TCP);
    Pair write = stack.pair(Transport.TCP);
    ok(
        e ->
            stack
                .winsock()
                .select(
                    FdSet.of(read.near()),
                    FdSet.of(write.near()),
                    FdSet.of(write.far()),
                    Timeval.POLL,
                    e));
    assertClosesBoth(read.near());
    assertClosesBoth(write.near());
    assertClosesBoth(write.far());
  }

  @Test
  void anAcceptUsesBothItsSocketsUntilItEnds() throws Exception {
    Notices notices = new Notices(stack, Notices.Kind.EVENT);
    long listener = stack.listener(stack.topEntry(Transport.TCP), Transport.TCP);
    long accepted = stack.socket(Transport.TCP);
    WsaOverlapped overlapped = notices.newOverlapped();
    new Extensions(stack, listener).accept(listener, accepted, Extensions.output(0), 0, overlapped);
    stack.connect(stack.socket(Transport.TCP), stack.name(listener));
    notices.await(overlapped);
    assertClosesBoth(accepted);
    assertClosesBoth(listener);
  }

  @Test
  void anAcceptThatIsRefusedUsesNeitherSocket() throws Exception {
    long listener = stack.listener(stack.topEntry(Transport.TCP), Transport.TCP);
    long accepted = stack.socket(Transport.TCP);
    Extensions extensions = new Extensions(stack, listener);
    NativeMemory output = Extensions.output(0);
    assertThat(extensions.accept(1_000_000, accepted, output, 0, new WsaOverlapped()))
        .isEqualTo(WinsockError.WSAENOTSOCK);
    assertThat(extensions.accept(listener, accepted, output, 1, new WsaOverlapped()))
        .isEqualTo(WinsockError.WSAEFAULT);
    assertClosesBoth(accepted);
    assertClosesBoth(listener);
  }

  @Test
  void aSocketForWhichNoHandleCouldBeMadeIsClosedBelow() {
    int before = Descriptors.count();
    try (Stack refusing =
        Stack.decorated(
            UpcallTables.changing(
                table ->
                    UpcallTables.withCreate(
                        table,
                        (id, context, errno) -> {
                          errno.set(WinsockError.WSAEMFILE);
                          return Ws2Def.INVALID_SOCKET;
                        })),
            List.of(LayerKind.WRAPPED))) {
      assertThat(error(e -> refusing.trySocket(refusing.topEntry(Transport.TCP), e)))
          .isEqualTo(WinsockError.WSAEMFILE);
      Descriptors.assertCount(before);
    }
  }

  @Test
  void aReceiveThatBringsNothingBecauseOfACloseFails() {
    AtomicReference<Runnable> inCall = new AtomicReference<>();
    NativeSockets sockets = stack.sockets();
    Winsock winsock =
        Stack.stubbed(
                sockets,
                table ->
                    table.with(
                        WspFunction.Recv.class,
                        (s, buffers, count, bytes, flags, structure, routine, thread, errno) -> {
                          inCall.get().run();
                          bytes.value = 0;
                          return 0;
                        }),
                LayerKind.WRAPPED)
            .winsock();
    long s = ok(e -> winsock.socket(0, 0, 0, null, 0, 0, e));
    WsaBuf[] buffers = {new WsaBuf()};
    ToLongFunction<Errno> receive =
        e -> winsock.recv(s, buffers, 1, new IntRef(), new IntRef(), null, null, e);

    inCall.set(() -> {});
    assertThat(error(receive)).as("the end of the stream").isEqualTo(WinsockError.NO_ERROR);
    inCall.set(() -> ok(e -> winsock.closesocket(s, e)));
    assertThat(error(receive)).as("a close meanwhile").isEqualTo(WinsockError.WSAEINTR);

    assertThat(Descriptors.isOpen(s)).isFalse();
    ok(winsock::wsaCleanup);
  }

  @Test
  void aSocketThatIsBeingClosedIsNoneToASecondClose() throws Exception {
    Pair pair = stack.pair(Transport.TCP);
    long copy = stack.socket(stack.duplicate(pair.near()));
    ProcedureTable table = Tables.of(stack.winsock(), stack.topEntry(Transport.TCP));
    // The close wakes no call on a socket that has been duplicated.
    Future<WinsockError> received =
        blockedInBackground(() -> error(e -> stack.tryReceive(pair.near(), e)));

    ok(e -> table.wspCloseSocket().invoke(pair.near(), e));

    assertThat(error(e -> table.wspCloseSocket().invoke(pair.near(), e)))
        .isEqualTo(WinsockError.WSAENOTSOCK);
    stack.send(pair.far(), Message.text("x"));
    assertThat(received.get()).isEqualTo(WinsockError.NO_ERROR);
    stack.assertConnected(copy, pair.far());
  }
}
