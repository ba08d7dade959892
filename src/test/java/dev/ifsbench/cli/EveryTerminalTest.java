package dev.ifsbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ifsbench.cli.ChildJvm.Outcome;
import dev.ifsbench.provider.BaseProvider;
import dev.ifsbench.sockets.none.NullSockets;
import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.ProtocolInfo;
import dev.ifsbench.spi.Ws2Def;
import dev.ifsbench.ws2.Winsock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import jdk.jfr.Recording;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is printed suits the terminal and the language of whoever reads it. */
@Tag("child-jvm")
@DisabledOnOs(OS.WINDOWS)
class EveryTerminalTest {
  private static final String STORE = "results/reference";
  private static final String RUN = STORE + "/20261129T083445Z-headline";

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "compare " + RUN + " --paired BASE,WRAPPED",
        "gate --max-regression 3% " + RUN + " --paired BASE,WRAPPED",
        "history --store " + STORE,
        "history --changes --store " + STORE,
        "limits --transport UNIX",
        "catalog",
        "doctor",
        "help",
        "compare --help"
      })
  void linesFitInTheColumnsThatAreAskedForOrIn120(String arguments) throws IOException {
    for (int columns : List.of(80, 120)) {
      Outcome outcome = columns(Integer.toString(columns), arguments);

      assertThat(outcome.out().lines())
          .as(arguments)
          .isNotEmpty()
          .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(columns));
    }
    assertThat(ChildJvm.run(folder, arguments.split(" ", -1)).out().lines())
        .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(120));
  }

  @Test
  void aTraceFitsInTheColumns() throws Exception {
    String recording = recorded().toString();
    for (int columns : List.of(80, 120)) {
      Outcome outcome = columns(Integer.toString(columns), "trace " + recording);

      assertThat(outcome.out()).contains("WSPCloseSocket", "1 violation of the rules");
      assertThat(outcome.out().lines())
          .isNotEmpty()
          .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(columns));
    }
  }

  @Test
  void atATerminalATraceMarksABrokenRule() throws Exception {
    String command = "trace --summary " + recorded();

    assertThat(onATerminal("TERM=xterm", command)).contains("\u001b[31m\u2717");
    assertThat(onATerminal("TERM=dumb", command))
        .contains("1 violation of the rules")
        .doesNotContain("\u001b");
    assertThat(onATerminal("NO_COLOR=1", command))
        .contains("1 violation of the rules")
        .doesNotContain("\u001b");
    assertThat(ChildJvm.run(folder, command.split(" ", -1)).out())
        .contains("1 violation of the rules")
        .doesNotContain("\u001b", "\u2717");
  }

  @Test
  void whatTrackPrintsFitsInTheColumnsAndBreaksNoNumber() throws IOException {
    String command =
        "track DispatcherBenchmark.dispatched$ -p openHandles=1,10 -wi 0 -i 1 -r 10ms --rounds 3"
            + " --store "
            + folder.resolve("store");
    for (int columns : List.of(80, 120)) {
      Outcome outcome = columns(Integer.toString(columns), command);

      assertThat(outcome.exitCode()).isZero();
      // A path is in one line, however long, so that it can be copied.
      assertThat(outcome.out().lines().filter(line -> !line.contains(folder.toString())))
          .isNotEmpty()
          .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(columns));
      // An interval stands in one line.
      assertThat(outcome.out().lines().filter(line -> line.contains("[")))
          .isNotEmpty()
          .allSatisfy(line -> assertThat(line).contains("]"));
      assertThat(outcome.out() + outcome.err()).doesNotContain("\u001b");
    }
  }

  @Test
  void atATerminalTrackColoursTheVerdictOfTwoSides() throws IOException {
    String command =
        "track --paired BASE,WRAPPED SendBenchmark -p transport=NONE --rounds 3 --store ";

    assertThat(onATerminal("TERM=xterm", command + folder.resolve("colours")))
        .containsPattern("\u001b\\[3\\dm[\u25b2\u25bc=?] [a-z]+");
    assertThat(onATerminal("NO_COLOR=1", command + folder.resolve("none")))
        .contains("WRAPPED")
        .doesNotContain("\u001b[3");
  }

  /** A socket over no system, closed twice, which breaks a rule. */
  private Path recorded() throws Exception {
    Path file = folder.resolve("r.jfr");
    try (Recording recording = new Recording()) {
      recording.start();
      NullSockets sockets = new NullSockets();
      Winsock winsock = new Winsock(sockets);
      ProtocolInfo entry = BaseProvider.install(winsock, sockets).get(0);
      winsock.wsaStartup(Ws2Def.VERSION_2_2);
      Errno errno = new Errno();
      long socket = winsock.socket(0, 0, 0, entry, 0, 0, errno);
      winsock.closesocket(socket, errno);
      winsock.closesocket(socket, errno);
      winsock.wsaCleanup(errno);
      recording.stop();
      recording.dump(file);
    }
    return file;
  }

  private Outcome columns(String columns, String arguments) throws IOException {
    return ChildJvm.runBy(List.of("env", "COLUMNS=" + columns), folder, arguments.split(" ", -1));
  }

  @Test
  void onATerminalVerdictsHaveASignAndAColour() throws IOException {
    String command = "compare " + RUN + " --paired BASE,WRAPPED";

    assertThat(onATerminal("TERM=xterm", command)).contains("\u001b[31m\u25b2 slower");
    assertThat(onATerminal("TERM=dumb", command)).contains("slower").doesNotContain("\u001b");
    assertThat(onATerminal("NO_COLOR=1", command)).contains("slower").doesNotContain("\u001b");
    assertThat(ChildJvm.run(folder, command.split(" ", -1)).out())
        .contains("slower")
        .doesNotContain("\u001b", "\u25b2");
  }

  @Test
  void aTerminalTellsItsWidth() throws IOException {
    String printed = onATerminal("TERM=xterm", "history --store " + STORE);

    assertThat(printed.lines())
        .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(72));
  }

  /** By {@code script}, which gives it a terminal of 72 columns. */
  private String onATerminal(String variable, String arguments) throws IOException {
    Path starter =
        Files.writeString(
            folder.resolve("start.sh"),
            "stty cols 72 rows 40 2>/dev/null; unset COLUMNS; exec \"$@\"\n");
    return ChildJvm.runBy(
            List.of(
                "env",
                "LC_ALL=C.UTF-8",
                variable,
                "bash",
                "-c",
                "command=$(printf '%q ' bash "
                    + starter
                    + " \"$@\");"
                    + " script -qec \"$command\" /dev/null",
                "bash"),
            folder,
            arguments.split(" ", -1))
        .out()
        .replace("\r", "");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "compare " + RUN + " --paired BASE,WRAPPED",
        "gate --max-regression 3% " + RUN + " --paired BASE,WRAPPED",
        "history --store " + STORE,
        "export --format openmetrics " + RUN,
        "limits --transport UNIX",
        "help"
      })
  void digitsAreThoseOfAsciiInEveryLanguage(String arguments) throws IOException {
    String[] split = arguments.split(" ", -1);

    assertThat(ChildJvm.runInArabic(folder, split).out())
        .isEqualTo(ChildJvm.run(folder, split).out());
  }

  @Test
  @Tag("slow")
  void jmhItselfPrintsDigitsOfAsciiInEveryLanguage() throws IOException {
    Outcome outcome =
        ChildJvm.runInArabic(
            folder,
            ("DispatcherBenchmark.dispatched$ -p openHandles=1 -f 1 -wi 0 -i 1 -r 10ms -rf csv -rff "
                    + folder.resolve("result.csv"))
                .split(" ", -1));

    assertThat(outcome.out()).contains("Iteration").doesNotContainPattern("[\u0660-\u0669]");
    assertThat(Files.readString(folder.resolve("result.csv")))
        .contains("\"avgt\"")
        .doesNotContainPattern("[\u0660-\u0669]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "compare r\u00e9sultat.json other.json",
        "export --format openmetrics r\u00e9sultat.json",
        "history add r\u00e9sultat.json --store results",
        "report --output r\u00e9sultat.html",
        "report --store r\u00e9sultats",
        "trace r\u00e9sultat.jfr",
        "catalog --store r\u00e9sultats",
        "calibrate --file r\u00e9sultat.jsonl",
        "floor --library r\u00e9sultat.so",
        "track --jar r\u00e9sultat.jar",
        "gate a.json b.json --format junit=r\u00e9sultat.xml"
      })
  void aNameThatTheEncodingCannotTellIsOneLine(String arguments) throws IOException {
    Outcome outcome = ChildJvm.runBy(List.of("env", "LC_ALL=C"), folder, arguments.split(" ", -1));

    assertThat(outcome.exitCode()).isIn(3, 64);
    assertThat(outcome.errorLines()).singleElement().asString().doesNotContain("Exception");
  }
}
