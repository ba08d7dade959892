package dev.ifsbench.sockets.posix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ifsbench.sockets.libc.Binding;
import dev.ifsbench.spi.FdSet;
import dev.ifsbench.spi.NativeMemory;
import dev.ifsbench.spi.SockAddr;
import dev.ifsbench.spi.Timeval;
import dev.ifsbench.spi.WinsockError;
import dev.ifsbench.spi.Ws2Def;
import java.io.FileInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Descriptors that somebody else in the process has opened. */
@OverEachBinding
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "of POSIX sockets")
class PosixForeignDescriptorTest {
  private final Rig rig;

  PosixForeignDescriptorTest(Binding binding) {
    rig = new Rig(binding);
  }

  @AfterEach
  void closeAll() {
    rig.close();
  }

  @Test
  void aSocketOfTheJdkWorksLikeAnyOther() throws IOException {
    long listener = rig.listener();
    try (SocketChannel channel = SocketChannel.open()) {
      warmUp(channel);
    }
    OpenDescriptors before = OpenDescriptors.now();
    try (SocketChannel channel = SocketChannel.open(loopback(listener))) {
      long s = only(OpenDescriptors.now().minus(before));
      long accepted = rig.track(rig.sockets.accept(listener, null, null, rig.errno));
      assertThat(rig.sockets.isOpen(s)).isTrue();
      assertThat(rig.send(s, "hello")).isEqualTo(5);
      assertThat(rig.receive(accepted, 5)).isEqualTo("hello");
      channel.configureBlocking(false);
      rig.fails(rig.recv(s, new NativeMemory(1)), WinsockError.WSAEWOULDBLOCK);
      int[] triplet = new int[3];
      rig.ok(rig.sockets.describe(s, triplet, rig.errno));
      assertThat(triplet).containsExactly(triplet[0], Ws2Def.SOCK_STREAM, Ws2Def.IPPROTO_TCP);
    }
  }

  @Test
  void aNumberThatWasClosedHereIsTakenAgainWhenAnotherOwnerHasIt() throws IOException {
    try (DatagramChannel warm = DatagramChannel.open()) {
      assertThat(warm.isOpen()).isTrue();
    }
    long[] tcp = {rig.tcp(), rig.tcp(), rig.tcp(), rig.tcp()};
    for (long s : tcp) {
      rig.close(s);
    }
    try (Reopened reopened = Reopened.as(tcp)) {
      DatagramChannel channel = reopened.channel();
      long s = reopened.number();
      rig.fails(rig.recv(s, new NativeMemory(1)), WinsockError.WSAENOTSOCK);
      assertThat(rig.sockets.isOpen(s)).isTrue();

      // It is a datagram socket now: what does not fit is an error.
      channel.send(ByteBuffer.wrap(new byte[10]), channel.getLocalAddress());
      rig.fails(rig.recv(s, new NativeMemory(3)), WinsockError.WSAEMSGSIZE);
    }
    assertThat(rig.sockets.isOpen(tcp[0])).isFalse();
  }

  @Test
  void aFileIsOpenAndNotASocket() throws IOException {
    OpenDescriptors before = OpenDescriptors.now();
    try (FileInputStream file = new FileInputStream("pom.xml")) {
      assertThat(file.available()).isPositive();
      long fd = only(OpenDescriptors.now().minus(before));
      assertThat(rig.sockets.isOpen(fd)).isTrue();
      rig.fails(rig.recv(fd, new NativeMemory(1)), WinsockError.WSAENOTSOCK);
      rig.fails(
          rig.sockets.select(FdSet.of(fd), null, null, Timeval.POLL, rig.errno),
          WinsockError.WSAENOTSOCK);
      rig.fails(rig.sockets.close(fd, rig.errno), WinsockError.WSAENOTSOCK);
      assertThat(file.read()).isEqualTo('<');
    }
  }

  @Test
  void valuesThatAreNoDescriptorsAreNotOpen() {
    for (long value : new long[] {-1, Long.MIN_VALUE, 1L << 32, 2_000_000_000, 900_000}) {
      assertThat(rig.sockets.isOpen(value)).isFalse();
    }
  }

  @Test
  void aDuplicateIsTheSameSocketAndSharesItsMode() {
    long[] pair = rig.connectedTcp();
    long duplicate = rig.track(rig.sockets.duplicate(pair[0], rig.errno));
    assertThat(duplicate).isNotEqualTo(pair[0]);
    rig.send(duplicate, "same");
    assertThat(rig.receive(pair[1], 4)).isEqualTo("same");
    rig.ok(rig.sockets.setNonBlocking(duplicate, true, rig.errno));
    rig.fails(rig.recv(pair[0], new NativeMemory(1)), WinsockError.WSAEWOULDBLOCK);
    rig.close(pair[0]);
    rig.ok(rig.sockets.shutdown(duplicate, Ws2Def.SD_SEND, rig.errno));
    rig.fails(rig.send(duplicate, "x"), WinsockError.WSAESHUTDOWN);
    long again = rig.track(rig.sockets.duplicate(duplicate, rig.errno));
    rig.fails(rig.send(again, "x"), WinsockError.WSAESHUTDOWN);
    assertThat(rig.receive(pair[1], 1)).isEmpty();
  }

  /**
   * A channel of the JDK whose descriptor is one of given numbers. The kernel gives the lowest free
   * number, and anything in this process may free a lower one at any time: channels that got such a
   * number stay open and fill the gap.
   */
  private record Reopened(DatagramChannel channel, long number, List<DatagramChannel> others)
      implements AutoCloseable {
    private static final int ATTEMPTS = 64;

    static Reopened as(long[] numbers) throws IOException {
      List<DatagramChannel> others = new ArrayList<>();
      for (int i = 0; i < ATTEMPTS; i++) {
        OpenDescriptors before = OpenDescriptors.now();
        DatagramChannel channel =
            DatagramChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        Set<Integer> opened = OpenDescriptors.now().minus(before);
        for (long number : numbers) {
          if (opened.contains((int) number)) {
            return new Reopened(channel, number, others);
          }
        }
        others.add(channel);
      }
      throw new AssertionError("no channel got one of " + Arrays.toString(numbers));
    }

    @Override
    public void close() throws IOException {
      channel.close();
      for (DatagramChannel other : others) {
        other.close();
      }
    }
  }

  private InetSocketAddress loopback(long s) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), SockAddr.port(rig.name(s)));
  }

  private static void warmUp(SocketChannel channel) throws IOException {
    // The JDK's first use of a channel opens descriptors of its own.
    channel.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    channel.configureBlocking(false);
  }

  private static long only(Set<Integer> numbers) {
    assertThat(numbers).hasSize(1);
    return numbers.iterator().next();
  }
}
