package dev.ifsbench.provider;

import static dev.ifsbench.fixture.Calls.error;
import static dev.ifsbench.fixture.Calls.ok;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ifsbench.bench.state.HandleKind;
import dev.ifsbench.bench.state.Transport;
import dev.ifsbench.fixture.Message;
import dev.ifsbench.fixture.Pair;
import dev.ifsbench.fixture.Stack;
import dev.ifsbench.sockets.CompletionPacket;
import dev.ifsbench.sockets.CompletionPort;
import dev.ifsbench.sockets.OverlappedIo;
import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.IntRef;
import dev.ifsbench.spi.NativeMemory;
import dev.ifsbench.spi.WinsockError;
import dev.ifsbench.spi.Ws2Def;
import dev.ifsbench.spi.WsaOverlapped;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a program may leave out with a completion port, and on which handles it may not. */
@Timeout(60)
class CompletionModesTest {
  private static final int SKIP_PORT = OverlappedIo.FILE_SKIP_COMPLETION_PORT_ON_SUCCESS;
  private static final int SKIP_EVENT = OverlappedIo.FILE_SKIP_SET_EVENT_ON_HANDLE;

  static Stream<Arguments> layers() {
    Stream<List<LayerKind>> uniform =
        Stream.of(HandleKind.values())
            .flatMap(handles -> IntStream.rangeClosed(1, 6).mapToObj(handles::layers));
    return Stream.concat(uniform, mixed()).distinct().map(Arguments::of);
  }

  /** Pass-through layers below, and from some depth on wrapping ones above. */
  private static Stream<List<LayerKind>> mixed() {
    List<List<LayerKind>> all = new ArrayList<>();
    for (int depth = 2; depth <= 6; depth++) {
      for (int wrapped = 0; wrapped < depth; wrapped++) {
        List<LayerKind> layers = new ArrayList<>();
        for (int i = 0; i < depth; i++) {
          layers.add(
              i >= depth - wrapped
                  ? LayerKind.WRAPPED
                  : i % 2 == 0 ? LayerKind.PASS_THROUGH : LayerKind.PASS_THROUGH_INTERCEPTING);
        }
        all.add(layers);
      }
    }
    return all.stream();
  }

  /** A pair of whose near end a port tells. */
  private static final class Scene implements AutoCloseable {
    private final Stack stack;
    private final Pair pair;
    private final OverlappedIo system;
    private final CompletionPort port;
    private final CompletionPacket packet = new CompletionPacket();

    Scene(LayerKind... layers) {
      stack = Stack.of(layers);
      pair = stack.pair(Transport.TCP);
      system = stack.winsock().overlapped();
      port = system.newPort();
    }

    Scene attached(int modes) {
      ok(e -> system.attach(pair.near(), port, 7, e) ? 0 : -1);
      ok(e -> system.setCompletionModes(pair.near(), modes, e) ? 0 : -1);
      return this;
    }

    WinsockError send(WsaOverlapped overlapped) {
      Message message = Message.of(Message.text("now"));
      return error(
          e ->
              stack
                  .winsock()
                  .send(pair.near(), message.buffers(), 1, null, 0, overlapped, null, e));
    }

    WinsockError receive(Message into, WsaOverlapped overlapped) {
      return error(
          e ->
              stack
                  .winsock()
                  .recv(pair.near(), into.buffers(), 1, null, new IntRef(), overlapped, null, e));
    }

    void assertPacketOf(WsaOverlapped overlapped) throws InterruptedException {
      assertThat(port.dequeue(packet, 10_000)).as("a packet comes").isTrue();
      assertThat(packet.overlapped()).isSameAs(overlapped);
      assertThat(packet.key()).isEqualTo(7);
      assertThat(packet.error()).isEqualTo(WinsockError.NO_ERROR);
    }

    void assertNoPacket() throws InterruptedException {
      assertThat(port.dequeue(packet, 50)).as("a packet comes").isFalse();
    }

