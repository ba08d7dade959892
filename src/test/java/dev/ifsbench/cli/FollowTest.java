package dev.ifsbench.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ifsbench.provider.BaseProvider;
import dev.ifsbench.report.json.TraceEventFormat;
import dev.ifsbench.sockets.none.NullSockets;
import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.ProtocolInfo;
import dev.ifsbench.spi.Ws2Def;
import dev.ifsbench.ws2.Winsock;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code trace --follow}, on a JVM that opens and closes sockets. */
@Tag("child-jvm")
class FollowTest {
  private static final String RECORDING = "ifsbench-trace-follow";

  @TempDir Path folder;
  private Process target;
  private Process follower;

  /** Opens a socket and closes it twice, which is once too often, again and again. */
  static final class Target {
    private Target() {}

    public static void main(String[] args) throws Exception {
      NullSockets sockets = new NullSockets();
      Winsock winsock = new Winsock(sockets);
      ProtocolInfo entry = BaseProvider.install(winsock, sockets).get(0);
      winsock.wsaStartup(Ws2Def.VERSION_2_2);
      Errno errno = new Errno();
      while (System.in.available() == 0) {
        long s = winsock.socket(0, 0, 0, entry, 0, 0, errno);
        winsock.closesocket(s, errno);
        winsock.closesocket(s, errno);
        Thread.sleep(10);
      }
    }
  }

  @BeforeEach
  void startTarget() throws IOException {
    target =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Target.class.getName())
            .redirectErrorStream(true)
            .start();
  }

  @AfterEach
  void endAll() {
    if (follower != null) {
      follower.destroyForcibly();
    }
    target.destroyForcibly();
  }

  private BufferedReader follow(String format) throws IOException {
    follower = ChildJvm.start(folder, "trace", "--follow=" + target.pid(), "--format=" + format);
    return new BufferedReader(
        new InputStreamReader(follower.getInputStream(), StandardCharsets.UTF_8));
  }

  static List<JsonNode> readUntil(BufferedReader lines, String type) throws IOException {
    List<JsonNode> read = new ArrayList<>();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      JsonNode node = new ObjectMapper().readTree(line);
      read.add(node);
      if (node.get("type").asText().equals(type)) {
        return read;
      }
    }
    throw new AssertionError("no " + type + " in " + read);
  }

  private String errors() throws IOException {
    return new String(follower.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  private String jcmd(String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString());
    command.add(String.valueOf(target.pid()));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  @Test
  void eventsAndViolationsAreLinesWhileTheJvmRunsAndItsEndIsTheEnd() throws Exception {
    BufferedReader lines = follow("jsonl");
    List<JsonNode> first = readUntil(lines, "violation");
    assertThat(first.get(0).get("type").asText()).isEqualTo("begin");
    assertThat(first.get(0).get("recording").asText()).isEqualTo("JVM " + target.pid());
    assertThat(first.get(first.size() - 1).get("rule").asText()).isEqualTo("NO_CALL_AFTER_CLOSE");
    assertThat(readUntil(lines, "event")).isNotEmpty();
    assertThat(target.isAlive()).isTrue();

    target.destroy();

    List<JsonNode> rest = readUntil(lines, "end");
    JsonNode end = rest.get(rest.size() - 1);
    assertThat(end.get("complete").asBoolean()).isFalse();
    assertThat(end.get("notJudged").asText()).contains("before the JVM was followed");
    assertThat(end.get("violationCount").asInt()).isPositive();
    assertThat(lines.readLine()).isNull();
    assertThat(errors()).contains("JVM " + target.pid() + " has ended.");
    assertThat(follower.waitFor()).isEqualTo(6);
  }

  @Test
  void aRecordingThatIsStoppedFromOutsideIsTheEnd() throws Exception {
    BufferedReader lines = follow("jsonl");
    readUntil(lines, "event");
    assertThat(jcmd("JFR.stop", "name=" + RECORDING)).contains("Stopped recording");
    readUntil(lines, "end");
    assertThat(errors()).contains("stopped from outside");
    assertThat(target.isAlive()).isTrue();
    assertThat(follower.waitFor()).isEqualTo(6);
  }

  @Test
  void aReaderThatGoesIsTheEndAndNothingIsSaid() throws Exception {
    BufferedReader lines = follow("text");
    assertThat(lines.readLine()).startsWith("time");
    lines.close();
    assertThat(follower.waitFor()).isEqualTo(3);
    assertThat(errors()).isEmpty();
    assertThat(jcmd("JFR.check")).doesNotContain(RECORDING);
  }

  @Test
  void aReaderThatGoesWhileNothingHappensIsTheEndToo() throws Exception {
    Process quiet = target;
    BufferedReader lines = follow("jsonl");
    readUntil(lines, "event");
    // A JVM that stands still sends nothing, so nothing is written either.
    new ProcessBuilder("kill", "-STOP", String.valueOf(quiet.pid())).start().waitFor();
    lines.close();
    assertThat(follower.waitFor()).isEqualTo(3);
  }

  @Test
  void anInterruptedFollowerEndsItsDocument() throws Exception {
    assumeFalse(ignoresInterrupts(), "started by a shell in the background, which ignores SIGINT");
    BufferedReader lines = follow("perfetto");
    StringBuilder document = new StringBuilder();
    char[] some = new char[1 << 16];
    document.append(some, 0, lines.read(some));
    new ProcessBuilder("kill", "-INT", String.valueOf(follower.pid())).start().waitFor();
    for (int n = lines.read(some); n > 0; n = lines.read(some)) {
      document.append(some, 0, n);
    }
    assertThat(follower.waitFor()).isEqualTo(130);
    TraceEventFormat trace = TraceEventFormat.read(document.toString());
    assertThat(trace.otherData().get("complete").asBoolean()).isFalse();
    assertThat(jcmd("JFR.check")).doesNotContain(RECORDING);
  }

  /** Child processes inherit what a shell lets its background jobs ignore. */
  private static boolean ignoresInterrupts() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("SigIgn:"))
        .anyMatch(line -> (Long.parseUnsignedLong(line.substring(7).strip(), 16) & 0b10) != 0);
  }

  @Test
  @Tag("slow")
  void aFollowerThatIsKilledLeavesNoRecordingRunningForLong() throws Exception {
    BufferedReader lines = follow("jsonl");
    readUntil(lines, "event");
    assertThat(jcmd("JFR.check")).contains("name=" + RECORDING, "(running)");
    follower.destroyForcibly().waitFor();
    String check = jcmd("JFR.check");
    while (check.contains("(running)")) {
      Thread.sleep(500);
      check = jcmd("JFR.check");
    }
    assertThat(check).doesNotContain("(running)");
  }

  @Test
  @Tag("slow")
  void aFollowerGoesOnForLongerThanItsRecordingsLease() throws Exception {
    BufferedReader lines = follow("jsonl");
    JsonNode first = readUntil(lines, "event").get(1);
    long begun = Instant.parse(first.get("time").asText()).getEpochSecond();
    long now = begun;
    while (now < begun + 45) {
      List<JsonNode> read = readUntil(lines, "event");
      JsonNode last = read.get(read.size() - 1);
      now = Instant.parse(last.get("time").asText()).getEpochSecond();
    }
    assertThat(follower.isAlive()).isTrue();
  }
}
