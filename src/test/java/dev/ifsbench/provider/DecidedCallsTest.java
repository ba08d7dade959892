package dev.ifsbench.provider;

import static dev.ifsbench.fixture.Calls.error;
import static dev.ifsbench.fixture.Calls.ok;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ifsbench.bench.state.HandleKind;
import dev.ifsbench.bench.state.Transport;
import dev.ifsbench.fixture.Pair;
import dev.ifsbench.fixture.Stack;
import dev.ifsbench.fixture.Tables;
import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.IntRef;
import dev.ifsbench.spi.NativeMemory;
import dev.ifsbench.spi.ProcedureTable;
import dev.ifsbench.spi.SockAddr;
import dev.ifsbench.spi.WinsockError;
import dev.ifsbench.spi.Ws2Def;
import dev.ifsbench.spi.WsaBuf;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The calls of which it was decided whether they are supported. */
@Timeout(60)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "it has been run on Linux only so far")
class DecidedCallsTest {
  private static final String LAYERS = "dev.ifsbench.provider.CompletionModesTest#layers";

  private static int option(Stack stack, long s, int name) {
    NativeMemory value = new NativeMemory(4);
    ok(e -> stack.winsock().getsockopt(s, Ws2Def.SOL_SOCKET, name, value, new IntRef(4), e));
    return value.getInt(0);
  }

  private static WinsockError set(Stack stack, long s, int name, int value) {
    NativeMemory memory = new NativeMemory(4);
    memory.putInt(0, value);
    return error(e -> stack.winsock().setsockopt(s, Ws2Def.SOL_SOCKET, name, memory, 4, e));
  }

