package dev.ifsbench.sockets.winsock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ifsbench.sockets.libc.Binding;
import dev.ifsbench.spi.NativeMemory;
import dev.ifsbench.spi.SockAddr;
import dev.ifsbench.spi.WinsockError;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The functions of ws2_32.dll and kernel32.dll, as each binding of this JDK reaches them. */
@EnabledOnOs(OS.WINDOWS)
class WindowsFunctionsTest {
  private static final int NOT_A_SOCKET = WinsockError.WSAENOTSOCK.code();
  private static final int INVALID_HANDLE = 6;
  private static final short VERSION_2_2 = 0x0202;
  private static final int FAMILY_UNKNOWN = 1234;

  private final NativeMemory memory = new NativeMemory(1024);
  private final long address = memory.address();
  private final NativeMemory name = SockAddr.inetLoopback(0);

  static Stream<Binding> bindings() {
    int jdk = Runtime.version().feature();
    return Arrays.stream(Binding.values()).filter(binding -> binding.isIn(jdk));
  }

  private Ws2_32 ws2_32(Binding binding) {
    Ws2_32 made = binding == Binding.FFM ? new FfmWs2_32() : new JnaWs2_32();
    assertThat(made.WSAStartup(VERSION_2_2, address)).isZero();
    return made;
  }

  private static Kernel32 kernel32(Binding binding) {
    return binding == Binding.FFM ? new FfmKernel32() : new JnaKernel32();
  }

  @ParameterizedTest
  @MethodSource("bindings")
  void everyCallOnASocketThatIsNoneFailsAndLeavesItsError(Binding binding) {
    Ws2_32 winsock = ws2_32(binding);
    long none = 0xBAD0;
    assertRefused(
        winsock, "WSADuplicateSocketW", () -> winsock.WSADuplicateSocketW(none, 1, address));
    assertRefused(winsock, "closesocket", () -> winsock.closesocket(none));
    assertRefused(winsock, "bind", () -> winsock.bind(none, name.address(), name.size()));
    assertRefused(winsock, "connect", () -> winsock.connect(none, name.address(), name.size()));
    assertRefused(winsock, "listen", () -> winsock.listen(none, 1));
    assertRefused(winsock, "accept", () -> winsock.accept(none, 0, 0));
    assertRefused(winsock, "shutdown", () -> winsock.shutdown(none, 0));
    assertRefused(winsock, "getsockname", () -> winsock.getsockname(none, address, address));
    assertRefused(winsock, "getpeername", () -> winsock.getpeername(none, address, address));
    assertRefused(
        winsock, "getsockopt", () -> winsock.getsockopt(none, 0xFFFF, 0x1008, address, address));
    assertRefused(winsock, "setsockopt", () -> winsock.setsockopt(none, 0xFFFF, 4, address, 4));
    assertRefused(winsock, "WSAEventSelect", () -> winsock.WSAEventSelect(none, 0, 0));
    assertRefused(
        winsock, "WSAEnumNetworkEvents", () -> winsock.WSAEnumNetworkEvents(none, 0, address));
    assertRefused(winsock, "WSASend", () -> winsock.WSASend(none, address, 1, address, 0, 0, 0));
    assertRefused(
        winsock, "WSASendTo", () -> winsock.WSASendTo(none, address, 1, address, 0, 0, 0, 0, 0));
    assertRefused(
        winsock, "WSARecv", () -> winsock.WSARecv(none, address, 1, address, address, 0, 0));
    assertRefused(
        winsock,
        "WSARecvFrom",
        () -> winsock.WSARecvFrom(none, address, 1, address, address, 0, 0, 0, 0));
    assertRefused(
        winsock,
        "WSAIoctl",
        () -> winsock.WSAIoctl(none, 0x4004667F, 0, 0, address, 4, address, 0, 0));
  }

  // Wine looks at some arguments before it looks at the socket.
  private static void assertRefused(Ws2_32 winsock, String name, LongSupplier call) {
    leaveAnotherError(winsock);
    assertThat(call.getAsLong()).as(name).isEqualTo(-1);
    assertThat(winsock.lastError()).as(name).isIn(NOT_A_SOCKET, WinsockError.WSAEINVAL.code());
  }

