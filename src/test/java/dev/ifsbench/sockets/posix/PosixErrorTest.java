package dev.ifsbench.sockets.posix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ifsbench.sockets.HostSystem;
import dev.ifsbench.sockets.NativeSockets;
import dev.ifsbench.sockets.libc.Binding;
import dev.ifsbench.sockets.libc.LinuxDef;
import dev.ifsbench.sockets.posix.descriptor.ErrnoTranslation;
import dev.ifsbench.spi.FdSet;
import dev.ifsbench.spi.IntRef;
import dev.ifsbench.spi.NativeMemory;
import dev.ifsbench.spi.SockAddr;
import dev.ifsbench.spi.WinsockError;
import dev.ifsbench.spi.Ws2Def;
import dev.ifsbench.spi.WsaBuf;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Errors that real sockets give, under Winsock's names. */
@OverEachBinding
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "of POSIX sockets")
class PosixErrorTest {
  private static final int INET = SockAddr.INET_SIZE;

  private final Rig rig;
  private final NativeSockets sockets;

  PosixErrorTest(Binding binding) {
    rig = new Rig(binding);
    sockets = rig.sockets;
  }

  @AfterEach
  void closeAll() {
    rig.close();
  }

  @Test
  void aHandleThatIsNotOpenIsNotASocketForAnyCall() {
    long s = rig.tcp();
    rig.close(s);
    for (long handle : new long[] {s, -1, 1L << 32, s + (1L << 32), Long.MIN_VALUE, 999_999_999}) {
      assertNotSocket(handle);
    }
  }

  @Test
  void aDescriptorOfSomethingElseIsNotASocketForAnyCall() {
    long handle = sockets.createHandle(rig.errno);
    assertNotSocket(handle);
    assertThat(sockets.isOpen(handle)).isTrue();
    rig.ok(sockets.closeHandle(handle, rig.errno));
  }

  @Test
  void thereAreNoSocketsOfUnknownFamiliesTypesAndProtocols() {
    failsToOpen(Ws2Def.AF_UNSPEC, 1, 0, WinsockError.WSAEAFNOSUPPORT);
    failsToOpen(10, 1, 0, WinsockError.WSAEAFNOSUPPORT); // Linux's AF_INET6
    failsToOpen(-1, -1, -1, WinsockError.WSAEAFNOSUPPORT);
    failsToOpen(Ws2Def.AF_INET, 3, 0, WinsockError.WSAESOCKTNOSUPPORT);
    failsToOpen(Ws2Def.AF_UNIX, Ws2Def.SOCK_DGRAM, 0, WinsockError.WSAESOCKTNOSUPPORT);
    failsToOpen(Ws2Def.AF_INET, 1, Ws2Def.IPPROTO_UDP, WinsockError.WSAEPROTOTYPE);
    failsToOpen(Ws2Def.AF_INET, 2, Ws2Def.IPPROTO_TCP, WinsockError.WSAEPROTOTYPE);
    failsToOpen(Ws2Def.AF_INET, 1, 250, WinsockError.WSAEPROTONOSUPPORT);
    failsToOpen(Ws2Def.AF_UNIX, 1, Ws2Def.IPPROTO_TCP, WinsockError.WSAEPROTONOSUPPORT);
  }

  @Test
  void bindingToATakenAddressOrAForeignOneFails() {
    NativeMemory taken = rig.name(rig.listener());
    rig.fails(sockets.bind(rig.tcp(), taken, INET, rig.errno), WinsockError.WSAEADDRINUSE);
    NativeMemory foreign = SockAddr.inetLoopback(0);
    foreign.putBytes(4, new byte[] {(byte) 192, 0, 2, 1});
    rig.fails(sockets.bind(rig.tcp(), foreign, INET, rig.errno), WinsockError.WSAEADDRNOTAVAIL);
  }

  @Test
  void bindingTwiceIsInvalid() {
    long s = rig.boundUdp();
    NativeMemory any = SockAddr.inetLoopback(0);
    rig.fails(sockets.bind(s, any, INET, rig.errno), WinsockError.WSAEINVAL);
  }

