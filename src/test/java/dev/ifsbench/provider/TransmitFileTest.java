package dev.ifsbench.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ifsbench.bench.state.HandleKind;
import dev.ifsbench.bench.state.Transport;
import dev.ifsbench.fixture.Background;
import dev.ifsbench.fixture.Engine;
import dev.ifsbench.fixture.Extensions;
import dev.ifsbench.fixture.Message;
import dev.ifsbench.fixture.Notices;
import dev.ifsbench.fixture.OpenFile;
import dev.ifsbench.fixture.Pair;
import dev.ifsbench.fixture.Stack;
import dev.ifsbench.spi.NativeMemory;
import dev.ifsbench.spi.WinsockError;
import dev.ifsbench.spi.WsaBuf;
import dev.ifsbench.spi.WsaOverlapped;
import dev.ifsbench.spi.extension.ExtensionFunction;
import dev.ifsbench.spi.extension.TransmitFile;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Files that TransmitFile sends. */
@Timeout(60)
class TransmitFileTest {
  private static final int SIZE = 3_000_000;
  private static final byte[] CONTENT = Message.random(SIZE, 7);

  @TempDir Path directory;

  private final NativeMemory ends = new NativeMemory(8);
  private final WsaBuf head = new WsaBuf(ends.address(), 4);
  private final WsaBuf tail = new WsaBuf(ends.address() + 4, 4);

  private OpenFile open() throws IOException {
    ends.putBytes(0, Message.text("headtail"));
    return new OpenFile(Files.write(directory.resolve("content"), CONTENT));
  }

  private static TransmitFile function(Stack stack, long s) {
    return new Extensions(stack, s).get(ExtensionFunction.TRANSMIT_FILE, TransmitFile.class);
  }

  private static byte[] framed(int from, int to) {
    byte[] framed = new byte[to - from + 8];
    System.arraycopy(Message.text("head"), 0, framed, 0, 4);
    System.arraycopy(CONTENT, from, framed, 4, to - from);
    System.arraycopy(Message.text("tail"), 0, framed, to - from + 4, 4);
    return framed;
  }

  @ParameterizedTest
  @MethodSource("dev.ifsbench.provider.CompletionModesTest#layers")
  void aFileGoesBetweenItsBuffersFromWhereItStands(List<LayerKind> layers) throws Exception {
    try (OpenFile file = open();
        Stack stack = Stack.of(layers.toArray(new LayerKind[0]))) {
      Pair pair = stack.pair(Transport.TCP);
      TransmitFile transmit = function(stack, pair.near());
      file.moveTo(10);
      Future<byte[]> received =
          Background.inBackground(() -> stack.receive(pair.far(), SIZE - 10 + 8));
      assertThat(
              Extensions.error(
                  e -> transmit.invoke(pair.near(), file.handle(), 0, 0, null, head, tail, 0, e)))
          .isEqualTo(WinsockError.NO_ERROR);
      assertThat(Arrays.equals(received.get(), framed(10, SIZE))).isTrue();
      stack.assertConnected(pair.near(), pair.far());
    }
  }

