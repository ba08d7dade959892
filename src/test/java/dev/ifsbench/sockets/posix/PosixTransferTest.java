package dev.ifsbench.sockets.posix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ifsbench.sockets.libc.Binding;
import dev.ifsbench.spi.IntRef;
import dev.ifsbench.spi.NativeMemory;
import dev.ifsbench.spi.SockAddr;
import dev.ifsbench.spi.WinsockError;
import dev.ifsbench.spi.Ws2Def;
import dev.ifsbench.spi.WsaBuf;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@OverEachBinding
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "of POSIX sockets")
class PosixTransferTest {
  private final Rig rig;

  PosixTransferTest(Binding binding) {
    rig = new Rig(binding);
  }

  @AfterEach
  void closeAll() {
    rig.close();
  }

  @Test
  void bytesCrossATcpConnectionInBothDirections() {
    assertEcho(rig.connectedTcp());
  }

  @Test
  void bytesCrossATcpConnectionOverIpv6() {
    assertEcho(rig.connected(rig.listener(SockAddr.inet6Loopback(0))));
  }

  @Test
  void bytesCrossAUnixConnection(@TempDir Path directory) {
    String path = directory.resolve("s").toString();
    assertEcho(rig.connected(rig.listener(SockAddr.unix(path))));
  }

  @Test
  void bytesCrossASocketPair() {
    assertEcho(rig.pair());
  }

  @Test
  void aGatheredSendArrivesInOrderAndAScatteredReceiveFillsTheBuffersInOrder() {
    long[] pair = rig.connectedTcp();
    WsaBuf[] out = rig.buffers(Rig.bytes("one,"), Rig.bytes("two,"), Rig.bytes("three"));
    assertThat(rig.sockets.send(pair[0], out, 3, 0, rig.errno)).isEqualTo(13);
    NativeMemory head = new NativeMemory(5);
    NativeMemory tail = new NativeMemory(8);
    IntRef flags = new IntRef(Ws2Def.MSG_WAITALL);
    int received = rig.sockets.recv(pair[1], rig.buffers(head, tail), 2, flags, rig.errno);
    assertThat(received).isEqualTo(13);
    assertThat(flags.value).isZero();
    assertThat(Rig.text(head, 5) + Rig.text(tail, 8)).isEqualTo("one,two,three");
  }

  @Test
  void aNonBlockingSendTakesWhatFitsAndThenWouldBlockAndNothingIsLost() {
    long[] pair = rig.connectedTcp();
    rig.ok(rig.sockets.setNonBlocking(pair[0], true, rig.errno));
    NativeMemory block = new NativeMemory(1 << 20);
    byte[] pattern = new byte[block.size()];
    new Random(1).nextBytes(pattern);
    block.putBytes(0, pattern);
    long sent = 0;
    boolean partial = false;
    while (true) {
      int n = rig.send(pair[0], block);
      if (n < 0) {
        rig.fails(n, WinsockError.WSAEWOULDBLOCK);
        break;
      }
      sent += n;
      if (n < block.size()) {
        partial = true;
        break;
      }
    }
    assertThat(partial).isTrue();
    rig.ok(rig.sockets.shutdown(pair[0], Ws2Def.SD_SEND, rig.errno));
    NativeMemory in = new NativeMemory(1 << 20);
    long received = 0;
    while (true) {
      int n = rig.recv(pair[1], in);
      assertThat(n).as("after %s", rig.errno).isNotNegative();
      if (n == 0) {
        break;
      }
      byte[] bytes = in.getBytes(0, n);
      for (int i = 0; i < n; i++) {
        if (bytes[i] != pattern[(int) ((received + i) % pattern.length)]) {
          throw new AssertionError("byte " + (received + i) + " differs");
        }
      }
      received += n;
    }
    assertThat(received).isEqualTo(sent);
  }

  @Test
  void aDatagramArrivesWithItsSendersAddress() {
    assertDatagram(rig.boundUdp(), rig.boundUdp());
  }

  @Test
  void aDatagramOverIpv6ArrivesWithItsSendersAddressInWinsocksNumbers() {
    long[] pair = new long[2];
    for (int i = 0; i < 2; i++) {
      pair[i] = rig.socket(Ws2Def.AF_INET6, Ws2Def.SOCK_DGRAM);
      rig.ok(rig.sockets.bind(pair[i], SockAddr.inet6Loopback(0), SockAddr.INET6_SIZE, rig.errno));
    }
    assertDatagram(pair[0], pair[1]);
  }

  @Test
  void aDatagramLargerThanTheBufferFillsItAndIsAnError() {
    long sender = rig.udp();
    long receiver = rig.boundUdp();
    for (int buffers = 1; buffers <= 2; buffers++) {
      sendTo(sender, "0123456789", receiver);
      sendTo(sender, "next", receiver);
      NativeMemory[] blocks = new NativeMemory[buffers];
      Arrays.setAll(blocks, i -> new NativeMemory(3));
      IntRef flags = new IntRef(Ws2Def.MSG_PEEK);
      WsaBuf[] wsaBufs = rig.buffers(blocks);
      rig.fails(
          rig.sockets.recv(receiver, wsaBufs, buffers, flags, rig.errno), WinsockError.WSAEMSGSIZE);
      flags.value = 0;
      rig.fails(
          rig.sockets.recv(receiver, wsaBufs, buffers, flags, rig.errno), WinsockError.WSAEMSGSIZE);
      assertThat(Rig.text(blocks[0], 3)).isEqualTo("012");
      assertThat(Rig.text(blocks[buffers - 1], 3)).isEqualTo(buffers == 1 ? "012" : "345");
      assertThat(rig.receive(receiver, 10)).isEqualTo("next");
    }
  }

