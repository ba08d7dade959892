package dev.ifsbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ifsbench.cli.ChildJvm.Outcome;
import dev.ifsbench.cli.option.ExitCode;
import dev.ifsbench.track.series.JmhText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A value that an option does not take is refused in one line, as a wrong option is. */
@Tag("child-jvm")
class WrongValuesTest {
  private static final String RUN = "results/reference/20261129T083445Z-headline";

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "headline --budget 0",
        "headline --budget 1ns",
        "track --budget -5m",
        "track --budget 87600h",
        "track --budget 3650day",
        "track --budget 10years",
        "track --budget 999ms",
        "headline --handle FOO",
        "headline --transport FOO",
        "headline --depth 9",
        "headline --depth x",
        "headline --payload 0",
        "headline --operation sned",
        "headline --rounds 0",
        "headline --bogus",
        "latency --rate 0",
        "latency --duration 0s",
        "latency --transport NONE",
        "calibrate --trials 0",
        "calibrate --way foo",
        "limits --transport FOO",
        "gate --max-regression -1% a b",
        "gate --max-regression 100% a b",
        "gate --max-regression nothing a b",
        "compare a b --equal-within 0",
        "compare a b --confidence 100",
        "history --since yesterday",
        "history --benchmark (",
        "history add file.json --commit two\u00a0words --time never",
        "trace --follow=abc",
        "trace --format xml file.jfr",
        "export --format xml file.json",
        "overhead --recorder SOME",
        "SendBenchmark -f x",
        "SendBenchmark -p transport=FOO",
        "SendBenchmark --bogus"
      })
  void isUsageAndOneLine(String arguments) throws IOException {
    Outcome outcome = ChildJvm.run(folder, arguments.split(" ", -1));

    assertThat(outcome.errorLines()).as(outcome.err()).hasSize(1);
    assertThat(outcome.exitCode()).as(outcome.err()).isEqualTo(ExitCode.USAGE.code());
    assertThat(outcome.out()).isEmpty();
  }

  @Test
  void aLimitOfNothingAllowsNothing() throws IOException {
    Outcome worse = gate(run(1, 100), run(2, 110));
    Outcome better = gate(run(1, 100), run(2, 90));

    assertThat(worse.out()).contains("worse than the limit of +0%");
    assertThat(worse.exitCode()).isEqualTo(ExitCode.NOT_PASSED.code());
    assertThat(better.out()).contains("better than the limit of +0%");
    assertThat(better.exitCode()).isZero();
  }

  private Outcome gate(Path before, Path after) throws IOException {
    return ChildJvm.run(
        folder, "gate", "--max-regression", "0%", before.toString(), after.toString());
  }

  private Path run(long seed, double level) throws IOException {
    JmhText text = new JmhText();
    text.with("org.example.Sort.sort", "avgt", "ns/op", JmhText.forks(8, level, 0.001, seed));
    return Files.writeString(folder.resolve("run-" + seed + ".json"), text.toString());
  }

  @Test
  void theKindsOfHandleOfARunAreNamedWhereTwoAreToBeChosen() throws IOException {
    Outcome outcome = ChildJvm.run(folder, "compare", RUN);

    assertThat(outcome.errorLines())
        .singleElement()
        .asString()
        .contains("sides: BASE, PASS_THROUGH", "choose two, such as --paired BASE,WRAPPED");
  }

  @Test
  @Tag("slow")
  void theTwoSidesOfAHeadlineAreComparedUnasked() throws IOException {
    String store = folder.resolve("results").toString();
    Outcome measured =
        ChildJvm.run(
            folder,
            ("headline --handle BASE,WRAPPED --operation send --transport NONE --rounds 3 --store "
                    + store)
                .split(" ", -1));
    assertThat(measured.exitCode()).as(measured.err()).isZero();

    String run;
    try (Stream<Path> runs = Files.list(Path.of(store))) {
      run =
          runs.map(each -> each.getFileName().toString())
              .filter(name -> name.endsWith("-headline"))
              .findFirst()
              .orElseThrow();
    }
    Outcome compared = ChildJvm.run(folder, "compare", run, "--store", store);

    assertThat(compared.exitCode()).as(compared.err()).isZero();
    assertThat(compared.out()).contains("handle=BASE", "handle=WRAPPED");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "compare FILE FILE", "export --format openmetrics FILE", "report FILE --output OUT",
        "history add FILE --commit abc --store STORE", "baseline set FILE --store STORE",
            "gate --max-regression 1% FILE FILE"
      })
  void aFileThatIsNoJsonIsRefusedWithItsLine(String arguments) throws IOException {
    Path file = Files.writeString(folder.resolve("file.json"), "[\n{},\nnonsense]\n");
    Outcome outcome =
        ChildJvm.run(
            folder,
            arguments
                .replace("FILE", file.toString())
                .replace("OUT", folder.resolve("report.html").toString())
                .replace("STORE", folder.resolve("results").toString())
                .split(" ", -1));

    assertThat(outcome.errorLines()).singleElement().asString().contains("at line 3");
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.REFUSED.code());
  }
}