  @ParameterizedTest
  @MethodSource("bindings")
  void everyCallOnAHandleThatIsNoneFailsAndLeavesItsError(Binding binding) {
    Ws2_32 winsock = ws2_32(binding);
    Kernel32 kernel = kernel32(binding);
    long none = 0xBAD0;
    assertInvalid(winsock, "CloseHandle", () -> kernel.CloseHandle(none));
    assertInvalid(
        winsock, "GetHandleInformation", () -> kernel.GetHandleInformation(none, address));
    assertInvalid(winsock, "SetEvent", () -> kernel.SetEvent(none));
    assertInvalid(winsock, "ResetEvent", () -> kernel.ResetEvent(none));
    assertInvalid(winsock, "ReadFile", () -> kernel.ReadFile(none, address, 1, 0, address + 64));
    assertInvalid(winsock, "WriteFile", () -> kernel.WriteFile(none, address, 1, 0, address + 64));
    assertInvalid(winsock, "CancelIoEx", () -> kernel.CancelIoEx(none, 0));
    assertInvalid(winsock, "CancelIo", () -> kernel.CancelIo(none));
    assertInvalid(
        winsock, "CreateIoCompletionPort", () -> kernel.CreateIoCompletionPort(none, 0, 0, 0));
    assertInvalid(
        winsock,
        "PostQueuedCompletionStatus",
        () -> kernel.PostQueuedCompletionStatus(none, 0, 0, 0));
    assertInvalid(winsock, "QueueUserAPC", () -> kernel.QueueUserAPC(address, none, 0));
    assertInvalid(
        winsock,
        "GetQueuedCompletionStatusEx",
        () -> kernel.GetQueuedCompletionStatusEx(none, address, 1, address + 512, 0, 0));
    assertThat(kernel.WaitForSingleObject(none, 0)).isEqualTo(-1);
    assertThat(winsock.lastError()).isEqualTo(INVALID_HANDLE);
  }

  private static void assertInvalid(Ws2_32 winsock, String name, LongSupplier call) {
    leaveAnotherError(winsock);
    assertThat(call.getAsLong()).as(name).isZero();
    assertThat(winsock.lastError()).as(name).isEqualTo(INVALID_HANDLE);
  }

  @ParameterizedTest
  @MethodSource("bindings")
  void eventsAndPortsWork(Binding binding) {
    Kernel32 kernel = kernel32(binding);
    long event = kernel.CreateEventW(0, 1, 0, 0);
    assertThat(kernel.WaitForSingleObject(event, 0)).isEqualTo(Kernel32.WAIT_TIMEOUT);
    assertThat(kernel.SetEvent(event)).isNotZero();
    assertThat(kernel.WaitForSingleObject(event, 0)).isEqualTo(Kernel32.WAIT_OBJECT_0);
    assertThat(kernel.CloseHandle(event)).isNotZero();

    long port = kernel.CreateIoCompletionPort(Kernel32.INVALID_HANDLE_VALUE, 0, 0, 0);
    assertThat(kernel.PostQueuedCompletionStatus(port, 7, 42, 0)).isNotZero();
    assertThat(kernel.GetQueuedCompletionStatusEx(port, address, 1, address + 512, 0, 0))
        .isNotZero();
    assertThat(memory.getInt(512)).isEqualTo(1);
    assertThat(memory.getLong(0)).isEqualTo(42);
    assertThat(kernel.CloseHandle(port)).isNotZero();
  }

  @ParameterizedTest
  @MethodSource("bindings")
  void anotherThreadsFailureIsNotSeen(Binding binding) throws InterruptedException {
    Ws2_32 winsock = ws2_32(binding);
    assertThat(winsock.closesocket(0xBAD0)).isEqualTo(-1);
    List<Integer> seen = new ArrayList<>();
    Thread other =
        new Thread(
            () -> {
              leaveAnotherError(winsock);
              seen.add(winsock.lastError());
            });
    other.start();
    other.join();

    assertThat(seen).containsExactly(WinsockError.WSAEAFNOSUPPORT.code());
    assertThat(winsock.lastError()).isEqualTo(NOT_A_SOCKET);
  }

  @Test
  void theClockInterruptComesAtAnIntervalThatWindowsCanHave() {
    assertThat(SystemTimer.intervalNanos().orElseThrow()).isBetween(100_000L, 20_000_000L);
  }

  private static void leaveAnotherError(Ws2_32 winsock) {
    assertThat(winsock.WSASocketW(FAMILY_UNKNOWN, 1, 0, 0, 0, 0)).isEqualTo(-1);
    assertThat(winsock.lastError()).isEqualTo(WinsockError.WSAEAFNOSUPPORT.code());
  }
}
