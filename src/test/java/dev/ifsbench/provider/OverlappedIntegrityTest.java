package dev.ifsbench.provider;

import static dev.ifsbench.fixture.Calls.ok;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ifsbench.bench.state.HandleKind;
import dev.ifsbench.fixture.Engine;
import dev.ifsbench.fixture.Local;
import dev.ifsbench.fixture.OverEachEngine;
import dev.ifsbench.fixture.Pair;
import dev.ifsbench.fixture.Stack;
import dev.ifsbench.sockets.CompletionPacket;
import dev.ifsbench.sockets.CompletionPort;
import dev.ifsbench.sockets.HostSystem;
import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.IntRef;
import dev.ifsbench.spi.NativeMemory;
import dev.ifsbench.spi.WinsockError;
import dev.ifsbench.spi.Ws2Def;
import dev.ifsbench.spi.WsaBuf;
import dev.ifsbench.spi.WsaOverlapped;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Many overlapped operations in flight at once. */
@OverEachEngine
class OverlappedIntegrityTest {
  /** Of each kind of handle, each way. Wine, which tests for Windows, takes its time. */
  private static final int OPERATIONS = HostSystem.isWindows() ? 5_000 : 250_000;

  private static final int IN_FLIGHT = 16;
  private static final int LONGEST = 700;

  /** One of the operations in flight on one end, again and again. */
  private static final class Slot extends WsaOverlapped {
    final NativeMemory memory = new NativeMemory(LONGEST);
    final WsaBuf[] buffers = {new WsaBuf(memory.address(), LONGEST)};
    boolean pending;
    int asked;
  }

  /** One end of a stream: it keeps a number of operations going until so many have ended. */
  private abstract static class End {
    final Stack stack;
    final long s;
    final CompletionPort port;
    final SplittableRandom sizes;
    private final CompletionPacket packet = new CompletionPacket();

    End(Stack stack, long s, long seed) {
      this.stack = stack;
      this.s = s;
      sizes = new SplittableRandom(seed);
      port = stack.winsock().overlapped().newPort();
      ok(e -> stack.winsock().overlapped().attach(s, port, s, e) ? 0 : -1);
    }

    abstract int begin(Slot slot, Errno errno);

    abstract void ended(Slot slot, int count);

    final void run(int operations) throws InterruptedException {
      Errno errno = new Errno();
      for (int begun = 0, ended = 0; ended < operations; ) {
        while (begun < operations && begun - ended < IN_FLIGHT) {
          Slot slot = new Slot();
          start(slot, errno);
          begun++;
        }
        assertThat(port.dequeue(packet, 60_000)).as("notice %d", ended).isTrue();
        Slot slot = (Slot) packet.overlapped();
        assertThat(packet.error()).isEqualTo(WinsockError.NO_ERROR);
        assertThat(packet.key()).isEqualTo(s);
        assertThat(slot.pending).as("ended twice").isTrue();
        slot.pending = false;
        ended(slot, packet.bytesTransferred());
        ended++;
        if (begun < operations) {
          start(slot, errno);
          begun++;
        }
      }
      assertThat(port.dequeue(packet, 20)).as("a notice too many").isFalse();
    }

    private void start(Slot slot, Errno errno) {
      slot.pending = true;
      errno.clear();
      int result = begin(slot, errno);
      assertThat(result == 0 || errno.get() == WinsockError.WSA_IO_PENDING)
          .as("begun, or refused with %s", errno)
          .isTrue();
    }
  }

  /** Byte {@code i} of the stream. */
  private static byte streamByte(long i) {
    return (byte) (i * 31 + (i >>> 8) * 17);
  }

  private final Engine engine;

  OverlappedIntegrityTest(Engine engine) {
    this.engine = engine;
  }

  @ParameterizedTest
  @EnumSource
  void everyOperationEndsOnceAndEveryByteArrives(HandleKind handles) throws Exception {
    try (Stack stack = Stack.of(handles, 1, engine)) {
      Pair pair = stack.pair(Local.stream());
      AtomicReference<Throwable> failure = new AtomicReference<>();
      End sender =
          new End(stack, pair.near(), 1) {
            private long position;

            @Override
            int begin(Slot slot, Errno errno) {
              slot.asked = 1 + sizes.nextInt(LONGEST);
              slot.buffers[0].len = slot.asked;
              for (int i = 0; i < slot.asked; i++) {
                slot.memory.putByte(i, streamByte(position++));
              }
              return stack.winsock().send(s, slot.buffers, 1, null, 0, slot, null, errno);
            }

            @Override
            void ended(Slot slot, int count) {
              assertThat(count).isEqualTo(slot.asked);
            }
          };
      Thread sending =
          new Thread(
              () -> {
                try {
                  sender.run(OPERATIONS);
                  ok(e -> stack.winsock().shutdown(pair.near(), Ws2Def.SD_SEND, e));
                } catch (Throwable e) {
                  failure.set(e);
                }
              });
      sending.start();
      // One at a time: several threads of a layer may announce two receives in either order.
      receive(stack, pair.far());
      sending.join();
      assertThat(failure.get()).isNull();
    }
  }

  private static void receive(Stack stack, long s) throws InterruptedException {
    CompletionPort port = stack.winsock().overlapped().newPort();
    ok(e -> stack.winsock().overlapped().attach(s, port, s, e) ? 0 : -1);
    SplittableRandom sizes = new SplittableRandom(2);
    CompletionPacket packet = new CompletionPacket();
    Slot slot = new Slot();
    IntRef flags = new IntRef();
    Errno errno = new Errno();
    long position = 0;
    do {
      slot.buffers[0].len = 1 + sizes.nextInt(LONGEST);
      errno.clear();
      int result = stack.winsock().recv(s, slot.buffers, 1, null, flags, slot, null, errno);
      assertThat(result == 0 || errno.get() == WinsockError.WSA_IO_PENDING).isTrue();
      assertThat(port.dequeue(packet, 60_000)).as("notice at byte %d", position).isTrue();
      assertThat(packet.overlapped()).isSameAs(slot);
      assertThat(packet.error()).isEqualTo(WinsockError.NO_ERROR);
      for (int i = 0; i < packet.bytesTransferred(); i++) {
        if (slot.memory.getByte(i) != streamByte(position)) {
          throw new AssertionError("byte " + position + " of the stream is wrong");
        }
        position++;
      }
    } while (packet.bytesTransferred() != 0);
    assertThat(position).isGreaterThan(OPERATIONS);
  }
}
