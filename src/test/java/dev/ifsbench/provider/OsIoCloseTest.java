package dev.ifsbench.provider;

import static dev.ifsbench.fixture.Background.blockedInBackground;
import static dev.ifsbench.fixture.Background.inBackground;
import static dev.ifsbench.fixture.FileCalls.firstWriteError;
import static dev.ifsbench.fixture.FileCalls.read;
import static dev.ifsbench.fixture.FileCalls.readError;
import static dev.ifsbench.fixture.FileCalls.write;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ifsbench.bench.state.HandleKind;
import dev.ifsbench.bench.state.Transport;
import dev.ifsbench.fixture.Descriptors;
import dev.ifsbench.fixture.Local;
import dev.ifsbench.fixture.Message;
import dev.ifsbench.fixture.Pair;
import dev.ifsbench.fixture.RawIo;
import dev.ifsbench.fixture.Stack;
import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.IntRef;
import dev.ifsbench.spi.NativeMemory;
import dev.ifsbench.spi.WinsockError;
import dev.ifsbench.spi.Ws2Def;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** HandleKind that are closed with ReadFile and WriteFile under way, and what is left of them. */
@DisabledOnOs(
    value = OS.WINDOWS,
    disabledReason = "the kernel is asked for its descriptors in /proc")
class OsIoCloseTest {
  private static final WinsockError[] CLOSED = {
    WinsockError.WSA_OPERATION_ABORTED, WinsockError.WSA_INVALID_HANDLE
  };

  /** The threads that serve handles end in their own time. */
  private static void awaitNothingLeft(int descriptors) throws InterruptedException {
    while (Descriptors.count() > descriptors || servingThreads() > 0) {
      Thread.sleep(2);
    }
    Descriptors.assertCount(descriptors);
  }

  private static long servingThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().matches("(Read|Write)File on handle .*"))
        .count();
  }

  @Test
  void aCreatedHandleHasTwoDescriptorsAndTwoMoreFromItsFirstRequestOn() throws Exception {
    try (Stack stack = Stack.of(HandleKind.WRAPPED, 1)) {
      stack.closeSocket(stack.socket(Transport.TCP));
      int before = Descriptors.count();
      Pair pair = stack.pair(Local.stream());
      Descriptors.assertCount(before + 2 * (1 + 2));
      write(stack, pair.near(), new byte[1]);
      Descriptors.assertCount(before + 2 * (1 + 2) + 2);
      read(stack, pair.far(), 1);
      Descriptors.assertCount(before + 2 * (1 + 2 + 2));
      stack.close(pair);
      awaitNothingLeft(before);
    }
  }

  @ParameterizedTest
  @EnumSource
  void handlesThatWereReadAndWrittenLeaveNothingOpen(HandleKind kind) throws Exception {
    try (Stack stack = Stack.of(kind, 2)) {
      stack.closeSocket(stack.socket(Transport.TCP));
      int before = Descriptors.count();
      for (int i = 0; i < 500; i++) {
        Pair pair = stack.pair(Local.stream());
        write(stack, pair.near(), new byte[] {(byte) i});
        assertThat(read(stack, pair.far(), 1)).containsExactly(i);
        RawIo.write(pair.far(), new byte[10]);
        stack.close(pair);
      }
      awaitNothingLeft(before);
    }
  }

  @ParameterizedTest
  @EnumSource
  void theLastCleanUpEndsReadsThatWait(HandleKind kind) throws Exception {
    try (Stack stack = Stack.of(kind, 1)) {
      Pair pair = stack.pair(Transport.TCP);
      Future<WinsockError> blocked = blockedInBackground(() -> readError(stack, pair.near()));
      stack.cleanUp();
      assertThat(blocked.get())
          .isIn(
              (Object[])
                  new WinsockError[] {
                    WinsockError.WSA_OPERATION_ABORTED,
                    WinsockError.WSAECONNRESET,
                    WinsockError.NO_ERROR
                  });
    }
  }

  @ParameterizedTest
  @EnumSource
  void whoeverCallsWhileAHandleIsClosedComesBack(HandleKind kind) throws Exception {
    try (Stack stack = Stack.of(kind, 1)) {
      stack.closeSocket(stack.socket(Transport.TCP));
      int before = Descriptors.count();
      for (int i = 0; i < 300; i++) {
        Pair pair = stack.pair(Local.stream());
        List<Future<WinsockError>> calls = new ArrayList<>();
        calls.add(inBackground(() -> readError(stack, pair.near())));
        calls.add(inBackground(() -> readError(stack, pair.near())));
        calls.add(inBackground(() -> firstWriteError(stack, pair.near(), 70_000)));
        for (int spin = 0; spin < i * 100; spin++) {
          Thread.onSpinWait();
        }
        stack.closeSocket(pair.near());
        for (Future<WinsockError> call : calls) {
          assertThat(call.get()).isIn((Object[]) CLOSED);
        }
        stack.closeSocket(pair.far());
      }
      awaitNothingLeft(before);
    }
  }

  /** What was under way when a handle was closed must not reach whoever has the numbers now. */
  @ParameterizedTest
  @EnumSource
  void nothingThatWasAbortedReachesTheNextSocketsOfTheSameNumbers(HandleKind kind)
      throws Exception {
    try (Stack stack = Stack.of(kind, 1)) {
      for (int i = 0; i < 100; i++) {
        Pair old = stack.pair(Local.stream());
        Message message = new Message(1 << 20);
        Future<Boolean> written =
            blockedInBackground(
                () ->
                    stack
                        .winsock()
                        .writeFile(
                            old.near(),
                            message.from(0)[0].buf,
                            1 << 20,
                            new IntRef(),
                            new Errno()));
        Future<WinsockError> read = blockedInBackground(() -> readError(stack, old.near()));
        stack.close(old);
        Pair next = stack.pair(Local.stream());
        stack.assertConnected(next.near(), next.far());
        assertThat(read.get()).isIn((Object[]) CLOSED);
        written.get();
        assertThat(waiting(stack, next.near()) + waiting(stack, next.far())).isZero();
        stack.close(next);
      }
    }
  }

  /** Bytes that can be received. */
  private static int waiting(Stack stack, long s) {
    NativeMemory out = new NativeMemory(4);
    assertThat(stack.ioctl(s, Ws2Def.FIONREAD, null, out, new IntRef(), new Errno())).isZero();
    return out.getInt(0);
  }
}