  @Test
  void aDatagramThatJustFitsIsNoError() {
    long receiver = rig.boundUdp();
    sendTo(rig.udp(), "0123456789", receiver);
    assertThat(rig.receive(receiver, 10)).isEqualTo("0123456789");
  }

  @Test
  void anEmptyDatagramArrives() {
    long sender = rig.boundUdp();
    long receiver = rig.boundUdp();
    WsaBuf[] empty = {new WsaBuf(0, 0)};
    NativeMemory to = rig.name(receiver);
    rig.ok(rig.sockets.sendTo(sender, empty, 1, 0, to, to.size(), rig.errno));
    NativeMemory from = new NativeMemory(SockAddr.INET_SIZE);
    IntRef fromlen = new IntRef(from.size());
    WsaBuf[] in = rig.buffers(new NativeMemory(8));
    rig.ok(rig.sockets.recvFrom(receiver, in, 1, new IntRef(), from, fromlen, rig.errno));
    assertThat(SockAddr.port(from)).isEqualTo(SockAddr.port(rig.name(sender)));
  }

  @Test
  void peekingLeavesTheDataInPlace() {
    long[] pair = rig.connectedTcp();
    rig.send(pair[0], "again");
    NativeMemory data = new NativeMemory(5);
    assertThat(rig.recv(pair[1], data, Ws2Def.MSG_PEEK)).isEqualTo(5);
    assertThat(rig.sockets.bytesAvailable(pair[1], rig.errno)).isEqualTo(5);
    assertThat(rig.receive(pair[1], 5)).isEqualTo("again");
  }

  @Test
  void outOfBandDataArrivesOnItsOwn() {
    long[] pair = rig.connectedTcp();
    WsaBuf[] urgent = rig.buffers(Rig.bytes("!"));
    assertThat(rig.sockets.send(pair[0], urgent, 1, Ws2Def.MSG_OOB, rig.errno)).isEqualTo(1);
    NativeMemory data = new NativeMemory(1);
    while (rig.recv(pair[1], data, Ws2Def.MSG_OOB) < 0) {
      rig.errno.clear(); // on its way
    }
    assertThat(Rig.text(data, 1)).isEqualTo("!");
  }

  @Test
  void aStreamIgnoresTheAddressesOfSendToAndRecvFrom() {
    long[] pair = rig.connectedTcp();
    NativeMemory nowhere = SockAddr.inetLoopback(1);
    WsaBuf[] out = rig.buffers(Rig.bytes("abc"));
    assertThat(rig.sockets.sendTo(pair[0], out, 1, 0, nowhere, nowhere.size(), rig.errno))
        .isEqualTo(3);
    WsaBuf[] in = rig.buffers(new NativeMemory(3));
    IntRef fromlen = new IntRef(1);
    assertThat(rig.sockets.recvFrom(pair[1], in, 1, new IntRef(), nowhere, fromlen, rig.errno))
        .isEqualTo(3);
    assertThat(fromlen.value).isEqualTo(1);
  }

  private void assertEcho(long[] pair) {
    for (int direction = 0; direction < 2; direction++) {
      long from = pair[direction];
      long to = pair[1 - direction];
      assertThat(rig.send(from, "hello")).isEqualTo(5);
      assertThat(rig.receive(to, 16)).isEqualTo("hello");
    }
    rig.close(pair[0]);
    assertThat(rig.receive(pair[1], 1)).isEmpty();
  }

  private void assertDatagram(long sender, long receiver) {
    for (int count = 1; count <= 2; count++) {
      NativeMemory[] halves = {Rig.bytes("data"), Rig.bytes("gram")};
      NativeMemory to = rig.name(receiver);
      byte[] before = to.getBytes(0, to.size());
      int sent =
          rig.sockets.sendTo(sender, rig.buffers(halves), count, 0, to, to.size(), rig.errno);
      assertThat(sent).as("after %s", rig.errno).isEqualTo(4 * count);
      assertThat(to.getBytes(0, to.size())).isEqualTo(before);

      NativeMemory[] in = {new NativeMemory(4), new NativeMemory(4)};
      NativeMemory from = new NativeMemory(SockAddr.UNIX_SIZE);
      IntRef fromlen = new IntRef(from.size());
      int received =
          rig.sockets.recvFrom(
              receiver, rig.buffers(in), count, new IntRef(), from, fromlen, rig.errno);
      assertThat(received).isEqualTo(4 * count);
      assertThat(Rig.text(in[0], 4) + Rig.text(in[1], 4))
          .startsWith("datagram".substring(0, 4 * count));
      NativeMemory expected = rig.name(sender);
      assertThat(from.getBytes(0, fromlen.value)).isEqualTo(expected.getBytes(0, expected.size()));
    }
  }

  private void sendTo(long sender, String text, long receiver) {
    NativeMemory data = Rig.bytes(text);
    NativeMemory to = rig.name(receiver);
    int sent = rig.sockets.sendTo(sender, rig.buffers(data), 1, 0, to, to.size(), rig.errno);
    assertThat(sent).isEqualTo(text.length());
  }
}
