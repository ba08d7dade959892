package dev.ifsbench.provider;

import static dev.ifsbench.fixture.Calls.error;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ifsbench.bench.state.HandleKind;
import dev.ifsbench.bench.state.Transport;
import dev.ifsbench.fixture.Descriptors;
import dev.ifsbench.fixture.Exhaustion;
import dev.ifsbench.fixture.Local;
import dev.ifsbench.fixture.Stack;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is opened is closed again. */
@DisabledOnOs(
    value = OS.WINDOWS,
    disabledReason = "the kernel is asked for its descriptors in /proc")
class DescriptorLeakTest {
  @ParameterizedTest
  @EnumSource
  void aHundredThousandSocketsLeaveNothingOpen(HandleKind kind) {
    try (Stack stack = Stack.of(kind, 1)) {
      stack.closeSocket(stack.socket(Transport.TCP));
      int before = Descriptors.count();
      for (int i = 0; i < 100_000; i++) {
        stack.closeSocket(stack.socket(Transport.UDP));
      }
      Descriptors.assertCount(before);
      assertThat(stack.winsock().handleCount()).isLessThan(10);
    }
  }

  @ParameterizedTest
  @EnumSource
  void thousandsOfConnectionsLeaveNothingOpen(HandleKind kind) {
    try (Stack stack = Stack.of(kind, 2)) {
      int before = Descriptors.count();
      for (Transport protocol : List.of(Transport.TCP, Local.stream())) {
        for (int i = 0; i < 700; i++) {
          stack.close(stack.pair(protocol));
        }
        for (int i = 0; i < 300; i++) {
          long s = stack.socket(protocol);
          stack.closeSocket(stack.socket(stack.duplicate(s)));
          stack.closeSocket(s);
        }
      }
      Descriptors.assertCount(before);
    }
  }

  @ParameterizedTest
  @EnumSource
  void callsThatFailLeaveNothingOpen(HandleKind kind) {
    try (Stack stack = Stack.of(kind, 1)) {
      int before = Descriptors.count();
      for (int i = 0; i < 200; i++) {
        long s = stack.socket(Transport.TCP);
        error(e -> stack.winsock().accept(s, null, null, e));
        error(e -> stack.winsock().bind(s, null, 0, e));
        error(e -> stack.winsock().socket(2, 1, 17, stack.topEntry(Transport.TCP), 0, 0, e));
        error(e -> stack.winsock().duplicateSocket(s, -5, null, e));
        stack.closeSocket(s);
      }
      Descriptors.assertCount(before);
    }
  }

  /** In a process of its own, which is allowed few descriptors. */
  @ParameterizedTest
  @EnumSource
  void runningOutOfDescriptorsIsReportedAndItGoesOnAfterwards(HandleKind kind) throws Exception {
    Process process =
        new ProcessBuilder(
                "sh",
                "-c",
                "ulimit -n 200; exec \"$@\"",
                "sh",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Exhaustion.class.getName(),
                kind.name())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as("exit of the process, which said:%n%s", output).isZero();
    assertThat(output).contains("went on after running out");
  }
}
