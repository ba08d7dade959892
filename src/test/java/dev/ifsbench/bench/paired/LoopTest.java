package dev.ifsbench.bench.paired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import dev.ifsbench.bench.floor.BindingLoop;
import dev.ifsbench.bench.floor.DispatcherLoop;
import dev.ifsbench.sockets.libc.Binding;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the floor is of Linux's C library")
class LoopTest {
  private static final int PAYLOAD = 64;
  private static final int TIMES = 20_000;
  private static final int ATTEMPTS = 100;

  static Stream<Binding> bindings() {
    int jdk = Runtime.version().feature();
    return Arrays.stream(Binding.values()).filter(binding -> binding.isIn(jdk));
  }

  @ParameterizedTest
  @MethodSource("bindings")
  void onceCompiledALoopAllocatesNothing(Binding binding) {
    try (FloorPair pair = dispatcherLoop(binding.name())) {
      Loop alone = bindingLoop(binding, pair);

      assertAllocatesNothing(pair);
      assertAllocatesNothing(alone);
    }
  }

  @ParameterizedTest
  @MethodSource("bindings")
  void whatIsSentIsReceivedSoThatLoopsCanTakeTurns(Binding binding) {
    try (FloorPair pair = dispatcherLoop(binding.name())) {
      Loop alone = bindingLoop(binding, pair);
      for (int i = 0; i < 10; i++) {
        pair.run(100);
        alone.run(100);
      }
    }
  }

  @Test
  void eachLoopHasClassesOfItsOwnButForTheCommonOnes() {
    try (FloorPair one = dispatcherLoop("JNA");
        FloorPair other = dispatcherLoop("JNA")) {
      assertThat(one.getClass())
          .isNotSameAs(other.getClass())
          .isNotSameAs(DispatcherLoop.class)
          .hasToString(DispatcherLoop.class.toString());
    }
  }

  @Test
  void aFailureInsideArrivesOutsideAsItIs() {
    assertThatThrownBy(() -> dispatcherLoop("NOSUCH"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("NOSUCH");
  }

  private static FloorPair dispatcherLoop(String binding) {
    return new IsolatedClassLoader()
        .make(DispatcherLoop.class, FloorPair.class, "PASS_THROUGH", "UNIX", binding, PAYLOAD);
  }

  private static Loop bindingLoop(Binding binding, FloorPair pair) {
    return new IsolatedClassLoader()
        .make(BindingLoop.class, Loop.class, binding.name(), pair.near(), pair.far(), PAYLOAD);
  }

  /**
   * Measures anew until nothing is allocated: a foreign function's call allocates until the
   * optimizing compiler has it, whenever that is.
   */
  private static void assertAllocatesNothing(Loop loop) {
    long allocated = Long.MAX_VALUE;
    for (int i = 0; i < ATTEMPTS && allocated >= TIMES; i++) {
      allocated = allocatedBy(loop);
    }
    assertThat(allocated).as("bytes allocated by %d operations", TIMES).isLessThan(TIMES);
  }

  private static long allocatedBy(Loop loop) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long self = Thread.currentThread().getId();
    long before = threads.getThreadAllocatedBytes(self);
    loop.run(TIMES);
    return threads.getThreadAllocatedBytes(self) - before;
  }
}