  @Test
  void anAddressThatIsTooShortOrOfAnUnknownFamilyIsRefused() {
    NativeMemory inet = SockAddr.inetLoopback(9);
    rig.fails(sockets.bind(rig.tcp(), inet, INET - 1, rig.errno), WinsockError.WSAEFAULT);
    rig.fails(sockets.bind(rig.tcp(), inet, INET + 1, rig.errno), WinsockError.WSAEFAULT);
    rig.fails(sockets.bind(rig.tcp(), inet, -1, rig.errno), WinsockError.WSAEFAULT);
    rig.fails(sockets.connect(rig.tcp(), null, INET, rig.errno), WinsockError.WSAEFAULT);
    long v6 = rig.socket(Ws2Def.AF_INET6, Ws2Def.SOCK_STREAM);
    NativeMemory inet6 = SockAddr.inet6Loopback(9);
    rig.fails(sockets.connect(v6, inet6, 27, rig.errno), WinsockError.WSAEFAULT);
    inet.putShort(0, (short) 99);
    rig.fails(sockets.connect(rig.tcp(), inet, INET, rig.errno), WinsockError.WSAEAFNOSUPPORT);
    inet.putShort(0, (short) Ws2Def.AF_UNSPEC);
    rig.fails(sockets.connect(rig.tcp(), inet, INET, rig.errno), WinsockError.WSAEAFNOSUPPORT);
  }

  @Test
  void connectingWhereNobodyListensIsRefused(@TempDir Path directory) {
    NativeMemory free = freeAddress();
    rig.fails(sockets.connect(rig.tcp(), free, INET, rig.errno), WinsockError.WSAECONNREFUSED);
    NativeMemory path = SockAddr.unix(directory.resolve("nobody").toString());
    long unix = rig.socket(Ws2Def.AF_UNIX, Ws2Def.SOCK_STREAM);
    rig.fails(sockets.connect(unix, path, path.size(), rig.errno), WinsockError.WSAECONNREFUSED);
  }

  @Test
  void aUnixSocketCannotBeBoundWhereThereIsNoDirectoryOrWhereAFileIs(@TempDir Path directory) {
    NativeMemory nowhere = SockAddr.unix(directory.resolve("no/where").toString());
    long unix = rig.socket(Ws2Def.AF_UNIX, Ws2Def.SOCK_STREAM);
    rig.fails(
        sockets.bind(unix, nowhere, nowhere.size(), rig.errno), WinsockError.WSAEADDRNOTAVAIL);
    NativeMemory taken = SockAddr.unix(directory.toString());
    rig.fails(sockets.bind(unix, taken, taken.size(), rig.errno), WinsockError.WSAEADDRINUSE);
  }

  @Test
  void connectingTwiceIsConnectedAlready() {
    long listener = rig.listener();
    long[] pair = rig.connected(listener);
    NativeMemory address = rig.name(listener);
    rig.fails(sockets.connect(pair[0], address, INET, rig.errno), WinsockError.WSAEISCONN);
  }

  @Test
  void connectingOrListeningInTheWrongStateIsRefused() {
    long listener = rig.listener();
    NativeMemory address = rig.name(listener);
    rig.fails(sockets.connect(listener, address, INET, rig.errno), WinsockError.WSAEINVAL);
    rig.fails(sockets.listen(rig.tcp(), 1, rig.errno), WinsockError.WSAEINVAL);
    rig.fails(sockets.listen(rig.boundUdp(), 1, rig.errno), WinsockError.WSAEOPNOTSUPP);
    rig.fails(sockets.listen(rig.connected(listener)[0], 1, rig.errno), WinsockError.WSAEISCONN);
  }

  @Test
  void acceptingInTheWrongStateIsRefused() {
    rig.fails(sockets.accept(rig.tcp(), null, null, rig.errno), WinsockError.WSAEINVAL);
    rig.fails(sockets.accept(rig.boundUdp(), null, null, rig.errno), WinsockError.WSAEOPNOTSUPP);
  }

