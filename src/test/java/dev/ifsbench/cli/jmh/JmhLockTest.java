package dev.ifsbench.cli.jmh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ifsbench.cli.ChildJvm;
import dev.ifsbench.cli.ChildJvm.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("child-jvm")
class JmhLockTest {
  @TempDir private Path folder;

  /** Takes the lock, collects garbage, says so, and stays until its standard input ends. */
  static final class Holder {
    private Holder() {}

    public static void main(String[] args) throws Exception {
      JmhLock.take();
      for (int i = 0; i < 5; i++) {
        System.gc();
        Thread.sleep(50);
      }
      System.out.println("collected");
      int ended = System.in.read();
      System.exit(ended);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "headline --rounds 1",
        "headline --apart --rounds 1",
        "latency --rounds 1 --duration 1s",
        "overhead --rounds 1",
        "calibrate --trials 1",
        "track SendBenchmark",
        "SendBenchmark"
      })
  void aGarbageCollectionLetsNoSecondRunBegin(String command) throws IOException {
    Process holder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.io.tmpdir=" + folder,
                "-cp",
                System.getProperty("java.class.path"),
                Holder.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try {
      assertThat(holder.inputReader().readLine()).isEqualTo("collected");

      Outcome second = ChildJvm.run(folder, command.split(" "));

      assertThat(second.errorLines())
          .singleElement()
          .asString()
          .startsWith("Another JMH run holds ");
      assertThat(second.exitCode()).isEqualTo(3);
    } finally {
      holder.destroyForcibly();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"headline --rounds 1", "track SendBenchmark", "SendBenchmark"})
  void aLockFileThatCannotBeUsedIsToldBeforeAnythingIsMeasured(String command) throws IOException {
    // Even root cannot write this.
    Path lock = Files.createDirectory(folder.resolve("jmh.lock"));

    Outcome outcome = ChildJvm.run(folder, command.split(" "));

    assertThat(outcome.errorLines())
        .singleElement()
        .asString()
        .startsWith("JMH's lock file " + lock + " cannot be used: ")
        .contains("-Djava.io.tmpdir");
    assertThat(outcome.exitCode()).isEqualTo(3);
  }

  @Test
  void theLockIsFreeAgainAfterARun() throws IOException {
    String[] once = "DispatcherBenchmark -f 0 -bm ss -wi 0 -i 1 -p openHandles=2".split(" ");

    assertThat(ChildJvm.run(folder, once).exitCode()).isZero();
    assertThat(ChildJvm.run(folder, once).exitCode()).isZero();
  }
}
