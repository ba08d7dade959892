package dev.ifsbench.bench.state.technique;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.ifsbench.bench.runtimes.DotNetEcho;
import dev.ifsbench.bench.runtimes.EchoOrder;
import dev.ifsbench.bench.runtimes.GoEcho;
import dev.ifsbench.bench.runtimes.LibuvEcho;
import dev.ifsbench.bench.runtimes.MioEcho;
import dev.ifsbench.bench.runtimes.OpenJdkChannelEcho;
import dev.ifsbench.bench.runtimes.OpenJdkSelectorEcho;
import dev.ifsbench.bench.runtimes.OpenJdkSocketEcho;
import dev.ifsbench.bench.runtimes.RuntimeEcho;
import dev.ifsbench.bench.state.Batch;
import dev.ifsbench.bench.state.HandleKind;
import dev.ifsbench.bench.state.LayerStack;
import dev.ifsbench.bench.state.Transport;
import dev.ifsbench.sockets.libc.Binding;
import java.lang.management.ManagementFactory;
import java.util.function.Supplier;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A message that goes by one of runtimes' techniques allocates nothing in the calling thread. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "it has been run on Linux only so far")
class TechniqueAllocationTest {
  private static final int PAYLOAD = 64;
  private static final int TIMES = 2_000;
  private static final int ATTEMPTS = 100;

  @ParameterizedTest
  @EnumSource(names = {"BASE", "PASS_THROUGH_INTERCEPTING", "WRAPPED"})
  void byACompletionPortInBatchesThatSkipPackets(HandleKind kind) {
    assertCompletionPort(kind, 16, SkipOnSuccess.ON);
  }

  @ParameterizedTest
  @EnumSource(names = {"BASE", "PASS_THROUGH_INTERCEPTING", "WRAPPED"})
  void byACompletionPortOneByOne(HandleKind kind) {
    assertCompletionPort(kind, 1, SkipOnSuccess.OFF);
  }

  private static void assertCompletionPort(HandleKind kind, int batch, SkipOnSuccess skip) {
    LayerStack stack = LayerStack.started(kind, Transport.TCP, 1, Binding.JNA);
    CompletionPortState state = new CompletionPortState();
    state.payload = PAYLOAD;
    state.batch = batch;
    state.skip = skip;
    state.setUp(stack);
    assertAllocatesNothing(state::sendReceive, Batch.SIZE);
    state.tearDown();
    stack.stop();
  }

  @ParameterizedTest
  @EnumSource(names = {"BASE", "PASS_THROUGH_INTERCEPTING", "WRAPPED"})
  void asADatagram(HandleKind kind) {
    DatagramStack stack = new DatagramStack();
    stack.handle = kind;
    stack.transport = Transport.UDP;
    stack.depth = 1;
    stack.binding = Binding.JNA;
    stack.setUp();
    DatagramState state = new DatagramState();
    state.payload = PAYLOAD;
    state.setUp(stack);
    assertAllocatesNothing(state::sendToReceiveFrom, 1);
    assertAllocatesNothing(state::sendMsgReceiveMsg, 1);
    state.tearDown();
    stack.tearDown();
  }

  @ParameterizedTest
  @EnumSource
  void asAnEchoOfARuntime(HandleKind kind) {
    assertEcho(kind, LibuvEcho::new);
    assertEcho(kind, GoEcho::new);
    assertEcho(kind, DotNetEcho::new);
    assertEcho(kind, MioEcho::new);
    assertEcho(kind, OpenJdkSelectorEcho::new);
    assertEcho(kind, OpenJdkChannelEcho::new);
    assertEcho(kind, OpenJdkSocketEcho::new);
  }

  private static void assertEcho(HandleKind kind, Supplier<RuntimeEcho> runtime) {
    LayerStack stack = LayerStack.started(kind, Transport.UNIX, 1, Binding.JNA);
    RuntimeEcho echo = runtime.get();
    echo.payload = PAYLOAD;
    echo.order = EchoOrder.DATA_FIRST;
    echo.setUp(stack);
    assertAllocatesNothing(echo::echo, 1);
    echo.tearDown();
    stack.stop();
  }

  @ParameterizedTest
  @EnumSource
  void whenTheProgramLearnsWhereDataHasCome(HandleKind kind) {
    assertPoll(kind, SelectWait::new);
    assertPoll(kind, PollWait::new);
    assertPoll(kind, EventWait::new);
    assertPoll(kind, BaseHandleWait::new);
  }

  /** More sockets than a wrapping layer takes in one set, and than small numbers name. */
  private static void assertPoll(HandleKind kind, Supplier<PollState> way) {
    LayerStack stack = LayerStack.started(kind, Transport.TCP, 1, Binding.JNA);
    PollState state = way.get();
    state.handles = 70;
    state.setUp(stack);
    assertAllocatesNothing(state::message, 1);
    state.tearDown();
    stack.stop();
  }

  private static void assertAllocatesNothing(Runnable benchmark, int messages) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long self = Thread.currentThread().getId();
    long allocated = Long.MAX_VALUE;
    for (int i = 0; i < ATTEMPTS && allocated >= TIMES; i++) {
      long before = threads.getThreadAllocatedBytes(self);
      for (int done = 0; done < TIMES; done += messages) {
        benchmark.run();
      }
      allocated = threads.getThreadAllocatedBytes(self) - before;
    }
    assertThat(allocated).as("bytes of %d messages", TIMES).isLessThan(TIMES);
  }
}
