package dev.ifsbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ifsbench.cli.ChildJvm.Outcome;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the command is for Linux only")
@Tag("child-jvm")
class FloorCommandTest {
  @TempDir private Path folder;

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          floor                                      | 64 | Missing required option: '--library=FILE'; see floor --help
          floor --library=/no/such.so                | 3 | --library: there is no file '/no/such.so'; scripts/floor makes it
          floor --library=x --duration soon          | 64 | Invalid value for option '--duration': 'soon' is not a time such as 90s or 4m40s; see floor --help
          floor --library=x --duration 1s            | 64 | --duration must be at least 500 ms a round, which for 10 rounds is 5000 ms; see floor --help
          floor --library=x --rounds 0               | 64 | --rounds must be at least 1, but is 0; see floor --help
          floor --library=x --payload 0              | 64 | --payload must be a number from 1 to 65536, but is 0; see floor --help
          floor --library=x --payload 65537          | 64 | --payload must be a number from 1 to 65536, but is 65537; see floor --help
          floor --library=x --binding jni            | 64 | Invalid value for option '--binding' (BINDING): 'jni' is not one of jna, ffm; see floor --help
          floor --library=x --provider a.dll         | 64 | --provider is of provider DLLs, which only Windows can load
          headline --binding jni                     | 64 | Invalid value for option '--binding': 'jni' is not one of jna, ffm; see headline --help
          SendBenchmark -p binding=jni               | 64 | Parameter binding cannot be 'JNI'; it is one of JNA, FFM; did you mean JNA?
          """)
  void aMistakeIsAnsweredInOneLine(String arguments, int exitCode, String message)
      throws IOException {
    assertRefused(ChildJvm.run(folder, arguments.split(" ", -1)), exitCode, message);
  }

  @Test
  void aTruncatedLibraryIsRefused() throws Exception {
    Path library = FloorLibrary.compile(folder);
    byte[] whole = Files.readAllBytes(library);

    assertIsNotTheLibrary(Files.write(library, Arrays.copyOf(whole, whole.length / 2)));
    assertIsNotTheLibrary(Files.write(library, new byte[0]));
  }

  @Test
  void aFileThatIsNotTheLibraryIsRefused() throws IOException {
    assertIsNotTheLibrary(Files.writeString(folder.resolve("text.so"), "text"));
  }

  private void assertIsNotTheLibrary(Path file) throws IOException {
    Outcome outcome = ChildJvm.run(folder, "floor", "--library=" + file);

    assertThat(outcome.errorLines())
        .singleElement()
        .asString()
        .startsWith(
            "--library: '%s' is not what src/main/c/floor.c is compiled to".formatted(file));
    assertThat(outcome.exitCode()).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "floor --library=x --binding ffm",
        "headline --binding ffm",
        "SendBenchmark -p binding=ffm"
      })
  @EnabledForJreRange(max = JRE.JAVA_21)
  void aBindingThatThisJvmDoesNotHaveIsRefused(String arguments) throws IOException {
    Outcome outcome = ChildJvm.run(folder, arguments.split(" ", -1));

    assertRefused(outcome, 64, refusal(Runtime.version().feature()));
  }

  @Test
  void aBindingThatTheJvmOfTheForksDoesNotHaveIsRefused() throws IOException {
    Path java = Files.createDirectory(folder.resolve("bin")).resolve("java");
    Files.createSymbolicLink(java, Files.createFile(folder.resolve("bin/launcher")));
    assertThat(java.toFile().setExecutable(true)).isTrue();
    Files.writeString(folder.resolve("release"), "JAVA_VERSION=\"21.0.1\"\n");

    Outcome outcome =
        ChildJvm.run(folder, "SendBenchmark", "-p", "binding=jna,ffm", "-jvm", java.toString());

    assertRefused(outcome, 64, refusal(21));
  }

  @Test
  void aShortRunComparesEverythingWithC() throws Exception {
    Path library = FloorLibrary.compile(folder);

    Outcome outcome =
        ChildJvm.run(
            folder,
            "floor",
            "--library=" + library,
            "--duration",
            "1s",
            "--rounds",
            "2",
            "--store",
            folder.resolve("results").toString());

    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(outcome.out())
        .contains("UNIX send+receive, payload 64 B")
        .contains("C, on the sockets of JNA", "PASS_THROUGH over JNA", "Rounds:   2", "Machine:");
    assertThat(outcome.out())
        .contains("Dispatcher and layers over no system call", "layers over UNIX, by JNA")
        .contains("C WRAPPED", "Java WRAPPED", "wrapping, in C", "wrapping, in Java");
    assertThat(outcome.joinedOut()).containsPattern("(ns a call: BASE C .*? times C's\\..*){2}");
    if (Runtime.version().feature() >= 22) {
      assertThat(outcome.out()).contains("C, on the sockets of FFM", "PASS_THROUGH over FFM");
    }
    String kept = KeptRuns.only(folder.resolve("results"), "floor");
    KeptRuns.assertThatTheyAreRead(
        folder, kept, "FloorFork.c", "FloorFork.dispatcher", "FloorFork.dispatcherInC");
  }

  @Test
  void anInterruptedRunKeepsItsCompleteRounds() throws Exception {
    Path library = FloorLibrary.compile(folder);
    Path results = folder.resolve("results");
    Process process =
        ChildJvm.start(
            folder,
            "floor",
            "--library=" + library,
            "--binding=jna",
            "--rounds=100",
            "--duration=100s",
            "--store=" + results);
    try (BufferedReader err = new BufferedReader(process.errorReader(StandardCharsets.UTF_8))) {
      String line;
      do {
        line = err.readLine();
      } while (!line.startsWith("round ") || line.startsWith("round 1,"));

      // Not Process.destroy, which closes what is to be read.
      process.toHandle().destroy();

      assertThat(process.onExit().join().exitValue()).isEqualTo(143);
      assertThat(err.lines())
          .anyMatch(last -> last.startsWith("Interrupted; complete rounds kept: "));
    }
    assertThat(KeptRuns.only(results, "floor")).isNotEmpty();
  }

  private static String refusal(int jdk) {
    return "Binding FFM needs JDK 22 or newer, and would run on JDK " + jdk;
  }

  private static void assertRefused(Outcome outcome, int exitCode, String message) {
    assertThat(outcome.errorLines()).containsExactly(message);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.exitCode()).isEqualTo(exitCode);
  }
}
