package dev.ifsbench.provider;

import static dev.ifsbench.fixture.Background.blockedInBackground;
import static dev.ifsbench.fixture.Background.inBackground;
import static dev.ifsbench.fixture.FileCalls.firstWriteError;
import static dev.ifsbench.fixture.FileCalls.read;
import static dev.ifsbench.fixture.FileCalls.readError;
import static dev.ifsbench.fixture.FileCalls.readOnce;
import static dev.ifsbench.fixture.FileCalls.write;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.ifsbench.bench.state.HandleKind;
import dev.ifsbench.bench.state.Transport;
import dev.ifsbench.fixture.Local;
import dev.ifsbench.fixture.Message;
import dev.ifsbench.fixture.Pair;
import dev.ifsbench.fixture.RawIo;
import dev.ifsbench.fixture.Stack;
import dev.ifsbench.sockets.none.NullSockets;
import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.IntRef;
import dev.ifsbench.spi.NativeMemory;
import dev.ifsbench.spi.WinsockError;
import dev.ifsbench.spi.Ws2Def;
import dev.ifsbench.ws2.Winsock;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** ReadFile and WriteFile: what arrives, who sees it, and how it ends. */
class OsIoTest {
  private static final int CALLS = 2_000;
  private static final int[] SIZES = {1, 2, 1000, 65_507, 65_535, 65_536, 65_537, 200_000, 1 << 20};

  static Stream<Arguments> kindsAndStreams() {
    return Stream.of(HandleKind.values())
        .flatMap(
            kind ->
                Stream.of(Transport.TCP, Local.stream())
                    .distinct()
                    .map(p -> Arguments.of(kind, p)));
  }

  private static void assertSame(byte[] received, byte[] sent) {
    // Not AssertJ's comparison: it would print a megabyte.
    assertThat(Arrays.mismatch(received, sent)).as("first byte that differs").isEqualTo(-1);
  }