  @ParameterizedTest
  @MethodSource("dev.ifsbench.provider.ExtensionFunctionsTest#handlesAndEngines")
  void anOverlappedOneGoesFromItsOffsetAndEndsOnceWithAllBytes(HandleKind handles, Engine engine)
      throws Exception {
    try (OpenFile file = open();
        Stack stack = Stack.of(handles, 2, engine)) {
      Pair pair = stack.pair(Transport.TCP);
      TransmitFile transmit = function(stack, pair.near());
      Notices notices = new Notices(stack, Notices.Kind.PORT);
      notices.attach(pair.near());
      WsaOverlapped overlapped = notices.newOverlapped();
      overlapped.setOffset(1_000);
      int count = 2_900_000;
      assertThat(
              Extensions.error(
                  e ->
                      transmit.invoke(
                          pair.near(), file.handle(), count, 0, overlapped, head, tail, 0, e)))
          .isIn(WinsockError.NO_ERROR, WinsockError.WSA_IO_PENDING);
      byte[] received = stack.receive(pair.far(), count + 8);
      assertThat(Arrays.equals(received, framed(1_000, 1_000 + count))).isTrue();
      Notices.Ended ended = notices.await(overlapped);
      assertThat(ended.error()).isEqualTo(WinsockError.NO_ERROR);
      assertThat(ended.bytes()).isEqualTo(count + 8);
      notices.assertSilence(overlapped);
      if (handles == HandleKind.WRAPPED) {
        assertThat(stack.top().counters(pair.near()).sent()).isEqualTo(count + 8);
      }
      assertThat(file.position()).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource(HandleKind.class)
  @EnabledOnOs(value = OS.LINUX, disabledReason = "the file has a hole of 4 GiB")
  void anOffsetHasSixtyFourBits(HandleKind handles) throws Exception {
    Path sparse = directory.resolve("sparse");
    try (RandomAccessFile file = new RandomAccessFile(sparse.toFile(), "rw")) {
      file.seek((1L << 32) + 1_000);
      file.write(Message.text("end"));
    }
    try (OpenFile file = new OpenFile(sparse);
        Stack stack = Stack.of(handles, 1)) {
      Pair pair = stack.pair(Transport.TCP);
      TransmitFile transmit = function(stack, pair.near());
      Notices notices = new Notices(stack, Notices.Kind.EVENT);
      WsaOverlapped overlapped = notices.newOverlapped();
      overlapped.setOffset(1_000);
      overlapped.setOffsetHigh(1);
      assertThat(
              Extensions.error(
                  e ->
                      transmit.invoke(
                          pair.near(), file.handle(), 0, 0, overlapped, null, null, 0, e)))
          .isIn(WinsockError.NO_ERROR, WinsockError.WSA_IO_PENDING);
      assertThat(notices.await(overlapped).bytes()).isEqualTo(3);
      assertThat(stack.receive(pair.far(), 3)).isEqualTo(Message.text("end"));
    }
  }

  @Test
  void aWrappingLayerCountsAsManyBytesOfAFileAsWereAskedFor() throws Exception {
    try (OpenFile file = open();
        Stack stack = Stack.of(HandleKind.WRAPPED, 1)) {
      Pair pair = stack.pair(Transport.TCP);
      TransmitFile transmit = function(stack, pair.near());
      assertThat(
              Extensions.error(
                  e -> transmit.invoke(pair.near(), file.handle(), 100, 0, null, head, tail, 0, e)))
          .isEqualTo(WinsockError.NO_ERROR);
      assertThat(stack.receive(pair.far(), 108)).isEqualTo(framed(0, 100));
      assertThat(stack.top().counters(pair.near()).sent()).isEqualTo(108);
      assertThat(
              Extensions.error(
                  e -> transmit.invoke(pair.near(), 999_999, 100, 0, null, head, tail, 0, e)))
          .isNotEqualTo(WinsockError.NO_ERROR);
      assertThat(stack.top().counters(pair.near()).sent()).as("after a refusal").isEqualTo(108);
    }
  }

  @ParameterizedTest
  @EnumSource(HandleKind.class)
  void aSocketThatIsNotConnectedSendsNoFile(HandleKind handles) throws Exception {
    try (OpenFile file = open();
        Stack stack = Stack.of(handles, 1)) {
      long alone = stack.socket(Transport.TCP);
      TransmitFile transmit = function(stack, alone);
      assertThat(
              Extensions.error(
                  e -> transmit.invoke(alone, file.handle(), 0, 0, null, head, tail, 0, e)))
          .isEqualTo(WinsockError.WSAENOTCONN);
      assertThat(
              Extensions.error(
                  e -> transmit.invoke(alone, 0, 0, 0, new WsaOverlapped(), head, tail, 0, e)))
          .as("of its buffers only") // Wine says that the connection was reset
          .isNotIn(WinsockError.NO_ERROR, WinsockError.WSA_IO_PENDING);
      assertThat(file.position()).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource(HandleKind.class)
  @EnabledOnOs(value = OS.LINUX, disabledReason = "Wine answers WSAENOTSOCK for a file's handle")
  void whatIsNoOpenFileAndFlagsAreRefused(HandleKind handles) throws Exception {
    try (OpenFile file = open();
        Stack stack = Stack.of(handles, 1)) {
      Pair pair = stack.pair(Transport.TCP);
      TransmitFile transmit = function(stack, pair.near());
      assertThat(
              Extensions.error(
                  e -> transmit.invoke(pair.near(), 999_999, 0, 0, null, null, null, 0, e)))
          .isEqualTo(WinsockError.WSA_INVALID_HANDLE);
      assertThat(
              Extensions.error(
                  e -> transmit.invoke(pair.near(), file.handle(), 0, 0, null, null, null, 1, e)))
          .isEqualTo(WinsockError.WSAEOPNOTSUPP);
      assertThat(file.position()).isZero();
    }
  }
}
