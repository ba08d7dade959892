package dev.ifsbench.ws2;

import static dev.ifsbench.fixture.Calls.error;
import static dev.ifsbench.fixture.Calls.ok;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ifsbench.bench.state.HandleKind;
import dev.ifsbench.bench.state.Transport;
import dev.ifsbench.fixture.Message;
import dev.ifsbench.fixture.Pair;
import dev.ifsbench.fixture.Stack;
import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.FdSet;
import dev.ifsbench.spi.IntRef;
import dev.ifsbench.spi.NativeMemory;
import dev.ifsbench.spi.ProtocolInfoRef;
import dev.ifsbench.spi.Timeval;
import dev.ifsbench.spi.WinsockError;
import dev.ifsbench.spi.Ws2Def;
import dev.ifsbench.spi.WsaNetworkEvents;
import dev.ifsbench.spi.WsaPollData;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A call that succeeds leaves nothing of the error that an earlier call has reported. */
class StaleErrorTest {
  /** Makes a call with an error that is there already. */
  private static long clearing(String call, ToLongFunction<Errno> made) {
    Errno errno = new Errno();
    errno.set(WinsockError.WSAEDISCON);
    long result = made.applyAsLong(errno);
    assertThat(result).as("result of %s (error: %s)", call, errno).isNotEqualTo(-1);
    assertThat(errno.isClear()).as("%s leaves no error, but %s", call, errno).isTrue();
    return result;
  }

  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "network events were tried on Linux only")
  @ParameterizedTest
  @EnumSource(HandleKind.class)
  void everyCallOnASocketClearsIt(HandleKind kind) {
    try (Stack stack = Stack.of(kind, 1)) {
      Winsock winsock = stack.winsock();
      NativeMemory name = new NativeMemory(128);
      int any = Ws2Def.FROM_PROTOCOL_INFO;
      long listener =
          clearing(
              "socket", e -> winsock.socket(any, any, any, stack.topEntry(Transport.TCP), 0, 0, e));
      NativeMemory asked = Transport.TCP.bindAddress(null);
      clearing("bind", e -> winsock.bind(listener, asked, asked.size(), e));
      clearing("listen", e -> winsock.listen(listener, 1, e));
      clearing("getsockname", e -> winsock.getsockname(listener, name, new IntRef(128), e));
      long near = stack.socket(Transport.TCP);
      NativeMemory address = stack.name(listener);
      clearing("connect", e -> winsock.connect(near, address, address.size(), e));
      long far = clearing("accept", e -> winsock.accept(listener, null, null, e));
      clearing("getpeername", e -> winsock.getpeername(near, name, new IntRef(128), e));
      clearing(
          "duplicateSocket",
          e -> winsock.duplicateSocket(near, Stack.PID, new ProtocolInfoRef(), e));
      NativeMemory number = new NativeMemory(Integer.BYTES);
      clearing(
          "getsockopt",
          e ->
              winsock.getsockopt(
                  near, Ws2Def.SOL_SOCKET, Ws2Def.SO_TYPE, number, new IntRef(4), e));
      number.putInt(0, 1);
      clearing(
          "setsockopt",
          e -> winsock.setsockopt(near, Ws2Def.SOL_SOCKET, Ws2Def.SO_KEEPALIVE, number, 4, e));
      clearing("ioctl", e -> stack.ioctl(near, Ws2Def.FIONREAD, null, number, new IntRef(), e));
      assertDataCallsClearIt(stack, new Pair(near, far));
      assertWaitingCallsClearIt(stack, near);
      clearing("shutdown", e -> winsock.shutdown(near, Ws2Def.SD_SEND, e));
      clearing("closesocket", e -> winsock.closesocket(near, e));
      stack.start();
      clearing("wsaCleanup", winsock::wsaCleanup);
    }
  }

  private static void assertDataCallsClearIt(Stack stack, Pair pair) {
    Winsock winsock = stack.winsock();
    Message message = Message.of(Message.text("x"));
    Message into = new Message(1);
    IntRef bytes = new IntRef();
    clearing("send", e -> winsock.send(pair.near(), message.buffers(), 1, bytes, 0, null, null, e));
    clearing(
        "recv",
        e -> winsock.recv(pair.far(), into.buffers(), 1, bytes, new IntRef(), null, null, e));
    clearing(
        "sendTo",
        e -> winsock.sendTo(pair.near(), message.buffers(), 1, bytes, 0, null, 0, null, null, e));
    clearing(
        "recvFrom",
        e ->
            winsock.recvFrom(
                pair.far(), into.buffers(), 1, bytes, new IntRef(), null, null, null, null, e));
    clearing(
        "writeFile",
        e -> winsock.writeFile(pair.near(), message.buffers()[0].buf, 1, bytes, e) ? 0 : -1);
    clearing(
        "readFile", e -> winsock.readFile(pair.far(), into.buffers()[0].buf, 1, bytes, e) ? 0 : -1);
  }

  private static void assertWaitingCallsClearIt(Stack stack, long s) {
    Winsock winsock = stack.winsock();
    clearing("select", e -> winsock.select(null, FdSet.of(s), null, new Timeval(1, 0), e));
    NativeMemory data = WsaPollData.allocate(1);
    WsaPollData.put(data, 0, s, WsaPollData.POLLWRNORM);
    clearing("poll", e -> winsock.poll(data, 1, 0, e));
    long event = clearing("createEvent", winsock::createEvent);
    clearing("eventSelect", e -> winsock.eventSelect(s, event, 0, e));
    NativeMemory events = new NativeMemory(WsaNetworkEvents.SIZE);
    clearing("enumNetworkEvents", e -> winsock.enumNetworkEvents(s, event, events, e));
    clearing("waitForEvent", e -> winsock.waitForEvent(event, 0, e) ? 1 : 0);
    clearing("closeEvent", e -> winsock.closeEvent(event, e) ? 0 : -1);
  }

  @Test
  void aWaitThatIsOverLeavesNoErrorAndOneBeforeTheStartSaysSo() {
    Winsock winsock = new Winsock(Stack.system());
    assertThat(error(e -> winsock.waitForEvent(1, 0, e) ? 0 : -1))
        .isEqualTo(WinsockError.WSANOTINITIALISED);
    winsock.wsaStartup(Ws2Def.VERSION_2_2);
    long event = ok(winsock::createEvent);
    clearing("waitForEvent that times out", e -> winsock.waitForEvent(event, 1, e) ? -1 : 0);
    ok(e -> winsock.upcalls().wpuSetEvent(event, e) ? 0 : -1);
    clearing("waitForEvent", e -> winsock.waitForEvent(event, 1, e) ? 0 : -1);
    ok(e -> winsock.closeEvent(event, e) ? 0 : -1);
    ok(winsock::wsaCleanup);
  }
}
