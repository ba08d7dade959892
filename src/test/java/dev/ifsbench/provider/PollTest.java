package dev.ifsbench.provider;

import static dev.ifsbench.fixture.Calls.error;
import static dev.ifsbench.fixture.Calls.ok;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ifsbench.bench.state.HandleKind;
import dev.ifsbench.bench.state.Transport;
import dev.ifsbench.fixture.Background;
import dev.ifsbench.fixture.Message;
import dev.ifsbench.fixture.Pair;
import dev.ifsbench.fixture.Stack;
import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.IntRef;
import dev.ifsbench.spi.NativeMemory;
import dev.ifsbench.spi.ProtocolInfo;
import dev.ifsbench.spi.WinsockError;
import dev.ifsbench.spi.Ws2Def;
import dev.ifsbench.spi.WsaPollData;
import dev.ifsbench.ws2.Catalog;
import dev.ifsbench.ws2.CatalogEntry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What WSAPoll finds, on each kind of handle. */
@Timeout(60)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "it has been run on Linux only so far")
class PollTest {
  private static final String LAYERS = "dev.ifsbench.provider.CompletionModesTest#layers";
  private static final int READ = WsaPollData.POLLRDNORM;
  private static final int WRITE = WsaPollData.POLLWRNORM;
  private static final int HUP = WsaPollData.POLLHUP;
  private static final int ERR = WsaPollData.POLLERR;
  private static final int NVAL = WsaPollData.POLLNVAL;

  /** A block that asks for the same events of some handles. */
  private static NativeMemory asking(int events, long... handles) {
    NativeMemory data = WsaPollData.allocate(handles.length);
    for (int i = 0; i < handles.length; i++) {
      WsaPollData.put(data, i, handles[i], events);
    }
    return data;
  }

  private static int poll(Stack stack, NativeMemory data, int timeout) {
    int count = (data.size() - WsaPollData.ARRAY) / WsaPollData.SIZEOF_POLLFD;
    return (int) ok(e -> stack.winsock().poll(data, count, timeout, e));
  }

  /** What is found of one handle; waits for something. */
  private static int found(Stack stack, int events, long s) {
    NativeMemory data = asking(events, s);
    assertThat(poll(stack, data, -1)).isEqualTo(1);
    return WsaPollData.revents(data, 0);
  }

  private static WinsockError refusal(Stack stack, NativeMemory data, int count) {
    return error(e -> stack.winsock().poll(data, count, 0, e));
  }

  @ParameterizedTest
  @MethodSource(LAYERS)
  void whatIsAskedForAndThereIsFoundAndTheRestIsNot(List<LayerKind> layers) {
    try (Stack stack = Stack.of(layers.toArray(new LayerKind[0]))) {
      Pair streams = stack.pair(Transport.TCP);
      Pair datagrams = stack.pair(Transport.UDP);
      stack.send(streams.far(), Message.text("x"));
      found(stack, READ, streams.near());
      NativeMemory data =
          asking(READ | WRITE, streams.near(), -7, streams.far(), datagrams.near(), 999_999);
      WsaPollData.put(data, 3, datagrams.near(), READ);
      WsaPollData.putRevents(data, 1, NVAL);
      WsaPollData.putRevents(data, 3, READ);
      assertThat(poll(stack, data, -1)).isEqualTo(3);
      assertThat(WsaPollData.revents(data, 0)).isEqualTo(READ | WRITE);
      assertThat(WsaPollData.revents(data, 1)).isZero();
      assertThat(WsaPollData.revents(data, 2)).isEqualTo(WRITE);
      assertThat(WsaPollData.revents(data, 3)).isZero();
      assertThat(WsaPollData.revents(data, 4)).isEqualTo(NVAL);
      assertThat(WsaPollData.fd(data, 0)).isEqualTo(streams.near());
      assertThat(WsaPollData.events(data, 0)).isEqualTo(READ | WRITE);
    }
  }

  @ParameterizedTest
  @MethodSource(LAYERS)
  void aPeerThatHasEndedIsAHangUpWhetherAskedForOrNot(List<LayerKind> layers) {
    try (Stack stack = Stack.of(layers.toArray(new LayerKind[0]))) {
      Pair pair = stack.pair(Transport.TCP);
      stack.closeSocket(pair.far());
      assertThat(found(stack, 0, pair.near())).isEqualTo(HUP);
      assertThat(found(stack, READ | WRITE, pair.near())).isEqualTo(HUP | READ | WRITE);
    }
  }

