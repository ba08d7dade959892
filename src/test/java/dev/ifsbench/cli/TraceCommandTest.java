package dev.ifsbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ifsbench.provider.BaseProvider;
import dev.ifsbench.sockets.NullSockets;
import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.ProtocolInfo;
import dev.ifsbench.spi.Ws2Def;
import dev.ifsbench.ws2.Winsock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import jdk.jfr.Recording;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code trace} as a user calls it. */
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

  @Test
  void aGoodRecordingIsShownAndEndsWithZero() throws Exception {
    ChildJvm.Outcome run = ChildJvm.run(folder, "trace", recorded(false).toString());
    assertThat(run.errorLines()).isEmpty();
    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .contains("WPUModifyIFSHandle", "p99 ns", "No rule is broken.")
        .containsPattern("WSPSocket +TCP over IPv4");
  }

  @Test
  void aBrokenRuleEndsWithThree() throws Exception {
    ChildJvm.Outcome run = ChildJvm.run(folder, "trace", "--json", recorded(true).toString());
    assertThat(run.exitCode()).isEqualTo(3);
    JsonNode recording = new ObjectMapper().readTree(run.out()).get(0);
    assertThat(recording.get("violationCount").asInt()).isEqualTo(1);
    assertThat(recording.at("/violations/0/rule").asText()).isEqualTo("NO_CALL_AFTER_CLOSE");
    assertThat(recording.get("events").findValuesAsText("event"))
        .contains("WPUModifyIFSHandle", "WSPCloseSocket");
    assertThat(recording.at("/summary/0/calls").asInt()).isPositive();
  }

  @Test
  void mistakesAreOneLine() throws Exception {
    Path text = Files.writeString(folder.resolve("x.jfr"), "no recording at all, only text");
    refuses(1, "'" + text + "' cannot be read as a recording", "trace", text.toString());
    refuses(1, "there is no such file", "trace", "missing.jfr");
    refuses(1, "No benchmark matches 'Nonsuch'", "trace", "Nonsuch");
    refuses(1, "cannot be followed", "trace", "--follow=999999999");
    refuses(2, "trace needs a recording", "trace");
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
  void theProfilerIsListedAndKeepsRecordingsBesideTheResult() throws Exception {
    assertThat(ChildJvm.run(folder, "-lprof").out()).contains("-prof ifs");
    Path result = folder.resolve("result.json");
    ChildJvm.Outcome run =
        ChildJvm.run(
            folder,
            ("DispatcherBenchmark.dispatched$ -p openHandles=1 -f 1 -wi 0 -i 1 -r 100ms -prof ifs"
                    + " -rf json -rff "
                    + result)
                .split(" "));
    assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
    JsonNode metrics = new ObjectMapper().readTree(result.toFile()).at("/0/secondaryMetrics");
    assertThat(metrics.fieldNames())
        .toIterable()
        .contains("ifs.modify.calls", "ifs.create.calls", "ifs.close.calls", "ifs.query.failures");
    try (var files = Files.walk(folder)) {
      assertThat(files.filter(file -> file.endsWith("fork-1.jfr"))).hasSize(1);
    }
  }
}
