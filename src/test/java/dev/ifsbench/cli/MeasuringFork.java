package dev.ifsbench.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Finds the JVM that measures for a run of the command line, on Linux. */
final class MeasuringFork {
  private MeasuringFork() {}

  /** The JVM below the parent, once it watches the parent. */
  static ProcessHandle of(Process parent) throws InterruptedException, IOException {
    while (parent.isAlive()) {
      List<ProcessHandle> forks =
          parent.descendants().filter(MeasuringFork::watchesItsParent).toList();
      if (!forks.isEmpty()) {
        return forks.get(0);
      }
      TimeUnit.MILLISECONDS.sleep(10);
    }
    throw new IllegalStateException(
        new String(parent.getErrorStream().readAllBytes(), StandardCharsets.UTF_8));
  }

  private static boolean watchesItsParent(ProcessHandle process) {
    try (Stream<Path> threads = Files.list(Path.of("/proc/" + process.pid() + "/task"))) {
      for (Path thread : threads.toList()) {
        if (Files.readString(thread.resolve("comm")).startsWith("parent-watch")) {
          return true;
        }
      }
      return false;
    } catch (IOException e) {
      return false; // it has ended meanwhile
    }
  }
}
