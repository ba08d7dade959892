package dev.ifsbench.provider;

import static dev.ifsbench.fixture.Calls.error;
import static dev.ifsbench.fixture.Calls.ok;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ifsbench.bench.state.HandleKind;
import dev.ifsbench.bench.state.Transport;
import dev.ifsbench.fixture.Message;
import dev.ifsbench.fixture.Notices;
import dev.ifsbench.fixture.Pair;
import dev.ifsbench.fixture.Stack;
import dev.ifsbench.fixture.Tables;
import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.FdSet;
import dev.ifsbench.spi.IntRef;
import dev.ifsbench.spi.NativeMemory;
import dev.ifsbench.spi.ProcedureTable;
import dev.ifsbench.spi.WinsockError;
import dev.ifsbench.spi.Ws2Def;
import dev.ifsbench.spi.WsaOverlapped;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which handle a layer gives to whoever asks for one below it, and what it sees afterwards. */
@Timeout(60)
class EscapeTest {
  private static final int BASE = Ws2Def.SIO_BASE_HANDLE;
  private static final int BSP = Ws2Def.SIO_BSP_HANDLE;
  private static final int SELECT = Ws2Def.SIO_BSP_HANDLE_SELECT;
  private static final int POLL = Ws2Def.SIO_BSP_HANDLE_POLL;

  static long ask(Stack stack, long s, int code) {
    NativeMemory out = new NativeMemory(Long.BYTES);
    IntRef returned = new IntRef();
    ok(e -> stack.winsock().ioctl(s, code, null, 0, out, Long.BYTES, returned, e));
    assertThat(returned.value).isEqualTo(Long.BYTES);
    return out.getLong(0);
  }

  private static WinsockError refusal(
      Stack stack, long s, int code, NativeMemory out, int size, WsaOverlapped overlapped) {
    return error(
        e -> stack.winsock().ioctl(s, code, null, 0, out, size, new IntRef(), overlapped, null, e));
  }

  @ParameterizedTest
  @MethodSource("dev.ifsbench.provider.CompletionModesTest#layers")
  void baseAndSelectAreAnsweredByTheBaseAndTheOthersByTheTopmostWrappingLayer(
      List<LayerKind> layers) {
    try (Stack stack = Stack.of(layers.toArray(new LayerKind[0]))) {
      long s = stack.socket(Transport.TCP);
      boolean wrapped = layers.contains(LayerKind.WRAPPED);
      long base = ask(stack, s, BASE);
      assertThat(base != s).isEqualTo(wrapped);
      assertThat(stack.sockets().describe(base, new int[3], new Errno())).isZero();
      assertThat(ask(stack, s, SELECT)).isEqualTo(base);
      assertThat(ask(stack, s, BSP)).isEqualTo(s);
      assertThat(ask(stack, s, POLL)).isEqualTo(s);
    }
  }