    @Override
    public void close() {
      stack.close();
      port.close();
    }
  }

  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "what ends at once is the system's choice")
  @ParameterizedTest
  @MethodSource("layers")
  void whatSucceedsAtOnceQueuesNoPacketExceptOnAWrappedHandle(List<LayerKind> layers)
      throws Exception {
    boolean wrapped = layers.contains(LayerKind.WRAPPED);
    try (Scene scene = new Scene(layers.toArray(new LayerKind[0])).attached(SKIP_PORT)) {
      WsaOverlapped overlapped = new WsaOverlapped();
      WinsockError begun = scene.send(overlapped);

      if (wrapped) {
        assertThat(begun).isEqualTo(WinsockError.WSA_IO_PENDING);
        scene.assertPacketOf(overlapped);
      } else {
        assertThat(begun).isEqualTo(WinsockError.NO_ERROR);
      }
      scene.assertNoPacket();
      assertThat(overlapped.internal()).isZero();
      assertThat(overlapped.internalHigh()).isEqualTo(3);
    }
  }

  @ParameterizedTest
  @EnumSource(HandleKind.class)
  void withoutTheModeEverySuccessQueuesAPacket(HandleKind handles) throws Exception {
    try (Scene scene = new Scene(handles.layers(1).toArray(new LayerKind[0])).attached(0)) {
      WsaOverlapped overlapped = new WsaOverlapped();
      scene.send(overlapped);
      scene.assertPacketOf(overlapped);
      scene.assertNoPacket();
    }
  }

  @ParameterizedTest
  @EnumSource(HandleKind.class)
  void whatWasPendingQueuesItsPacketAllTheSame(HandleKind handles) throws Exception {
    try (Scene scene = new Scene(handles.layers(1).toArray(new LayerKind[0])).attached(SKIP_PORT)) {
      WsaOverlapped overlapped = new WsaOverlapped();
      Message into = new Message(10);
      assertThat(scene.receive(into, overlapped)).isEqualTo(WinsockError.WSA_IO_PENDING);
      scene.stack.send(scene.pair.far(), Message.text("late"));
      scene.assertPacketOf(overlapped);
      assertThat(into.bytes(4)).isEqualTo(Message.text("late"));
      scene.assertNoPacket();
    }
  }

  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "what ends at once is the system's choice")
  @ParameterizedTest
  @EnumSource(HandleKind.class)
  void aControlCodeThatSucceedsAtOnceQueuesNoPacketExceptOnAWrappedHandle(HandleKind handles)
      throws Exception {
    try (Scene scene = new Scene(handles.layers(1).toArray(new LayerKind[0])).attached(SKIP_PORT)) {
      WsaOverlapped overlapped = new WsaOverlapped();
      NativeMemory out = new NativeMemory(4);
      WinsockError begun =
          error(
              e ->
                  scene
                      .stack
                      .winsock()
                      .ioctl(
                          scene.pair.near(),
                          Ws2Def.FIONREAD,
                          null,
                          0,
                          out,
                          4,
                          new IntRef(),
                          overlapped,
                          null,
                          e));
      if (handles.isIfs()) {
        assertThat(begun).isEqualTo(WinsockError.NO_ERROR);
      } else {
        assertThat(begun).isEqualTo(WinsockError.WSA_IO_PENDING);
        scene.assertPacketOf(overlapped);
      }
      scene.assertNoPacket();
    }
  }

  @ParameterizedTest
  @EnumSource(HandleKind.class)
  void theEventOfTheStructureIsSetWhateverTheModes(HandleKind handles) throws Exception {
    try (Scene scene =
        new Scene(handles.layers(1).toArray(new LayerKind[0])).attached(SKIP_PORT | SKIP_EVENT)) {
      long event = scene.stack.sockets().createEvent(new Errno());
      WsaOverlapped overlapped = new WsaOverlapped();
      overlapped.setEvent(event);
      scene.send(overlapped);
      assertThat(scene.stack.sockets().awaitEvent(event, 10_000, new Errno())).isTrue();
      ok(e -> scene.stack.sockets().closeEvent(event, e) ? 0 : -1);
    }
  }

  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "what ends at once is the system's choice")
  @Test
  void modesAreAddedBeforeAndAfterTheAttachmentAndNeverTakenBack() throws Exception {
    try (Scene scene = new Scene()) {
      ok(e -> scene.system.setCompletionModes(scene.pair.near(), SKIP_PORT, e) ? 0 : -1);
      scene.attached(0);
      scene.send(new WsaOverlapped());
      scene.assertNoPacket();
      assertThat(error(e -> scene.system.attach(scene.pair.near(), scene.port, 8, e) ? 0 : -1))
          .isEqualTo(WinsockError.WSA_INVALID_PARAMETER);
    }
  }

  @Test
  void unknownModesAndClosedHandlesAreRefused() {
    try (Scene scene = new Scene()) {
      assertThat(error(e -> scene.system.setCompletionModes(scene.pair.near(), 4, e) ? 0 : -1))
          .isEqualTo(WinsockError.WSA_INVALID_PARAMETER);
      assertThat(
              error(
                  e ->
                      scene.system.setCompletionModes(Ws2Def.INVALID_SOCKET, SKIP_PORT, e)
                          ? 0
                          : -1))
          .isEqualTo(WinsockError.WSA_INVALID_HANDLE);
    }
  }

  @Test
  void aBatchTakesWhatIsThereInOrderAndNoMoreThanAskedFor() throws Exception {
    CompletionPort port = Stack.system().overlapped().newPort();
    for (int i = 0; i < 5; i++) {
      port.post(i, null, 10 * i, WinsockError.NO_ERROR);
    }
    CompletionPacket[] packets = new CompletionPacket[4];
    for (int i = 0; i < packets.length; i++) {
      packets[i] = new CompletionPacket();
    }
    assertThat(port.dequeue(packets, 3, 0)).isEqualTo(3);
    assertThat(packets[0].key()).isEqualTo(0);
    assertThat(packets[2].bytesTransferred()).isEqualTo(20);
    assertThat(port.dequeue(packets, 4, 0)).isEqualTo(2);
    assertThat(packets[1].key()).isEqualTo(4);
    assertThat(port.dequeue(packets, 4, 10)).isZero();
    assertThatThrownBy(() -> port.dequeue(packets, 0, 0))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> port.dequeue(packets, 5, 0))
        .isInstanceOf(IndexOutOfBoundsException.class);
    port.close();
    assertThat(port.dequeue(packets, 1, -1)).isZero();
  }
}
