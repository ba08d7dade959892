package dev.ifsbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code trace --follow --wait}, which takes the one benchmark that runs on the machine: no other
 * test may run one meanwhile, so this is not among those that run side by side.
 */
@Tag("child-jvm")
class FollowAnyBenchmarkIT {
  @TempDir Path folder;

  @Test
  void waitingBeginsBeforeTheBenchmarkDoes() throws Exception {
    Process follower = ChildJvm.start(folder, "trace", "--follow", "--wait", "--format=jsonl");
    BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(follower.getInputStream(), StandardCharsets.UTF_8));
    // It opens its sockets and keeps them; the sizes of its handle tables are events all the time.
    Process benchmark =
        ChildJvm.start(
            folder,
            "SendBenchmark -p transport=NONE -p handle=BASE -f 1 -wi 0 -i 1 -r 6s".split(" "));
    try {
      new Thread(() -> drain(benchmark)).start();
      assertThat(FollowTest.readUntil(lines, "end"))
          .anySatisfy(line -> assertThat(line.path("event").asText()).isEqualTo("HandleTable"));
      assertThat(new String(follower.getErrorStream().readAllBytes(), StandardCharsets.UTF_8))
          .contains(" has ended.");
      // Nothing to judge if the benchmark had opened its sockets before the recording began.
      assertThat(follower.waitFor()).isIn(0, 4);
    } finally {
      follower.destroyForcibly();
      benchmark.destroy();
    }
  }

  private static void drain(Process process) {
    try {
      process.getInputStream().transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
