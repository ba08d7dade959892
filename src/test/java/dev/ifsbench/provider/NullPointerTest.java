package dev.ifsbench.provider;

import static dev.ifsbench.fixture.Calls.error;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ifsbench.bench.state.HandleKind;
import dev.ifsbench.bench.state.Transport;
import dev.ifsbench.fixture.Descriptors;
import dev.ifsbench.fixture.Engine;
import dev.ifsbench.fixture.Message;
import dev.ifsbench.fixture.OverEachEngine;
import dev.ifsbench.fixture.Pair;
import dev.ifsbench.fixture.Stack;
import dev.ifsbench.sockets.none.NullSockets;
import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.IntRef;
import dev.ifsbench.spi.NativeMemory;
import dev.ifsbench.spi.ProcedureTable;
import dev.ifsbench.spi.ProcedureTableRef;
import dev.ifsbench.spi.ProtocolInfo;
import dev.ifsbench.spi.ServiceProvider;
import dev.ifsbench.spi.SockAddr;
import dev.ifsbench.spi.UpcallTable;
import dev.ifsbench.spi.WinsockError;
import dev.ifsbench.spi.Ws2Def;
import dev.ifsbench.spi.WsaBuf;
import dev.ifsbench.spi.WsaOverlapped;
import dev.ifsbench.spi.WspData;
import dev.ifsbench.ws2.Winsock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A pointer that is null and must not be, or leads to less memory than it should, is WSAEFAULT, and
 * nothing is left behind by it.
 */
@OverEachEngine
class NullPointerTest {
  private static final String JUDGED_BELOW = "Windows' own Winsock judges pointers and lengths";

  private interface Call {
    long make(Winsock winsock, long s, Errno errno);
  }

  private static final WsaBuf[] TOO_SHORT = {};
  private static final WsaBuf[] WITH_A_HOLE = {null};

  private final Engine engine;

  NullPointerTest(Engine engine) {
    this.engine = engine;
  }