  @ParameterizedTest
  @EnumSource(HandleKind.class)
  void aReceiveThatWasEndedHereIsNoHangUp(HandleKind handles) {
    try (Stack stack = Stack.of(handles, 1)) {
      Pair pair = stack.pair(Transport.TCP);
      ok(e -> stack.winsock().shutdown(pair.near(), Ws2Def.SD_RECEIVE, e));
      assertThat(found(stack, WRITE, pair.near())).isEqualTo(WRITE);
    }
  }

  @ParameterizedTest
  @EnumSource(HandleKind.class)
  void aResetConnectionIsAnErrorAndAHangUp(HandleKind handles) {
    try (Stack stack = Stack.of(handles, 1)) {
      Pair pair = stack.pair(Transport.TCP);
      NativeMemory linger = new NativeMemory(4);
      linger.putShort(0, (short) 1);
      ok(
          e ->
              stack
                  .winsock()
                  .setsockopt(pair.far(), Ws2Def.SOL_SOCKET, Ws2Def.SO_LINGER, linger, 4, e));
      stack.closeSocket(pair.far());
      assertThat(found(stack, 0, pair.near())).isEqualTo(HUP | ERR);
    }
  }

  @ParameterizedTest
  @MethodSource(LAYERS)
  void connectionsCanBeAcceptedAndAreMadeOrFail(List<LayerKind> layers) {
    try (Stack stack = Stack.of(layers.toArray(new LayerKind[0]))) {
      long listener = stack.listener(stack.topEntry(Transport.TCP), Transport.TCP);
      assertThat(poll(stack, asking(READ, listener), 0)).isZero();
      long client = stack.socket(Transport.TCP);
      stack.setNonBlocking(client);
      NativeMemory name = stack.name(listener);
      stack.winsock().connect(client, name, name.size(), new Errno());
      assertThat(found(stack, READ | WRITE, client)).isEqualTo(WRITE);
      assertThat(found(stack, READ, listener)).isEqualTo(READ);

      long nobody = stack.socket(Transport.TCP);
      NativeMemory refusing = stack.bind(nobody, Transport.TCP);
      long failing = stack.socket(Transport.TCP);
      stack.setNonBlocking(failing);
      assertThat(error(e -> stack.winsock().connect(failing, refusing, refusing.size(), e)))
          .isEqualTo(WinsockError.WSAEWOULDBLOCK);
      assertThat(found(stack, READ | WRITE, failing)).isEqualTo(HUP | ERR | WRITE);
    }
  }

  @ParameterizedTest
  @EnumSource(HandleKind.class)
  void outOfBandDataIsOfTheBandAndNotNormal(HandleKind handles) {
    try (Stack stack = Stack.of(handles, 1)) {
      Pair pair = stack.pair(Transport.TCP);
      Message urgent = Message.of(Message.text("!"));
      ok(
          e ->
              stack
                  .winsock()
                  .send(
                      pair.far(),
                      urgent.buffers(),
                      1,
                      new IntRef(),
                      Ws2Def.MSG_OOB,
                      null,
                      null,
                      e));
      assertThat(found(stack, WsaPollData.POLLIN, pair.near())).isEqualTo(WsaPollData.POLLRDBAND);
    }
  }

  @ParameterizedTest
  @EnumSource(HandleKind.class)
  void aCallThatCannotMeanAnythingIsInvalid(HandleKind handles) {
    try (Stack stack = Stack.of(handles, 1)) {
      long s = stack.socket(Transport.UDP);
      assertThat(refusal(stack, null, 1)).isEqualTo(WinsockError.WSAEINVAL);
      assertThat(refusal(stack, asking(WRITE, s), 0)).isEqualTo(WinsockError.WSAEINVAL);
      assertThat(refusal(stack, asking(WsaPollData.POLLPRI, s), 1))
          .isEqualTo(WinsockError.WSAEINVAL);
      assertThat(refusal(stack, asking(WRITE | HUP, s), 1)).isEqualTo(WinsockError.WSAEINVAL);
      assertThat(refusal(stack, asking(WRITE, 999_999, -1), 2)).isEqualTo(WinsockError.WSAEINVAL);
      assertThat(refusal(stack, asking(WRITE, s), 2)).isEqualTo(WinsockError.WSAEFAULT);
      stack.cleanUp();
      assertThat(refusal(stack, asking(WRITE, s), 1)).isEqualTo(WinsockError.WSANOTINITIALISED);
    }
  }