  @ParameterizedTest
  @MethodSource(LAYERS)
  void theLocalAddressesAreThoseThatASocketCanBeBoundTo(List<LayerKind> layers) {
    try (Stack stack = Stack.of(layers.toArray(new LayerKind[0]))) {
      for (Transport protocol : List.of(Transport.TCP, Transport.UDP6)) {
        long s = stack.socket(protocol);
        int code = Ws2Def.SIO_ADDRESS_LIST_QUERY;
        IntRef needed = new IntRef();
        assertThat(error(e -> stack.ioctl(s, code, null, new NativeMemory(4), needed, e)))
            .isEqualTo(WinsockError.WSAEFAULT);
        NativeMemory list = new NativeMemory(needed.value);
        ok(e -> stack.ioctl(s, code, null, list, needed, e));
        assertThat(needed.value).isEqualTo(list.size());
        for (int i = 0; i < list.getInt(0); i++) {
          NativeMemory address =
              NativeMemory.at(list.getLong(8 + 16 * i), list.getInt(8 + 16 * i + 8));
          assertThat(SockAddr.family(address)).isEqualTo(protocol.addressFamily());
          long bound = stack.socket(protocol);
          ok(e -> stack.winsock().bind(bound, address, address.size(), e));
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(HandleKind.class)
  void aConnectionCarriesNoDataOfTheCallerOrTheCalled(HandleKind handles) {
    try (Stack stack = Stack.of(handles, 1)) {
      ProcedureTable table = Tables.of(stack.winsock(), stack.topEntry(Transport.TCP));
      long s = stack.socket(Transport.TCP);
      NativeMemory name = stack.name(stack.listener(stack.topEntry(Transport.TCP), Transport.TCP));
      for (boolean ofCaller : new boolean[] {true, false}) {
        WsaBuf callers = ofCaller ? new WsaBuf() : null;
        WsaBuf called = ofCaller ? null : new WsaBuf();
        assertThat(
                error(
                    e ->
                        table
                            .wspConnect()
                            .invoke(s, name, name.size(), callers, called, null, null, e)))
            .isEqualTo(WinsockError.WSAEOPNOTSUPP);
      }
      ok(e -> table.wspConnect().invoke(s, name, name.size(), null, null, null, null, e));
    }
  }

  @ParameterizedTest
  @EnumSource(HandleKind.class)
  void aUnixDomainSocketHasNoLocalAddresses(HandleKind handles) {
    try (Stack stack = Stack.of(handles, 1)) {
      long s = stack.socket(Transport.UNIX);
      assertThat(
              error(
                  e ->
                      stack.ioctl(
                          s,
                          Ws2Def.SIO_ADDRESS_LIST_QUERY,
                          null,
                          new NativeMemory(99),
                          new IntRef(),
                          e)))
          .isEqualTo(WinsockError.WSAEOPNOTSUPP);
    }
  }

  @ParameterizedTest
  @MethodSource(LAYERS)
  void nobodyIsAskedForTheMarkOfOutOfBandData(List<LayerKind> layers) {
    try (Stack stack = Stack.of(layers.toArray(new LayerKind[0]))) {
      long s = stack.pair(Transport.TCP).near();
      assertThat(
              error(
                  e ->
                      stack.ioctl(
                          s, Ws2Def.SIOCATMARK, null, new NativeMemory(4), new IntRef(), e)))
          .isEqualTo(WinsockError.WSAEOPNOTSUPP);
    }
  }

  @ParameterizedTest
  @MethodSource(LAYERS)
  void anAddressCanBeForOneSocketAlone(List<LayerKind> layers) {
    try (Stack stack = Stack.of(layers.toArray(new LayerKind[0]))) {
      int exclusive = Ws2Def.SO_EXCLUSIVEADDRUSE;
      long s = stack.socket(Transport.UDP);
      assertThat(option(stack, s, exclusive)).isZero();
      assertThat(set(stack, s, exclusive, 1)).isEqualTo(WinsockError.NO_ERROR);
      assertThat(option(stack, s, exclusive)).isEqualTo(1);
      assertThat(set(stack, s, Ws2Def.SO_REUSEADDR, 1)).isEqualTo(WinsockError.WSAEINVAL);
      NativeMemory name = stack.bind(s, Transport.UDP);
      assertThat(set(stack, s, exclusive, 0)).isEqualTo(WinsockError.WSAEINVAL);
      long other = stack.socket(Transport.UDP);
      assertThat(set(stack, other, Ws2Def.SO_REUSEADDR, 1)).isEqualTo(WinsockError.NO_ERROR);
      assertThat(set(stack, other, exclusive, 1)).isEqualTo(WinsockError.WSAEINVAL);
      assertThat(error(e -> stack.winsock().bind(other, name, name.size(), e)))
          .isEqualTo(WinsockError.WSAEADDRINUSE);
    }
  }

  @ParameterizedTest
  @MethodSource(LAYERS)
  void aDatagramHasALargestSizeAndAStreamHasNone(List<LayerKind> layers) {
    try (Stack stack = Stack.of(layers.toArray(new LayerKind[0]))) {
      Pair pair = stack.pair(Transport.UDP);
      int largest = option(stack, pair.near(), Ws2Def.SO_MAX_MSG_SIZE);
      assertThat(largest).isEqualTo(65_507);
      stack.send(pair.near(), new byte[largest]);
      assertThat(error(e -> stack.trySend(pair.near(), new byte[largest + 1], e)))
          .isEqualTo(WinsockError.WSAEMSGSIZE);
      assertThat(option(stack, stack.socket(Transport.UDP6), Ws2Def.SO_MAX_MSG_SIZE))
          .isEqualTo(65_527);
      long stream = stack.socket(Transport.TCP);
      assertThat(
              error(
                  e ->
                      stack
                          .winsock()
                          .getsockopt(
                              stream,
                              Ws2Def.SOL_SOCKET,
                              Ws2Def.SO_MAX_MSG_SIZE,
                              new NativeMemory(4),
                              new IntRef(4),
                              e)))
          .isEqualTo(WinsockError.WSAENOPROTOOPT);
    }
  }

  @ParameterizedTest
  @MethodSource(LAYERS)
  void nobodyIsAskedWhetherToAcceptAndTheConnectionStays(List<LayerKind> layers) {
    try (Stack stack = Stack.of(layers.toArray(new LayerKind[0]))) {
      long listener = stack.listener(stack.topEntry(Transport.TCP), Transport.TCP);
      long client = stack.socket(Transport.TCP);
      stack.connect(client, stack.name(listener));
      assertThat(
              error(
                  e ->
                      stack
                          .winsock()
                          .accept(
                              listener,
                              null,
                              null,
                              (caller, length, data) -> {
                                throw new AssertionError("asked");
                              },
                              0,
                              e)))
          .isEqualTo(WinsockError.WSAEOPNOTSUPP);
      stack.assertConnected(client, stack.accept(listener));
    }
  }

  @ParameterizedTest
  @MethodSource(LAYERS)
  void noLeafCanBeJoined(List<LayerKind> layers) {
    try (Stack stack = Stack.of(layers.toArray(new LayerKind[0]))) {
      long s = stack.socket(Transport.UDP);
      NativeMemory name = SockAddr.inetLoopback(1);
      assertThat(error(e -> stack.winsock().joinLeaf(s, name, name.size(), 4, e)))
          .isEqualTo(WinsockError.WSAEOPNOTSUPP);
      assertThat(stack.winsock().closesocket(s, new Errno())).isZero();
      assertThat(error(e -> stack.winsock().joinLeaf(s, name, name.size(), 4, e)))
          .isEqualTo(WinsockError.WSAENOTSOCK);
    }
  }
}
