package dev.ifsbench.provider;

import static dev.ifsbench.fixture.Calls.error;
import static dev.ifsbench.fixture.Calls.ok;
import static dev.ifsbench.spi.WsaNetworkEvents.FD_ACCEPT;
import static dev.ifsbench.spi.WsaNetworkEvents.FD_CLOSE;
import static dev.ifsbench.spi.WsaNetworkEvents.FD_CONNECT;
import static dev.ifsbench.spi.WsaNetworkEvents.FD_OOB;
import static dev.ifsbench.spi.WsaNetworkEvents.FD_READ;
import static dev.ifsbench.spi.WsaNetworkEvents.FD_WRITE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ifsbench.bench.state.HandleKind;
import dev.ifsbench.bench.state.Transport;
import dev.ifsbench.fixture.Message;
import dev.ifsbench.fixture.Pair;
import dev.ifsbench.fixture.Stack;
import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.IntRef;
import dev.ifsbench.spi.NativeMemory;
import dev.ifsbench.spi.WinsockError;
import dev.ifsbench.spi.Ws2Def;
import dev.ifsbench.spi.WsaNetworkEvents;
import dev.ifsbench.ws2.Winsock;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Which network events are recorded, when again, and how a program learns of them. */
@Timeout(60)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "it has been run on Linux only so far")
class EventSelectTest {
  private static final String LAYERS = "dev.ifsbench.provider.CompletionModesTest#layers";
  private static final int ALL = FD_READ | FD_WRITE | FD_OOB | FD_ACCEPT | FD_CONNECT | FD_CLOSE;

  /** A stack with an event object. */
  private static final class Scene implements AutoCloseable {
    private final Stack stack;
    private final long event;
    private final NativeMemory found = new NativeMemory(WsaNetworkEvents.SIZE);

    Scene(List<LayerKind> layers) {
      stack = Stack.of(layers.toArray(new LayerKind[0]));
      event = stack.sockets().createEvent(new Errno());
    }

    private void select(long s, int events) {
      ok(e -> stack.winsock().eventSelect(s, event, events, e));
    }

    private boolean isSet() {
      return stack.sockets().awaitEvent(event, 0, new Errno());
    }

    /** Waits for the event, and takes what was recorded. */
    private int await(long s) {
      assertThat(stack.sockets().awaitEvent(event, -1, new Errno())).isTrue();
      return take(s);
    }

    private int take(long s) {
      ok(e -> stack.winsock().enumNetworkEvents(s, event, found, e));
      return WsaNetworkEvents.events(found);
    }

    private void assertNothing(long s) {
      assertThat(take(s)).isZero();
      assertThat(isSet()).isFalse();
    }

    @Override
    public void close() {
      stack.close();
      stack.sockets().closeEvent(event, new Errno());
    }
  }

  @ParameterizedTest
  @MethodSource(LAYERS)
  void dataIsRecordedOnceAndAgainWhenAReceiveLeavesSome(List<LayerKind> layers) {
    try (Scene scene = new Scene(layers)) {
      Pair pair = scene.stack.pair(Transport.TCP);
      scene.select(pair.near(), FD_READ | FD_CLOSE);
      scene.assertNothing(pair.near());
      scene.stack.send(pair.far(), Message.text("two"));
      assertThat(scene.await(pair.near())).isEqualTo(FD_READ);
      assertThat(scene.isSet()).isFalse();
      scene.stack.send(pair.far(), Message.text("more"));
      scene.assertNothing(pair.near());
      scene.stack.receive(pair.near(), 1);
      assertThat(scene.await(pair.near())).isEqualTo(FD_READ);
      scene.stack.receive(pair.near(), 6);
      scene.assertNothing(pair.near());
      scene.stack.send(pair.far(), Message.text("x"));
      assertThat(scene.await(pair.near())).isEqualTo(FD_READ);
    }
  }

  @ParameterizedTest
  @MethodSource(LAYERS)
  void theEndIsRecordedAfterAllDataWasReceived(List<LayerKind> layers) {
    try (Scene scene = new Scene(layers)) {
      Pair pair = scene.stack.pair(Transport.TCP);
      scene.stack.send(pair.far(), Message.text("last"));
      scene.stack.closeSocket(pair.far());
      scene.select(pair.near(), FD_READ | FD_CLOSE);
      assertThat(scene.await(pair.near())).isEqualTo(FD_READ);
      scene.stack.receive(pair.near(), 3);
      assertThat(scene.await(pair.near())).isEqualTo(FD_READ);
      scene.stack.receive(pair.near(), 1);
      assertThat(scene.await(pair.near())).isEqualTo(FD_CLOSE);
      assertThat(WsaNetworkEvents.error(scene.found, FD_CLOSE)).isEqualTo(WinsockError.NO_ERROR);
      scene.assertNothing(pair.near());
    }
  }

