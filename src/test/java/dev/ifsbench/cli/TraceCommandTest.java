package dev.ifsbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ifsbench.provider.BaseProvider;
import dev.ifsbench.report.json.TraceEventFormat;
import dev.ifsbench.sockets.none.NullSockets;
import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.ProtocolInfo;
import dev.ifsbench.spi.Ws2Def;
import dev.ifsbench.ws2.Winsock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import jdk.jfr.Recording;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code trace} as a user calls it. */
@Tag("child-jvm")
class TraceCommandTest {
  @TempDir Path folder;

  /** Opens and closes a socket with recording on. */
  private Path recorded(boolean closedTwice) throws Exception {
    Path file = folder.resolve("r.jfr");
    try (Recording recording = new Recording()) {
      recording.start();
      NullSockets sockets = new NullSockets();
      Winsock winsock = new Winsock(sockets);
      ProtocolInfo entry = BaseProvider.install(winsock, sockets).get(0);
      winsock.wsaStartup(Ws2Def.VERSION_2_2);
      Errno errno = new Errno();
      long s = winsock.socket(0, 0, 0, entry, 0, 0, errno);
      winsock.closesocket(s, errno);
      if (closedTwice) {
        winsock.closesocket(s, errno);
      }
      winsock.wsaCleanup(errno);
      recording.stop();
      recording.dump(file);
    }
    return file;
  }

  /** The id of the thread that records: it is not 1 in every JVM. */
  @SuppressWarnings("deprecation") // Thread.threadId() came with JDK 19
  private static long thisThread() {
    return Thread.currentThread().getId();
  }

  @Test
  void aGoodRecordingIsShownAndEndsWithZero() throws Exception {
    ChildJvm.Outcome run = ChildJvm.run(folder, "trace", recorded(false).toString());
    assertThat(run.errorLines()).isEmpty();
    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .contains("WPUModifyIFSHandle", "p99 ns", "No rule is broken.")
        .containsPattern("WSPSocket +main #" + thisThread() + " +TCP over IPv4");
  }

  @Test
  void aBrokenRuleEndsWithSix() throws Exception {
    ChildJvm.Outcome run = ChildJvm.run(folder, "trace", "--json", recorded(true).toString());
    assertThat(run.exitCode()).isEqualTo(6);
    JsonNode document = new ObjectMapper().readTree(run.out());
    assertThat(document.get("schemaVersion").asInt()).isEqualTo(1);
    JsonNode recording = document.at("/recordings/0");
    assertThat(recording.get("complete").asBoolean()).isTrue();
    assertThat(recording.at("/lost/bytes").asLong(-1)).isZero();
    assertThat(recording.get("events"))
        .filteredOn(event -> event.get("event").asText().equals("WPUModifyIFSHandle"))
        .singleElement()
        .satisfies(event -> assertThat(event.get("threadId").asLong()).isEqualTo(thisThread()));
    assertThat(recording.get("violationCount").asInt()).isEqualTo(1);
    assertThat(recording.at("/violations/0/rule").asText()).isEqualTo("NO_CALL_AFTER_CLOSE");
    assertThat(recording.get("events").findValuesAsText("event"))
        .contains("WPUModifyIFSHandle", "WSPCloseSocket");
    assertThat(recording.at("/summary/0/calls").asInt()).isPositive();
  }

