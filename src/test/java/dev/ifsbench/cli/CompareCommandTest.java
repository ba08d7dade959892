package dev.ifsbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ifsbench.cli.ChildJvm.Outcome;
import dev.ifsbench.track.series.JmhText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("child-jvm")
class CompareCommandTest {
  @TempDir private Path folder;

  @Test
  void aTableShowsScoresIntervalsAndVerdicts() throws IOException {
    Outcome outcome = compare(run(1, 1), run(2, 1.1));

    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(outcome.out().lines())
        .anyMatch(line -> line.matches(".*score +8, 8 +99\\.\\d \\[.*, .*] +109\\.\\d .*"))
        .anyMatch(line -> line.matches(" +\\+.* +\u00d71\\.1.* +slower"))
        .contains("org.example.Sort.sort, avgt, ns/op")
        .anyMatch(line -> line.startsWith("Unknown:  whether these are the same: processor"));
  }

  @Test
  void jsonHoldsTheSameForMachines() throws IOException {
    Outcome outcome = compare(run(1, 1), run(2, 1.1), "--json");

    JsonNode json = new ObjectMapper().readTree(outcome.out());
    JsonNode row = json.get("comparisons").get(0);
    assertThat(row.get("benchmark").asText()).isEqualTo("org.example.Sort.sort");
    assertThat(row.get("params").get("size").asText()).isEqualTo("10");
    assertThat(row.get("verdict").asText()).isEqualTo("slower");
    assertThat(row.get("ratio").get("low").asDouble()).isGreaterThan(1);
    assertThat(row.get("moreForks").isNull()).isTrue();
    assertThat(json.get("statistic").asText()).isEqualTo("median");
  }

  @Test
  void jsonHasDigitsOfAsciiInEveryLanguage() throws IOException {
    String[] arguments = {"compare", run(1, 1).toString(), run(2, 1.1).toString(), "--json"};

    assertThat(ChildJvm.runInArabic(folder, arguments).out())
        .isEqualTo(ChildJvm.run(folder, arguments).out());
  }

  @Test
  void differentEnvironmentsAreRefusedUnlessAskedForAndThenMarked() throws IOException {
    Path older = run(1, 1);
    Path newer = write(new JmhText().on("25+36"), 2, 1.1);

    Outcome refused = compare(older, newer);
    Outcome compared = compare(older, newer, "--across-environments");

    assertThat(refused.exitCode()).isEqualTo(3);
    assertThat(refused.out()).isEmpty();
    assertThat(refused.errorLines())
        .containsExactly(
            "The runs were made in different environments: JDK is '25' and was '17';"
                + " --across-environments compares them anyway");
    assertThat(compared.exitCode()).isZero();
    assertThat(compared.out())
        .contains(
            "ACROSS ENVIRONMENTS: JDK is '25' and was '17'",
            "Differs:  may explain a difference: JDK's update is '25+36' and was '17.0.1+1'");
  }

  @Test
  void differentSettingsAreRefusedUnlessAskedForAndThenMarked() throws IOException {
    Path before = write(new JmhText().say("measurementTime", "\"10 s\""), 1, 1);
    Path after = write(new JmhText().say("measurementTime", "\"100 ms\""), 2, 1.1);

    Outcome refused = compare(before, after);
    Outcome compared = compare(before, after, "--across-settings");

    assertThat(refused.exitCode()).isEqualTo(3);
    assertThat(refused.out()).isEmpty();
    assertThat(refused.errorLines())
        .containsExactly(
            "The runs were measured with different settings: iteration time (-r) is '100 ms' and was"
                + " '10 s'; --across-settings compares them anyway");
    assertThat(compared.exitCode()).isZero();
    assertThat(compared.out())
        .contains("ACROSS SETTINGS: iteration time (-r) is '100 ms' and was '10 s'", "slower");
  }

  @Test
  void secondaryMetricsAreComparedWhereTheyAreAskedFor() throws IOException {
    double[][] nothing = {{0}, {0}, {0}};
    double[][] something = {{24}, {24}, {24}};
    Path before = write(new JmhText().measuring("gc.alloc.rate.norm", "B/op", nothing), 1, 1);
    Path after = write(new JmhText().measuring("gc.alloc.rate.norm", "B/op", something), 2, 1);

    assertThat(compare(before, after).out()).doesNotContain("gc.alloc");
    assertThat(compare(before, after, "--metric", "alloc").out().lines())
        .contains("org.example.Sort.sort, avgt, B/op")
        .anyMatch(line -> line.contains("gc.alloc.rate.norm"))
        .anyMatch(line -> line.endsWith("worse: it was 0 and is 24 B/op"));
    assertThat(compare(before, after, "--metric", "safepoints").errorLines())
        .containsExactly(
            "No secondary metric of these runs has a match for 'safepoints'; JMH measures them with"
                + " -prof");
  }

  @Test
  void namesCannotGiveOrdersToTheTerminal() throws IOException {
    Path hostile =
        Files.writeString(
            folder.resolve("hostile.json"),
            new JmhText()
                .with("a\\u001b[2J\\u202eb", "avgt", "ns/op", JmhText.forks(3, 1, 0.1, 1))
                .toString());

    Outcome outcome = compare(hostile, hostile);

    assertThat(outcome.out()).contains("a?[2J?b, avgt").doesNotContain("\u001b", "\u202e");
  }

  private Outcome compare(Path before, Path after, String... more) throws IOException {
    String[] arguments = new String[3 + more.length];
    String[] first = {"compare", before.toString(), after.toString()};
    System.arraycopy(first, 0, arguments, 0, first.length);
    System.arraycopy(more, 0, arguments, first.length, more.length);
    return ChildJvm.run(folder, arguments);
  }

  private Path run(long seed, double ratio) throws IOException {
    return write(new JmhText(), seed, ratio);
  }

  private Path write(JmhText text, long seed, double ratio) throws IOException {
    text.with("org.example.Sort.sort", "avgt", "ns/op", JmhText.forks(8, 100 * ratio, 0.01, seed));
    return Files.writeString(folder.resolve("run-" + seed + ".json"), text.toString());
  }
}