  @Test
  void aNonBlockingSocketWouldBlock() {
    long listener = rig.listener();
    long[] pair = rig.connected(listener);
    rig.ok(sockets.setNonBlocking(listener, true, rig.errno));
    rig.ok(sockets.setNonBlocking(pair[0], true, rig.errno));
    rig.fails(sockets.accept(listener, null, null, rig.errno), WinsockError.WSAEWOULDBLOCK);
    rig.fails(rig.recv(pair[0], new NativeMemory(1)), WinsockError.WSAEWOULDBLOCK);
    long client = rig.tcp();
    rig.ok(sockets.setNonBlocking(client, true, rig.errno));
    rig.fails(
        sockets.connect(client, rig.name(listener), INET, rig.errno), WinsockError.WSAEWOULDBLOCK);
  }

  @Test
  void anAcceptedSocketIsNonBlockingIfItsListenerIs() {
    long listener = rig.listener();
    rig.ok(sockets.setNonBlocking(listener, true, rig.errno));
    long accepted = rig.connected(listener)[1];
    rig.fails(rig.recv(accepted, new NativeMemory(1)), WinsockError.WSAEWOULDBLOCK);
  }

  @Test
  void aTimeLimitEndsABlockingCall() {
    long[] pair = rig.connectedTcp();
    setLimit(pair[0], Ws2Def.SO_RCVTIMEO);
    rig.fails(rig.recv(pair[0], new NativeMemory(1)), WinsockError.WSAETIMEDOUT);
    long udp = rig.boundUdp();
    setLimit(udp, Ws2Def.SO_RCVTIMEO);
    rig.fails(rig.recv(udp, new NativeMemory(1)), WinsockError.WSAETIMEDOUT);
    setLimit(pair[0], Ws2Def.SO_SNDTIMEO);
    NativeMemory block = new NativeMemory(1 << 20);
    int sent;
    do {
      sent = rig.send(pair[0], block);
    } while (sent > 0);
    rig.fails(sent, WinsockError.WSAETIMEDOUT);
  }

  @Test
  void aStreamThatWasNeverConnectedIsNotConnected() {
    long s = rig.tcp();
    rig.fails(rig.send(s, "x"), WinsockError.WSAENOTCONN);
    rig.fails(rig.recv(s, new NativeMemory(1)), WinsockError.WSAENOTCONN);
    rig.fails(sockets.shutdown(s, Ws2Def.SD_BOTH, rig.errno), WinsockError.WSAENOTCONN);
    NativeMemory name = new NativeMemory(INET);
    rig.fails(sockets.getPeerName(s, name, new IntRef(INET), rig.errno), WinsockError.WSAENOTCONN);
    long unix = rig.socket(Ws2Def.AF_UNIX, Ws2Def.SOCK_STREAM);
    rig.fails(rig.send(unix, "x"), WinsockError.WSAENOTCONN);
  }

  @Test
  void aDatagramWithoutADestinationGoesNowhere() {
    WsaBuf[] data = rig.buffers(Rig.bytes("x"));
    long s = rig.udp();
    rig.fails(sockets.send(s, data, 1, 0, rig.errno), WinsockError.WSAENOTCONN);
    rig.fails(sockets.sendTo(s, data, 1, 0, null, 0, rig.errno), WinsockError.WSAEDESTADDRREQ);
  }

  @Test
  void aDatagramThatIsTooLargeIsRefused() {
    long s = rig.udp();
    NativeMemory to = rig.name(rig.boundUdp());
    WsaBuf[] data = rig.buffers(new NativeMemory(70_000));
    rig.fails(sockets.sendTo(s, data, 1, 0, to, INET, rig.errno), WinsockError.WSAEMSGSIZE);
  }

  @Test
  void aDatagramToAPortWhereNobodyListensResetsTheSocket() {
    long s = rig.udp();
    rig.ok(sockets.connect(s, freeAddress(), INET, rig.errno));
    assertThat(rig.send(s, "x")).isEqualTo(1);
    rig.fails(rig.recv(s, new NativeMemory(1)), WinsockError.WSAECONNRESET);
    assertThat(rig.send(s, "x")).isEqualTo(1);
    rig.fails(rig.send(s, "x"), WinsockError.WSAECONNRESET);
  }