  @ParameterizedTest
  @MethodSource("kindsAndStreams")
  void everyByteArrivesInOrder(HandleKind kind, Transport protocol) throws Exception {
    for (int depth : new int[] {1, 2}) {
      try (Stack stack = Stack.of(kind, depth)) {
        Pair pair = stack.pair(protocol);
        for (int size : SIZES) {
          byte[] data = Message.random(size, size);
          Future<byte[]> there = inBackground(() -> read(stack, pair.far(), size));
          write(stack, pair.near(), data);
          assertSame(there.get(), data);
          Future<byte[]> back = inBackground(() -> stack.receive(pair.near(), size));
          write(stack, pair.far(), data);
          assertSame(back.get(), data);
          Future<byte[]> again = inBackground(() -> read(stack, pair.far(), size));
          stack.send(pair.near(), data);
          assertSame(again.get(), data);
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void aWriteIsOneDatagram(HandleKind kind) {
    try (Stack stack = Stack.of(kind, 1)) {
      Pair pair = stack.pair(Transport.UDP);
      for (int size : new int[] {1, 1400, 65_507}) {
        byte[] data = Message.random(size, size);
        write(stack, pair.near(), data);
        assertSame(readOnce(stack, pair.far(), 65_507), data);
      }
      write(stack, pair.near(), new byte[] {1});
      write(stack, pair.near(), new byte[] {2});
      assertThat(readOnce(stack, pair.far(), 9)).containsExactly(1);
      assertThat(readOnce(stack, pair.far(), 9)).containsExactly(2);
    }
  }

  @ParameterizedTest
  @EnumSource
  void anEmptyWriteIsAnEmptyDatagram(HandleKind kind) {
    try (Stack stack = Stack.of(kind, 1)) {
      Pair pair = stack.pair(Transport.UDP);
      Errno errno = new Errno();
      IntRef written = new IntRef(5);
      assertThat(stack.winsock().writeFile(pair.near(), 0, 0, written, errno)).isTrue();
      assertThat(written.value).isZero();
      write(stack, pair.near(), new byte[] {7});
      assertThat(readOnce(stack, pair.far(), 9)).isEmpty();
      assertThat(readOnce(stack, pair.far(), 9)).containsExactly(7);
    }
  }

  @Test
  void onAPassThroughHandleTheLayerSeesNothing() {
    try (Stack stack = Stack.of(HandleKind.PASS_THROUGH_INTERCEPTING, 1)) {
      Pair pair = stack.pair(Transport.TCP);
      write(stack, pair.near(), new byte[100]);
      read(stack, pair.far(), 100);
      assertThat(stack.top().counters(pair.near()).sent()).isZero();
      assertThat(stack.top().counters(pair.far()).received()).isZero();
      stack.send(pair.near(), new byte[10]);
      stack.receive(pair.far(), 10);
      assertThat(stack.top().counters(pair.near()).sent()).isEqualTo(10);
      assertThat(stack.top().counters(pair.far()).received()).isEqualTo(10);
    }
  }

  @Test
  void onAWrappedHandleTheLayerSeesEverything() {
    try (Stack stack = Stack.of(HandleKind.WRAPPED, 2)) {
      Pair pair = stack.pair(Transport.TCP);
      write(stack, pair.near(), new byte[100]);
      read(stack, pair.far(), 100);
      assertThat(stack.top().counters(pair.near()).sent()).isEqualTo(100);
      assertThat(stack.top().counters(pair.far()).received()).isEqualTo(100);
    }
  }

  @Test
  void aWrappingLayerAboveAPassThroughLayerSeesWhatTheLowerOneSeesToo() {
    try (Stack stack = Stack.of(LayerKind.PASS_THROUGH_INTERCEPTING, LayerKind.WRAPPED)) {
      Pair pair = stack.pair(Local.stream());
      byte[] data = Message.random(3000, 3);
      write(stack, pair.near(), data);
      assertSame(read(stack, pair.far(), data.length), data);
      assertThat(stack.top().counters(pair.near()).sent()).isEqualTo(data.length);
      long lower = stack.baseHandle(pair.near());
      assertThat(stack.layers().get(0).counters(lower).sent()).isEqualTo(data.length);
      write(stack, lower, data);
      assertThat(stack.layers().get(0).counters(lower).sent()).isEqualTo(data.length);
      assertSame(stack.receive(pair.far(), data.length), data);
    }
  }

  @ParameterizedTest
  @MethodSource("kindsAndStreams")
  void readFileAndWsaRecvTakeTurnsOnOneStream(HandleKind kind, Transport protocol) {
    try (Stack stack = Stack.of(kind, 1)) {
      Pair pair = stack.pair(protocol);
      byte[] data = Message.random(4000, 11);
      stack.send(pair.near(), Arrays.copyOf(data, 1000));
      write(stack, pair.near(), Arrays.copyOfRange(data, 1000, 3000));
      stack.send(pair.near(), Arrays.copyOfRange(data, 3000, 4000));
      for (int at = 0; at < data.length; at += 100) {
        byte[] expected = Arrays.copyOfRange(data, at, at + 100);
        byte[] some = at % 200 == 0 ? read(stack, pair.far(), 100) : stack.receive(pair.far(), 100);
        assertThat(some).as("bytes from %d on", at).isEqualTo(expected);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("kindsAndStreams")
  void theEndOfAStreamIsZeroBytesAgainAndAgain(HandleKind kind, Transport protocol) {
    try (Stack stack = Stack.of(kind, 1)) {
      Pair pair = stack.pair(protocol);
      write(stack, pair.near(), new byte[] {1, 2, 3});
      stack.closeSocket(pair.near());
      assertThat(read(stack, pair.far(), 3)).containsExactly(1, 2, 3);
      assertThat(readOnce(stack, pair.far(), 10)).isEmpty();
      assertThat(readOnce(stack, pair.far(), 10)).isEmpty();
      assertThat(readError(stack, pair.far())).isEqualTo(WinsockError.NO_ERROR);
    }
  }

  @DisabledOnOs(
      value = OS.WINDOWS,
      disabledReason = "Wine's ReadFile reports a reset as the end of the stream")
  @ParameterizedTest
  @EnumSource
  void aResetByThePeerIsReported(HandleKind kind) {
    try (Stack stack = Stack.of(kind, 1)) {
      Pair pair = stack.pair(Transport.TCP);
      NativeMemory abort = new NativeMemory(4);
      abort.putShort(0, (short) 1);
      Errno errno = new Errno();
      stack.winsock().setsockopt(pair.near(), Ws2Def.SOL_SOCKET, Ws2Def.SO_LINGER, abort, 4, errno);
      stack.closeSocket(pair.near());
      assertThat(readError(stack, pair.far())).isEqualTo(WinsockError.WSAECONNRESET);
      assertThat(firstWriteError(stack, pair.far(), 10)).isEqualTo(WinsockError.WSAECONNRESET);
    }
  }

  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "ReadFile waits there all the same")
  @ParameterizedTest
  @EnumSource
  void aNonBlockingSocketHasNothingToRead(HandleKind kind) {
    try (Stack stack = Stack.of(kind, 1)) {
      Pair pair = stack.pair(Local.stream());
      stack.setNonBlocking(pair.near());
      assertThat(readError(stack, pair.near())).isEqualTo(WinsockError.WSAEWOULDBLOCK);
      assertThat(firstWriteError(stack, pair.near(), 100_000))
          .isEqualTo(WinsockError.WSAEWOULDBLOCK);
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatIsNotOpenIsAnInvalidHandle(HandleKind kind) {
    try (Stack stack = Stack.of(kind, 1)) {
      long s = stack.socket(Transport.TCP);
      stack.closeSocket(s);
      for (long handle : new long[] {s, -1, 0, 1L << 40}) {
        assertThat(readError(stack, handle)).isEqualTo(WinsockError.WSA_INVALID_HANDLE);
        assertThat(firstWriteError(stack, handle, 1)).isEqualTo(WinsockError.WSA_INVALID_HANDLE);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatIsNoBufferIsAFault(HandleKind kind) {
    try (Stack stack = Stack.of(kind, 1)) {
      long s = stack.pair(Transport.TCP).near();
      Errno errno = new Errno();
      IntRef count = new IntRef();
      assertThat(stack.winsock().readFile(s, 0, 1, count, errno)).isFalse();
      assertThat(errno.get()).isEqualTo(WinsockError.WSAEFAULT);
      assertThat(stack.winsock().writeFile(s, 1, -1, count, errno)).isFalse();
      assertThat(errno.get()).isEqualTo(WinsockError.WSAEFAULT);
    }
  }

  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "there it waits until there is data")
  @ParameterizedTest
  @EnumSource
  void readingNothingSucceedsAtOnce(HandleKind kind) {
    try (Stack stack = Stack.of(kind, 1)) {
      long s = stack.pair(Transport.TCP).near();
      assertThat(stack.winsock().readFile(s, 0, 0, new IntRef(), new Errno())).isTrue();
    }
  }

  @ParameterizedTest
  @MethodSource("kindsAndStreams")
  void closingEndsAReadThatWaits(HandleKind kind, Transport protocol) throws Exception {
    for (int depth : new int[] {1, 2}) {
      try (Stack stack = Stack.of(kind, depth)) {
        Pair pair = stack.pair(protocol);
        Future<WinsockError> blocked = blockedInBackground(() -> readError(stack, pair.near()));
        stack.closeSocket(pair.near());
        assertThat(blocked.get()).isEqualTo(WinsockError.WSA_OPERATION_ABORTED);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("kindsAndStreams")
  void closingEndsAWriteThatWaits(HandleKind kind, Transport protocol) throws Exception {
    try (Stack stack = Stack.of(kind, 1)) {
      Pair pair = stack.pair(protocol);
      Future<WinsockError> blocked =
          inBackground(() -> firstWriteError(stack, pair.near(), 100_000));
      while (stack.winsock().handleCount() == 0 || !isFull(stack, pair)) {
        Thread.onSpinWait();
      }
      stack.closeSocket(pair.near());
      assertThat(blocked.get())
          .isIn(WinsockError.WSA_OPERATION_ABORTED, WinsockError.WSA_INVALID_HANDLE);
    }
  }

  /** Whether the peer has something to read and gets nothing more for a while. */
  private static boolean isFull(Stack stack, Pair pair) throws InterruptedException {
    NativeMemory out = new NativeMemory(4);
    Errno errno = new Errno();
    stack.ioctl(pair.far(), Ws2Def.FIONREAD, null, out, new IntRef(), errno);
    int before = out.getInt(0);
    Thread.sleep(50);
    stack.ioctl(pair.far(), Ws2Def.FIONREAD, null, out, new IntRef(), errno);
    return before > 0 && out.getInt(0) == before;
  }

  @ParameterizedTest
  @EnumSource
  void aReadThatWaitsKeepsNoWriteFromItsWay(HandleKind kind) throws Exception {
    try (Stack stack = Stack.of(kind, 1)) {
      Pair pair = stack.pair(Transport.TCP);
      Future<byte[]> blocked = blockedInBackground(() -> read(stack, pair.near(), 5));
      write(stack, pair.near(), Message.text("hello"));
      assertThat(stack.receive(pair.far(), 5)).isEqualTo(Message.text("hello"));
      assertThat(blocked.isDone()).isFalse();
      write(stack, pair.far(), Message.text("world"));
      assertThat(blocked.get()).isEqualTo(Message.text("world"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void manyReadersShareAStreamAndLoseNothing(HandleKind kind) throws Exception {
    try (Stack stack = Stack.of(kind, 1)) {
      Pair pair = stack.pair(Transport.TCP);
      List<Future<byte[]>> readers = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        readers.add(inBackground(() -> readOnce(stack, pair.far(), 1)));
      }
      write(stack, pair.near(), new byte[] {0, 1, 2, 3, 4, 5, 6, 7});
      boolean[] seen = new boolean[8];
      for (Future<byte[]> reader : readers) {
        seen[reader.get()[0]] = true;
      }
      assertThat(seen).containsOnly(true);
    }
  }

  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "it looks at descriptors from outside")
  @Test
  void aBareWriteReachesTheLayerOfAWrappedHandle() {
    try (Stack stack = Stack.of(HandleKind.WRAPPED, 2)) {
      Pair pair = stack.pair(Transport.TCP);
      byte[] data = Message.random(150_000, 5);
      assertThat(RawIo.write(pair.near(), data)).isEqualTo(data.length);
      assertSame(stack.receive(pair.far(), data.length), data);
      // The last bytes arrive before the send that brought them has returned to who counts them.
      while (stack.top().counters(pair.near()).sent() < data.length) {
        Thread.onSpinWait();
      }
      assertThat(stack.top().counters(pair.near()).sent()).isEqualTo(data.length);
    }
  }

  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "it looks at descriptors from outside")
  @Test
  void bareWritesAndWriteFileKeepTheirOrder() {
    try (Stack stack = Stack.of(HandleKind.WRAPPED, 1)) {
      Pair pair = stack.pair(Local.stream());
      for (int i = 0; i < 100; i++) {
        RawIo.write(pair.near(), Message.text("a"));
        write(stack, pair.near(), Message.text("b"));
        assertThat(stack.receive(pair.far(), 2)).isEqualTo(Message.text("ab"));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void theCallerAllocatesNothing(HandleKind kind) {
    try (Stack stack = Stack.of(kind, 2)) {
      Pair pair = stack.pair(Local.stream());
      ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
      long least = Long.MAX_VALUE;
      for (int round = 0; round < 8 && least > 0; round++) {
        exchange(stack.winsock(), pair);
        long before = threads.getCurrentThreadAllocatedBytes();
        exchange(stack.winsock(), pair);
        least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
      }
      assertThat(least / CALLS).as("bytes allocated by a write and a read").isZero();
    }
  }

  private static void exchange(Winsock winsock, Pair pair) {
    Message message = new Message(64);
    long address = message.from(0)[0].buf;
    IntRef count = new IntRef();
    Errno errno = new Errno();
    for (int i = 0; i < CALLS; i++) {
      if (!winsock.writeFile(pair.near(), address, 64, count, errno)
          || !winsock.readFile(pair.far(), address, 64, count, errno)) {
        throw new AssertionError(errno.toString());
      }
    }
    assertThat(message.bytes(64)).hasSize(64); // and keeps the memory until here
  }

  @Test
  void withoutAKernelThereIsNothingToReadFrom() {
    try (Stack stack = Stack.over(new NullSockets(), LayerKind.WRAPPED)) {
      long s = stack.socket(Transport.TCP);
      assertThat(readError(stack, s)).isEqualTo(WinsockError.WSAEOPNOTSUPP);
      assertThat(firstWriteError(stack, s, 1)).isEqualTo(WinsockError.WSAEOPNOTSUPP);
    }
  }
}