  @ParameterizedTest
  @EnumSource(HandleKind.class)
  void aPollEndsAfterItsTimeOrWhenDataComes(HandleKind handles) throws Exception {
    try (Stack stack = Stack.of(handles, 2)) {
      Pair pair = stack.pair(Transport.TCP);
      NativeMemory data = asking(READ, pair.near());
      assertThat(poll(stack, data, 0)).isZero();
      assertThat(poll(stack, data, 5)).isZero();
      assertThat(WsaPollData.revents(data, 0)).isZero();
      Future<Integer> polled = Background.blockedInBackground(() -> poll(stack, data, -1));
      stack.send(pair.far(), Message.text("x"));
      assertThat(polled.get()).isEqualTo(1);
      assertThat(WsaPollData.revents(data, 0)).isEqualTo(READ);
    }
  }

  @ParameterizedTest
  @MethodSource(LAYERS)
  void aSocketThatIsClosedMeanwhileIsNoSocketAnyMore(List<LayerKind> layers) throws Exception {
    try (Stack stack = Stack.of(layers.toArray(new LayerKind[0]))) {
      Pair closed = stack.pair(Transport.TCP);
      Pair open = stack.pair(Transport.UDP);
      NativeMemory data = asking(READ, closed.near(), open.near());
      Future<Integer> polled = Background.blockedInBackground(() -> poll(stack, data, -1));
      stack.closeSocket(closed.near());
      assertThat(polled.get()).isEqualTo(1);
      assertThat(WsaPollData.revents(data, 0)).isEqualTo(NVAL);
      assertThat(WsaPollData.revents(data, 1)).isZero();
    }
  }

  @Test
  void aWrappingLayerHandsForeignHandlesDownWhereverTheyStand() {
    try (Stack stack = Stack.of(HandleKind.WRAPPED, 2)) {
      ProtocolInfo base = stack.baseEntry(Transport.TCP);
      Pair own = stack.pair(Transport.TCP);
      Pair foreign = stack.pair(Transport.TCP, base, base);
      stack.send(own.far(), Message.text("x"));
      stack.send(foreign.far(), Message.text("x"));
      found(stack, READ, own.near());
      found(stack, READ, foreign.near());
      NativeMemory data = asking(READ, foreign.near(), own.near(), foreign.far());
      assertThat(poll(stack, data, -1)).isEqualTo(2);
      assertThat(WsaPollData.revents(data, 0)).isEqualTo(READ);
      assertThat(WsaPollData.revents(data, 1)).isEqualTo(READ);
      assertThat(WsaPollData.revents(data, 2)).isZero();
    }
  }

  @Test
  void theHandleOfAWrappingLayerIsNoSocketToAnotherOneBesideIt() {
    try (Stack stack = Stack.of(LayerKind.WRAPPED)) {
      Catalog catalog = stack.winsock().catalog();
      long first = stack.socket(Transport.UDP);
      // The next layer goes over what comes first.
      List<CatalogEntry> basesFirst = new ArrayList<>(catalog.enumerate());
      basesFirst.sort(Comparator.comparing(entry -> !entry.info().protocolChain().isBase()));
      catalog.reorder(basesFirst.stream().map(CatalogEntry::id).toList());
      LayerInstaller.install(stack.winsock(), LayerKind.WRAPPED, "beside");
      long beside = stack.socket(Transport.UDP);

      NativeMemory data = asking(WRITE, beside, first);

      assertThat(poll(stack, data, -1)).isEqualTo(2);
      assertThat(WsaPollData.revents(data, 0)).isEqualTo(WRITE);
      assertThat(WsaPollData.revents(data, 1)).isEqualTo(NVAL);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 6})
  void theBasesHandleIsPolledPastTheLayers(int depth) {
    try (Stack stack = Stack.of(HandleKind.WRAPPED, depth)) {
      Pair pair = stack.pair(Transport.TCP);
      long base = stack.baseHandle(pair.near());
      assertThat(poll(stack, asking(READ, base), 0)).isZero();
      stack.send(pair.far(), Message.text("x"));
      assertThat(found(stack, READ | WRITE, base)).isEqualTo(READ | WRITE);
    }
  }

  @Test
  void aThousandSocketsArePolledAtOnce() {
    for (HandleKind handles : List.of(HandleKind.BASE, HandleKind.WRAPPED)) {
      try (Stack stack = Stack.of(handles, 1)) {
        long[] sockets = new long[1_000];
        for (int i = 0; i < sockets.length; i++) {
          sockets[i] = stack.socket(Transport.UDP);
        }
        assertThat(poll(stack, asking(WRITE, sockets), -1)).isEqualTo(1_000);
      }
    }
  }
}
