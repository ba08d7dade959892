package dev.ifsbench.provider;

import static dev.ifsbench.fixture.Calls.ok;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ifsbench.bench.state.HandleKind;
import dev.ifsbench.fixture.Local;
import dev.ifsbench.fixture.Message;
import dev.ifsbench.fixture.Pair;
import dev.ifsbench.fixture.Stack;
import dev.ifsbench.sockets.CompletionPacket;
import dev.ifsbench.sockets.CompletionPort;
import dev.ifsbench.sockets.OverlappedIo;
import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.IntRef;
import dev.ifsbench.spi.WinsockError;
import dev.ifsbench.spi.Ws2Def;
import dev.ifsbench.spi.WsaBuf;
import dev.ifsbench.spi.WsaOverlapped;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Of many operations each is told of once: by its call, or by one packet. */
class CompletionCountTest {
  private static final int SLOTS = 64;
  private static final int TAKERS = 2;

  @ParameterizedTest
  @CsvSource({
    "BASE, true, 1",
    "BASE, false, 16",
    "PASS_THROUGH, true, 64",
    "PASS_THROUGH_INTERCEPTING, true, 7",
    "WRAPPED, true, 1",
    "WRAPPED, false, 64"
  })
  @Timeout(120)
  void noneOfTwentyThousandIsLostOrToldTwice(HandleKind handles, boolean skips, int batch)
      throws Exception {
    new Count(handles, skips, batch).run(10_000);
  }

  @ParameterizedTest
  @CsvSource({
    "BASE, true, 1",
    "BASE, true, 64",
    "BASE, false, 1",
    "BASE, false, 16",
    "PASS_THROUGH, true, 64",
    "PASS_THROUGH, false, 16",
    "PASS_THROUGH_INTERCEPTING, true, 7",
    "PASS_THROUGH_INTERCEPTING, false, 64",
    "WRAPPED, true, 1",
    "WRAPPED, true, 64",
    "WRAPPED, false, 16"
  })
  @Tag("slow")
  @Timeout(600)
  void noneOfAMillionIsLostOrToldTwice(HandleKind handles, boolean skips, int batch)
      throws Exception {
    new Count(handles, skips, batch).run(500_000);
  }

  /** One thread that begins sends and receives, and several that take packets in batches. */
  private static final class Count {
    private final HandleKind handles;
    private final boolean skips;
    private final int batch;
    private final WsaOverlapped[] structures = new WsaOverlapped[2 * SLOTS];
    // Kept as long as the addresses of their bytes are in use.
    private final Message out = new Message(1);
    private final Message in = new Message(1);
    private final AtomicIntegerArray owed = new AtomicIntegerArray(2 * SLOTS);
    private final Semaphore freeSends = new Semaphore(SLOTS);
    private final Semaphore freeReceives = new Semaphore(SLOTS);
    private final AtomicIntegerArray ended = new AtomicIntegerArray(2);
    private final AtomicReference<Throwable> failure = new AtomicReference<>();

    Count(HandleKind handles, boolean skips, int batch) {
      this.handles = handles;
      this.skips = skips;
      this.batch = batch;
      for (int i = 0; i < structures.length; i++) {
        structures[i] = new WsaOverlapped();
        structures[i].setEvent(Ws2Def.WSA_INVALID_EVENT);
      }
    }

    void run(int messages) throws Exception {
      try (Stack stack = Stack.of(handles, 1)) {
        Pair pair = stack.pair(Local.stream());
        OverlappedIo system = stack.winsock().overlapped();
        CompletionPort port = system.newPort();
        for (long s : new long[] {pair.near(), pair.far()}) {
          int modes = skips ? OverlappedIo.FILE_SKIP_COMPLETION_PORT_ON_SUCCESS : 0;
          ok(e -> system.attach(s, port, s, e) ? 0 : -1);
          ok(e -> system.setCompletionModes(s, modes, e) ? 0 : -1);
        }
        CountDownLatch takersLeft = new CountDownLatch(TAKERS);
        for (int i = 0; i < TAKERS; i++) {
          new Thread(() -> take(port, takersLeft)).start();
        }
        begin(stack, pair, messages);
        freeSends.acquire(SLOTS);
        freeReceives.acquire(SLOTS);
        port.close();
        takersLeft.await();
        assertThat(failure.get()).isNull();
        assertThat(ended.get(0)).as("sends that ended").isEqualTo(messages);
        assertThat(ended.get(1)).as("receives that ended").isEqualTo(messages);
      }
    }

    // One byte a message, so that each receive has the byte of one send.
    private void begin(Stack stack, Pair pair, int messages) throws InterruptedException {
      WsaBuf[] outBuffers = out.buffers();
      WsaBuf[] inBuffers = in.buffers();
      IntRef bytes = new IntRef();
      IntRef flags = new IntRef();
      Errno errno = new Errno();
      for (int i = 0; i < messages && failure.get() == null; i++) {
        boolean receiveFirst = i % 3 == 0;
        for (int part = 0; part < 2; part++) {
          if ((part == 0) == receiveFirst) {
            int slot = take(freeReceives, SLOTS);
            flags.value = 0;
            begun(
                slot,
                stack
                    .winsock()
                    .recv(pair.far(), inBuffers, 1, bytes, flags, structures[slot], null, errno),
                errno);
          } else {
            int slot = take(freeSends, 0);
            begun(
                slot,
                stack
                    .winsock()
                    .send(pair.near(), outBuffers, 1, bytes, 0, structures[slot], null, errno),
                errno);
          }
        }
      }
    }

    /** A structure that is in nobody's use. */
    private int take(Semaphore free, int first) throws InterruptedException {
      free.acquire();
      for (int i = first; ; i = i + 1 == first + SLOTS ? first : i + 1) {
        if (owed.compareAndSet(i, 0, 1)) {
          return i;
        }
      }
    }

    private void begun(int slot, int result, Errno errno) {
      if (result == 0 && skips) {
        end(slot);
      } else if (result != 0 && errno.get() != WinsockError.WSA_IO_PENDING) {
        fail(new AssertionError("begun: " + errno));
      }
    }

    private void end(int slot) {
      if (!owed.compareAndSet(slot, 1, 0)) {
        fail(new AssertionError("told twice"));
      }
      boolean receive = slot >= SLOTS;
      ended.incrementAndGet(receive ? 1 : 0);
      (receive ? freeReceives : freeSends).release();
    }

    private void take(CompletionPort port, CountDownLatch left) {
      CompletionPacket[] packets = new CompletionPacket[batch];
      for (int i = 0; i < batch; i++) {
        packets[i] = new CompletionPacket();
      }
      try {
        int taken;
        while ((taken = port.dequeue(packets, batch, -1)) > 0) {
          for (int i = 0; i < taken; i++) {
            if (packets[i].error() != WinsockError.NO_ERROR) {
              throw new AssertionError("ended: " + packets[i].error());
            }
            end(slotOf(packets[i].overlapped()));
          }
        }
      } catch (Throwable e) {
        fail(e);
      } finally {
        left.countDown();
      }
    }

    private int slotOf(WsaOverlapped overlapped) {
      for (int i = 0; i < structures.length; i++) {
        if (structures[i] == overlapped) {
          return i;
        }
      }
      throw new AssertionError("a packet of no operation");
    }

    private void fail(Throwable cause) {
      failure.compareAndSet(null, cause);
      freeSends.release(2 * SLOTS);
      freeReceives.release(2 * SLOTS);
    }
  }
}