  @Test
  void jsonLinesAreAnObjectALine() throws Exception {
    String file = recorded(true).toString();
    ChildJvm.Outcome run = ChildJvm.run(folder, "trace", "--format=jsonl", file);
    assertThat(run.exitCode()).isEqualTo(6);
    List<JsonNode> lines = new ArrayList<>();
    for (String line : run.out().lines().toList()) {
      lines.add(new ObjectMapper().readTree(line));
    }
    JsonNode first = lines.get(0);
    assertThat(first.get("type").asText()).isEqualTo("begin");
    assertThat(first.get("schemaVersion").asInt()).isEqualTo(1);
    assertThat(first.get("recording").asText()).isEqualTo(file);
    assertThat(lines)
        .filteredOn(line -> line.get("type").asText().equals("violation"))
        .singleElement()
        .satisfies(line -> assertThat(line.get("rule").asText()).isEqualTo("NO_CALL_AFTER_CLOSE"));
    assertThat(lines)
        .filteredOn(line -> line.get("type").asText().equals("event"))
        .extracting(line -> line.get("time").asText())
        .isSorted();
    JsonNode last = lines.get(lines.size() - 1);
    assertThat(last.get("type").asText()).isEqualTo("end");
    assertThat(last.get("complete").asBoolean()).isTrue();
    assertThat(last.get("violationCount").asInt()).isEqualTo(1);
  }

  @Test
  void perfettosTraceFollowsTheFormatsRules() throws Exception {
    ChildJvm.Outcome run =
        ChildJvm.run(folder, "trace", "--format=perfetto", recorded(true).toString());
    assertThat(run.exitCode()).isEqualTo(6);
    TraceEventFormat trace = TraceEventFormat.read(run.out());
    assertThat(trace.tracks())
        .anyMatch(track -> track.matches(".+ #\\d+"))
        .anyMatch(track -> track.matches("handle \\d+"));
    assertThat(trace.events())
        .filteredOn(event -> event.name().equals("WPUModifyIFSHandle"))
        .hasSize(2)
        .allSatisfy(span -> assertThat(span.args().get("from")).isEqualTo(span.args().get("to")));
    assertThat(trace.otherData().get("schemaVersion").asInt()).isEqualTo(1);
    assertThat(trace.otherData().get("complete").asBoolean()).isTrue();
    assertThat(trace.otherData().get("violationCount").asInt()).isEqualTo(1);
  }

  @Test
  void aRowLiesWithinTheCallThatItWasMadeIn() throws Exception {
    ChildJvm.Outcome run = ChildJvm.run(folder, "trace", recorded(false).toString());
    List<String> rows =
        run.out().lines().filter(line -> line.matches("\\d\\d:\\d\\d:\\d\\d\\..*")).toList();
    assertThat(rows).extracting(row -> row.substring(0, 18)).isSorted();
    assertThat(rows)
        .filteredOn(row -> row.contains("WSPSocket") || row.contains("WPUModifyIFSHandle"))
        .extracting(row -> row.substring(20, 40).stripTrailing())
        .containsExactly("WSPSocket", "  WPUModifyIFSHandle");
    assertThat(rows)
        .filteredOn(row -> row.contains("WSPSocket"))
        .allSatisfy(row -> assertThat(row).contains(" #" + thisThread() + " "));
  }

