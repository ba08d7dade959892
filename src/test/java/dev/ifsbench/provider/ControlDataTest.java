package dev.ifsbench.provider;

import static dev.ifsbench.fixture.Calls.error;
import static dev.ifsbench.fixture.Calls.ok;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ifsbench.bench.state.HandleKind;
import dev.ifsbench.bench.state.Transport;
import dev.ifsbench.fixture.Engine;
import dev.ifsbench.fixture.Message;
import dev.ifsbench.fixture.Notices;
import dev.ifsbench.fixture.Stack;
import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.IntRef;
import dev.ifsbench.spi.NativeMemory;
import dev.ifsbench.spi.SockAddr;
import dev.ifsbench.spi.WinsockError;
import dev.ifsbench.spi.Ws2Def;
import dev.ifsbench.spi.WsaOverlapped;
import dev.ifsbench.spi.extension.WsaCmsg;
import dev.ifsbench.spi.extension.WsaMsg;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What comes and goes with a datagram, and what comes back when nobody is there. */
@Timeout(60)
class ControlDataTest {
  private static final String LAYERS = "dev.ifsbench.provider.CompletionModesTest#layers";
  private static final String HANDLES_AND_ENGINES =
      "dev.ifsbench.provider.ExtensionFunctionsTest#handlesAndEngines";

  @ParameterizedTest
  @MethodSource(LAYERS)
  void aDatagramSaysWhereItHasArrivedAndCanLeaveFromThere(List<LayerKind> layers) throws Exception {
    for (Transport protocol : List.of(Transport.UDP, Transport.UDP6)) {
      try (Stack stack = Stack.of(layers.toArray(new LayerKind[0]));
          ControlDataScene scene = new ControlDataScene(stack, protocol)) {
        scene.sendPlain("there");
        assertThat(scene.receive()).isEqualTo(5);
        assertThat(scene.in.flags.value).isZero();
        assertThat(scene.assertArrivedAtLoopback()).isPositive();
        assertThat(scene.in.name.getBytes(0, scene.in.namelen.value))
            .isEqualTo(scene.nearName.getBytes(0, scene.nearName.size()));

        Message data = Message.of(Message.text("back"));
        WsaMsg out = ControlDataScene.message(scene.farName, data);
        out.control = scene.in.control;
        out.controlLength.value = scene.in.controlLength.value;
        NativeMemory before = new NativeMemory(64);
        before.putBytes(0, out.control.getBytes(0, 64));
        ok(e -> scene.send.invoke(scene.near, out, 0, scene.count, null, null, null, e));
        assertThat(scene.count.value).isEqualTo(4);
        assertThat(out.control.getBytes(0, 64)).isEqualTo(before.getBytes(0, 64));
        scene.expect(64);
        assertThat(scene.receive()).isEqualTo(4);

        Notices notices = new Notices(stack, Notices.Kind.EVENT);
        WsaOverlapped sending = notices.newOverlapped();
        error(e -> scene.send.invoke(scene.near, out, 0, null, sending, null, null, e));
        assertThat(notices.await(sending).error()).isEqualTo(WinsockError.NO_ERROR);
        scene.expect(64);
        assertThat(scene.receive()).isEqualTo(4);
        scene.assertArrivedAtLoopback();
      }
    }
  }

