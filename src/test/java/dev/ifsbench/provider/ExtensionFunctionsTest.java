package dev.ifsbench.provider;

import static dev.ifsbench.fixture.Calls.error;
import static dev.ifsbench.fixture.Calls.ok;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ifsbench.bench.state.HandleKind;
import dev.ifsbench.bench.state.Transport;
import dev.ifsbench.fixture.Engine;
import dev.ifsbench.fixture.Extensions;
import dev.ifsbench.fixture.Interposed;
import dev.ifsbench.fixture.Message;
import dev.ifsbench.fixture.Notices;
import dev.ifsbench.fixture.Pair;
import dev.ifsbench.fixture.Stack;
import dev.ifsbench.sockets.NativeSockets;
import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.IntRef;
import dev.ifsbench.spi.NativeMemory;
import dev.ifsbench.spi.SockAddr;
import dev.ifsbench.spi.WinsockError;
import dev.ifsbench.spi.Ws2Def;
import dev.ifsbench.spi.WsaBuf;
import dev.ifsbench.spi.WsaOverlapped;
import dev.ifsbench.spi.extension.DisconnectEx;
import dev.ifsbench.spi.extension.ExtensionFunction;
import dev.ifsbench.spi.extension.ExtensionPointers;
import dev.ifsbench.spi.extension.GetAcceptExSockaddrs;
import dev.ifsbench.spi.extension.SockAddrRef;
import dev.ifsbench.spi.extension.TransmitFile;
import dev.ifsbench.spi.extension.WsaMsg;
import dev.ifsbench.spi.extension.WsaRecvMsg;
import dev.ifsbench.spi.extension.WsaSendMsg;
import dev.ifsbench.ws2.Winsock;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the functions behind the pointers do, on each kind of handle. */
@Timeout(60)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "over Windows they are refused")
class ExtensionFunctionsTest {
  private static final String LAYERS = "dev.ifsbench.provider.CompletionModesTest#layers";

  static Stream<Arguments> handlesAndEngines() {
    return Stream.of(HandleKind.values())
        .flatMap(handles -> Engine.all().map(engine -> Arguments.of(handles, engine)));
  }

  static Stream<Arguments> handlesByEventAndPort() {
    return Stream.of(HandleKind.values())
        .flatMap(
            handles ->
                Stream.of(Notices.Kind.EVENT, Notices.Kind.PORT)
                    .map(kind -> Arguments.of(handles, kind)));
  }

  private static byte[] peer(Stack stack, long s) {
    NativeMemory name = new NativeMemory(128);
    IntRef length = new IntRef(name.size());
    ok(e -> stack.winsock().getpeername(s, name, length, e));
    return name.getBytes(0, length.value);
  }

  private static WinsockError peerError(Stack stack, long s) {
    NativeMemory name = new NativeMemory(128);
    return error(e -> stack.winsock().getpeername(s, name, new IntRef(name.size()), e));
  }

  private static byte[] bytes(NativeMemory memory) {
    return memory.getBytes(0, memory.size());
  }

  private static byte[] at(SockAddrRef reference) {
    return bytes(NativeMemory.at(reference.address, reference.length));
  }

  private static NativeMemory memory(String text) {
    byte[] bytes = Message.text(text);
    NativeMemory memory = new NativeMemory(bytes.length);
    memory.putBytes(0, bytes);
    return memory;
  }

  private static int connectTime(Stack stack, long s) {
    NativeMemory seconds = new NativeMemory(4);
    ok(
        e ->
            stack
                .winsock()
                .getsockopt(
                    s, Ws2Def.SOL_SOCKET, Ws2Def.SO_CONNECT_TIME, seconds, new IntRef(4), e));
    return seconds.getInt(0);
  }