  @ParameterizedTest
  @EnumSource(HandleKind.class)
  void aResetIsAnEndWithAnError(HandleKind handles) {
    try (Scene scene = new Scene(handles.layers(1))) {
      Pair pair = scene.stack.pair(Transport.TCP);
      scene.select(pair.near(), FD_CLOSE);
      NativeMemory linger = new NativeMemory(4);
      linger.putShort(0, (short) 1);
      ok(
          e ->
              scene
                  .stack
                  .winsock()
                  .setsockopt(pair.far(), Ws2Def.SOL_SOCKET, Ws2Def.SO_LINGER, linger, 4, e));
      scene.stack.closeSocket(pair.far());
      assertThat(scene.await(pair.near())).isEqualTo(FD_CLOSE);
      assertThat(WsaNetworkEvents.error(scene.found, FD_CLOSE))
          .isEqualTo(WinsockError.WSAECONNRESET);
    }
  }

  @ParameterizedTest
  @MethodSource(LAYERS)
  void roomIsRecordedAtFirstAndAfterASendHadNone(List<LayerKind> layers) {
    try (Scene scene = new Scene(layers)) {
      Pair pair = scene.stack.pair(Transport.TCP);
      scene.select(pair.near(), FD_WRITE);
      assertThat(scene.await(pair.near())).isEqualTo(FD_WRITE);
      scene.stack.send(pair.near(), Message.text("x"));
      scene.assertNothing(pair.near());
      byte[] block = new byte[1 << 20];
      int sent = 1;
      Errno errno = new Errno();
      IntRef bytes = new IntRef();
      Message message = Message.of(block);
      while (scene
              .stack
              .winsock()
              .send(pair.near(), message.buffers(), 1, bytes, 0, null, null, errno)
          == 0) {
        sent += bytes.value;
      }
      assertThat(errno.get()).isEqualTo(WinsockError.WSAEWOULDBLOCK);
      scene.assertNothing(pair.near());
      scene.stack.receive(pair.far(), sent);
      assertThat(scene.await(pair.near())).isEqualTo(FD_WRITE);
    }
  }

  @ParameterizedTest
  @MethodSource(LAYERS)
  void connectionsAreRecordedAndTheirSocketsHaveTheListenersEvents(List<LayerKind> layers) {
    try (Scene scene = new Scene(layers)) {
      long listener = scene.stack.listener(scene.stack.topEntry(Transport.TCP), Transport.TCP);
      scene.select(listener, FD_ACCEPT | FD_READ | FD_CLOSE);
      scene.assertNothing(listener);
      NativeMemory name = scene.stack.name(listener);
      long first = scene.stack.socket(Transport.TCP);
      scene.stack.connect(first, name);
      long second = scene.stack.socket(Transport.TCP);
      scene.stack.connect(second, name);
      assertThat(scene.await(listener)).isEqualTo(FD_ACCEPT);
      scene.assertNothing(listener);
      long accepted = scene.stack.accept(listener);
      assertThat(scene.await(listener)).isEqualTo(FD_ACCEPT);
      scene.stack.accept(listener);
      scene.assertNothing(listener);
      scene.stack.send(first, Message.text("x"));
      assertThat(scene.await(accepted)).isEqualTo(FD_READ);
    }
  }

  @ParameterizedTest
  @MethodSource(LAYERS)
  void aConnectIsRecordedWithHowItWent(List<LayerKind> layers) {
    try (Scene scene = new Scene(layers)) {
      long listener = scene.stack.listener(scene.stack.topEntry(Transport.TCP), Transport.TCP);
      long client = scene.stack.socket(Transport.TCP);
      scene.select(client, FD_CONNECT | FD_WRITE);
      scene.assertNothing(client);
      NativeMemory name = scene.stack.name(listener);
      scene.stack.winsock().connect(client, name, name.size(), new Errno());
      int events = scene.await(client);
      assertThat(events & FD_CONNECT).isNotZero();
      assertThat(WsaNetworkEvents.error(scene.found, FD_CONNECT)).isEqualTo(WinsockError.NO_ERROR);

      long nobody = scene.stack.socket(Transport.TCP);
      NativeMemory refusing = scene.stack.bind(nobody, Transport.TCP);
      long failing = scene.stack.socket(Transport.TCP);
      scene.select(failing, FD_CONNECT | FD_WRITE);
      scene.stack.winsock().connect(failing, refusing, refusing.size(), new Errno());
      assertThat(scene.await(failing)).isEqualTo(FD_CONNECT);
      assertThat(WsaNetworkEvents.error(scene.found, FD_CONNECT))
          .isEqualTo(WinsockError.WSAECONNREFUSED);
    }
  }