  private static WsaBuf[] one(long address, int length) {
    return new WsaBuf[] {new WsaBuf(address, length)};
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
      wrong.put("a buffer at no address", one(0, 1));
      wrong.put("a buffer of fewer bytes than none", one(1, -1));
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

  private static Map<String, Call> calls(Transport protocol) {
    Map<String, Call> calls = transfers();
    calls.putAll(addresses());
    calls.putAll(options());
    calls.putAll(controls());
    if (protocol == Transport.UDP) { // on a stream the address is ignored
      calls.putAll(senders());
    }
    calls.put("duplicateSocket", (w, s, e) -> w.duplicateSocket(s, Stack.PID, null, e));
    return calls;
  }

  private interface Named {
    long call(Winsock winsock, long s, NativeMemory name, IntRef namelen, Errno errno);
  }

  private static Map<String, Call> addresses() {
    Map<String, Call> calls = new TreeMap<>();
    NativeMemory name = new NativeMemory(128);
    for (WsaOverlapped o : new WsaOverlapped[] {null, new WsaOverlapped()}) {
      calls.put(
          "recvFrom, an address without its length" + (o == null ? "" : ", overlapped"),
          (w, s, e) ->
              w.recvFrom(s, buffers(), 1, new IntRef(), new IntRef(), name, null, o, null, e));
    }
    Map<String, Named> answered =
        Map.of(
            "accept", Winsock::accept,
            "getsockname", Winsock::getsockname,
            "getpeername", Winsock::getpeername);
    answered.forEach(
        (what, f) -> {
          calls.put(what + ", no length", (w, s, e) -> f.call(w, s, name, null, e));
          for (int length : new int[] {1, 0, -1}) {
            calls.put(
                what + ", length " + length,
                (w, s, e) -> f.call(w, s, name, new IntRef(length), e));
          }
          calls.put(
              what + ", too little memory",
              (w, s, e) -> f.call(w, s, new NativeMemory(1), new IntRef(128), e));
        });
    calls.put("getsockname", (w, s, e) -> w.getsockname(s, null, new IntRef(128), e));
    calls.put("getpeername", (w, s, e) -> w.getpeername(s, null, new IntRef(128), e));
    NativeMemory address = SockAddr.inetLoopback(1);
    Map<String, Named> given =
        Map.of(
            "bind", (w, s, memory, length, e) -> w.bind(s, memory, length.value, e),
            "connect", (w, s, memory, length, e) -> w.connect(s, memory, length.value, e));
    given.forEach(
        (what, f) -> {
          calls.put(what, (w, s, e) -> f.call(w, s, null, new IntRef(16), e));
          for (int length : new int[] {15, 1, 0, -1}) {
            calls.put(
                what + ", length " + length,
                (w, s, e) -> f.call(w, s, address, new IntRef(length), e));
          }
          calls.put(
              what + ", too little memory",
              (w, s, e) -> f.call(w, s, address, new IntRef(address.size() + 1), e));
        });
    return calls;
  }

  private static Map<String, Call> senders() {
    Map<String, Call> calls = new TreeMap<>();
    NativeMemory name = SockAddr.inetLoopback(1);
    for (WsaOverlapped o : new WsaOverlapped[] {null, new WsaOverlapped()}) {
      for (int length : new int[] {15, 1, -1, name.size() + 1}) {
        calls.put(
            "sendTo, address of " + length + (o == null ? "" : ", overlapped"),
            (w, s, e) -> w.sendTo(s, buffers(), 1, new IntRef(), 0, name, length, o, null, e));
      }
      for (int length : new int[] {15, 1, -1}) {
        calls.put(
            "recvFrom, room for " + length + (o == null ? "" : ", overlapped"),
            (w, s, e) ->
                w.recvFrom(
                    s,
                    buffers(),
                    1,
                    new IntRef(),
                    new IntRef(),
                    name,
                    new IntRef(length),
                    o,
                    null,
                    e));
      }
      calls.put(
          "recvFrom, too little memory" + (o == null ? "" : ", overlapped"),
          (w, s, e) ->
              w.recvFrom(
                  s,
                  buffers(),
                  1,
                  new IntRef(),
                  new IntRef(),
                  new NativeMemory(15),
                  new IntRef(128),
                  o,
                  null,
                  e));
    }
    return calls;
  }

  private static Map<String, Call> options() {
    Map<String, Call> calls = new TreeMap<>();
    NativeMemory value = new NativeMemory(8);
    NativeMemory small = new NativeMemory(3);
    int level = Ws2Def.SOL_SOCKET;
    for (int option :
        new int[] {
          Ws2Def.SO_KEEPALIVE,
          Ws2Def.SO_LINGER,
          Ws2Def.SO_RCVBUF,
          Ws2Def.SO_RCVTIMEO,
          Ws2Def.SO_PROTOCOL_INFOA,
          Ws2Def.SO_PROTOCOL_INFOW
        }) {
      String get = "getsockopt " + option;
      calls.put(get, (w, s, e) -> w.getsockopt(s, level, option, null, new IntRef(700), e));
      calls.put(get + ", no length", (w, s, e) -> w.getsockopt(s, level, option, value, null, e));
      for (int length : new int[] {3, 0, -1}) {
        calls.put(
            get + ", length " + length,
            (w, s, e) -> w.getsockopt(s, level, option, value, new IntRef(length), e));
      }
      calls.put(
          get + ", too little memory",
          (w, s, e) -> w.getsockopt(s, level, option, small, new IntRef(700), e));
    }
    for (int option :
        new int[] {Ws2Def.SO_KEEPALIVE, Ws2Def.SO_LINGER, Ws2Def.SO_RCVBUF, Ws2Def.SO_RCVTIMEO}) {
      String set = "setsockopt " + option;
      calls.put(set, (w, s, e) -> w.setsockopt(s, level, option, null, 4, e));
      for (int length : new int[] {3, 0, -1}) {
        calls.put(
            set + ", length " + length,
            (w, s, e) -> w.setsockopt(s, level, option, value, length, e));
      }
      calls.put(
          set + ", too little memory", (w, s, e) -> w.setsockopt(s, level, option, small, 4, e));
    }
    return calls;
  }

  private static Map<String, Call> controls() {
    Map<String, Call> calls = new TreeMap<>();
    NativeMemory number = new NativeMemory(8);
    NativeMemory small = new NativeMemory(3);
    for (int code :
        new int[] {
          Ws2Def.FIONREAD,
          Ws2Def.SIO_BASE_HANDLE,
          Ws2Def.SIO_BSP_HANDLE,
          Ws2Def.SIO_BSP_HANDLE_SELECT,
          Ws2Def.SIO_BSP_HANDLE_POLL
        }) {
      String what = "ioctl " + Integer.toHexString(code);
      calls.put(what + ", no count", (w, s, e) -> w.ioctl(s, code, null, 0, number, 8, null, e));
      calls.put(
          what + ", no output", (w, s, e) -> w.ioctl(s, code, null, 0, null, 8, new IntRef(), e));
      for (int length : new int[] {3, 0, -1}) {
        calls.put(
            what + ", room for " + length,
            (w, s, e) -> w.ioctl(s, code, null, 0, number, length, new IntRef(), e));
      }
      calls.put(
          what + ", too little memory",
          (w, s, e) -> w.ioctl(s, code, null, 0, small, 8, new IntRef(), e));
    }
    WsaOverlapped o = new WsaOverlapped();
    for (int code : new int[] {Ws2Def.FIONREAD, Ws2Def.SIO_BASE_HANDLE}) {
      calls.put(
          "ioctl " + Integer.toHexString(code) + ", no output, overlapped",
          (w, s, e) -> w.ioctl(s, code, null, 0, null, 8, new IntRef(), o, null, e));
    }
    for (WsaOverlapped structure : new WsaOverlapped[] {null, o}) {
      String how = structure == null ? "" : ", overlapped";
      calls.put(
          "ioctl FIONBIO, no input" + how,
          (w, s, e) ->
              w.ioctl(s, Ws2Def.FIONBIO, null, 4, null, 0, new IntRef(), structure, null, e));
      calls.put(
          "ioctl FIONBIO, too little input" + how,
          (w, s, e) ->
              w.ioctl(s, Ws2Def.FIONBIO, number, 3, null, 0, new IntRef(), structure, null, e));
      calls.put(
          "ioctl FIONBIO, too little memory" + how,
          (w, s, e) ->
              w.ioctl(s, Ws2Def.FIONBIO, small, 4, null, 0, new IntRef(), structure, null, e));
    }
    return calls;
  }

  private static List<List<LayerKind>> chains() {
    LayerKind through = LayerKind.PASS_THROUGH;
    LayerKind seen = LayerKind.PASS_THROUGH_INTERCEPTING;
    LayerKind wrapped = LayerKind.WRAPPED;
    return List.of(
        List.of(),
        List.of(through, through),
        List.of(seen, seen),
        List.of(wrapped, wrapped),
        List.of(through, seen, wrapped),
        List.of(seen, wrapped, wrapped));
  }

  static Stream<Arguments> kinds() {
    return chains().stream()
        .flatMap(
            chain ->
                Stream.of(Transport.TCP, Transport.UDP).map(what -> Arguments.of(chain, what)));
  }

  private Stack stack(List<LayerKind> chain) {
    return Stack.over(engine.sockets().get(), chain.toArray(LayerKind[]::new));
  }

  @DisabledOnOs(value = OS.WINDOWS, disabledReason = JUDGED_BELOW)
  @ParameterizedTest
  @MethodSource("kinds")
  void itIsAFaultAndTheSocketCanBeClosed(List<LayerKind> chain, Transport protocol) {
    int before = Descriptors.count();
    try (Stack stack = stack(chain)) {
      calls(protocol)
          .forEach(
              (name, call) -> {
                int open = Descriptors.count();
                Pair pair = stack.pair(protocol);

                assertThat(error(e -> call.make(stack.winsock(), pair.near(), e)))
                    .as(name)
                    .isEqualTo(WinsockError.WSAEFAULT);

                stack.assertConnected(pair.near(), pair.far());
                stack.close(pair);
                // What earlier tests have left may be closed meanwhile.
                assertThat(Descriptors.count()).as("open after " + name).isLessThanOrEqualTo(open);
              });
    }
    assertThat(Descriptors.count()).as("open at the end").isLessThanOrEqualTo(before);
  }

  @DisabledOnOs(value = OS.WINDOWS, disabledReason = JUDGED_BELOW)
  @ParameterizedTest
  @MethodSource("kinds")
  void thatTheHandleIsNoSocketComesFirst(List<LayerKind> chain, Transport protocol) {
    try (Stack stack = stack(chain)) {
      long s = stack.socket(protocol);
      stack.closeSocket(s);
      calls(protocol)
          .forEach(
              (name, call) ->
                  assertThat(error(e -> call.make(stack.winsock(), s, e)))
                      .as(name)
                      .isEqualTo(WinsockError.WSAENOTSOCK));
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void itIsAFaultWithoutAnOperatingSystemToo(List<LayerKind> chain, Transport protocol) {
    try (Stack stack = Stack.over(new NullSockets(), chain.toArray(LayerKind[]::new))) {
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

  @DisabledOnOs(value = OS.WINDOWS, disabledReason = JUDGED_BELOW)
  @ParameterizedTest
  @MethodSource("kinds")
  void anOverlappedControlNeedsNoCount(List<LayerKind> chain, Transport protocol) {
    try (Stack stack = stack(chain)) {
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

  @DisabledOnOs(value = OS.WINDOWS, disabledReason = JUDGED_BELOW)
  @ParameterizedTest
  @MethodSource("kinds")
  void aFilesReadAndWriteNeedMemoryAndSomewhereToPutTheCount(
      List<LayerKind> chain, Transport protocol) {
    try (Stack stack = stack(chain)) {
      Pair pair = stack.pair(protocol);
      long s = pair.near();
      NativeMemory data = new NativeMemory(8);
      Winsock w = stack.winsock();
      Map<String, ToLongFunction<Errno>> calls = new TreeMap<>();
      calls.put("write, no count", e -> w.writeFile(s, data.address(), 8, null, e) ? 0 : -1);
      calls.put("read, no count", e -> w.readFile(s, data.address(), 8, null, e) ? 0 : -1);
      calls.put("write, nowhere", e -> w.writeFile(s, 0, 8, new IntRef(), e) ? 0 : -1);
      calls.put("read, nowhere", e -> w.readFile(s, 0, 8, new IntRef(), e) ? 0 : -1);
      calls.put("write, -1", e -> w.writeFile(s, data.address(), -1, new IntRef(), e) ? 0 : -1);
      calls.put("read, -1", e -> w.readFile(s, data.address(), -1, new IntRef(), e) ? 0 : -1);
      calls.forEach(
          (name, call) -> assertThat(error(call)).as(name).isEqualTo(WinsockError.WSAEFAULT));
      stack.assertConnected(s, pair.far());
    }
  }

  @DisabledOnOs(value = OS.WINDOWS, disabledReason = JUDGED_BELOW)
  @ParameterizedTest
  @MethodSource("kinds")
  void aListenerOfTooLittleMemoryIsAFault(List<LayerKind> chain, Transport protocol) {
    try (Stack stack = stack(chain)) {
      Pair pair = stack.pair(protocol);
      int option = Ws2Def.SO_UPDATE_ACCEPT_CONTEXT;
      for (NativeMemory value : new NativeMemory[] {null, new NativeMemory(4)}) {
        assertThat(
                error(
                    e ->
                        stack
                            .winsock()
                            .setsockopt(pair.near(), Ws2Def.SOL_SOCKET, option, value, 8, e)))
            .isEqualTo(WinsockError.WSAEFAULT);
      }
      stack.assertConnected(pair.near(), pair.far());
      stack.close(pair);
    }
  }

  @ParameterizedTest
  @MethodSource("chains")
  void aStartThatLacksItsPointersIsAFaultAndNotCounted(List<LayerKind> chain) {
    List<ProcedureTable> tables = new ArrayList<>();
    try (Stack stack = stack(chain)) {
      UpcallTable upcalls = stack.winsock().upcalls().table();
      for (ProtocolInfo info : stack.upwards(Transport.TCP)) {
        String path = stack.winsock().catalog().find(info.catalogEntryId()).providerPath();
        ServiceProvider provider = stack.winsock().libraries().load(path);
        int version = Ws2Def.VERSION_2_2;
        ProcedureTableRef table = new ProcedureTableRef();

        assertThat(provider.wspStartup(version, null, info, upcalls, table))
            .isEqualTo(WinsockError.WSAEFAULT);
        assertThat(table.value).isNull();
        assertThat(provider.wspStartup(version, new WspData(), info, upcalls, null))
            .isEqualTo(WinsockError.WSAEFAULT);

        assertThat(provider.wspStartup(version, new WspData(), info, upcalls, table))
            .isEqualTo(WinsockError.NO_ERROR);
        tables.add(table.value);
        int any = Ws2Def.FROM_PROTOCOL_INFO;
        assertThat(error(e -> table.value.wspSocket().invoke(any, any, any, null, 0, 0, e)))
            .as("a socket of no entry")
            .isEqualTo(WinsockError.WSAEFAULT);
      }
    }
    // From the top down: a layer's last clean-up is its next provider's too.
    for (int i = tables.size() - 1; i >= 0; i--) {
      ProcedureTable table = tables.get(i);
      assertThat(error(table.wspCleanup()::invoke)).isEqualTo(WinsockError.NO_ERROR);
    }
    for (ProcedureTable table : tables) {
      assertThat(error(table.wspCleanup()::invoke)).isEqualTo(WinsockError.WSANOTINITIALISED);
    }
  }

  @Test
  void anUpcallThatLacksItsPointerIsAFault() {
    try (Stack stack = Stack.of(HandleKind.WRAPPED, 1, engine)) {
      long s = stack.socket(Transport.TCP);
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
      assertThat(error(e -> upcalls.wpuGetProviderPath().invoke(null, e) == null ? -1 : 0))
          .isEqualTo(WinsockError.WSAEFAULT);
      assertThat(upcalls.wpuFdIsSet().invoke(s, null)).isFalse();
    }
  }
}
