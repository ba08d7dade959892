package dev.ifsbench.sockets.posix.descriptor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ifsbench.sockets.libc.LibC;
import dev.ifsbench.sockets.libc.LinuxDef;
import dev.ifsbench.sockets.posix.Threads;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** One descriptor number that a kernel of this test gives out again and again. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "of POSIX descriptors")
class DescriptorTableTest {
  private static final int FD = 1_000_003;
  private static final int CLOSED = 0;
  private static final int GENERATIONS = 3_000;

  /** Which socket the kernel has behind the number. */
  private final AtomicInteger kernel = new AtomicInteger(CLOSED);

  private final AtomicInteger closes = new AtomicInteger();
  private final AtomicReference<String> violation = new AtomicReference<>();
  private final AtomicInteger questions = new AtomicInteger();
  private volatile Runnable duringClose = () -> {};
  private volatile Runnable duringQuestion = () -> {};

  /** Whether what the kernel has behind the number is a socket of the Internet's, a stream. */
  private volatile boolean isStream;

  private final DescriptorTable table = new DescriptorTable(fakeLibC());

  @Test
  void aNumberMeansOneSocketBetweenEnterAndLeaveAndIsClosedOncePerSocket() throws Exception {
    AtomicInteger begun = new AtomicInteger();
    AtomicInteger calls = new AtomicInteger();
    List<Thread> threads = new ArrayList<>();
    threads.add(Threads.start(this::open));
    for (int i = 0; i < 2; i++) {
      threads.add(Threads.start(() -> whileRunning(() -> call(calls))));
      threads.add(Threads.start(() -> whileRunning(() -> close(begun))));
    }
    threads.add(Threads.start(() -> whileRunning(() -> table.isOpen(FD))));
    Threads.join(threads);
    assertThat(violation.get()).isNull();
    assertThat(begun).hasValue(GENERATIONS);
    assertThat(closes).hasValue(GENERATIONS);
    assertThat(calls).hasPositiveValue();
  }

  @Test
  void aDescriptorIsClosedByTheLastCallThatLeavesIt() {
    openOnce(1);
    assertThat(enter()).isNotEqualTo(DescriptorTable.REFUSED);
    assertThat(enter()).isNotEqualTo(DescriptorTable.REFUSED);
    long word = table.beginClose(FD);
    assertThat(DescriptorTable.hasOthersInFlight(word)).isTrue();
    assertThat(table.beginClose(FD)).isEqualTo(DescriptorTable.REFUSED);
    assertThat(enter()).isEqualTo(DescriptorTable.REFUSED);
    assertThat(table.isOpen(FD)).isFalse();
    assertThat(DescriptorTable.isClosing(table.leave(FD))).isTrue();
    assertThat(closes).hasValue(0);
    table.leave(FD);
    assertThat(closes).hasValue(1);
    assertThat(enter()).isEqualTo(DescriptorTable.REFUSED);
  }

  @Test
  void aDescriptorIsNotTakenForAStrangersWhileTheKernelClosesIt() {
    List<Boolean> open = new ArrayList<>();
    duringClose = () -> open.add(table.isOpen(FD));
    openOnce(1);
    enter();
    table.beginClose(FD);
    table.leave(FD);
    assertThat(open).containsExactly(false);
    kernel.set(2); // a stranger's
    assertThat(table.isOpen(FD)).isTrue();
  }

  @Test
  void aCloseThatEndsLateDoesNotTouchTheNextSocketsClose() throws Exception {
    CountDownLatch nextIsInTheKernel = new CountDownLatch(1);
    CountDownLatch leave = new CountDownLatch(1);
    duringClose =
        () -> {
          // The kernel has given the number away while the first close is still in it, and the next
          // socket is being closed already, too, in another thread.
          duringClose =
              () -> {
                nextIsInTheKernel.countDown();
                await(leave);
              };
          openOnce(2);
          Threads.start(this::enterAndClose);
          await(nextIsInTheKernel);
        };
    openOnce(1);

    enterAndClose();

    kernel.set(2); // which is what it still has
    assertThat(table.isOpen(FD)).as("taken for a stranger's while it is being closed").isFalse();
    leave.countDown();
  }