  @ParameterizedTest
  @EnumSource(HandleKind.class)
  void datagramsAndOutOfBandDataAreRecorded(HandleKind handles) {
    try (Scene scene = new Scene(handles.layers(2))) {
      Pair datagrams = scene.stack.pair(Transport.UDP);
      scene.select(datagrams.near(), FD_READ | FD_WRITE);
      assertThat(scene.await(datagrams.near())).isEqualTo(FD_WRITE);
      scene.stack.send(datagrams.far(), Message.text("x"));
      assertThat(scene.await(datagrams.near())).isEqualTo(FD_READ);

      Pair streams = scene.stack.pair(Transport.TCP);
      scene.select(streams.near(), FD_OOB);
      Message urgent = Message.of(Message.text("!"));
      IntRef sent = new IntRef();
      ok(
          e ->
              scene
                  .stack
                  .winsock()
                  .send(streams.far(), urgent.buffers(), 1, sent, Ws2Def.MSG_OOB, null, null, e));
      assertThat(scene.await(streams.near())).isEqualTo(FD_OOB);
    }
  }

  @ParameterizedTest
  @EnumSource(HandleKind.class)
  void theSocketIsNonBlockingUntilNothingIsAskedForAnyMore(HandleKind handles) {
    try (Scene scene = new Scene(handles.layers(1))) {
      Pair pair = scene.stack.pair(Transport.TCP);
      scene.select(pair.near(), FD_READ);
      assertThat(error(e -> scene.stack.tryReceive(pair.near(), e)))
          .isEqualTo(WinsockError.WSAEWOULDBLOCK);
      NativeMemory off = new NativeMemory(4);
      assertThat(
              error(
                  e -> scene.stack.ioctl(pair.near(), Ws2Def.FIONBIO, off, null, new IntRef(), e)))
          .isEqualTo(WinsockError.WSAEINVAL);
      scene.select(pair.near(), 0);
      scene.stack.send(pair.far(), Message.text("x"));
      ok(e -> scene.stack.ioctl(pair.near(), Ws2Def.FIONBIO, off, null, new IntRef(), e));
      scene.stack.receive(pair.near(), 1);
      scene.assertNothing(pair.near());
    }
  }

  @ParameterizedTest
  @EnumSource(HandleKind.class)
  void aNewCallReplacesTheOneBeforeAndAFaultyOneIsRefused(HandleKind handles) {
    try (Scene scene = new Scene(handles.layers(1))) {
      Pair pair = scene.stack.pair(Transport.TCP);
      scene.select(pair.near(), FD_READ);
      scene.select(pair.near(), FD_CLOSE);
      scene.stack.send(pair.far(), Message.text("x"));
      scene.assertNothing(pair.near());
      assertThat(error(e -> scene.stack.winsock().eventSelect(pair.near(), 999_999, ALL, e)))
          .isEqualTo(WinsockError.WSAEINVAL);
      assertThat(error(e -> scene.stack.winsock().eventSelect(pair.near(), scene.event, 0x400, e)))
          .isEqualTo(WinsockError.WSAEINVAL);
      assertThat(error(e -> scene.stack.winsock().enumNetworkEvents(pair.near(), 0, null, e)))
          .isEqualTo(WinsockError.WSAEFAULT);
      assertThat(error(e -> scene.stack.winsock().eventSelect(999_999, scene.event, ALL, e)))
          .isEqualTo(WinsockError.WSAENOTSOCK);
    }
  }

  @ParameterizedTest
  @EnumSource(HandleKind.class)
  void aWaitEndsWhenTheEventIsSetOrAfterItsTime(HandleKind handles) {
    try (Scene scene = new Scene(handles.layers(1))) {
      Winsock winsock = scene.stack.winsock();
      Errno errno = new Errno();
      assertThat(winsock.waitForEvent(scene.event, 0, errno)).isFalse();
      assertThat(winsock.waitForEvent(scene.event, 5, errno)).isFalse();
      assertThat(errno.isClear()).isTrue();
      winsock.upcalls().wpuSetEvent(scene.event, errno);
      assertThat(winsock.waitForEvent(scene.event, -1, errno)).isTrue();
      assertThat(winsock.waitForEvent(999_999, 0, errno)).isFalse();
      assertThat(errno.get()).isEqualTo(WinsockError.WSA_INVALID_HANDLE);
      scene.stack.cleanUp();
      assertThat(winsock.waitForEvent(scene.event, 0, errno)).isFalse();
      assertThat(errno.get()).isEqualTo(WinsockError.WSANOTINITIALISED);
    }
  }
}
