package dev.ifsbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ifsbench.cli.ChildJvm.Outcome;
import dev.ifsbench.cli.option.ExitCode;
import dev.ifsbench.track.series.JmhText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Standard output on a full disk is an error, whatever the command. */
@Tag("child-jvm")
@EnabledOnOs(OS.LINUX)
class FullOutputTest {
  private static final Path FULL = Path.of("/dev/full");

  @TempDir private Path folder;

  @BeforeEach
  void writeRuns() throws IOException {
    String run =
        new JmhText()
            .with("org.example.Sort.sort", "avgt", "ns/op", JmhText.forks(8, 100, 0.002, 1))
            .toString();
    Files.writeString(folder.resolve("before.json"), run);
    Files.writeString(folder.resolve("after.json"), run);
  }

  /** Commands that only print. */
  private static List<String> printing() {
    return List.of(
        "--version",
        "--help",
        "-h",
        "-l",
        "baseline set before.json --store results",
        "catalog",
        "catalog --json",
        "compare before.json after.json",
        "compare before.json after.json --json",
        "compare before.json after.json --format markdown",
        "completion",
        "doctor",
        "doctor --json",
        "export before.json --format benchstat",
        "gate --max-regression 3% before.json after.json",
        "gate --max-regression 3% before.json after.json --json",
        "history --store no-such-store",
        "history --json --store no-such-store",
        "help",
        "help track",
        "history add before.json --commit abc --time 2026-01-31T12:00:00Z --machine m --store results",
        "limits --transport UNIX",
        "probe --handle BASE --json",
        "report before.json --output report.html",
        "trace --settings",
        "track --help",
        "version");
  }

  /** Commands that measure, and print at the end. */
  private static List<String> measuring() {
    return List.of(
        "DispatcherBenchmark.dispatched$ -p openHandles=1 -f 1 -wi 0 -i 1 -r 10ms",
        "calibrate --way=paired --rounds=3 --trials=1 --transport NONE --file trials.jsonl",
        "headline --handle BASE --operation send --transport NONE --rounds 1 --store results",
        "latency --handle BASE --rounds 1 --duration 0.2s --store results",
        "overhead --rounds 1 --recorder ALL --store results",
        "trace DispatcherBenchmark.dispatched$ -p openHandles=1 -wi 0 -i 1 -r 10ms --store results",
        "track DispatcherBenchmark.dispatched$ -p openHandles=1 -wi 0 -i 1 -r 10ms --rounds 3"
            + " --store results");
  }

  @ParameterizedTest
  @MethodSource("printing")
  void whatCannotBePrintedIsOneLineAndAnExitCode(String arguments) throws IOException {
    Outcome outcome = run(arguments.split(" ", -1));

    assertThat(outcome.errorLines()).singleElement().satisfies(FullOutputTest::tells);
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.REFUSED.code());
  }

  @ParameterizedTest
  @MethodSource("printing")
  void aReaderThatHasReadEnoughIsNoFailure(String arguments) throws IOException {
    String[] given = arguments.split(" ", -1);
    Outcome whole = ChildJvm.run(folder, placed(folder.resolve("whole"), given));

    Outcome cut =
        ChildJvm.runBy(
            List.of("bash", "-c", "\"$@\" | true; exit ${PIPESTATUS[0]}", "bash"),
            folder,
            placed(folder.resolve("cut"), given));

    assertThat(cut.exitCode()).isEqualTo(whole.exitCode());
    assertThat(cut.errorLines()).isEqualTo(whole.errorLines());
  }

  @ParameterizedTest
  @MethodSource("measuring")
  @Tag("slow")
  void resultsThatCannotBePrintedAreALineAndAnExitCode(String arguments) throws IOException {
    Outcome outcome = run(arguments.split(" ", -1));

    assertToldOnce(outcome);
  }

  @Test
  @Tag("slow")
  void theFloorThatCannotBePrintedIsALineAndAnExitCode() throws Exception {
    Path library = FloorLibrary.compile(folder);

    assertToldOnce(
        run(
            "floor",
            "--library",
            library.toString(),
            "--duration",
            "1s",
            "--rounds=2",
            "--store",
            "results"));
  }

  private static void assertToldOnce(Outcome outcome) {
    assertThat(outcome.exitCode()).as(outcome.err()).isEqualTo(ExitCode.REFUSED.code());
    assertThat(outcome.errorLines()).satisfiesOnlyOnce(FullOutputTest::tells);
    assertThat(outcome.err()).doesNotContain("Exception");
  }

  private static void tells(String line) {
    assertThat(line)
        .containsPattern("^(Standard output could not|The output cannot) be written[;:] .+$");
  }

  @Test
  void everyCommandIsAmongThem() {
    Stream<String> tried =
        Stream.of(printing(), measuring())
            .flatMap(List::stream)
            .map(each -> each.split(" ", -1)[0]);

    assertThat(Stream.concat(tried, Stream.of("floor"))).containsAll(Main.commandNames());
  }

  /** Files without a folder are in the test's. */
  private Outcome run(String... arguments) throws IOException {
    return ChildJvm.runInto(FULL, folder, placed(folder, arguments));
  }

  /** Stores are in a folder that one may have for itself. */
  private String[] placed(Path stores, String... arguments) {
    return Arrays.stream(arguments)
        .map(
            each ->
                each.matches("results|no-such-store")
                    ? stores.resolve(each).toString()
                    : each.matches("[a-z]+\\.(json|jsonl|html)")
                        ? folder.resolve(each).toString()
                        : each)
        .toArray(String[]::new);
  }
}