  @ParameterizedTest
  @MethodSource(LAYERS)
  void aConnectionComesIntoTheSocketThatIsThereWithItsAddresses(List<LayerKind> layers)
      throws Exception {
    try (Stack stack = Stack.of(layers.toArray(new LayerKind[0]))) {
      Notices notices = new Notices(stack, Notices.Kind.EVENT);
      long listener = stack.listener(stack.topEntry(Transport.TCP), Transport.TCP);
      long accepted = stack.socket(Transport.TCP);
      Extensions extensions = new Extensions(stack, listener);
      NativeMemory output = Extensions.output(0);
      WsaOverlapped overlapped = notices.newOverlapped();
      assertThat(extensions.accept(listener, accepted, output, 0, overlapped))
          .isEqualTo(WinsockError.WSA_IO_PENDING);
      assertThat(connectTime(stack, accepted)).isEqualTo(-1);
      long client = stack.socket(Transport.TCP);
      stack.connect(client, stack.name(listener));
      assertThat(notices.await(overlapped).error()).isEqualTo(WinsockError.NO_ERROR);

      assertThat(connectTime(stack, accepted)).isBetween(0, 60);
      assertThat(peerError(stack, accepted)).isEqualTo(WinsockError.WSAENOTCONN);
      assertThat(error(e -> stack.winsock().shutdown(accepted, Ws2Def.SD_SEND, e)))
          .isEqualTo(WinsockError.WSAENOTCONN);
      ok(e -> Extensions.update(stack, accepted, listener, e));
      assertThat(peer(stack, accepted)).isEqualTo(bytes(stack.name(client)));
      SockAddrRef local = new SockAddrRef();
      SockAddrRef remote = new SockAddrRef();
      extensions
          .get(ExtensionFunction.GET_ACCEPT_EX_SOCKADDRS, GetAcceptExSockaddrs.class)
          .invoke(output, 0, Extensions.ADDRESS, Extensions.ADDRESS, local, remote);
      assertThat(at(local)).isEqualTo(bytes(stack.name(listener)));
      assertThat(at(remote)).isEqualTo(bytes(stack.name(client)));
      stack.assertConnected(client, accepted);
    }
  }

  @ParameterizedTest
  @MethodSource("handlesByEventAndPort")
  void aConnectionThatWaitsIsTakenAtOnceExceptOnAWrappedHandle(
      HandleKind handles, Notices.Kind kind) throws Exception {
    try (Stack stack = Stack.of(handles, 2)) {
      Notices notices = new Notices(stack, kind);
      long listener = stack.listener(stack.topEntry(Transport.TCP), Transport.TCP);
      notices.attach(listener);
      long client = stack.socket(Transport.TCP);
      stack.connect(client, stack.name(listener));
      long accepted = stack.socket(Transport.TCP);
      WsaOverlapped overlapped = notices.newOverlapped();
      assertThat(
              new Extensions(stack, listener)
                  .accept(listener, accepted, Extensions.output(0), 0, overlapped))
          .isEqualTo(handles.isIfs() ? WinsockError.NO_ERROR : WinsockError.WSA_IO_PENDING);
      assertThat(notices.await(overlapped).error()).isEqualTo(WinsockError.NO_ERROR);
      notices.assertSilence(overlapped);
      stack.assertConnected(client, accepted);
    }
  }

  @ParameterizedTest
  @MethodSource("handlesAndEngines")
  void anAcceptThatWantsDataEndsWithTheFirstOfIt(HandleKind handles, Engine engine)
      throws Exception {
    try (Stack stack = Stack.of(handles, 1, engine)) {
      Notices notices = new Notices(stack, Notices.Kind.PORT);
      long listener = stack.listener(stack.topEntry(Transport.TCP), Transport.TCP);
      notices.attach(listener);
      long accepted = stack.socket(Transport.TCP);
      NativeMemory output = Extensions.output(16);
      WsaOverlapped overlapped = notices.newOverlapped();
      assertThat(new Extensions(stack, listener).accept(listener, accepted, output, 16, overlapped))
          .isEqualTo(WinsockError.WSA_IO_PENDING);
      long client = stack.socket(Transport.TCP);
      stack.connect(client, stack.name(listener));
      notices.assertSilence(overlapped);
      stack.send(client, Message.text("first"));
      Notices.Ended ended = notices.await(overlapped);
      assertThat(ended.error()).isEqualTo(WinsockError.NO_ERROR);
      assertThat(ended.bytes()).isEqualTo(5);
      assertThat(output.getBytes(0, 5)).isEqualTo(Message.text("first"));
      if (handles == HandleKind.WRAPPED) {
        assertThat(stack.top().counters(accepted).received()).isEqualTo(5);
      }
      notices.assertSilence(overlapped);
      stack.assertConnected(client, accepted);
    }
  }