  @Test
  void whatThisSideHasShutDownSaysSo() {
    for (long[] pair : new long[][] {rig.connectedTcp(), rig.pair()}) {
      rig.ok(sockets.shutdown(pair[0], Ws2Def.SD_SEND, rig.errno));
      rig.fails(rig.send(pair[0], "x"), WinsockError.WSAESHUTDOWN);
      rig.ok(sockets.shutdown(pair[0], Ws2Def.SD_RECEIVE, rig.errno));
      rig.fails(rig.recv(pair[0], new NativeMemory(1)), WinsockError.WSAESHUTDOWN);
      rig.fails(sockets.shutdown(pair[0], 3, rig.errno), WinsockError.WSAEINVAL);
    }
  }

  @Test
  void aResetByThePeerIsAResetTheFirstTimeAndEveryTimeAfterIt() {
    long[] pair = rig.connectedTcp();
    reset(pair[1]);
    rig.fails(rig.recv(pair[0], new NativeMemory(1)), WinsockError.WSAECONNRESET);
    // No SIGPIPE either: the test lives on.
    rig.fails(rig.send(pair[0], "x"), WinsockError.WSAECONNRESET);
    rig.fails(rig.send(pair[0], "x"), WinsockError.WSAECONNRESET);
    long[] unix = rig.pair();
    rig.close(unix[1]);
    rig.fails(rig.send(unix[0], "x"), WinsockError.WSAECONNRESET);
  }

  @Test
  void unknownFlagsAreNotSupported() {
    long[] pair = rig.connectedTcp();
    NativeMemory data = new NativeMemory(1);
    rig.fails(rig.recv(pair[0], data, 0x40), WinsockError.WSAEOPNOTSUPP); // Linux's MSG_DONTWAIT
    rig.fails(rig.recv(pair[0], data, Ws2Def.MSG_DONTROUTE), WinsockError.WSAEOPNOTSUPP);
    rig.fails(rig.recv(rig.boundUdp(), data, Ws2Def.MSG_WAITALL), WinsockError.WSAEOPNOTSUPP);
    WsaBuf[] out = rig.buffers(data);
    rig.fails(
        sockets.send(pair[0], out, 1, Ws2Def.MSG_PEEK, rig.errno), WinsockError.WSAEOPNOTSUPP);
  }

  @Test
  void badBuffersAreRefused() {
    long[] pair = rig.connectedTcp();
    WsaBuf good = rig.buffers(Rig.bytes("x"))[0];
    rig.fails(send(pair[0], new WsaBuf(0, 1)), WinsockError.WSAEFAULT);
    rig.fails(send(pair[0], good, new WsaBuf(0, 1)), WinsockError.WSAEFAULT);
    rig.fails(send(pair[0], new WsaBuf(good.buf, -1)), WinsockError.WSAEFAULT);
    rig.fails(send(pair[0], new WsaBuf(16, 1)), WinsockError.WSAEFAULT);
    rig.fails(send(pair[0]), WinsockError.WSAEINVAL);
    WsaBuf[] many = new WsaBuf[1025];
    Arrays.fill(many, good);
    rig.fails(send(pair[0], many), WinsockError.WSAENOBUFS);
    assertThat(sockets.send(pair[0], many, 1024, 0, rig.errno)).isEqualTo(1024);
  }

  @Test
  void aMissingArgumentIsAFaultAndLeavesTheSocketUsable() {
    long s = rig.boundUdp();
    WsaBuf[] data = rig.buffers(new NativeMemory(4));
    rig.fails(sockets.send(s, null, 1, 0, rig.errno), WinsockError.WSAEFAULT);
    rig.fails(sockets.send(s, new WsaBuf[1], 1, 0, rig.errno), WinsockError.WSAEFAULT);
    rig.fails(sockets.send(s, data, 2, 0, rig.errno), WinsockError.WSAEFAULT);
    rig.fails(sockets.recv(s, data, 1, null, rig.errno), WinsockError.WSAEFAULT);
    NativeMemory from = new NativeMemory(INET);
    rig.fails(
        sockets.recvFrom(s, data, 1, new IntRef(), from, null, rig.errno), WinsockError.WSAEFAULT);
    rig.fails(sockets.accept(s, from, null, rig.errno), WinsockError.WSAEFAULT);
    rig.fails(sockets.getSockName(s, from, null, rig.errno), WinsockError.WSAEFAULT);
    rig.fails(sockets.getPeerName(s, from, null, rig.errno), WinsockError.WSAENOTCONN);
    rig.fails(
        sockets.getSockOpt(s, Ws2Def.SOL_SOCKET, Ws2Def.SO_RCVBUF, from, null, rig.errno),
        WinsockError.WSAEFAULT);
    assertThatThrownBy(() -> sockets.describe(s, new int[2], rig.errno))
        .isInstanceOf(IndexOutOfBoundsException.class);
    rig.close(s);
    // Closed at once: no call is counted as being in flight.
    assertThat(rig.udp()).isEqualTo(s);
  }

