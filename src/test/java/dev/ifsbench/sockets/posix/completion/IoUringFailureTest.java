package dev.ifsbench.sockets.posix.completion;

import static dev.ifsbench.fixture.Background.inBackground;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ifsbench.sockets.libc.JnaLibC;
import dev.ifsbench.sockets.libc.LibC;
import dev.ifsbench.sockets.libc.LinuxDef;
import dev.ifsbench.sockets.posix.PosixSockets;
import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.IntRef;
import dev.ifsbench.spi.NativeMemory;
import dev.ifsbench.spi.WinsockError;
import dev.ifsbench.spi.WsaBuf;
import dev.ifsbench.spi.WsaOverlapped;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** A kernel whose {@code io_uring_enter} fails at times. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "of Linux's io_uring")
class IoUringFailureTest {
  private final LibC real = new JnaLibC();
  private final ThreadLocal<Integer> errnoOfTheLastCall = ThreadLocal.withInitial(() -> 0);
  private volatile int errnoOfAwait;
  private volatile int errnoOfSubmit;
  private volatile boolean ended;
  private PosixSockets sockets;
  private final long[] pair = new long[2];
  private final NativeMemory data = new NativeMemory(8);
  private final Errno errno = new Errno();

  @BeforeEach
  void start() {
    assumeTrue(CompletionEngines.IO_URING.isIn(real), "no io_uring here");
    sockets = new PosixSockets(failing(), CompletionEngines.IO_URING);
    assertThat(sockets.socketPair(pair, errno)).isZero();
  }

  @AfterEach
  void end() {
    ended = true;
    errnoOfAwait = 0;
    errnoOfSubmit = 0;
    if (sockets != null) {
      sockets.close(pair[0], errno);
      sockets.close(pair[1], errno);
    }
  }

