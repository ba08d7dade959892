package dev.ifsbench.ws2;

import static dev.ifsbench.fixture.Calls.ok;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ifsbench.bench.state.HandleKind;
import dev.ifsbench.bench.state.Transport;
import dev.ifsbench.fixture.Message;
import dev.ifsbench.fixture.Pair;
import dev.ifsbench.fixture.Stack;
import dev.ifsbench.fixture.StubProvider;
import dev.ifsbench.spi.CompletionRoutine;
import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.IntRef;
import dev.ifsbench.spi.NativeMemory;
import dev.ifsbench.spi.ProtocolInfo;
import dev.ifsbench.spi.WinsockError;
import dev.ifsbench.spi.Ws2Def;
import dev.ifsbench.spi.WsaOverlapped;
import dev.ifsbench.spi.WsaPollData;
import dev.ifsbench.spi.WsaThreadId;
import dev.ifsbench.spi.WspFunction;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** {@code WSAPoll} asks a layer once which handle stands for its own, and polls that one. */
@Timeout(60)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the poll of the model, which Linux carries out")
class PollRedirectionTest {
  private static final int READ = WsaPollData.POLLRDNORM;

  private final List<Long> asked = new ArrayList<>();
  private final List<Long> polled = new ArrayList<>();
  private boolean answers = true;
  private Stack stack;
  private ProtocolInfo layer;

  @BeforeEach
  void start() {
    stack = Stack.of(HandleKind.BASE, 0);
    Winsock winsock = stack.winsock();
    winsock
        .libraries()
        .add(
            "layer",
            new StubProvider(
                stack.sockets(), table -> table.with(WspFunction.Ioctl.class, this::ioctl)));
    layer = winsock.catalog().install(StubProvider.entry("layer").withServiceFlags1(0), "layer");
  }

  @AfterEach
  void end() {
    stack.close();
  }

  /** A handle of the layer's over a socket, which is its context. */
  private long over(long socket) {
    return ok(
        e ->
            stack
                .winsock()
                .upcalls()
                .wpuCreateSocketHandle(layer.catalogEntryId(), (Object) socket, e));
  }

  private int ioctl(
      long s,
      int code,
      NativeMemory in,
      int cbIn,
      NativeMemory out,
      int cbOut,
      IntRef returned,
      WsaOverlapped overlapped,
      CompletionRoutine routine,
      WsaThreadId thread,
      Errno errno) {
    if (code == Ws2Def.SIO_EXT_POLL) {
      polled.add(s);
      WsaPollData.finish(in);
      return 0;
    }
    assertThat(code).isEqualTo(Ws2Def.SIO_BSP_HANDLE_POLL);
    asked.add(s);
    if (!answers) {
      return errno.fail(WinsockError.WSAEOPNOTSUPP);
    }
    Object socket = stack.winsock().upcalls().wpuQuerySocketHandleContext(s, errno);
    out.putLong(0, (long) socket);
    returned.value = Long.BYTES;
    return 0;
  }

  private long poll(NativeMemory data, int count, int timeout) {
    return ok(e -> stack.winsock().poll(data, count, timeout, e));
  }

  @Test
  void theHandlesThatStandForTheLayersArePolledAndTheBlockKeepsItsOwn() {
    Pair ready = stack.pair(Transport.TCP);
    Pair plain = stack.pair(Transport.TCP);
    Pair idle = stack.pair(Transport.TCP);
    stack.send(ready.far(), Message.text("x"));
    stack.send(plain.far(), Message.text("x"));
    long overReady = over(ready.near());
    long overIdle = over(idle.near());
    NativeMemory data = WsaPollData.allocate(4);
    WsaPollData.put(data, 0, plain.near(), READ);
    WsaPollData.put(data, 1, overIdle, READ);
    WsaPollData.put(data, 2, overReady, READ);
    WsaPollData.put(data, 3, -1, READ);

    for (int round = 0; round < 2; round++) {
      assertThat(poll(data, 4, -1)).isEqualTo(2);
      assertThat(WsaPollData.revents(data, 0)).isEqualTo(READ);
      assertThat(WsaPollData.revents(data, 1)).isZero();
      assertThat(WsaPollData.revents(data, 2)).isEqualTo(READ);
      assertThat(WsaPollData.revents(data, 3)).isZero();
      assertThat(WsaPollData.fd(data, 1)).isEqualTo(overIdle);
      assertThat(WsaPollData.fd(data, 2)).isEqualTo(overReady);
    }

    assertThat(asked)
        .as("the layer is asked once for each handle")
        .containsExactly(overIdle, overReady);
    assertThat(polled).as("polls that the layer saw").isEmpty();
  }

  @Test
  void aBlockOfAnySizeIsFilledInToItsEndAndNoFurther() {
    Pair ready = stack.pair(Transport.TCP);
    stack.send(ready.far(), Message.text("x"));
    long handle = over(ready.near());
    for (int count : new int[] {1, 15, 16, 17, 40, 3}) {
      NativeMemory data = WsaPollData.allocate(count);
      for (int i = 0; i < count; i++) {
        WsaPollData.put(data, i, handle, READ);
      }

      assertThat(poll(data, count, -1)).isEqualTo(count);

      for (int i = 0; i < count; i++) {
        assertThat(WsaPollData.revents(data, i)).as("%d of %d", i, count).isEqualTo(READ);
      }
    }
  }

  @Test
  void theTimeoutHoldsForTheOtherHandlesToo() {
    NativeMemory data = WsaPollData.allocate(1);
    WsaPollData.put(data, 0, over(stack.pair(Transport.TCP).near()), READ);
    assertThat(poll(data, 1, 0)).isZero();
    long before = System.nanoTime();
    assertThat(poll(data, 1, 20)).isZero();
    assertThat(System.nanoTime() - before).isGreaterThanOrEqualTo(19_000_000);
  }

  @Test
  void aLayerThatNamesNoOtherHandleIsAskedToPollItsOwn() {
    answers = false;
    long socket = stack.socket(Transport.TCP);
    long handle = over(socket);
    NativeMemory data = WsaPollData.allocate(2);
    WsaPollData.put(data, 0, socket, READ);
    WsaPollData.put(data, 1, handle, READ);

    poll(data, 2, 0);
    poll(data, 2, 0);

    assertThat(polled).containsExactly(handle, handle);
    assertThat(asked).containsExactly(handle);
  }
}