  @Test
  void aSendAfterAConnectionHasFailedIsNotConnected() {
    long s = rig.tcp();
    rig.ok(sockets.setNonBlocking(s, true, rig.errno));
    rig.fails(sockets.connect(s, freeAddress(), INET, rig.errno), WinsockError.WSAEWOULDBLOCK);
    sockets.select(null, null, FdSet.of(s), null, rig.errno);
    rig.fails(rig.send(s, "x"), WinsockError.WSAENOTCONN);
    rig.fails(rig.send(s, "x"), WinsockError.WSAENOTCONN);
  }

  @Test
  void anAddressThatDoesNotFitSaysHowLongItIsAndTakesNothing() {
    long listener = rig.listener();
    long client = rig.tcp();
    rig.ok(sockets.connect(client, rig.name(listener), INET, rig.errno));
    NativeMemory name = new NativeMemory(INET);
    IntRef length = new IntRef(INET - 1);
    rig.fails(sockets.accept(listener, name, length, rig.errno), WinsockError.WSAEFAULT);
    assertThat(length.value).isEqualTo(INET);
    rig.track(sockets.accept(listener, name, length, rig.errno));
    assertThat(name.getBytes(0, INET)).isEqualTo(rig.name(client).getBytes(0, INET));

    length.value = 3;
    rig.fails(sockets.getSockName(client, name, length, rig.errno), WinsockError.WSAEFAULT);
    assertThat(length.value).isEqualTo(INET);
    length.value = 3;
    rig.fails(sockets.getPeerName(client, name, length, rig.errno), WinsockError.WSAEFAULT);
    assertThat(length.value).isEqualTo(INET);

    long receiver = rig.boundUdp();
    WsaBuf[] data = rig.buffers(Rig.bytes("x"));
    NativeMemory to = rig.name(receiver);
    assertThat(sockets.sendTo(rig.udp(), data, 1, 0, to, INET, rig.errno)).isEqualTo(1);
    length.value = 0;
    rig.fails(
        sockets.recvFrom(receiver, data, 1, new IntRef(), name, length, rig.errno),
        WinsockError.WSAEFAULT);
    assertThat(length.value).isEqualTo(INET);
    assertThat(rig.receive(receiver, 1)).isEqualTo("x");
  }

  @Test
  void aSocketThatIsNotBoundHasNoName() {
    IntRef length = new IntRef(INET);
    rig.fails(
        sockets.getSockName(rig.tcp(), new NativeMemory(INET), length, rig.errno),
        WinsockError.WSAEINVAL);
  }

  @Test
  void aFailedConnectionShowsOnceInSoError() {
    long s = rig.tcp();
    rig.ok(sockets.setNonBlocking(s, true, rig.errno));
    int result = sockets.connect(s, freeAddress(), INET, rig.errno);
    rig.fails(result, WinsockError.WSAEWOULDBLOCK);
    NativeMemory value = new NativeMemory(4);
    do {
      rig.ok(
          sockets.getSockOpt(
              s, Ws2Def.SOL_SOCKET, Ws2Def.SO_ERROR, value, new IntRef(4), rig.errno));
    } while (value.getInt(0) == 0);
    assertThat(value.getInt(0)).isEqualTo(WinsockError.WSAECONNREFUSED.code());
  }

  @Test
  void everyErrnoHasAWinsockErrorAndUnknownOnesAreSystemCallFailures() {
    assertThat(ErrnoTranslation.of(LinuxDef.EAFNOSUPPORT)).isEqualTo(WinsockError.WSAEAFNOSUPPORT);
    assertThat(ErrnoTranslation.of(LinuxDef.ENOMEM)).isEqualTo(WinsockError.WSAENOBUFS);
    assertThat(ErrnoTranslation.of(LinuxDef.EPERM)).isEqualTo(WinsockError.WSAEACCES);
    assertThat(ErrnoTranslation.of(9_999)).isEqualTo(WinsockError.WSASYSCALLFAILURE);
    assertThat(ErrnoTranslation.ofAccept(LinuxDef.ECONNABORTED, false))
        .isEqualTo(WinsockError.WSAECONNRESET);
  }