  private LibC failing() {
    return (LibC)
        Proxy.newProxyInstance(
            LibC.class.getClassLoader(),
            new Class<?>[] {LibC.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("errno") && errnoOfTheLastCall.get() != 0) {
                return errnoOfTheLastCall.get();
              }
              boolean enters =
                  method.getName().equals("syscall")
                      && (long) arguments[0] == LinuxDef.SYS_IO_URING_ENTER;
              return enters ? enter(method, arguments) : call(method, arguments);
            });
  }

  private Object call(Method method, Object[] arguments) throws Throwable {
    if (!method.getName().equals("errno")) {
      errnoOfTheLastCall.set(0);
    }
    try {
      return method.invoke(real, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  // Its waits are short, so that it is soon asked again. An engine lives as long as the process:
  // this one must not be busy during other tests.
  private Object enter(Method method, Object[] arguments) throws Throwable {
    boolean submits = (long) arguments[2] != 0;
    int failure = submits ? errnoOfSubmit : errnoOfAwait;
    if (failure != 0) {
      errnoOfTheLastCall.set(failure);
      return -1L;
    }
    if (!submits) {
      Thread.sleep(ended ? Long.MAX_VALUE : 1);
      arguments[3] = 0L;
    }
    return call(method, arguments);
  }

  private WsaOverlapped begin(WinsockError expected) {
    WsaOverlapped overlapped = new WsaOverlapped();
    overlapped.setEvent(sockets.createEvent(errno));
    WsaBuf[] buffers = {new WsaBuf(data.address(), data.size())};
    sockets
        .overlapped()
        .recv(
            pair[1],
            overlapped.request(null, null).toReceive(buffers, 1, null, new IntRef()),
            errno);
    assertThat(errno.get()).isEqualTo(expected);
    return overlapped;
  }

  private WinsockError end(WsaOverlapped overlapped) {
    boolean done = sockets.overlapped().result(overlapped, new IntRef(), true, new IntRef(), errno);
    sockets.closeEvent(overlapped.event(), new Errno());
    return done ? WinsockError.NO_ERROR : errno.get();
  }

  private void assertGoesOn() {
    WsaOverlapped overlapped = begin(WinsockError.WSA_IO_PENDING);
    WsaBuf[] one = {new WsaBuf(data.address(), 1)};
    assertThat(sockets.send(pair[0], one, 1, 0, errno)).isEqualTo(1);
    assertThat(end(overlapped)).isEqualTo(WinsockError.NO_ERROR);
  }

  @Test
  void whenTheKernelBringsNoCompletionsTheOperationsFailAndLaterOnesDoNot() {
    WsaOverlapped first = begin(WinsockError.WSA_IO_PENDING);
    WsaOverlapped second = begin(WinsockError.WSA_IO_PENDING);

    errnoOfAwait = LinuxDef.EBADF;

    assertThat(end(first)).isEqualTo(WinsockError.WSASYSCALLFAILURE);
    assertThat(end(second)).isEqualTo(WinsockError.WSASYSCALLFAILURE);
    errnoOfAwait = 0;
    // What the kernel had been asked for took its byte all the same.
    assertThat(sockets.close(pair[0], errno)).isZero();
    assertThat(sockets.close(pair[1], errno)).isZero();
    assertThat(sockets.socketPair(pair, errno)).isZero();
    assertGoesOn();
  }

  @Test
  void aWaitThatTheKernelRefusesForAMomentIsMadeAgain() {
    for (int moment : new int[] {LinuxDef.EAGAIN, LinuxDef.EBUSY, LinuxDef.EINTR}) {
      errnoOfAwait = moment;
      WsaOverlapped overlapped = begin(WinsockError.WSA_IO_PENDING);
      errnoOfAwait = 0;
      WsaBuf[] one = {new WsaBuf(data.address(), 1)};
      assertThat(sockets.send(pair[0], one, 1, 0, errno)).isEqualTo(1);
      assertThat(end(overlapped)).isEqualTo(WinsockError.NO_ERROR);
    }
  }

  @Test
  void anOperationThatTheKernelDoesNotTakeIsRefusedAndLaterOnesAreNot() {
    errnoOfSubmit = LinuxDef.EBADF;
    begin(WinsockError.WSASYSCALLFAILURE);
    errnoOfSubmit = LinuxDef.EAGAIN;
    begin(WinsockError.WSAENOBUFS);
    errnoOfSubmit = 0;
    assertGoesOn();
  }

  @Test
  void operationsThatWaitBehindOneThatTheKernelDoesNotTakeEndToo() {
    WsaOverlapped first = begin(WinsockError.WSA_IO_PENDING);
    WsaOverlapped second = begin(WinsockError.WSA_IO_PENDING);
    WsaOverlapped third = begin(WinsockError.WSA_IO_PENDING);
    errnoOfSubmit = LinuxDef.EBADF;
    WsaBuf[] one = {new WsaBuf(data.address(), 1)};

    assertThat(sockets.send(pair[0], one, 1, 0, errno)).isEqualTo(1);

    assertThat(end(first)).isEqualTo(WinsockError.NO_ERROR);
    assertThat(end(second)).isEqualTo(WinsockError.WSASYSCALLFAILURE);
    assertThat(end(third)).isEqualTo(WinsockError.WSASYSCALLFAILURE);
  }

  @Test
  void aCancellationThatTheKernelRefusesKeepsNobodyWaitingAndIsMadeLater() throws Exception {
    WsaOverlapped overlapped = begin(WinsockError.WSA_IO_PENDING);
    errnoOfSubmit = LinuxDef.EBUSY;

    Future<Boolean> cancelled =
        inBackground(() -> sockets.overlapped().cancel(pair[1], overlapped, new Errno()));

    assertThat(cancelled.get()).isTrue();
    errnoOfSubmit = 0;
    assertThat(end(overlapped)).isEqualTo(WinsockError.WSA_OPERATION_ABORTED);
  }
}
