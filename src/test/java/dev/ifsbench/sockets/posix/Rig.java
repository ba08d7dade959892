package dev.ifsbench.sockets.posix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ifsbench.fixture.ChosenBinding;
import dev.ifsbench.sockets.HostSystem;
import dev.ifsbench.sockets.NativeSockets;
import dev.ifsbench.sockets.libc.Binding;
import dev.ifsbench.sockets.libc.LibC;
import dev.ifsbench.sockets.system.SystemSockets;
import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.IntRef;
import dev.ifsbench.spi.NativeMemory;
import dev.ifsbench.spi.SockAddr;
import dev.ifsbench.spi.WinsockError;
import dev.ifsbench.spi.Ws2Def;
import dev.ifsbench.spi.WsaBuf;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;

/** Real sockets for a test, closed at its end; for use by one thread. */
public final class Rig implements AutoCloseable {
  final NativeSockets sockets;
  final Errno errno = new Errno();
  private final Deque<Long> open = new ArrayDeque<>();

  // Buffers hold addresses only; what they point to lives as long as the test.
  private final List<NativeMemory> kept = new ArrayList<>();

  Rig() {
    this(ChosenBinding.get());
  }

  Rig(Binding binding) {
    this(HostSystem.isWindows() ? SystemSockets.get(binding) : new PosixSockets(binding.newLibC()));
  }

  Rig(LibC libc) {
    this(new PosixSockets(libc));
  }

  private Rig(NativeSockets sockets) {
    this.sockets = sockets;
  }

  /** Those that this JDK has on this system. */
  public static Stream<Binding> bindings() {
    int jdk = Runtime.version().feature();
    return HostSystem.isWindows()
        ? Stream.of(ChosenBinding.get())
        : Arrays.stream(Binding.values()).filter(binding -> binding.isIn(jdk));
  }

  long socket(int af, int type) {
    return track(sockets.socket(af, type, 0, errno));
  }

  long tcp() {
    return socket(Ws2Def.AF_INET, Ws2Def.SOCK_STREAM);
  }

  long udp() {
    return socket(Ws2Def.AF_INET, Ws2Def.SOCK_DGRAM);
  }

  /** A datagram socket bound to a port of the loopback. */
  long boundUdp() {
    long s = udp();
    ok(sockets.bind(s, SockAddr.inetLoopback(0), SockAddr.INET_SIZE, errno));
    return s;
  }

  /** A listening socket on a port of the loopback. */
  long listener() {
    return listener(SockAddr.inetLoopback(0));
  }

  long listener(NativeMemory address) {
    long s = socket(SockAddr.family(address), Ws2Def.SOCK_STREAM);
    ok(sockets.bind(s, address, address.size(), errno));
    ok(sockets.listen(s, 16, errno));
    return s;
  }

  /** Two connected stream sockets of a listener's family. */
  long[] connected(long listener) {
    NativeMemory address = name(listener);
    long client = socket(SockAddr.family(address), Ws2Def.SOCK_STREAM);
    ok(sockets.connect(client, address, address.size(), errno));
    return new long[] {client, track(sockets.accept(listener, null, null, errno))};
  }

  long[] connectedTcp() {
    return connected(listener());
  }

  long[] pair() {
    long[] pair = new long[2];
    ok(sockets.socketPair(pair, errno));
    track(pair[0]);
    track(pair[1]);
    return pair;
  }

  /** A socket's local address, in a block of just its size. */
  NativeMemory name(long s) {
    NativeMemory name = new NativeMemory(SockAddr.UNIX_SIZE);
    IntRef length = new IntRef(name.size());
    ok(sockets.getSockName(s, name, length, errno));
    NativeMemory exact = new NativeMemory(length.value);
    exact.putBytes(0, name.getBytes(0, length.value));
    return exact;
  }

  long track(long s) {
    assertThat(s).as("a handle, after %s", errno).isPositive();
    open.push(s);
    return s;
  }

  void ok(int result) {
    assertThat(result).as("the result, after %s", errno).isZero();
  }

  void fails(long result, WinsockError error) {
    assertThat(result).isEqualTo(Ws2Def.SOCKET_ERROR);
    assertThat(errno.get()).isEqualTo(error);
    errno.clear();
  }

  int send(long s, String text) {
    return send(s, bytes(text));
  }

  int send(long s, NativeMemory data) {
    return sockets.send(s, buffers(data), 1, 0, errno);
  }

  int recv(long s, NativeMemory data) {
    return recv(s, data, 0);
  }

  int recv(long s, NativeMemory data, int flags) {
    return sockets.recv(s, buffers(data), 1, new IntRef(flags), errno);
  }

  /** Receives up to so many bytes as text. */
  String receive(long s, int size) {
    NativeMemory data = new NativeMemory(size);
    int received = recv(s, data);
    assertThat(received).as("bytes received, after %s", errno).isNotNegative();
    return text(data, received);
  }

  static NativeMemory bytes(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    NativeMemory memory = new NativeMemory(Math.max(1, bytes.length));
    memory.putBytes(0, bytes);
    return memory;
  }

  static String text(NativeMemory memory, int length) {
    return new String(memory.getBytes(0, length), StandardCharsets.US_ASCII);
  }

  WsaBuf[] buffers(NativeMemory... blocks) {
    Collections.addAll(kept, blocks);
    WsaBuf[] buffers = new WsaBuf[blocks.length];
    for (int i = 0; i < blocks.length; i++) {
      buffers[i] = new WsaBuf(blocks[i].address(), blocks[i].size());
    }
    return buffers;
  }

  void close(long s) {
    assertThat(open.remove(s)).isTrue();
    ok(sockets.close(s, errno));
  }

  @Override
  public void close() {
    for (long s : open) {
      sockets.close(s, errno);
    }
  }
}