  @ParameterizedTest
  @MethodSource("handlesAndEngines")
  void closingTheListenerOrTheOtherSocketEndsAnAccept(HandleKind handles, Engine engine)
      throws Exception {
    for (int data : new int[] {0, 16}) {
      for (boolean closesListener : new boolean[] {true, false}) {
        try (Stack stack = Stack.of(handles, 1, engine)) {
          Notices notices = new Notices(stack, Notices.Kind.EVENT);
          long listener = stack.listener(stack.topEntry(Transport.TCP), Transport.TCP);
          long accepted = stack.socket(Transport.TCP);
          WsaOverlapped overlapped = notices.newOverlapped();
          new Extensions(stack, listener)
              .accept(listener, accepted, Extensions.output(data), data, overlapped);
          if (data > 0) {
            stack.connect(stack.socket(Transport.TCP), stack.name(listener));
            notices.assertSilence(overlapped);
          }
          stack.closeSocket(closesListener ? listener : accepted);
          assertThat(notices.await(overlapped).error())
              .isEqualTo(WinsockError.WSA_OPERATION_ABORTED);
          notices.assertSilence(overlapped);
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(HandleKind.class)
  void anAcceptCanBeCancelledExceptOnAWrappedHandle(HandleKind handles) throws Exception {
    try (Stack stack = Stack.of(handles, 1)) {
      Notices notices = new Notices(stack, Notices.Kind.EVENT);
      long listener = stack.listener(stack.topEntry(Transport.TCP), Transport.TCP);
      WsaOverlapped overlapped = notices.newOverlapped();
      new Extensions(stack, listener)
          .accept(listener, stack.socket(Transport.TCP), Extensions.output(0), 0, overlapped);
      assertThat(stack.winsock().overlapped().cancel(listener, overlapped, new Errno()))
          .isEqualTo(handles.isIfs());
      if (handles.isIfs()) {
        assertThat(notices.await(overlapped).error()).isEqualTo(WinsockError.WSA_OPERATION_ABORTED);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(HandleKind.class)
  void anAcceptNeedsAListenerAnUnusedSocketAndRoom(HandleKind handles) {
    try (Stack stack = Stack.of(handles, 1)) {
      long listener = stack.listener(stack.topEntry(Transport.TCP), Transport.TCP);
      long accepted = stack.socket(Transport.TCP);
      Extensions extensions = new Extensions(stack, listener);
      NativeMemory output = Extensions.output(0);
      assertThat(extensions.accept(accepted, listener, output, 0, new WsaOverlapped()))
          .isEqualTo(WinsockError.WSAEINVAL);
      assertThat(
              extensions.accept(
                  listener, stack.pair(Transport.TCP).near(), output, 0, new WsaOverlapped()))
          .isEqualTo(WinsockError.WSAEINVAL);
      assertThat(extensions.accept(listener, accepted, output, 1, new WsaOverlapped()))
          .isEqualTo(WinsockError.WSAEFAULT);
      assertThat(extensions.accept(listener, accepted, output, 0, null))
          .isEqualTo(WinsockError.WSA_INVALID_PARAMETER);
      assertThat(extensions.accept(listener, accepted, output, 0, new WsaOverlapped()))
          .isEqualTo(WinsockError.WSA_IO_PENDING);
    }
  }

  @ParameterizedTest
  @MethodSource(LAYERS)
  void aConnectionIsMadeAndItsFirstDataSent(List<LayerKind> layers) throws Exception {
    try (Stack stack = Stack.of(layers.toArray(new LayerKind[0]))) {
      Notices notices = new Notices(stack, Notices.Kind.EVENT);
      long listener = stack.listener(stack.topEntry(Transport.TCP), Transport.TCP);
      long s = stack.socket(Transport.TCP);
      Extensions extensions = new Extensions(stack, s);
      WsaOverlapped overlapped = notices.newOverlapped();
      NativeMemory data = memory("hello");
      assertThat(extensions.connect(s, stack.name(listener), data, overlapped))
          .isEqualTo(WinsockError.WSAEINVAL); // it is not bound
      stack.bind(s, Transport.TCP);
      assertThat(extensions.connect(s, stack.name(listener), data, overlapped))
          .isIn(WinsockError.NO_ERROR, WinsockError.WSA_IO_PENDING);
      Notices.Ended ended = notices.await(overlapped);
      assertThat(ended.error()).isEqualTo(WinsockError.NO_ERROR);
      assertThat(ended.bytes()).isEqualTo(5);
      long accepted = stack.accept(listener);
      assertThat(stack.receive(accepted, 5)).isEqualTo(Message.text("hello"));
      assertThat(connectTime(stack, s)).isBetween(0, 60);
      assertThat(peerError(stack, s)).isEqualTo(WinsockError.WSAENOTCONN);
      ok(
          e ->
              stack
                  .winsock()
                  .setsockopt(s, Ws2Def.SOL_SOCKET, Ws2Def.SO_UPDATE_CONNECT_CONTEXT, null, 0, e));
      assertThat(peer(stack, s)).isEqualTo(bytes(stack.name(listener)));
      stack.assertConnected(s, accepted);
    }
  }

  @ParameterizedTest
  @MethodSource("handlesAndEngines")
  void aRefusedConnectionSaysSoOnce(HandleKind handles, Engine engine) throws Exception {
    try (Stack stack = Stack.of(handles, 1, engine)) {
      Notices notices = new Notices(stack, Notices.Kind.PORT);
      long nobody = stack.socket(Transport.TCP);
      NativeMemory name = stack.bind(nobody, Transport.TCP);
      long s = stack.socket(Transport.TCP);
      notices.attach(s);
      stack.bind(s, Transport.TCP);
      WsaOverlapped overlapped = notices.newOverlapped();
      WinsockError begun = new Extensions(stack, s).connect(s, name, null, overlapped);
      WinsockError end =
          begun == WinsockError.WSA_IO_PENDING ? notices.await(overlapped).error() : begun;
      assertThat(end).isEqualTo(WinsockError.WSAECONNREFUSED);
      notices.assertSilence(overlapped);
    }
  }

  @ParameterizedTest
  @MethodSource("handlesByEventAndPort")
  void aDisconnectedSocketTakesAnotherConnection(HandleKind handles, Notices.Kind kind)
      throws Exception {
    try (Stack stack = Stack.of(handles, 1)) {
      Notices notices = new Notices(stack, kind);
      long listener = stack.listener(stack.topEntry(Transport.TCP), Transport.TCP);
      notices.attach(listener);
      Pair pair = stack.pair(Transport.TCP);
      Extensions extensions = new Extensions(stack, listener);
      assertThat(extensions.disconnect(pair.near(), 4, null)).isEqualTo(WinsockError.WSAEINVAL);
      notices.attach(pair.near());
      WsaOverlapped overlapped = notices.newOverlapped();
      assertThat(extensions.disconnect(pair.near(), DisconnectEx.TF_REUSE_SOCKET, overlapped))
          .isEqualTo(handles.isIfs() ? WinsockError.NO_ERROR : WinsockError.WSA_IO_PENDING);
      assertThat(notices.await(overlapped).error()).isEqualTo(WinsockError.NO_ERROR);
      Message end = new Message(1);
      IntRef received = new IntRef(7);
      ok(
          e ->
              stack
                  .winsock()
                  .recv(pair.far(), end.buffers(), 1, received, new IntRef(), null, null, e));
      assertThat(received.value).isZero();
      assertThat(extensions.disconnect(pair.near(), 0, null)).isEqualTo(WinsockError.WSAENOTCONN);

      WsaOverlapped again = notices.newOverlapped();
      extensions.accept(listener, pair.near(), Extensions.output(0), 0, again);
      long client = stack.socket(Transport.TCP);
      stack.connect(client, stack.name(listener));
      assertThat(notices.await(again).error()).isEqualTo(WinsockError.NO_ERROR);
      stack.assertConnected(client, pair.near());
    }
  }

  @ParameterizedTest
  @MethodSource(LAYERS)
  void aDatagramGoesAndComesWithItsAddress(List<LayerKind> layers) throws Exception {
    try (Stack stack = Stack.of(layers.toArray(new LayerKind[0]))) {
      long near = stack.socket(Transport.UDP);
      long far = stack.socket(Transport.UDP);
      NativeMemory nearName = stack.bind(near, Transport.UDP);
      NativeMemory farName = stack.bind(far, Transport.UDP);
      Extensions extensions = new Extensions(stack, near);
      WsaSendMsg send = extensions.get(ExtensionFunction.WSA_SEND_MSG, WsaSendMsg.class);
      WsaRecvMsg recv = extensions.get(ExtensionFunction.WSA_RECV_MSG, WsaRecvMsg.class);
      Message data = Message.of(Message.text("datagram"));
      WsaMsg out = new WsaMsg();
      out.name = farName;
      out.namelen.value = farName.size();
      out.buffers = data.buffers();
      out.bufferCount = 1;
      IntRef count = new IntRef();
      Message into = new Message(16);
      WsaMsg in = new WsaMsg();
      in.name = new NativeMemory(32);
      in.namelen.value = 32;
      in.buffers = into.buffers();
      in.bufferCount = 1;

      Notices notices = new Notices(stack, Notices.Kind.EVENT);
      WsaOverlapped overlapped = notices.newOverlapped();
      assertThat(error(e -> recv.invoke(far, in, count, overlapped, null, null, e)))
          .isEqualTo(WinsockError.WSA_IO_PENDING);
      ok(e -> send.invoke(near, out, 0, count, null, null, null, e));
      assertThat(count.value).isEqualTo(8);
      assertThat(notices.await(overlapped).bytes()).isEqualTo(8);
      assertThat(into.bytes(8)).isEqualTo(Message.text("datagram"));
      assertThat(in.name.getBytes(0, in.namelen.value)).isEqualTo(bytes(nearName));

      boolean wrapped = layers.contains(LayerKind.WRAPPED);
      WsaOverlapped sending = notices.newOverlapped();
      assertThat(error(e -> send.invoke(near, out, 0, null, sending, null, null, e)))
          .isIn(
              WinsockError.WSA_IO_PENDING,
              wrapped ? WinsockError.WSA_IO_PENDING : WinsockError.NO_ERROR);
      assertThat(notices.await(sending).bytes()).isEqualTo(8);
      in.namelen.value = 32;
      in.flags.value = 0;
      in.buffers[0].len = 3;
      assertThat(error(e -> recv.invoke(far, in, count, null, null, null, e)))
          .isEqualTo(WinsockError.WSAEMSGSIZE);
      assertThat(count.value).isEqualTo(3);
      assertThat(in.flags.value & WsaMsg.MSG_TRUNC).isNotZero();
      out.controlLength.value = 1;
      assertThat(error(e -> send.invoke(near, out, 0, count, null, null, null, e)))
          .isEqualTo(WinsockError.WSAEFAULT);
      assertThat(error(e -> send.invoke(near, null, 0, count, null, null, null, e)))
          .isEqualTo(WinsockError.WSAEFAULT);
    }
  }

  @ParameterizedTest
  @EnumSource(HandleKind.class)
  void buffersAreTransmittedInOrder(HandleKind handles) throws Exception {
    try (Stack stack = Stack.of(handles, 1)) {
      Pair pair = stack.pair(Transport.TCP);
      TransmitFile transmit =
          new Extensions(stack, pair.near())
              .get(ExtensionFunction.TRANSMIT_FILE, TransmitFile.class);
      NativeMemory head = memory("head");
      NativeMemory tail = memory("tail");
      WsaBuf headBuffer = new WsaBuf(head.address(), 4);
      WsaBuf tailBuffer = new WsaBuf(tail.address(), 4);
      assertThat(
              Extensions.error(
                  e -> transmit.invoke(pair.near(), 0, 0, 0, null, headBuffer, tailBuffer, 0, e)))
          .isEqualTo(WinsockError.NO_ERROR);
      Notices notices = new Notices(stack, Notices.Kind.EVENT);
      WsaOverlapped overlapped = notices.newOverlapped();
      assertThat(
              Extensions.error(
                  e ->
                      transmit.invoke(
                          pair.near(), 0, 0, 0, overlapped, tailBuffer, headBuffer, 0, e)))
          .isIn(
              WinsockError.WSA_IO_PENDING,
              handles.isIfs() ? WinsockError.NO_ERROR : WinsockError.WSA_IO_PENDING);
      assertThat(notices.await(overlapped).bytes()).isEqualTo(8);
      assertThat(stack.receive(pair.far(), 16)).isEqualTo(Message.text("headtailtailhead"));
      ok(e -> transmit.invoke(pair.near(), 0, 0, 0, null, headBuffer, null, 0, e) ? 0 : -1);
      ok(e -> transmit.invoke(pair.near(), 0, 0, 0, null, null, tailBuffer, 0, e) ? 0 : -1);
      assertThat(stack.receive(pair.far(), 8)).isEqualTo(Message.text("headtail"));
      if (!handles.isIfs()) {
        assertThat(stack.top().counters(pair.near()).sent()).isEqualTo(24);
      }
      NativeMemory.keep(head);
      NativeMemory.keep(tail);
    }
  }

  @Test
  void buffersThatTheSystemTakesInPiecesArriveWhole() {
    NativeSockets sockets =
        Interposed.changing(
            NativeSockets.class, Stack.system(), "send", ExtensionFunctionsTest::threeBytes);
    try (Stack stack = Stack.over(sockets)) {
      Pair pair = stack.pair(Transport.TCP);
      TransmitFile transmit =
          new Extensions(stack, pair.near())
              .get(ExtensionFunction.TRANSMIT_FILE, TransmitFile.class);
      NativeMemory text = memory("headtail");
      WsaBuf head = new WsaBuf(text.address(), 4);
      WsaBuf tail = new WsaBuf(text.address() + 4, 4);
      assertThat(
              Extensions.error(e -> transmit.invoke(pair.near(), 0, 0, 0, null, head, tail, 0, e)))
          .isEqualTo(WinsockError.NO_ERROR);
      assertThat(stack.receive(pair.far(), 8)).isEqualTo(Message.text("headtail"));
      NativeMemory.keep(text);
    }
  }

  /** A send of three bytes at most: the first ones of what was to be sent. */
  private static Object[] threeBytes(Object[] send) {
    WsaBuf[] buffers = (WsaBuf[]) send[1];
    WsaBuf first = buffers[0].len > 0 ? buffers[0] : buffers[1];
    Object[] shorter = send.clone();
    shorter[1] = new WsaBuf[] {new WsaBuf(first.buf, Math.min(first.len, 3))};
    shorter[2] = 1;
    return shorter;
  }

  @Test
  void aWrappingLayerCountsWhatItsMessageFunctionsMove() throws Exception {
    try (Stack stack = Stack.of(HandleKind.WRAPPED, 1)) {
      Pair pair = stack.pair(Transport.UDP);
      Extensions extensions = new Extensions(stack, pair.near());
      WsaSendMsg send = extensions.get(ExtensionFunction.WSA_SEND_MSG, WsaSendMsg.class);
      WsaRecvMsg recv = extensions.get(ExtensionFunction.WSA_RECV_MSG, WsaRecvMsg.class);
      Message data = new Message(8);
      WsaMsg message = new WsaMsg();
      message.buffers = data.buffers();
      message.bufferCount = 1;
      IntRef count = new IntRef();
      ok(e -> send.invoke(pair.near(), message, 0, count, null, null, null, e));
      ok(e -> recv.invoke(pair.far(), message, count, null, null, null, e));
      assertThat(stack.top().counters(pair.near()).sent()).isEqualTo(8);
      assertThat(stack.top().counters(pair.far()).received()).isEqualTo(8);
      message.bufferCount = -1;
      error(e -> send.invoke(pair.near(), message, 0, count, null, null, null, e));
      assertThat(stack.top().counters(pair.near()).sent()).as("after a refusal").isEqualTo(8);
    }
  }

  @Test
  void aWrappingLayerHasNoFunctionThatIsNotThereBelow() {
    NativeSockets sockets = Stack.system();
    Winsock winsock = Stack.stubbed(sockets, table -> table, LayerKind.WRAPPED).winsock();
    long s = ok(e -> winsock.socket(0, 0, 0, null, 0, 0, e));
    for (ExtensionFunction function : ExtensionFunction.values()) {
      NativeMemory guid = function.toMemory();
      assertThat(
              error(
                  e ->
                      winsock.ioctl(
                          s,
                          Ws2Def.SIO_GET_EXTENSION_FUNCTION_POINTER,
                          guid,
                          guid.size(),
                          new NativeMemory(8),
                          8,
                          new IntRef(),
                          e)))
          .as("%s", function)
          .isEqualTo(WinsockError.WSAEOPNOTSUPP);
    }
    ok(winsock::wsaCleanup);
  }

  @ParameterizedTest
  @EnumSource(HandleKind.class)
  void aFunctionThatIsAlwaysOverlappedNeedsAStructure(HandleKind handles) {
    try (Stack stack = Stack.of(handles, 1)) {
      long s = stack.socket(Transport.TCP);
      NativeMemory name = stack.bind(s, Transport.TCP);
      assertThat(new Extensions(stack, s).connect(s, name, null, null))
          .isEqualTo(WinsockError.WSA_INVALID_PARAMETER);
    }
  }

  @ParameterizedTest
  @EnumSource(ExtensionFunction.class)
  void aWrappingLayerGivesItsOwnFunctionsAndAPassThroughLayerThoseBelow(
      ExtensionFunction function) {
    for (HandleKind handles : HandleKind.values()) {
      try (Stack stack = Stack.of(handles, 1)) {
        long top = new Extensions(stack, stack.socket(Transport.TCP)).pointer(function);
        long below =
            new Extensions(stack, stack.socket(stack.baseEntry(Transport.TCP))).pointer(function);
        boolean own = !handles.isIfs() && function != ExtensionFunction.GET_ACCEPT_EX_SOCKADDRS;
        assertThat(top != below).as("%s on %s", function, handles).isEqualTo(own);
      }
    }
  }

  @Test
  void aPointerDoesNotKnowAnotherProvidersSocket() {
    try (Stack stack = Stack.of(LayerKind.WRAPPED, LayerKind.WRAPPED)) {
      long[] sockets = stack.upwards(Transport.TCP).stream().mapToLong(stack::socket).toArray();
      for (long from : sockets) {
        Extensions extensions = new Extensions(stack, from);
        for (long s : sockets) {
          if (s != from) {
            assertAllAreNoSockets(extensions, s, from);
          }
        }
        assertAllAreNoSockets(extensions, Ws2Def.INVALID_SOCKET, from);
      }
    }
  }

  private static void assertAllAreNoSockets(Extensions extensions, long s, long own) {
    WinsockError expected = WinsockError.WSAENOTSOCK;
    NativeMemory output = Extensions.output(0);
    assertThat(extensions.accept(s, own, output, 0, new WsaOverlapped())).isEqualTo(expected);
    assertThat(extensions.accept(own, s, output, 0, new WsaOverlapped())).isEqualTo(expected);
    NativeMemory name = SockAddr.inetLoopback(1);
    assertThat(extensions.connect(s, name, null, new WsaOverlapped())).isEqualTo(expected);
    assertThat(extensions.disconnect(s, 0, new WsaOverlapped())).isEqualTo(expected);
    assertThat(extensions.disconnect(s, 0, null)).isEqualTo(expected);
    TransmitFile transmit = extensions.get(ExtensionFunction.TRANSMIT_FILE, TransmitFile.class);
    assertThat(Extensions.error(e -> transmit.invoke(s, 0, 0, 0, null, null, null, 0, e)))
        .isEqualTo(expected);
    WsaMsg message = new WsaMsg();
    message.buffers = new Message(1).buffers();
    message.bufferCount = 1;
    WsaSendMsg send = extensions.get(ExtensionFunction.WSA_SEND_MSG, WsaSendMsg.class);
    WsaRecvMsg recv = extensions.get(ExtensionFunction.WSA_RECV_MSG, WsaRecvMsg.class);
    for (WsaOverlapped overlapped : new WsaOverlapped[] {null, new WsaOverlapped()}) {
      IntRef count = new IntRef();
      assertThat(error(e -> send.invoke(s, message, 0, count, overlapped, null, null, e)))
          .isEqualTo(expected);
      assertThat(error(e -> recv.invoke(s, message, count, overlapped, null, null, e)))
          .isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @EnumSource(HandleKind.class)
  void unknownFunctionsAndMissingRoomAreRefused(HandleKind handles) {
    try (Stack stack = Stack.of(handles, 1)) {
      long s = stack.socket(Transport.TCP);
      int code = Ws2Def.SIO_GET_EXTENSION_FUNCTION_POINTER;
      NativeMemory guid = ExtensionFunction.ACCEPT_EX.toMemory();
      NativeMemory out = new NativeMemory(8);
      assertThat(error(e -> stack.ioctl(s, code, new NativeMemory(16), out, new IntRef(), e)))
          .isEqualTo(WinsockError.WSAEINVAL);
      assertThat(error(e -> stack.ioctl(s, code, new NativeMemory(15), out, new IntRef(), e)))
          .isEqualTo(WinsockError.WSAEFAULT);
      assertThat(error(e -> stack.ioctl(s, code, guid, new NativeMemory(7), new IntRef(), e)))
          .isEqualTo(WinsockError.WSAEFAULT);
      assertThat(error(e -> stack.ioctl(s, code, null, null, new IntRef(), e)))
          .isEqualTo(WinsockError.WSAEFAULT);
    }
  }

  @Test
  void aWildPointerIsNotCalled() {
    assertThatThrownBy(() -> ExtensionPointers.at(1, TransmitFile.class))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @EnumSource(LayerKind.class)
  void aLayerThatDropsTheAcceptContextLeavesTheSocketWithoutAPeer(LayerKind kind) throws Exception {
    try (Stack stack = Stack.quirky(kind, Quirk.DROPS_ACCEPT_CONTEXT)) {
      Notices notices = new Notices(stack, Notices.Kind.EVENT);
      long listener = stack.listener(stack.topEntry(Transport.TCP), Transport.TCP);
      long accepted = stack.socket(Transport.TCP);
      WsaOverlapped overlapped = notices.newOverlapped();
      new Extensions(stack, listener)
          .accept(listener, accepted, Extensions.output(0), 0, overlapped);
      long client = stack.socket(Transport.TCP);
      stack.connect(client, stack.name(listener));
      notices.await(overlapped);
      ok(e -> Extensions.update(stack, accepted, listener, e));
      assertThat(peerError(stack, accepted)).isEqualTo(WinsockError.WSAENOTCONN);
      stack.assertConnected(client, accepted);
    }
  }

  @ParameterizedTest
  @EnumSource(HandleKind.class)
  void anAcceptContextNeedsAListenerAndAConnection(HandleKind handles) {
    try (Stack stack = Stack.of(handles, 1)) {
      long listener = stack.listener(stack.topEntry(Transport.TCP), Transport.TCP);
      long s = stack.socket(Transport.TCP);
      assertThat(error(e -> Extensions.update(stack, s, listener, e)))
          .isEqualTo(WinsockError.WSAENOTCONN);
      assertThat(error(e -> Extensions.update(stack, s, s, e))).isEqualTo(WinsockError.WSAEINVAL);
      assertThat(error(e -> Extensions.update(stack, s, Ws2Def.INVALID_SOCKET, e)))
          .isEqualTo(WinsockError.WSAENOTSOCK);
    }
  }
}
