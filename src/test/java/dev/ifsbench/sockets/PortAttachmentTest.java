package dev.ifsbench.sockets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ifsbench.fixture.ReusedNumber;
import dev.ifsbench.fixture.Stack;
import dev.ifsbench.sockets.none.NullSockets;
import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.WinsockError;
import dev.ifsbench.spi.Ws2Def;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A handle is attached to one completion port, until it is closed. */
class PortAttachmentTest {
  /** A system, and a kind of handle that it makes. */
  private record Maker(String name, NativeSockets sockets, boolean created) {
    long make(Errno errno) {
      return created
          ? sockets.createHandle(errno)
          : sockets.socket(Ws2Def.AF_INET, Ws2Def.SOCK_STREAM, 0, errno);
    }

    void close(long handle, Errno errno) {
      int result = created ? sockets.closeHandle(handle, errno) : sockets.close(handle, errno);
      assertThat(result).as("closing, after %s", errno).isZero();
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Maker> makers() {
    return Stream.of(
        new Maker("a socket", Stack.system(), false),
        new Maker("a created handle", Stack.system(), true),
        new Maker("a socket without a system", new NullSockets(), false),
        new Maker("a created handle without a system", new NullSockets(), true));
  }

  @ParameterizedTest
  @MethodSource("makers")
  void theNextHandleWithTheNumberIsNotAttached(Maker maker) {
    OverlappedIo overlapped = maker.sockets().overlapped();
    Errno errno = new Errno();
    CompletionPort port = overlapped.newPort();
    long first = maker.make(errno);
    assertThat(overlapped.attach(first, port, 1, errno)).isTrue();
    assertThat(overlapped.attach(first, port, 1, errno)).isFalse();
    assertThat(errno.get()).isEqualTo(WinsockError.WSA_INVALID_PARAMETER);
    maker.close(first, errno);

    ReusedNumber.open(first, () -> maker.make(errno)).forEach(other -> maker.close(other, errno));

    assertThat(overlapped.attach(first, port, 1, errno)).as("attached, %s", errno).isTrue();
    maker.close(first, errno);
    port.close();
  }
}
