package dev.ifsbench.sockets;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TemporaryFilesTest {
  /** That of a process that has ended. */
  private static long endedProcess() throws Exception {
    Process java =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-version")
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    java.waitFor();
    return java.pid();
  }

  private static Path folder(String name, Duration age) throws IOException {
    Path folder = Path.of(System.getProperty("java.io.tmpdir"), name);
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("outcome.txt"), "works");
    Files.setLastModifiedTime(folder, FileTime.from(Instant.now().minus(age)));
    return folder;
  }

  @Test
  void whatAKilledProcessHasLeftIsRemovedLater() throws Exception {
    Path left = folder("ifsbench-" + endedProcess() + "-1", Duration.ofHours(2));

    TemporaryFiles.removeAbandoned();

    assertThat(left).doesNotExist();
  }

  @Test
  void whatMayStillBeInUseStays() throws Exception {
    Path recent = folder("ifsbench-" + endedProcess() + "-2", Duration.ofMinutes(10));
    Path ours = folder("ifsbench-" + ProcessHandle.current().pid() + "-3", Duration.ofHours(2));
    Path foreign = folder("ifsbench-results", Duration.ofHours(2));

    TemporaryFiles.removeAbandoned();

    try {
      assertThat(recent).exists();
      assertThat(ours).exists();
      assertThat(foreign).exists();
    } finally {
      for (Path each : new Path[] {recent, ours, foreign}) {
        TemporaryFiles.remove(each);
      }
    }
  }
}