  @Test
  void whatCannotBeReadIsNamedAndTheRestIsShown() throws Exception {
    Path whole = recorded(true);
    Path text = Files.writeString(folder.resolve("a.jfr"), "no recording at all, only text");
    ChildJvm.Outcome run = ChildJvm.run(folder, "trace", "--json", "--summary", folder.toString());
    assertThat(run.exitCode()).isEqualTo(6);
    assertThat(run.errorLines()).singleElement().asString().contains(text.toString());
    JsonNode recordings = new ObjectMapper().readTree(run.out()).get("recordings");
    assertThat(recordings).hasSize(2);
    assertThat(recordings.at("/0/error").asText()).contains("it is not a recording");
    assertThat(recordings.at("/1/recording").asText()).isEqualTo(whole.toString());
    assertThat(recordings.at("/1/violationCount").asInt()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"text", "json", "jsonl", "perfetto"})
  void anOutputThatCannotBeWrittenIsSaidInOneLine(String format) throws Exception {
    String file = recorded(false).toString();
    ChildJvm.Outcome run =
        ChildJvm.runInto(Path.of("/dev/full"), folder, "trace", "--format=" + format, file);
    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.errorLines())
        .singleElement()
        .asString()
        .startsWith("The output cannot be written: ");
  }

  @Test
  void settingsThatCannotBeWrittenAreSaidInOneLine() throws Exception {
    ChildJvm.Outcome run = ChildJvm.runInto(Path.of("/dev/full"), folder, "trace", "--settings");
    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.errorLines()).hasSize(1);
  }

  @Test
  void mistakesAreOneLine() throws Exception {
    Path text = Files.writeString(folder.resolve("x.jfr"), "no recording at all, only text");
    refuses(3, "'" + text + "' cannot be read as a recording", "trace", text.toString());
    refuses(3, "there is no such file", "trace", "missing.jfr");
    refuses(64, "No benchmark matches 'Nonsuch'", "trace", "Nonsuch");
    refuses(3, "cannot be followed", "trace", "--follow=999999999");
    refuses(64, "trace needs a recording", "trace");
    refuses(
        64, "'xml' is not one of text, json, jsonl, perfetto", "trace", "--format=xml", "x.jfr");
    refuses(64, "--json and --format=jsonl", "trace", "--json", "--format=jsonl", "x.jfr");
    refuses(64, "--summary leaves out", "trace", "--summary", "--format=perfetto", "x.jfr");
    refuses(64, "--wait waits for a benchmark", "trace", "--wait", "x.jfr");
    refuses(64, "--wait waits for a benchmark", "trace", "--wait", "--follow=1");
    refuses(3, "has no recordings", "trace", Files.createDirectory(folder.resolve("d")).toString());
  }

  private void refuses(int exitCode, String message, String... arguments) throws Exception {
    ChildJvm.Outcome run = ChildJvm.run(folder, arguments);
    List<String> lines = run.errorLines();
    assertThat(lines).as(String.join(" ", arguments)).singleElement().asString().contains(message);
    assertThat(run.exitCode()).isEqualTo(exitCode);
  }

  @Test
  void theSettingsCanBeHad() throws Exception {
    ChildJvm.Outcome run = ChildJvm.run(folder, "trace", "--settings");
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).startsWith("<?xml").contains("dev.ifsbench.WPUModifyIFSHandle");
  }

  @Test
  void theProfilerIsListed() throws Exception {
    assertThat(ChildJvm.run(folder, "-lprof").out()).contains("-prof ifs");
  }

  @ParameterizedTest
  @CsvSource({"modify, modify", "createAndClose, create", "createAndClose, close", "query, query"})
  void theProfilerCountsAndTimesTheCallsOfAnOperation(String benchmark, String call)
      throws Exception {
    Path result = folder.resolve("result.json");

    ChildJvm.Outcome run =
        ChildJvm.run(
            folder,
            ("UpcallBenchmark.%s$ -p transport=NONE -f 1 -wi 0 -i 1 -r 300ms -prof ifs:every=1"
                    + " -rf json -rff %s")
                .formatted(benchmark, result)
                .split(" "));

    assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
    JsonNode metrics = new ObjectMapper().readTree(result.toFile()).at("/0/secondaryMetrics");
    String label = "ifs." + call + ".";
    // The calls of the tear-down count, of which there are a few.
    assertThat(score(metrics, label + "calls")).isCloseTo(1, Offset.offset(0.05));
    assertThat(score(metrics, label + "p50"))
        .isPositive()
        .isLessThanOrEqualTo(score(metrics, label + "p99"));
    assertThat(score(metrics, label + "p99")).isLessThanOrEqualTo(score(metrics, label + "max"));
    assertThat(score(metrics, label + "failures")).isZero();
    for (String column : List.of("calls", "p50", "p99", "max", "failures")) {
      assertThat(run.out()).containsPattern("UpcallBenchmark." + benchmark + ":" + label + column);
    }
    try (var files = Files.walk(folder)) {
      assertThat(files.filter(file -> file.endsWith("fork-1.jfr"))).hasSize(1);
    }
  }

  private static double score(JsonNode metrics, String label) {
    return metrics.path(label).path("score").asDouble(Double.NaN);
  }
}
