package dev.ifsbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ifsbench.fixture.SocketLoop;
import dev.ifsbench.trace.recording.CallKind;
import dev.ifsbench.trace.recording.Recordings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ways to record that are not this project's own need no option for its events. */
@Tag("child-jvm")
class RecordedFromOutsideTest {
  @TempDir Path folder;

  /** The loop, while it runs. */
  private static final class Loop implements AutoCloseable {
    private final Process process;

    Loop(String... jvmOptions) throws IOException {
      List<String> command = new ArrayList<>();
      command.add(tool("java"));
      command.addAll(List.of(jvmOptions));
      command.addAll(
          List.of("-cp", System.getProperty("java.class.path"), SocketLoop.class.getName()));
      process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
      // The JDK talks on standard output before the program does.
      BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
      String line = out.readLine();
      while (line != null && !line.equals("ready")) {
        line = out.readLine();
      }
      assertThat(line).as("the loop's first line").isEqualTo("ready");
    }

    String pid() {
      return String.valueOf(process.pid());
    }

    @Override
    public void close() throws IOException {
      try (var in = process.getOutputStream()) {
        in.write('\n');
      }
      process.onExit().join();
    }
  }

  private static String tool(String name) {
    return Path.of(System.getProperty("java.home"), "bin", name).toString();
  }

  private static String run(String... command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.onExit().join().exitValue()).as(out).isZero();
    return out;
  }

  private static Set<CallKind> kinds(Path recording) throws Exception {
    Set<CallKind> kinds = EnumSet.noneOf(CallKind.class);
    Recordings.read(recording, event -> kinds.add(event.kind()));
    return kinds;
  }

  private static void dumpUntilThereAre(Loop loop, Path file, CallKind... expected)
      throws Exception {
    do {
      run(tool("jcmd"), loop.pid(), "JFR.dump", "name=r", "filename=" + file);
    } while (!kinds(file).containsAll(List.of(expected)));
  }

  @Test
  void jcmdRecordsAJvmThatRuns() throws Exception {
    Path file = folder.resolve("jcmd.jfr");
    try (Loop loop = new Loop()) {
      run(tool("jcmd"), loop.pid(), "JFR.start", "name=r");
      dumpUntilThereAre(loop, file, CallKind.MODIFY, CallKind.CLOSE_SOCKET);
    }
  }

  @Test
  void jcmdTakesTheSettingsThatTheCommandPrints() throws Exception {
    Path settings =
        Files.writeString(
            folder.resolve("ifsbench.jfc"), ChildJvm.run(folder, "trace", "--settings").out());
    Path file = folder.resolve("settings.jfr");
    try (Loop loop = new Loop()) {
      run(tool("jcmd"), loop.pid(), "JFR.start", "name=r", "settings=" + settings);
      dumpUntilThereAre(loop, file, CallKind.MODIFY, CallKind.DISPATCH);
    }
  }

  @Test
  void theJvmsOwnOptionRecordsFromTheStart() throws Exception {
    Path file = folder.resolve("option.jfr");
    new Loop("-XX:StartFlightRecording:filename=" + file).close();
    assertThat(kinds(file)).contains(CallKind.STARTUP, CallKind.MODIFY);
  }

  @Test
  void jmhsOwnProfilerRecordsABenchmark() throws Exception {
    ChildJvm.Outcome run =
        ChildJvm.run(
            folder,
            ("DispatcherBenchmark.direct -p openHandles=1 -f 1 -wi 0 -i 1 -r 100ms -prof jfr:dir="
                    + folder)
                .split(" "));
    assertThat(run.exitCode()).as(run.err()).isZero();
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> recordings = files.filter(file -> file.toString().endsWith(".jfr")).toList();
      assertThat(recordings).hasSize(1);
      assertThat(kinds(recordings.get(0))).contains(CallKind.STARTUP, CallKind.MODIFY);
    }
  }

  @Test
  void aJvmIsFollowedWhileItRuns() throws Exception {
    try (Loop loop = new Loop()) {
      Process follower = ChildJvm.start(folder, "trace", "--follow=" + loop.pid());
      try (BufferedReader out = follower.inputReader(StandardCharsets.UTF_8)) {
        String line = out.readLine();
        while (line != null && !line.contains("WPUModifyIFSHandle")) {
          line = out.readLine();
        }
        assertThat(line).as("an event that is printed").contains("TCP over IPv4", "1001");
      } finally {
        follower.destroy();
        follower.onExit().join();
      }
    }
  }

  @Test
  void followingEndsWhenTheJvmDoes() throws Exception {
    Process follower;
    BufferedReader out;
    try (Loop loop = new Loop()) {
      follower = ChildJvm.start(folder, "trace", "--follow=" + loop.pid());
      out = follower.inputReader(StandardCharsets.UTF_8);
      // The heading is there once the other JVM has been reached.
      assertThat(out.readLine()).isNotNull();
    }
    try {
      // Reads on until it ends: one whose output nobody takes waits for that.
      out.transferTo(Writer.nullWriter());
      assertThat(follower.waitFor()).isZero();
    } finally {
      follower.destroy();
    }
  }
}
