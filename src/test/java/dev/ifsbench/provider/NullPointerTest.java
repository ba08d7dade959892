package dev.ifsbench.provider;

import static dev.ifsbench.fixture.Calls.error;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ifsbench.fixture.Descriptors;
import dev.ifsbench.fixture.Engine;
import dev.ifsbench.fixture.Handles;
import dev.ifsbench.fixture.Message;
import dev.ifsbench.fixture.OverEachEngine;
import dev.ifsbench.fixture.Pair;
import dev.ifsbench.fixture.Protocol;
import dev.ifsbench.fixture.Stack;
import dev.ifsbench.sockets.none.NullSockets;
import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.IntRef;
import dev.ifsbench.spi.NativeMemory;
import dev.ifsbench.spi.WinsockError;
import dev.ifsbench.spi.Ws2Def;
import dev.ifsbench.spi.WsaBuf;
import dev.ifsbench.spi.WsaOverlapped;
import dev.ifsbench.ws2.Winsock;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A pointer that is null and must not be is WSAEFAULT, and nothing is left behind by it. */
@OverEachEngine
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "it has been run on Linux only so far")
class NullPointerTest {
  private interface Call {
    long make(Winsock winsock, long s, Errno errno);
  }

  private static final WsaBuf[] TOO_SHORT = {};
  private static final WsaBuf[] WITH_A_HOLE = {null};

  private final Engine engine;

  NullPointerTest(Engine engine) {
    this.engine = engine;
  }

  private static WsaBuf[] buffers() {
    return new Message(8).buffers();
  }

  private static Map<String, Call> transfers() {
    Map<String, Call> calls = new TreeMap<>();
    for (WsaOverlapped o : new WsaOverlapped[] {null, new WsaOverlapped()}) {
      String how = o == null ? "" : ", overlapped";
      Map<String, WsaBuf[]> wrong = new TreeMap<>();
      wrong.put("no buffers", null);
      wrong.put("too few buffers", TOO_SHORT);
      wrong.put("no buffer", WITH_A_HOLE);
      wrong.forEach(
          (what, b) -> {
            calls.put(
                "send, " + what + how, (w, s, e) -> w.send(s, b, 1, new IntRef(), 0, o, null, e));
            calls.put(
                "sendTo, " + what + how,
                (w, s, e) -> w.sendTo(s, b, 1, new IntRef(), 0, null, 0, o, null, e));
            calls.put(
                "recv, " + what + how,
                (w, s, e) -> w.recv(s, b, 1, new IntRef(), new IntRef(), o, null, e));
            calls.put(
                "recvFrom, " + what + how,
                (w, s, e) ->
                    w.recvFrom(s, b, 1, new IntRef(), new IntRef(), null, null, o, null, e));
          });
      calls.put(
          "recv, no flags" + how,
          (w, s, e) -> w.recv(s, buffers(), 1, new IntRef(), null, o, null, e));
      calls.put(
          "recvFrom, no flags" + how,
          (w, s, e) -> w.recvFrom(s, buffers(), 1, new IntRef(), null, null, null, o, null, e));
    }
    calls.put("send, no count", (w, s, e) -> w.send(s, buffers(), 1, null, 0, null, null, e));
    calls.put(
        "sendTo, no count",
        (w, s, e) -> w.sendTo(s, buffers(), 1, null, 0, null, 0, null, null, e));
    calls.put(
        "recv, no count", (w, s, e) -> w.recv(s, buffers(), 1, null, new IntRef(), null, null, e));
    calls.put(
        "recvFrom, no count",
        (w, s, e) -> w.recvFrom(s, buffers(), 1, null, new IntRef(), null, null, null, null, e));
    calls.put(
        "getOverlappedResult, no structure",
        (w, s, e) -> w.getOverlappedResult(s, null, new IntRef(), false, new IntRef(), e) ? 0 : -1);
    calls.put(
        "getOverlappedResult, no count",
        (w, s, e) ->
            w.getOverlappedResult(s, new WsaOverlapped(), null, false, new IntRef(), e) ? 0 : -1);
    calls.put(
        "getOverlappedResult, no flags",
        (w, s, e) ->
            w.getOverlappedResult(s, new WsaOverlapped(), new IntRef(), false, null, e) ? 0 : -1);
    return calls;
  }