  @ParameterizedTest
  @MethodSource(HANDLES_AND_ENGINES)
  void aPendingReceiveEndsWithControlDataAndFlags(HandleKind handles, Engine engine)
      throws Exception {
    try (Stack stack = Stack.of(handles, 2, engine);
        ControlDataScene scene = new ControlDataScene(stack, Transport.UDP)) {
      Notices notices = new Notices(stack, Notices.Kind.EVENT);
      WsaOverlapped overlapped = notices.newOverlapped();
      assertThat(
              error(e -> scene.recv.invoke(scene.far, scene.in, null, overlapped, null, null, e)))
          .isEqualTo(WinsockError.WSA_IO_PENDING);
      scene.sendPlain("later");
      assertThat(notices.await(overlapped).bytes()).isEqualTo(5);
      scene.assertArrivedAtLoopback();
      assertThat(scene.in.flags.value).isZero();
    }
  }

  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Wine does not mark it MSG_TRUNC")
  @ParameterizedTest
  @MethodSource(HANDLES_AND_ENGINES)
  void aPendingReceiveEndsWithoutWhatThereIsNoRoomForAndSaysSo(HandleKind handles, Engine engine)
      throws Exception {
    try (Stack stack = Stack.of(handles, 2, engine);
        ControlDataScene scene = new ControlDataScene(stack, Transport.UDP)) {
      Notices notices = new Notices(stack, Notices.Kind.EVENT);
      scene.expect(8);
      WsaOverlapped cut = notices.newOverlapped();
      error(e -> scene.recv.invoke(scene.far, scene.in, null, cut, null, null, e));
      scene.sendPlain("much too long");
      assertThat(notices.await(cut).error()).isEqualTo(WinsockError.WSAEMSGSIZE);
      assertThat(scene.in.flags.value).isEqualTo(WsaMsg.MSG_TRUNC | WsaMsg.MSG_CTRUNC);
      assertThat(scene.in.controlLength.value).isZero();
    }
  }

  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Wine says WSAEMSGSIZE of control data too")
  @ParameterizedTest
  @MethodSource(LAYERS)
  void whatThereIsNoRoomForIsCutOffAndSaidSo(List<LayerKind> layers) {
    try (Stack stack = Stack.of(layers.toArray(new LayerKind[0]));
        ControlDataScene scene = new ControlDataScene(stack, Transport.UDP)) {
      scene.sendPlain("x");
      scene.expect(WsaCmsg.space(WsaCmsg.SIZEOF_IN_PKTINFO) - 1);
      assertThat(scene.receive()).isEqualTo(1);
      assertThat(scene.in.flags.value).isEqualTo(WsaMsg.MSG_CTRUNC);
      assertThat(scene.in.controlLength.value).isZero();

      scene.sendPlain("y");
      scene.expect(0);
      scene.in.control = null;
      assertThat(scene.receive()).isEqualTo(1);
      assertThat(scene.in.flags.value).isEqualTo(WsaMsg.MSG_CTRUNC);

      scene.sendPlain("much too long");
      scene.expect(64);
      scene.in.control = new NativeMemory(64);
      assertThat(
              error(e -> scene.recv.invoke(scene.far, scene.in, scene.count, null, null, null, e)))
          .isEqualTo(WinsockError.WSAEMSGSIZE);
      assertThat(scene.in.flags.value).isEqualTo(WsaMsg.MSG_TRUNC);
      assertThat(scene.count.value).isEqualTo(8);
      scene.assertArrivedAtLoopback();
    }
  }

  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "what it refuses is its own choice")
  @ParameterizedTest
  @EnumSource(HandleKind.class)
  void controlDataThatIsNotWholeOrNotKnownIsNotSent(HandleKind handles) {
    try (Stack stack = Stack.of(handles, 1);
        ControlDataScene scene = new ControlDataScene(stack, Transport.UDP)) {
      Message data = Message.of(Message.text("x"));
      WsaMsg out = ControlDataScene.message(scene.farName, data);
      out.control = new NativeMemory(24);
      WsaCmsg.put(out.control, 0, Ws2Def.IPPROTO_IP, 4, 8);
      out.controlLength.value = 24;
      assertThat(refusal(scene, out)).isEqualTo(WinsockError.WSAEOPNOTSUPP);
      WsaCmsg.put(out.control, 0, Ws2Def.IPPROTO_IP, Ws2Def.IP_PKTINFO, 9);
      assertThat(refusal(scene, out)).isEqualTo(WinsockError.WSAEINVAL);
      out.controlLength.value = 25;
      assertThat(refusal(scene, out)).isEqualTo(WinsockError.WSAEFAULT);
    }
  }

  private static WinsockError refusal(ControlDataScene scene, WsaMsg out) {
    WsaOverlapped overlapped = new WsaOverlapped();
    WinsockError pending =
        error(e -> scene.send.invoke(scene.near, out, 0, null, overlapped, null, null, e));
    WinsockError direct =
        error(e -> scene.send.invoke(scene.near, out, 0, scene.count, null, null, null, e));
    assertThat(pending).isEqualTo(direct);
    return direct;
  }

  private static void report(Stack stack, long s, boolean reports) {
    NativeMemory in = new NativeMemory(4);
    in.putInt(0, reports ? 1 : 0);
    ok(e -> stack.ioctl(s, Ws2Def.SIO_UDP_CONNRESET, in, null, new IntRef(), e));
  }

  private static NativeMemory nobody(Stack stack) {
    long gone = stack.socket(Transport.UDP);
    NativeMemory name = stack.bind(gone, Transport.UDP);
    stack.closeSocket(gone);
    return name;
  }

  private static WinsockError received(Stack stack, long s) {
    return error(e -> stack.tryReceive(s, e));
  }

  private static void sendTo(Stack stack, long s, NativeMemory to) {
    Message data = Message.of(Message.text("x"));
    int tolen = to == null ? 0 : to.size();
    ok(
        e ->
            stack
                .winsock()
                .sendTo(s, data.buffers(), 1, new IntRef(), 0, to, tolen, null, null, e));
  }

  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "whether it hears of that is the network's")
  @ParameterizedTest
  @MethodSource(LAYERS)
  void thatNobodyIsThereIsReportedByTheNextReceiveIfItIsAskedFor(List<LayerKind> layers) {
    try (Stack stack = Stack.of(layers.toArray(new LayerKind[0]))) {
      NativeMemory nobody = nobody(stack);
      long s = stack.socket(Transport.UDP);
      stack.bind(s, Transport.UDP);
      stack.setNonBlocking(s);
      report(stack, s, true);
      sendTo(stack, s, nobody);
      assertThat(received(stack, s)).isEqualTo(WinsockError.WSAECONNRESET);
      assertThat(received(stack, s)).isEqualTo(WinsockError.WSAEWOULDBLOCK);
      report(stack, s, false);
      sendTo(stack, s, nobody);
      assertThat(received(stack, s)).isEqualTo(WinsockError.WSAEWOULDBLOCK);

      long connected = stack.socket(Transport.UDP);
      stack.setNonBlocking(connected);
      stack.connect(connected, nobody);
      sendTo(stack, connected, null);
      assertThat(received(stack, connected)).isEqualTo(WinsockError.WSAECONNRESET);
      report(stack, connected, false);
      sendTo(stack, connected, null);
      assertThat(received(stack, connected)).isEqualTo(WinsockError.WSAEWOULDBLOCK);
    }
  }

  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "whether it hears of that is the network's")
  @ParameterizedTest
  @MethodSource(HANDLES_AND_ENGINES)
  void aPendingReceiveIsToldOrGoesOn(HandleKind handles, Engine engine) throws Exception {
    try (Stack stack = Stack.of(handles, 1, engine)) {
      NativeMemory nobody = nobody(stack);
      Notices notices = new Notices(stack, Notices.Kind.EVENT);
      long s = stack.socket(Transport.UDP);
      NativeMemory name = stack.bind(s, Transport.UDP);
      report(stack, s, true);
      Message into = new Message(8);
      WsaOverlapped told = notices.newOverlapped();
      notices.recv(s, into, told);
      sendTo(stack, s, nobody);
      assertThat(notices.await(told).error()).isEqualTo(WinsockError.WSAECONNRESET);

      report(stack, s, false);
      WsaOverlapped goesOn = notices.newOverlapped();
      notices.recv(s, into, goesOn);
      sendTo(stack, s, nobody);
      notices.assertSilence(goesOn);
      sendTo(stack, stack.socket(Transport.UDP), name);
      assertThat(notices.await(goesOn).bytes()).isEqualTo(1);
    }
  }

  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "what it refuses is its own choice")
  @ParameterizedTest
  @EnumSource(HandleKind.class)
  void onlyADatagramSocketHasReports(HandleKind handles) {
    try (Stack stack = Stack.of(handles, 1)) {
      NativeMemory in = new NativeMemory(4);
      int code = Ws2Def.SIO_UDP_CONNRESET;
      long stream = stack.socket(Transport.TCP);
      long datagram = stack.socket(Transport.UDP);
      assertThat(error(e -> stack.ioctl(stream, code, in, null, new IntRef(), e)))
          .isEqualTo(WinsockError.WSAEOPNOTSUPP);
      assertThat(error(e -> stack.ioctl(datagram, code, null, null, new IntRef(), e)))
          .isEqualTo(WinsockError.WSAEFAULT);
      assertThat(stack.winsock().connect(datagram, SockAddr.inetLoopback(9), 16, new Errno()))
          .isZero();
    }
  }
}