  @ParameterizedTest
  @EnumSource(HandleKind.class)
  void whoUsesTheBasesHandleIsNotSeenByTheLayer(HandleKind handles) {
    try (Stack stack = Stack.of(handles, 1)) {
      Pair pair = stack.pair(Transport.TCP);
      stack.send(pair.near(), Message.text("seen"));
      stack.receive(pair.far(), 4);
      long base = ask(stack, pair.near(), BASE);
      stack.send(base, Message.text("unseen"));
      assertThat(stack.receive(pair.far(), 6)).isEqualTo(Message.text("unseen"));
      if (handles == HandleKind.WRAPPED) {
        assertThat(stack.top().counters(pair.near()).sent()).isEqualTo(4);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(HandleKind.class)
  void thereMustBeRoomForTheHandle(HandleKind handles) {
    try (Stack stack = Stack.of(handles, 1)) {
      long s = stack.socket(Transport.TCP);
      for (int code : new int[] {BASE, BSP, SELECT, POLL}) {
        assertThat(refusal(stack, s, code, new NativeMemory(7), 7, null))
            .isEqualTo(WinsockError.WSAEFAULT);
        assertThat(refusal(stack, s, code, null, 8, null)).isEqualTo(WinsockError.WSAEFAULT);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {BSP, POLL})
  void aWrappingLayerAnswersItsOwnHandleWithoutAStructureOnly(int code) {
    try (Stack stack = Stack.of(LayerKind.WRAPPED)) {
      long s = stack.socket(Transport.TCP);
      assertThat(refusal(stack, s, code, new NativeMemory(8), 8, new WsaOverlapped()))
          .isEqualTo(WinsockError.WSAEOPNOTSUPP);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = LayerKind.class,
      names = {"PASS_THROUGH", "PASS_THROUGH_INTERCEPTING", "WRAPPED"})
  void aLayerThatRefusesTheBasesHandleStillGivesTheSelectHandle(LayerKind kind) {
    try (Stack stack = Stack.quirky(kind, Quirk.REFUSES_BASE_HANDLE)) {
      long s = stack.socket(Transport.TCP);
      assertThat(refusal(stack, s, BASE, new NativeMemory(8), 8, null))
          .isEqualTo(WinsockError.WSAEOPNOTSUPP);
      assertThat(ask(stack, s, SELECT) == s).isEqualTo(kind != LayerKind.WRAPPED);
      stack.closeSocket(s);
      assertThat(refusal(stack, s, BASE, new NativeMemory(8), 8, null))
          .isEqualTo(WinsockError.WSAENOTSOCK);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "ANSWERS_BASE_HANDLE_WITH_OWN, 0x48000022, 0x4800001C",
    "TAKES_BSP_HANDLE_SELECT, 0x4800001C, 0x48000022"
  })
  void aWrappingLayerThatTakesACodeAnswersItWithItsOwnHandleAndLeavesTheOther(
      Quirk quirk, String taken, String left) {
    try (Stack stack = Stack.quirky(LayerKind.WRAPPED, quirk)) {
      long s = stack.socket(Transport.TCP);
      assertThat(ask(stack, s, Integer.decode(taken))).isEqualTo(s);
      assertThat(ask(stack, s, Integer.decode(left))).isNotEqualTo(s);
    }
  }

  @ParameterizedTest
  @EnumSource(value = Quirk.class, mode = EnumSource.Mode.EXCLUDE, names = "COMPLETES_LATE")
  void aLayerWithAQuirkRefusesWhatItIsNotTheOwnerOfAndWhatIsRefusedBelow(Quirk quirk) {
    for (LayerKind kind : LayerKind.values()) {
      try (Stack stack = Stack.quirky(kind, quirk)) {
        ProcedureTable table = Tables.of(stack.winsock(), stack.topEntry(Transport.TCP));
        for (String function : List.of("wspIoctl", "wspSend", "wspCloseSocket")) {
          assertThat(Tables.invoke(table, function, 1_000_000))
              .as("%s of %s", function, kind)
              .isEqualTo(WinsockError.WSAENOTSOCK);
        }
        for (int code : new int[] {BASE, SELECT}) {
          assertThat(
                  error(
                      e ->
                          table
                              .wspIoctl()
                              .invoke(
                                  1_000_000,
                                  code,
                                  null,
                                  0,
                                  new NativeMemory(8),
                                  8,
                                  new IntRef(),
                                  null,
                                  null,
                                  null,
                                  e)))
              .as("%x of %s", code, kind)
              .isEqualTo(WinsockError.WSAENOTSOCK);
        }
        NativeMemory on = new NativeMemory(Integer.BYTES);
        int[] options =
            quirk == Quirk.DROPS_ACCEPT_CONTEXT
                ? new int[] {Ws2Def.SO_KEEPALIVE, Ws2Def.SO_UPDATE_ACCEPT_CONTEXT}
                : new int[] {Ws2Def.SO_KEEPALIVE};
        for (int option : options) {
          assertThat(
                  error(
                      e ->
                          table
                              .wspSetSockOpt()
                              .invoke(1_000_000, Ws2Def.SOL_SOCKET, option, on, on.size(), e)))
              .as("option %x of %s", option, kind)
              .isEqualTo(WinsockError.WSAENOTSOCK);
        }
        long s = stack.socket(Transport.TCP);
        assertThat(error(e -> stack.ioctl(s, Ws2Def.FIONREAD, null, null, new IntRef(), e)))
            .isEqualTo(WinsockError.WSAEFAULT);
      }
    }
  }

  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "the lowest free number is Linux's rule")
  @ParameterizedTest
  @EnumSource(LayerKind.class)
  void theResetOfOneConnectionIsNotTheNextOnesThatHasItsNumber(LayerKind kind) {
    try (Stack stack = Stack.quirky(kind, Quirk.RESETS_AFTER_FIRST_CHUNK)) {
      Pair first = stack.pair(Transport.TCP);
      stack.send(first.near(), Message.text("first"));
      stack.closeSocket(first.near());
      Pair next = stack.pair(Transport.TCP);
      assertThat(List.of(next.near(), next.far())).contains(first.near());

      stack.send(next.near(), Message.text("next"));

      assertThat(stack.receive(next.far(), 4)).isEqualTo(Message.text("next"));
    }
  }

  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "the system decides when a reset is seen")
  @ParameterizedTest
  @EnumSource(LayerKind.class)
  void anOverlappedChunkOrTheEndOfTheStreamCountsAsItIs(LayerKind kind) throws Exception {
    try (Stack stack = Stack.quirky(kind, Quirk.RESETS_AFTER_FIRST_CHUNK)) {
      Pair pair = stack.pair(Transport.TCP);
      Notices notices = new Notices(stack, Notices.Kind.EVENT);
      WsaOverlapped overlapped = notices.newOverlapped();
      assertThat(notices.send(pair.near(), Message.of(Message.text("chunk")), overlapped))
          .isIn(WinsockError.NO_ERROR, WinsockError.WSA_IO_PENDING);
      notices.await(overlapped);
      assertThat(error(e -> stack.trySend(pair.near(), new byte[1], e)))
          .isEqualTo(WinsockError.WSAECONNRESET);

      Pair ended = stack.pair(Transport.TCP);
      ok(e -> stack.winsock().shutdown(ended.far(), Ws2Def.SD_SEND, e));
      for (int i = 0; i < 2; i++) {
        assertThat(error(e -> stack.tryReceive(ended.near(), e)))
            .as("the end of the stream, which moves nothing")
            .isEqualTo(WinsockError.NO_ERROR);
      }
      long unconnected = stack.socket(Transport.TCP);
      for (int i = 0; i < 2; i++) {
        assertThat(notices.send(unconnected, new Message(1), overlapped))
            .as("a send that is refused, and moves nothing")
            .isEqualTo(WinsockError.WSAENOTCONN);
      }
    }
  }

  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "the system decides when a reset is seen")
  @ParameterizedTest
  @EnumSource(LayerKind.class)
  void aLayerThatResetsLetsOneChunkThroughAndThePeerSeesTheResetAtTheClose(LayerKind kind) {
    try (Stack stack = Stack.quirky(kind, Quirk.RESETS_AFTER_FIRST_CHUNK)) {
      Pair pair =
          stack.pair(Transport.TCP, stack.topEntry(Transport.TCP), stack.baseEntry(Transport.TCP));
      stack.send(pair.near(), Message.text("first"));
      assertThat(stack.receive(pair.far(), 5)).isEqualTo(Message.text("first"));
      Message second = Message.of(Message.text("second"));
      assertThat(
              error(
                  e ->
                      stack
                          .winsock()
                          .send(pair.near(), second.buffers(), 1, new IntRef(), 0, null, null, e)))
          .isEqualTo(WinsockError.WSAECONNRESET);
      assertThat(
              error(
                  e ->
                      stack
                          .winsock()
                          .recv(
                              pair.near(),
                              second.buffers(),
                              1,
                              new IntRef(),
                              new IntRef(),
                              null,
                              null,
                              e)))
          .isEqualTo(WinsockError.WSAECONNRESET);
      stack.closeSocket(pair.near());
      assertThat(
              error(
                  e ->
                      stack
                          .winsock()
                          .recv(
                              pair.far(),
                              second.buffers(),
                              1,
                              new IntRef(),
                              new IntRef(),
                              null,
                              null,
                              e)))
          .isEqualTo(WinsockError.WSAECONNRESET);
    }
  }

  @Test
  void aLayerThatCompletesLateCompletesOnceAllTheSame() throws Exception {
    try (Stack stack = Stack.quirky(LayerKind.WRAPPED, Quirk.COMPLETES_LATE)) {
      Pair pair = stack.pair(Transport.TCP);
      Notices notices = new Notices(stack, Notices.Kind.PORT);
      notices.attach(pair.near());
      WsaOverlapped overlapped = notices.newOverlapped();
      long begun = System.nanoTime();
      assertThat(notices.send(pair.near(), Message.of(Message.text("late")), overlapped))
          .isEqualTo(WinsockError.WSA_IO_PENDING);
      assertThat(notices.await(overlapped).bytes()).isEqualTo(4);
      // Never earlier, so this is no bet on the machine's speed.
      assertThat(System.nanoTime() - begun).isGreaterThanOrEqualTo(Quirk.LATE_MILLIS * 1_000_000L);
      notices.assertSilence(overlapped);
    }
  }

  @Test
  void whatHasComeBeforeACloseIsReportedThoughTheLayerSaysSoAfterIt() throws Exception {
    try (Stack stack = Stack.quirky(LayerKind.WRAPPED, Quirk.COMPLETES_LATE)) {
      Pair pair = stack.pair(Transport.TCP);
      stack.send(pair.far(), Message.text("data"));
      ok(e -> stack.winsock().select(FdSet.of(pair.near()), null, null, null, e));
      Notices notices = new Notices(stack, Notices.Kind.EVENT);
      WsaOverlapped overlapped = notices.newOverlapped();
      Message into = new Message(4);
      assertThat(notices.recv(pair.near(), into, overlapped))
          .isEqualTo(WinsockError.WSA_IO_PENDING);

      stack.closeSocket(pair.near());

      Notices.Ended ended = notices.await(overlapped);
      assertThat(ended.error()).isEqualTo(WinsockError.NO_ERROR);
      assertThat(ended.bytes()).isEqualTo(4);
      assertThat(into.bytes(4)).isEqualTo(Message.text("data"));
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = LayerKind.class,
      names = {"PASS_THROUGH", "PASS_THROUGH_INTERCEPTING"})
  void aLayerThatPassesHandlesThroughCannotCompleteLate(LayerKind kind) {
    assertThatThrownBy(() -> Stack.quirky(kind, Quirk.COMPLETES_LATE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("COMPLETES_LATE");
  }
}
