package dev.ifsbench.bench.paired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import dev.ifsbench.bench.DispatcherBenchmark;
import dev.ifsbench.bench.UpcallBenchmark;
import dev.ifsbench.sockets.libc.Binding;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the runtime there has no AcceptEx yet")
class BenchmarkLoopTest {
  private static final int TIMES = 2_000;
  private static final int ATTEMPTS = 100;
  private static final String PACKAGE = "dev.ifsbench.bench.";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "TCP SendBenchmark.send",
        "TCP RoundTripBenchmark.roundTrip",
        "TCP CompletionPortBenchmark.sendReceive?batch=16&skip=ON",
        "TCP AcceptBenchmark.accept",
        "TCP AcceptBenchmark.acceptEx",
        "TCP AcceptBenchmark.acceptExOfWaiting",
        "TCP ConnectBenchmark.connect",
        "TCP ConnectBenchmark.connectEx",
        "UDP DatagramBenchmark.sendToReceiveFrom",
        "UDP DatagramBenchmark.sendMsgReceiveMsg",
        "UNIX RuntimeBenchmark.libuv?order=READ_FIRST",
        "UNIX RuntimeBenchmark.go",
        "UNIX RuntimeBenchmark.dotNet",
        "UNIX RuntimeBenchmark.mio",
        "UNIX RuntimeBenchmark.openJdkSelector",
        "UNIX RuntimeBenchmark.openJdkChannel",
        "UNIX RuntimeBenchmark.openJdkSocket"
      })
  void kindsTakeTurnsAtABenchmark(String transportAndName) {
    String[] words = transportAndName.split(" ", -1);
    String name = PACKAGE + words[1];
    assertThat(BenchmarkStates.refusal(ParameterizedName.parse(name).benchmark())).isEmpty();
    PairedTask task = new PairedTask(name, words[0], 64, 1, List.of(), 0, 0, 1);
    try (Loop base = PairedFork.loop(task, side("BASE"));
        Loop wrapped = PairedFork.loop(task, side("WRAPPED"))) {
      for (int i = 0; i < 3; i++) {
        base.run(2);
        wrapped.run(2);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "TCP CompletionPortBenchmark.sendReceive?batch=16&skip=ON",
        "TCP CompletionPortBenchmark.sendReceive?batch=1&skip=OFF",
        "UDP DatagramBenchmark.sendToReceiveFrom",
        "UDP DatagramBenchmark.sendMsgReceiveMsg",
        "UNIX RuntimeBenchmark.libuv",
        "UNIX RuntimeBenchmark.go",
        "UNIX RuntimeBenchmark.openJdkSocket"
      })
  void onceCompiledAMessageAllocatesNothing(String transportAndName) {
    String[] words = transportAndName.split(" ", -1);
    PairedTask task = new PairedTask(PACKAGE + words[1], words[0], 64, 1, List.of(), 0, 0, 1);
    for (String handle : List.of("BASE", "PASS_THROUGH_INTERCEPTING", "WRAPPED")) {
      try (Loop loop = PairedFork.loop(task, side(handle))) {
        long allocated = Long.MAX_VALUE;
        for (int i = 0; i < ATTEMPTS && allocated >= TIMES; i++) {
          allocated = allocatedBy(loop);
        }
        assertThat(allocated).as("bytes of %d messages on %s", TIMES, handle).isLessThan(TIMES);
      }
    }
  }

  private static long allocatedBy(Loop loop) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long self = Thread.currentThread().getId();
    long before = threads.getThreadAllocatedBytes(self);
    loop.run(TIMES);
    return threads.getThreadAllocatedBytes(self) - before;
  }

  private static Side side(String handle) {
    return new Side(handle, Binding.JNA, null, 0);
  }

  @Test
  void whatCannotTakeTurnsSaysWhy() {
    assertThat(BenchmarkStates.refusal(UpcallBenchmark.class.getName() + ".query"))
        .hasValue("it has no kinds of handle");
    assertThat(BenchmarkStates.refusal(DispatcherBenchmark.class.getName() + ".direct"))
        .hasValue("ThreadParams is JMH's own, and there is no JMH around it");
  }

  @ParameterizedTest
  @ValueSource(strings = {"NoBenchmark.run", "SendBenchmark.noMethod", "SendBenchmark", ""})
  void aNameOfNoBenchmarkIsRefused(String name) {
    assertThatThrownBy(() -> BenchmarkStates.refusal(PACKAGE + name))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no loop for the benchmark");
  }

  @Test
  void aNameAndItsParametersSurviveWritingAndReading() {
    ParameterizedName plain = new ParameterizedName("a.B.c", Map.of());
    ParameterizedName further = new ParameterizedName("a.B.c", Map.of("skip", "ON", "batch", "8"));

    assertThat(plain).hasToString("a.B.c");
    assertThat(further).hasToString("a.B.c?batch=8&skip=ON");
    assertThat(ParameterizedName.parse(further.toString())).isEqualTo(further);
    assertThat(ParameterizedName.parse("a.B.c")).isEqualTo(plain);
    assertThatCode(() -> ParameterizedName.parse("a.B.c?x=")).doesNotThrowAnyException();
  }
}
