package dev.ifsbench.provider;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.ifsbench.bench.state.HandleKind;
import dev.ifsbench.fixture.Engine;
import dev.ifsbench.fixture.Local;
import dev.ifsbench.fixture.Message;
import dev.ifsbench.fixture.Notices;
import dev.ifsbench.fixture.OverEachEngine;
import dev.ifsbench.fixture.Pair;
import dev.ifsbench.fixture.Stack;
import dev.ifsbench.sockets.CompletionPacket;
import dev.ifsbench.sockets.CompletionPort;
import dev.ifsbench.sockets.HostSystem;
import dev.ifsbench.spi.CompletionRoutine;
import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.IntRef;
import dev.ifsbench.spi.WinsockError;
import dev.ifsbench.spi.Ws2Def;
import dev.ifsbench.spi.WsaBuf;
import dev.ifsbench.spi.WsaOverlapped;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Overlapped sends and receives allocate nothing, in the caller's thread and in the others. */
@OverEachEngine
class OverlappedAllocationTest {
  private static final int CALLS = HostSystem.isWindows() ? 300 : 3_000; // Wine is slow at them
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  static Stream<Arguments> handlesAndNotices() {
    return Stream.of(HandleKind.values())
        .flatMap(handles -> kinds().map(kind -> Arguments.of(handles, kind)));
  }

  // Where the system calls routines, it is JNA that takes the calls, and JNA allocates.
  private static Stream<Notices.Kind> kinds() {
    return HostSystem.isWindows()
        ? Stream.of(Notices.Kind.EVENT, Notices.Kind.PORT)
        : Stream.of(Notices.Kind.values());
  }

  private final Engine engine;

  OverlappedAllocationTest(Engine engine) {
    this.engine = engine;
  }

  @ParameterizedTest
  @MethodSource("handlesAndNotices")
  void aPendingReceiveAndItsSendAllocateNothing(HandleKind handles, Notices.Kind kind)
      throws Exception {
    try (Stack stack = Stack.of(handles, 1, engine)) {
      Exchange exchange = new Exchange(stack, kind);
      Map<String, Long> least = new TreeMap<>();
      for (int round = 0; round < 12; round++) {
        Map<String, Long> before = allocatedByOthers();
        long own = THREADS.getCurrentThreadAllocatedBytes();
        exchange.run();
        own = THREADS.getCurrentThreadAllocatedBytes() - own;
        least.merge("the caller", own / CALLS, Math::min);
        allocatedByOthers()
            .forEach(
                (thread, bytes) ->
                    least.merge(
                        thread, (bytes - before.getOrDefault(thread, 0L)) / CALLS, Math::min));
      }
      least.values().removeIf(bytes -> bytes == 0);
      assertThat(least).as("bytes by thread, of an exchange in the best round").isEmpty();
    }
  }

  /**
   * What the runtime's own threads have allocated so far. Those of an earlier test may end at any
   * time, and others have the same names.
   */
  private static Map<String, Long> allocatedByOthers() {
    Map<String, Long> bytes = new TreeMap<>();
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      long allocated = THREADS.getThreadAllocatedBytes(thread.getId());
      if (thread.getName().startsWith("ifsbench-") && allocated >= 0) {
        bytes.put(thread.getName() + " #" + thread.getId(), allocated);
      }
    }
    return bytes;
  }

  /** A receive that waits for its data, and the send that brings it. */
  private static final class Exchange {
    private final Stack stack;
    private final Pair pair;
    private final WsaOverlapped in = new WsaOverlapped();
    private final WsaOverlapped out = new WsaOverlapped();
    // Kept as long as the addresses of their bytes are in use.
    private final Message inMessage = new Message(64);
    private final Message outMessage = new Message(64);
    private final WsaBuf[] inBuffers = inMessage.buffers();
    private final WsaBuf[] outBuffers = outMessage.buffers();
    private final IntRef bytes = new IntRef();
    private final IntRef flags = new IntRef();
    private final Errno errno = new Errno();
    private final CompletionPort port;
    private final CompletionPacket packet = new CompletionPacket();
    private final CompletionRoutine routine;
    private int ended;

    Exchange(Stack stack, Notices.Kind kind) {
      this.stack = stack;
      pair = stack.pair(Local.stream());
      routine = kind == Notices.Kind.ROUTINE ? (error, count, overlapped, f) -> ended++ : null;
      port = kind == Notices.Kind.PORT ? stack.winsock().overlapped().newPort() : null;
      if (port != null) {
        stack.winsock().overlapped().attach(pair.near(), port, 1, errno);
        stack.winsock().overlapped().attach(pair.far(), port, 2, errno);
      }
      if (kind == Notices.Kind.EVENT) {
        in.setEvent(stack.sockets().createEvent(errno));
        out.setEvent(stack.sockets().createEvent(errno));
      }
    }

    void run() throws InterruptedException {
      for (int i = 0; i < CALLS; i++) {
        flags.value = 0;
        begun(stack.winsock().recv(pair.far(), inBuffers, 1, bytes, flags, in, routine, errno));
        begun(stack.winsock().send(pair.near(), outBuffers, 1, bytes, 0, out, routine, errno));
        await(pair.near(), out);
        await(pair.far(), in);
        ended = 0;
      }
    }

    private void begun(int result) {
      if (result == Ws2Def.SOCKET_ERROR && errno.get() != WinsockError.WSA_IO_PENDING) {
        throw new AssertionError(errno.toString());
      }
    }

    private void await(long s, WsaOverlapped overlapped) throws InterruptedException {
      if (routine != null) {
        while (ended < 2) {
          stack.winsock().overlapped().sleepEx(-1);
        }
      } else if (port != null) {
        if (!port.dequeue(packet, -1)) {
          throw new AssertionError("no notice");
        }
      } else if (!stack.winsock().getOverlappedResult(s, overlapped, bytes, true, flags, errno)) {
        throw new AssertionError(errno.toString());
      }
    }
  }
}
