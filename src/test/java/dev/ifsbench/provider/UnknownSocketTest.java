package dev.ifsbench.provider;

import static dev.ifsbench.fixture.Calls.error;
import static dev.ifsbench.fixture.Calls.ok;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ifsbench.bench.state.HandleKind;
import dev.ifsbench.bench.state.Transport;
import dev.ifsbench.fixture.Local;
import dev.ifsbench.fixture.RawIo;
import dev.ifsbench.fixture.ReusedNumber;
import dev.ifsbench.fixture.Stack;
import dev.ifsbench.fixture.Tables;
import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.FdSet;
import dev.ifsbench.spi.IntRef;
import dev.ifsbench.spi.NativeMemory;
import dev.ifsbench.spi.ProcedureTable;
import dev.ifsbench.spi.ProtocolInfo;
import dev.ifsbench.spi.Timeval;
import dev.ifsbench.spi.WinsockError;
import dev.ifsbench.spi.Ws2Def;
import dev.ifsbench.spi.WsaBuf;
import dev.ifsbench.spi.WsaOverlapped;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a provider answers for a handle that is none of its sockets. */
class UnknownSocketTest {
  private static final int SOCK_SEQPACKET = 5;

  /** The functions that each layer has of its own, and that name a socket. */
  static Stream<Arguments> ownFunctions() {
    List<String> recommended = List.of("wspAccept", "wspCloseSocket", "wspDuplicateSocket");
    List<String> intercepting = new ArrayList<>(recommended);
    intercepting.addAll(List.of("wspRecv", "wspRecvFrom", "wspSend", "wspSendTo"));
    return Stream.of(
        Arguments.of(LayerKind.PASS_THROUGH, recommended),
        Arguments.of(LayerKind.PASS_THROUGH_INTERCEPTING, intercepting),
        Arguments.of(LayerKind.WRAPPED, intercepting));
  }

  @ParameterizedTest
  @MethodSource("ownFunctions")
  void aLayerHasNoSocketWhereItWasNotToldOfOne(LayerKind kind, List<String> functions) {
    try (Stack stack = Stack.of(kind)) {
      ProcedureTable table = Tables.of(stack.winsock(), stack.topEntry(Transport.TCP));
      long below = stack.socket(stack.baseEntry(Transport.TCP));
      for (String function : functions) {
        assertThat(Tables.invoke(table, function, below))
            .as(function)
            .isEqualTo(WinsockError.WSAENOTSOCK);
      }
    }
  }

  @Test
  void aWrappingLayerBeginsNoOverlappedCallWhereItHasNoSocket() {
    try (Stack stack = Stack.of(LayerKind.WRAPPED)) {
      ProcedureTable table = Tables.of(stack.winsock(), stack.topEntry(Transport.TCP));
      long s = stack.socket(stack.baseEntry(Transport.TCP));
      WsaBuf[] data = {new WsaBuf()};
      WsaOverlapped own = new WsaOverlapped();
      IntRef flags = new IntRef();
      List<ToLongFunction<Errno>> calls =
          List.of(
              e -> table.wspSend().invoke(s, data, 1, null, 0, own, null, null, e),
              e -> table.wspSendTo().invoke(s, data, 1, null, 0, null, 0, own, null, null, e),
              e -> table.wspRecv().invoke(s, data, 1, null, flags, own, null, null, e),
              e ->
                  table
                      .wspRecvFrom()
                      .invoke(s, data, 1, null, flags, null, null, own, null, null, e),
              e -> table.wspIoctl().invoke(s, 1, null, 0, null, 0, null, own, null, null, e));
      for (ToLongFunction<Errno> call : calls) {
        assertThat(error(call)).isEqualTo(WinsockError.WSAENOTSOCK);
      }
      assertThat(error(e -> table.wspSelect().invoke(0, FdSet.of(s), null, null, Timeval.POLL, e)))
          .as("of a set with no socket of the layer's")
          .isEqualTo(WinsockError.WSAEINVAL);
    }
  }

  @EnabledOnOs(value = OS.LINUX, disabledReason = "it closes a socket behind the layer's back")
  @Test
  void aWrappingLayerBeginsNoOverlappedCallWhereTheSocketBelowIsGone() {
    try (Stack stack = Stack.of(LayerKind.WRAPPED)) {
      long s = stack.socket(Transport.TCP);
      ok(e -> stack.sockets().close(stack.baseHandle(s), e));
      WsaBuf[] data = {new WsaBuf()};
      assertThat(
              error(e -> stack.winsock().send(s, data, 1, null, 0, new WsaOverlapped(), null, e)))
          .isEqualTo(WinsockError.WSAENOTSOCK);
    }
  }

  @EnabledOnOs(value = OS.LINUX, disabledReason = "it looks for the system's own errors")
  @ParameterizedTest
  @ValueSource(
      strings = {
        "wspAccept",
        "wspBind",
        "wspCloseSocket",
        "wspDuplicateSocket",
        "wspGetPeerName",
        "wspGetSockName",
        "wspGetSockOpt",
        "wspIoctl",
        "wspListen",
        "wspRecv",
        "wspRecvFrom",
        "wspSend",
        "wspSendTo",
        "wspSetSockOpt",
        "wspShutdown"
      })
  void theBaseHasNoSocketWhereTheSystemHasNone(String function) {
    try (Stack stack = Stack.of(HandleKind.BASE, 0)) {
      ProcedureTable table = Tables.of(stack.winsock(), stack.topEntry(Transport.TCP));
      assertThat(Tables.invoke(table, function, 1_000_000)).isEqualTo(WinsockError.WSAENOTSOCK);
    }
  }