  private void enterAndClose() {
    enter();
    table.beginClose(FD);
    table.leave(FD);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void whatWasKnownOfOneSocketIsNotHeldOfTheNext() {
    openOnce(1);
    enter();
    table.update(FD, 0, DescriptorTable.SEND_SHUT | DescriptorTable.NON_BLOCKING);
    table.beginClose(FD);
    table.leave(FD);
    openOnce(2);
    long word = enter();
    assertThat(word & (DescriptorTable.SEND_SHUT | DescriptorTable.NON_BLOCKING)).isZero();
    table.leave(FD);
  }

  @Test
  void neighbouringNumbersHaveWordsOfTheirOwn() {
    for (int fd = 0; fd < 100_000; fd++) {
      table.opened(fd, DescriptorTable.SOCKET | (fd % 2 == 0 ? DescriptorTable.DATAGRAM : 0));
      table.enter(fd, DescriptorTable.SOCKET);
    }
    for (int fd = 0; fd < 100_000; fd++) {
      boolean datagram = (table.known(fd) & DescriptorTable.DATAGRAM) != 0;
      if (datagram != (fd % 2 == 0)) {
        throw new AssertionError("number " + fd);
      }
      table.leave(fd);
    }
  }

  @Test
  void whatIsNoDescriptorsNumberIsRefused() {
    openOnce(1);
    for (long handle : new long[] {-1, Long.MIN_VALUE, 1L << 31, (1L << 32) | FD}) {
      assertThat(table.enter(handle, DescriptorTable.SOCKET)).isEqualTo(DescriptorTable.REFUSED);
      assertThat(table.isOpen(handle)).isFalse();
    }
    assertThat(enter()).isNotEqualTo(DescriptorTable.REFUSED);
    assertThat(table.isOpen(FD)).isTrue();
  }

  @Test
  void aNumberNeverSeenIsAskedForOnceAndKnownFromThenOn() {
    kernel.set(1);
    assertThat(table.enter(FD, DescriptorTable.EVENT)).isEqualTo(DescriptorTable.REFUSED);
    assertThat(questions).as("asked although no socket is wanted").hasValue(0);
    assertThat(enter()).as("of what is no socket").isEqualTo(DescriptorTable.REFUSED);
    isStream = true;

    long first = enter();
    int asked = questions.get();
    long second = enter();

    for (long word : new long[] {first, second, table.known(FD)}) {
      assertThat(DescriptorTable.hasEntered(word, DescriptorTable.SOCKET)).isTrue();
      assertThat(word & DescriptorTable.FOREIGN).isNotZero();
      assertThat(word & DescriptorTable.INET).isNotZero();
      assertThat(word & DescriptorTable.DATAGRAM).isZero();
    }
    assertThat(questions).hasValue(asked);
    table.leave(FD);
    table.leave(FD);
    assertNothingInFlight();
  }

  @Test
  void whatIsAnsweredOfOneSocketIsNotHeldOfAnotherThatHasItsNumberByThen() {
    isStream = true;
    kernel.set(1);
    duringQuestion =
        () -> {
          kernel.set(2);
          table.opened(FD, 0); // nothing is known of it
        };

    enter();

    assertThat(table.known(FD)).isZero();
  }

  @Test
  void whatIsKnownToBeNoSocketIsNotAskedFor() {
    isStream = true;
    kernel.set(1);
    table.opened(FD, DescriptorTable.EVENT);

    assertThat(enter()).isEqualTo(DescriptorTable.REFUSED);

    assertThat(questions).hasValue(0);
    assertThat(table.enter(FD, DescriptorTable.EVENT)).isNotEqualTo(DescriptorTable.REFUSED);
    table.leave(FD);
    assertNothingInFlight();
  }

  @Test
  void whatIsBeingClosedIsNotAskedFor() {
    isStream = true;
    kernel.set(1);
    enter(); // a stranger's socket
    table.opened(FD, 0); // and another one, of which nothing is known
    table.beginClose(FD);
    questions.set(0);

    assertThat(enter()).isEqualTo(DescriptorTable.REFUSED);

    assertThat(questions).hasValue(0);
  }

  @Test
  void aStrangersNumberThatWasClosedHereOnceCanBeUsedWhenItIsFoundOpen() {
    openOnce(1);
    enterAndClose();
    isStream = true;
    kernel.set(2);
    assertThat(enter()).as("before it is looked at").isEqualTo(DescriptorTable.REFUSED);

    assertThat(table.isOpen(FD)).isTrue();

    assertThat(enter()).isNotEqualTo(DescriptorTable.REFUSED);
    assertThat(table.known(FD) & DescriptorTable.FOREIGN).isNotZero();
  }

  @Test
  void onlyWhoIsNotAloneHasOthersInFlight() {
    openOnce(1);
    enter();
    assertThat(DescriptorTable.isClosing(enter())).isFalse();
    assertThat(DescriptorTable.isClosing(table.leave(FD))).isFalse();
    assertThat(table.isClosing(FD)).isFalse();

    assertThat(DescriptorTable.hasOthersInFlight(table.beginClose(FD))).isFalse();

    assertThat(table.isClosing(FD)).isTrue();
  }

  @Test
  void whatIsLearntReplacesWhatWasKnownAndNothingIsLearntOfWhatIsBeingClosed() {
    openOnce(1);
    enter();
    long before = table.update(FD, 0, DescriptorTable.SEND_SHUT | DescriptorTable.SHARED);
    assertThat(before & (DescriptorTable.SEND_SHUT | DescriptorTable.SHARED)).isZero();

    long between = table.update(FD, DescriptorTable.SHARED, DescriptorTable.CONNECTING);

    assertThat(between & DescriptorTable.SHARED).isNotZero();
    assertThat(table.known(FD))
        .isEqualTo(DescriptorTable.SOCKET | DescriptorTable.SEND_SHUT | DescriptorTable.CONNECTING);
    table.beginClose(FD);
    assertThat(table.update(FD, DescriptorTable.SEND_SHUT, DescriptorTable.SHARED))
        .isEqualTo(DescriptorTable.REFUSED);
    assertThat(table.known(FD))
        .isEqualTo(DescriptorTable.SOCKET | DescriptorTable.SEND_SHUT | DescriptorTable.CONNECTING);
  }

  @Test
  void whoKeepsSomethingOfADescriptorIsToldBeforeItIsClosed() {
    List<String> told = new ArrayList<>();
    table.beforeRelease(fd -> told.add("keeper of " + fd));
    duringClose = () -> told.add("kernel");
    openOnce(1);
    enter();
    enter();
    table.beginClose(FD);
    table.leave(FD);
    assertThat(told).isEmpty();

    table.leave(FD);

    assertThat(told).containsExactly("keeper of " + FD, "kernel");
  }

  /** A close that comes now ends at once. */
  private void assertNothingInFlight() {
    int before = closes.get();
    long kind = table.known(FD) & (DescriptorTable.SOCKET | DescriptorTable.EVENT);
    table.enter(FD, kind);
    table.beginClose(FD);
    table.leave(FD);
    assertThat(closes).hasValue(before + 1);
  }

  private void open() {
    for (int generation = 1; generation <= GENERATIONS; generation++) {
      while (kernel.get() != CLOSED && violation.get() == null) {
        LockSupport.parkNanos(1);
      }
      openOnce(generation);
    }
    while (kernel.get() != CLOSED && violation.get() == null) {
      LockSupport.parkNanos(1);
    }
    kernel.set(GENERATIONS + 1);
  }

  private void openOnce(int generation) {
    kernel.set(generation);
    table.opened(FD, DescriptorTable.SOCKET);
  }

  private void call(AtomicInteger calls) {
    if (enter() == DescriptorTable.REFUSED) {
      return;
    }
    int before = kernel.get();
    Thread.onSpinWait();
    int after = kernel.get();
    if (before != after || before == CLOSED) {
      violation.compareAndSet(null, "socket " + before + " became " + after + " during a call");
    }
    table.leave(FD);
    calls.incrementAndGet();
  }

  private void close(AtomicInteger begun) {
    if (enter() == DescriptorTable.REFUSED) {
      return;
    }
    if (table.beginClose(FD) != DescriptorTable.REFUSED) {
      begun.incrementAndGet();
    }
    table.leave(FD);
  }

  private long enter() {
    return table.enter(FD, DescriptorTable.SOCKET);
  }

  private void whileRunning(Runnable step) {
    while (kernel.get() <= GENERATIONS && violation.get() == null) {
      step.run();
    }
  }

  private LibC fakeLibC() {
    return (LibC)
        Proxy.newProxyInstance(
            LibC.class.getClassLoader(),
            new Class<?>[] {LibC.class},
            (proxy, method, args) ->
                switch (method.getName()) {
                  case "close" -> closeInKernel();
                  case "fcntl" -> kernel.get() == CLOSED ? -1 : 0;
                  case "getsockopt" -> option((int) args[2]);
                  default -> -1;
                });
  }

  private int option(int name) {
    questions.incrementAndGet();
    duringQuestion.run();
    int value = name == LinuxDef.SO_TYPE ? LinuxDef.SOCK_STREAM : LinuxDef.AF_INET;
    Scratch.get().putOptionInt(0, value);
    return isStream ? 0 : -1;
  }

  private int closeInKernel() {
    duringClose.run();
    closes.incrementAndGet();
    if (kernel.getAndSet(CLOSED) == CLOSED) {
      violation.compareAndSet(null, "closed twice");
    }
    return 0;
  }
}