  @Test
  void otherSystemsAreToldInOneLine() {
    HostSystem.requireLinux("Linux", "aarch64");
    assertThatThrownBy(() -> HostSystem.requireLinux("Plan 9", "amd64"))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessage("POSIX sockets need Linux on 64-bit x86 or Arm; this is Plan 9 on amd64");
    assertThatThrownBy(() -> HostSystem.requireLinux("Linux", "arm"))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  private void assertNotSocket(long s) {
    NativeMemory memory = SockAddr.inetLoopback(0);
    IntRef number = new IntRef(INET);
    IntRef flags = new IntRef();
    WsaBuf[] data = rig.buffers(new NativeMemory(4));
    int so = Ws2Def.SOL_SOCKET;
    int type = Ws2Def.SO_TYPE;
    long[] results = {
      result(sockets.bind(s, memory, INET, rig.errno)),
      result(sockets.connect(s, memory, INET, rig.errno)),
      result(sockets.listen(s, 1, rig.errno)),
      result(sockets.accept(s, null, null, rig.errno)),
      result(sockets.send(s, data, 1, 0, rig.errno)),
      result(sockets.sendTo(s, data, 1, 0, memory, INET, rig.errno)),
      result(sockets.recv(s, data, 1, flags, rig.errno)),
      result(sockets.recvFrom(s, data, 1, flags, memory, number, rig.errno)),
      result(sockets.shutdown(s, Ws2Def.SD_BOTH, rig.errno)),
      result(sockets.close(s, rig.errno)),
      result(sockets.getSockName(s, memory, number, rig.errno)),
      result(sockets.getPeerName(s, memory, number, rig.errno)),
      result(sockets.getSockOpt(s, so, type, memory, number, rig.errno)),
      result(sockets.setSockOpt(s, so, type, memory, INET, rig.errno)),
      result(sockets.setNonBlocking(s, true, rig.errno)),
      result(sockets.bytesAvailable(s, rig.errno)),
      result(sockets.describe(s, new int[3], rig.errno)),
      result(sockets.duplicate(s, rig.errno)),
    };
    assertThat(results).hasSize(18).containsOnly(Ws2Def.SOCKET_ERROR);
  }

  private long result(long result) {
    assertThat(rig.errno.get()).isEqualTo(WinsockError.WSAENOTSOCK);
    rig.errno.clear();
    return result;
  }

  private void failsToOpen(int af, int type, int protocol, WinsockError error) {
    rig.fails(sockets.socket(af, type, protocol, rig.errno), error);
  }

  private int send(long s, WsaBuf... buffers) {
    return sockets.send(s, buffers, buffers.length, 0, rig.errno);
  }

  /** An address of the loopback where nobody is, neither by UDP nor by TCP. */
  private NativeMemory freeAddress() {
    while (true) {
      long s = rig.boundUdp();
      long t = rig.tcp();
      NativeMemory address = rig.name(s);
      boolean free = sockets.bind(t, address, INET, rig.errno) == 0;
      rig.close(s);
      rig.close(t);
      if (free) {
        return address;
      }
      assertThat(rig.errno.get()).isEqualTo(WinsockError.WSAEADDRINUSE);
    }
  }

  private void setLimit(long s, int option) {
    NativeMemory millis = new NativeMemory(4);
    millis.putInt(0, 40);
    rig.ok(sockets.setSockOpt(s, Ws2Def.SOL_SOCKET, option, millis, 4, rig.errno));
  }

  /** Closes a socket so that its peer gets a reset: on, and no seconds. */
  private void reset(long s) {
    NativeMemory linger = new NativeMemory(4);
    linger.putShort(0, (short) 1);
    rig.ok(sockets.setSockOpt(s, Ws2Def.SOL_SOCKET, Ws2Def.SO_LINGER, linger, 4, rig.errno));
    rig.close(s);
  }
}
