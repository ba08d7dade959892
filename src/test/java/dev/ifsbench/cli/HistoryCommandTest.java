package dev.ifsbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ifsbench.cli.ChildJvm.Outcome;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

@Tag("child-jvm")
class HistoryCommandTest {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  /** Of {@code {}}. */
  private static final String EMPTY_OBJECT =
      "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a";

  @TempDir private Path folder;

  @Test
  void tenThousandRunsAreListedAndADamagedOneIsNamed() throws IOException {
    Instant start = Instant.parse("2026-01-01T00:00:00Z");
    for (int i = 0; i < 10_000; i++) {
      addRun(start.plusSeconds(60L * i), "abc", "dev.x.Benchmark.send");
    }
    Path damaged = addRun(start.minusSeconds(60), "abc", "dev.x.Benchmark.send");
    Files.writeString(damaged.resolve("jmh-result.json"), "{");

    Outcome outcome = history();

    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.out().lines()).hasSize(10_001);
    assertThat(outcome.errorLines())
        .containsExactly(
            "Skipped %s: jmh-result.json has 1 bytes, but 2 were written"
                .formatted(damaged.getFileName()));
  }

  @Test
  void runsAreChosenByTimeEnvironmentAndBenchmark() throws IOException {
    Instant day = Instant.parse("2026-01-01T00:00:00Z");
    addRun(day, "abc123", "dev.x.Benchmark.send");
    addRun(day.plusSeconds(86400), "abc456", "dev.x.Benchmark.send");
    addRun(day.plusSeconds(2 * 86400), "def456", "dev.x.Benchmark.receive");

    assertThat(ids("--since", "2026-01-02")).containsExactly("20260102", "20260103");
    assertThat(ids("--since", "2026-01-02T00:00:01Z")).containsExactly("20260103");
    assertThat(ids("--env", "abc")).containsExactly("20260101", "20260102");
    assertThat(ids("--benchmark", "rec.*e$")).containsExactly("20260103");
    assertThat(ids("--env", "def", "--benchmark", "send")).isEmpty();
  }

  @Test
  void verifyReadsEveryFile() throws IOException {
    Path run = addRun(Instant.parse("2026-01-01T00:00:00Z"), "abc", "dev.x.Benchmark.send");
    Files.writeString(run.resolve("jmh-result.json"), "[]");

    assertThat(history().errorLines()).as("sizes are as they were").isEmpty();
    Outcome outcome = history("--verify");

    assertThat(outcome.exitCode()).isEqualTo(3);
    assertThat(outcome.out()).startsWith("No runs in ");
    assertThat(outcome.errorLines()).singleElement().asString().contains("SHA-256");
  }

  @Test
  void theCommitWhereTheLevelMovedIsNamed() throws IOException {
    Instant start = Instant.parse("2026-01-01T00:00:00Z");
    for (int i = 0; i < 40; i++) {
      double score = (i < 25 ? 100 : 110) + i % 3 * 0.1;
      addMeasuredRun(start.plusSeconds(3600L * i), "c%02d".formatted(i), score);
    }

    Outcome outcome = history("--changes");

    assertThat(outcome.errorLines()).isEmpty();
    assertThat(outcome.out().lines().filter(line -> line.contains("%")))
        .singleElement()
        .asString()
        .contains("c25 ", "+10.0%", "slower");
    assertThat(outcome.out()).contains("dev.x.Benchmark.send", "environment abc");
    assertThat(outcome.exitCode()).isZero();
    JsonNode change =
        new ObjectMapper()
            .readTree(history("--changes", "--json").out())
            .at("/histories/0/changes/0");
    assertThat(change.get("commit").asText()).isEqualTo("c25");
    assertThat(change.get("confirmed").asBoolean()).isTrue();
    assertThat(change.get("worse").asBoolean()).isTrue();
    assertThat(history("--changes", "--fail-on-change").exitCode()).isEqualTo(1);
    Outcome large = history("--changes", "--fail-on-change", "--min-change=20%");
    assertThat(large.exitCode()).isZero();
    assertThat(large.out()).contains("no change of 20% or more in 40 points");
    assertThat(history("--min-change=3%").exitCode()).isEqualTo(2);
  }

  @Test
  void aHistoryTooShortToTellSaysSo() throws IOException {
    Instant start = Instant.parse("2026-01-01T00:00:00Z");
    for (int i = 0; i < 8; i++) {
      addMeasuredRun(start.plusSeconds(3600L * i), "c%02d".formatted(i), i < 4 ? 100 : 200);
    }

    assertThat(history("--changes").out()).contains("too few points to tell: 8, and 10 are needed");
  }

  @Test
  void aKernelThatWasUpdatedSplitsNoHistoryAndIsNamedAsAPossibleCause() throws IOException {
    Instant start = Instant.parse("2026-01-01T00:00:00Z");
    for (int i = 0; i < 40; i++) {
      double score = (i < 25 ? 100 : 110) + i % 3 * 0.1;
      Path run = addMeasuredRun(start.plusSeconds(3600L * i), "c%02d".formatted(i), score);
      String kernel = i < 10 ? "6.1.0" : i < 25 ? "6.1.9" : "6.8.0";
      addEnvironment(run, kernel, "-Djava.io.tmpdir=/tmp/" + i);
    }

    Outcome outcome = history("--changes");

    assertThat(outcome.errorLines()).isEmpty();
    assertThat(outcome.out().lines().filter(line -> line.contains("environment ")))
        .singleElement()
        .asString()
        .doesNotContain("environment abc");
    assertThat(outcome.out().lines().filter(line -> line.contains("possible cause")))
        .singleElement()
        .asString()
        .contains("at c25 ", "kernel release is '6.8.0' and was '6.1.9'");
  }

  @Test
  void otherJvmOptionsAndOtherIterationsHaveHistoriesOfTheirOwn() throws IOException {
    Instant start = Instant.parse("2026-01-01T00:00:00Z");
    for (int i = 0; i < 6; i++) {
      Path run = addMeasuredRun(start.plusSeconds(3600L * i), "c%02d".formatted(i), 100 + i);
      addEnvironment(run, "6.1.0", i % 2 == 0 ? "-Xint" : "-Xmx1g");
    }
    for (int i = 6; i < 9; i++) {
      Path run =
          addMeasuredRun(
              start.plusSeconds(3600L * i), "c%02d".formatted(i), 100, "\"warmupTime\": \"1 s\",");
      addEnvironment(run, "6.1.0", "-Xint");
    }

    Outcome outcome = history("--changes");

    assertThat(outcome.out().lines().filter(line -> line.contains("environment "))).hasSize(3);
  }

  private static void addEnvironment(Path run, String kernel, String flag) throws IOException {
    String json =
        """
        {"machine": {"cpu": "Z80", "processors": 2, "operatingSystem": "Linux %s",
          "architecture": "amd64"}, "jdk": {"version": "17.0.1+1", "flags": ["%s"]}}
        """
            .formatted(kernel, flag);
    Files.writeString(run.resolve("environment.json"), json);
    Path manifest = run.resolve("manifest.json");
    String entry =
        "\"files\": [{\"name\": \"environment.json\", \"size\": %d, \"sha256\": \"%s\"}, "
            .formatted(json.length(), sha256(json));
    Files.writeString(manifest, Files.readString(manifest).replace("\"files\": [", entry));
  }

  private Path addMeasuredRun(Instant start, String commit, double score) throws IOException {
    return addMeasuredRun(start, commit, score, "");
  }

  private Path addMeasuredRun(Instant start, String commit, double score, String settings)
      throws IOException {
    String json =
        """
        [{"jmhVersion": "1.37", %2$s "benchmark": "dev.x.Benchmark.send", "mode": "avgt",
          "threads": 1, "forks": 3, "primaryMetric": {"score": %1$s, "scoreError": 0.1,
          "scoreUnit": "ns/op", "rawData": [[%1$s, %1$s], [%1$s, %1$s], [%1$s, %1$s]]}}]
        """
            .formatted(score, settings);
    Path run = addRun(start, "abc", "dev.x.Benchmark.send");
    Path manifest = run.resolve("manifest.json");
    Files.writeString(run.resolve("jmh-result.json"), json);
    Files.writeString(
        manifest,
        Files.readString(manifest)
            .replace("c0ffee", commit)
            .replace("\"size\": 2", "\"size\": " + json.length())
            .replace(EMPTY_OBJECT, sha256(json)));
    return run;
  }

  private static String sha256(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void whatATerminalMightObeyIsNotPrinted() throws IOException {
    addRun(Instant.parse("2026-01-01T00:00:00Z"), "abc", "dev.x.\\u001b[2J.send");

    assertThat(history().out()).doesNotContain("\u001b").contains("[2J.send");
  }

  private String[] ids(String... filters) throws IOException {
    JsonNode json = new ObjectMapper().readTree(history(append(filters, "--json")).out());
    return json.get("runs").findValuesAsText("id").stream()
        .map(id -> id.substring(0, 8))
        .toArray(String[]::new);
  }

  private Outcome history(String... more) throws IOException {
    return inThisJvm(append(new String[] {"--store", folder.resolve("r").toString()}, more));
  }

  /** A JVM for each of these would take longer than all the rest. */
  private static Outcome inThisJvm(String... arguments) {
    PrintStream standardOut = System.out;
    PrintStream standardErr = System.err;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
    System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
    try {
      int exitCode = new CommandLine(new HistoryCommand()).execute(arguments);
      return new Outcome(
          exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    } finally {
      System.setOut(standardOut);
      System.setErr(standardErr);
    }
  }

  private static String[] append(String[] some, String... more) {
    return Stream.of(some, more).flatMap(Stream::of).toArray(String[]::new);
  }

  private Path addRun(Instant start, String environment, String benchmark) throws IOException {
    String id = STAMP.format(start) + "-track";
    Path run = Files.createDirectories(folder.resolve("r").resolve(id));
    Files.writeString(run.resolve("jmh-result.json"), "{}");
    Files.writeString(
        run.resolve("manifest.json"),
        """
        {"schemaVersion": 1, "id": "%s", "kind": "track", "status": "complete",
         "startTime": "%s", "project": {"version": "1", "commit": "c0ffee", "tree": "clean"},
         "environmentDigest": "%s", "benchmarks": ["%s"], "forks": 3, "failed": [],
         "spentMillis": 1, "files": [{"name": "jmh-result.json", "size": 2, "sha256": "%s"}]}
        """
            .formatted(id, start, environment, benchmark, EMPTY_OBJECT));
    return run;
  }
}