  @EnabledOnOs(value = OS.LINUX, disabledReason = "a kind of socket that only Linux has")
  @Test
  void aSocketOfAKindThatNoEntryServesIsNoneOfTheBases() {
    try (Stack stack = Stack.of(HandleKind.BASE, 0)) {
      long s = RawIo.socket(Ws2Def.AF_UNIX, SOCK_SEQPACKET, 0);
      int base = stack.baseEntry(Transport.TCP).catalogEntryId();
      ok(e -> stack.winsock().upcalls().wpuModifyIfsHandle(base, s, e));

      assertThat(error(e -> stack.winsock().accept(s, null, null, e)))
          .isEqualTo(WinsockError.WSAENOTSOCK);

      RawIo.close(s);
    }
  }

  @EnabledOnOs(value = OS.LINUX, disabledReason = "the lowest free number is Linux's rule")
  @Test
  void theBaseForgetsWhatANumberWasWhenItsSocketIsClosed() {
    try (Stack stack = Stack.of(HandleKind.BASE, 0)) {
      long closed = stack.socket(Transport.TCP);
      stack.closeSocket(closed);
      List<Long> strangers =
          ReusedNumber.open(
              closed,
              () -> ok(e -> stack.sockets().socket(Ws2Def.AF_UNIX, Ws2Def.SOCK_STREAM, 0, e)));

      assertThat(stack.ownerOf(closed)).isEqualTo(stack.baseEntry(Local.stream()).catalogEntryId());

      stack.closeSocket(closed);
      strangers.forEach(s -> ok(e -> stack.sockets().close(s, e)));
    }
  }

  @Test
  void aSocketIsOpenedOnlyAsItsEntrySays() {
    try (Stack stack = Stack.of(HandleKind.BASE, 0)) {
      ProtocolInfo tcp = stack.baseEntry(Transport.TCP);
      assertThat(opening(stack, Ws2Def.AF_INET6, 0, 0, tcp))
          .isEqualTo(WinsockError.WSAEAFNOSUPPORT);
      assertThat(opening(stack, 0, Ws2Def.SOCK_DGRAM, 0, tcp))
          .isEqualTo(WinsockError.WSAESOCKTNOSUPPORT);
      assertThat(opening(stack, 0, 0, Ws2Def.IPPROTO_UDP, tcp))
          .isEqualTo(WinsockError.WSAEPROTONOSUPPORT);
      assertThat(opening(stack, Ws2Def.AF_INET, Ws2Def.SOCK_STREAM, Ws2Def.IPPROTO_TCP, tcp))
          .isEqualTo(WinsockError.NO_ERROR);
      ProcedureTable table = Tables.of(stack.winsock(), tcp);
      assertThat(error(e -> table.wspSocket().invoke(0, 0, 0, null, 0, 0, e)))
          .isEqualTo(WinsockError.WSAEFAULT);
    }
  }

  private static WinsockError opening(
      Stack stack, int af, int type, int protocol, ProtocolInfo entry) {
    return error(e -> stack.winsock().socket(af, type, protocol, entry, 0, 0, e));
  }

  @EnabledOnOs(value = OS.LINUX, disabledReason = "the lowest free number is Linux's rule")
  @Test
  void aDuplicateThatNobodyOpenedGoesWithTheLastCleanUpAndItsNumberIsNotTakenFromTheNext() {
    try (Stack stack = Stack.of(HandleKind.BASE, 0)) {
      Errno errno = new Errno();
      ProtocolInfo copy = stack.duplicate(stack.socket(Transport.TCP));
      stack.cleanUp();
      stack.start();
      List<Long> opened = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        opened.add(stack.socket(Transport.TCP));
      }

      assertThat(stack.trySocket(copy, errno)).isEqualTo(Ws2Def.INVALID_SOCKET);

      assertThat(errno.get()).isEqualTo(WinsockError.WSAEINVAL);
      assertThat(opened).allMatch(stack.sockets()::isOpen);
    }
  }

  @EnabledOnOs(value = OS.LINUX, disabledReason = "Windows counts the bytes of a listener")
  @ParameterizedTest
  @MethodSource("dev.ifsbench.provider.CompletionModesTest#layers")
  void aControlThatTheSystemRefusesFails(List<LayerKind> layers) {
    try (Stack stack = Stack.of(layers.toArray(new LayerKind[0]))) {
      long listener = stack.listener(stack.topEntry(Transport.TCP), Transport.TCP);
      assertThat(
              error(
                  e ->
                      stack.ioctl(
                          listener, Ws2Def.FIONREAD, null, new NativeMemory(4), new IntRef(), e)))
          .isEqualTo(WinsockError.WSAEINVAL);
    }
  }
}