  private static Map<String, Call> calls() {
    Map<String, Call> calls = transfers();
    NativeMemory name = new NativeMemory(128);
    NativeMemory number = new NativeMemory(8);
    for (WsaOverlapped o : new WsaOverlapped[] {null, new WsaOverlapped()}) {
      calls.put(
          "recvFrom, an address without its length" + (o == null ? "" : ", overlapped"),
          (w, s, e) ->
              w.recvFrom(s, buffers(), 1, new IntRef(), new IntRef(), name, null, o, null, e));
    }
    calls.put("accept, an address without its length", (w, s, e) -> w.accept(s, name, null, e));
    calls.put("bind", (w, s, e) -> w.bind(s, null, 16, e));
    calls.put("connect", (w, s, e) -> w.connect(s, null, 16, e));
    calls.put("getsockname", (w, s, e) -> w.getsockname(s, null, new IntRef(128), e));
    calls.put("getsockname, no length", (w, s, e) -> w.getsockname(s, name, null, e));
    calls.put("getpeername", (w, s, e) -> w.getpeername(s, null, new IntRef(128), e));
    calls.put("getpeername, no length", (w, s, e) -> w.getpeername(s, name, null, e));
    int level = Ws2Def.SOL_SOCKET;
    for (int option : new int[] {Ws2Def.SO_RCVBUF, Ws2Def.SO_PROTOCOL_INFOW}) {
      calls.put(
          "getsockopt " + option,
          (w, s, e) -> w.getsockopt(s, level, option, null, new IntRef(700), e));
      calls.put(
          "getsockopt " + option + ", no length",
          (w, s, e) -> w.getsockopt(s, level, option, number, null, e));
    }
    calls.put("setsockopt", (w, s, e) -> w.setsockopt(s, level, Ws2Def.SO_RCVBUF, null, 4, e));
    calls.put(
        "ioctl, no count", (w, s, e) -> w.ioctl(s, Ws2Def.FIONREAD, null, 0, number, 8, null, e));
    calls.put(
        "ioctl, no output",
        (w, s, e) -> w.ioctl(s, Ws2Def.FIONREAD, null, 0, null, 8, new IntRef(), e));
    calls.put("duplicateSocket", (w, s, e) -> w.duplicateSocket(s, Stack.PID, null, e));
    return calls;
  }

  static Stream<Arguments> kinds() {
    return Stream.of(Handles.values())
        .flatMap(
            kind -> Stream.of(Protocol.TCP, Protocol.UDP).map(what -> Arguments.of(kind, what)));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void itIsAFaultAndTheSocketCanBeClosed(Handles kind, Protocol protocol) {
    int before = Descriptors.count();
    try (Stack stack = Stack.of(kind, 2, engine)) {
      calls()
          .forEach(
              (name, call) -> {
                int open = Descriptors.count();
                Pair pair = stack.pair(protocol);

                assertThat(error(e -> call.make(stack.winsock(), pair.near(), e)))
                    .as(name)
                    .isEqualTo(WinsockError.WSAEFAULT);

                stack.assertConnected(pair.near(), pair.far());
                stack.close(pair);
                assertThat(Descriptors.count()).as("open after " + name).isEqualTo(open);
              });
    }
    Descriptors.assertCount(before);
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void thatTheHandleIsNoSocketComesFirst(Handles kind, Protocol protocol) {
    try (Stack stack = Stack.of(kind, 1, engine)) {
      long s = stack.socket(protocol);
      stack.closeSocket(s);
      calls()
          .forEach(
              (name, call) ->
                  assertThat(error(e -> call.make(stack.winsock(), s, e)))
                      .as(name)
                      .isEqualTo(WinsockError.WSAENOTSOCK));
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void itIsAFaultWithoutAnOperatingSystemToo(Handles kind, Protocol protocol) {
    try (Stack stack = Stack.over(new NullSockets(), kind.layers(2).toArray(LayerKind[]::new))) {
      long s = stack.socket(protocol);
      transfers()
          .forEach(
              (name, call) ->
                  assertThat(error(e -> call.make(stack.winsock(), s, e)))
                      .as(name)
                      .isEqualTo(WinsockError.WSAEFAULT));
      stack.closeSocket(s);
      assertThat(stack.sockets().isOpen(s)).isFalse();
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void anOverlappedControlNeedsNoCount(Handles kind, Protocol protocol) {
    try (Stack stack = Stack.of(kind, 2, engine)) {
      long s = stack.pair(protocol).near();
      NativeMemory number = new NativeMemory(8);
      WsaOverlapped overlapped = new WsaOverlapped();
      assertThat(
              error(
                  e ->
                      stack
                          .winsock()
                          .ioctl(
                              s, Ws2Def.FIONREAD, null, 0, number, 8, null, overlapped, null, e)))
          .isIn(WinsockError.NO_ERROR, WinsockError.WSA_IO_PENDING);
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void aFilesReadAndWriteNeedSomewhereToPutTheCount(Handles kind, Protocol protocol) {
    try (Stack stack = Stack.of(kind, 1, engine)) {
      Pair pair = stack.pair(protocol);
      NativeMemory data = new NativeMemory(8);
      Winsock w = stack.winsock();
      assertThat(error(e -> w.writeFile(pair.near(), data.address(), 8, null, e) ? 0 : -1))
          .isEqualTo(WinsockError.WSAEFAULT);
      assertThat(error(e -> w.readFile(pair.near(), data.address(), 8, null, e) ? 0 : -1))
          .isEqualTo(WinsockError.WSAEFAULT);
    }
  }

  @Test
  void anUpcallThatLacksItsPointerIsAFault() {
    try (Stack stack = Stack.of(Handles.WRAPPED, 1, engine)) {
      long s = stack.socket(Protocol.TCP);
      assertThat(
              error(
                  e ->
                      stack
                          .winsock()
                          .upcalls()
                          .wpuCompleteOverlappedRequest(s, null, WinsockError.NO_ERROR, 0, e)))
          .isEqualTo(WinsockError.WSAEFAULT);
      var upcalls = stack.winsock().upcalls().table();
      var thread = upcalls.wpuOpenCurrentThread().invoke(new Errno());
      assertThat(error(e -> upcalls.wpuQueueApc().invoke(thread, null, 0, e)))
          .isEqualTo(WinsockError.WSAEFAULT);
      assertThat(error(e -> upcalls.wpuQueueApc().invoke(null, context -> {}, 0, e)))
          .isEqualTo(WinsockError.WSAEFAULT);
    }
  }
}
