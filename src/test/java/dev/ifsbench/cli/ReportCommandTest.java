package dev.ifsbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ifsbench.cli.ChildJvm.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportCommandTest {
  private static final String RESULT =
      """
      [{"benchmark": "org.example.Some.thing", "mode": "avgt", "threads": 1,
        "primaryMetric": {"scoreUnit": "ns/op", "rawData": [[%s], [%s]]}}]
      """;

  @TempDir private Path folder;

  @Test
  void withoutArgumentsTheNewestCompleteRunIsShown() throws IOException {
    run("20260101T000000Z-headline", "complete", 111.5);
    run("20260102T000000Z-headline", "complete", 222.5);
    run("20260102T000000Z-headline-2", "interrupted", 333.5);
    run("20260103T000000Z-other", "complete", 444.5);

    Outcome outcome = report();

    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(outcome.out()).contains("Written:  " + output());
    assertThat(values()).contains("222.5").doesNotContain("111.5", "333.5", "444.5");
    assertThat(folder).isDirectoryNotContaining("glob:**.tmp");
  }

  @Test
  void namedRunsAreShownAndAnOlderReportIsReplaced() throws IOException {
    Files.writeString(output(), "an older one");
    run("20260101T000000Z-headline", "complete", 111.5);
    Path foreign = Files.writeString(folder.resolve("foreign.json"), RESULT.formatted(7.25, 7.25));

    Outcome outcome = report("20260101T000000Z-headline", foreign.toString());

    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(values()).contains("111.5", "7.25");
  }

  @Test
  void theSameRunsMakeTheSamePage() throws IOException {
    run("20260101T000000Z-headline", "complete", 111.5);
    report();
    byte[] first = Files.readAllBytes(output());

    report();

    assertThat(output()).hasBinaryContent(first);
  }

  @Test
  void withoutAnyRunItSaysHowToMakeOne() throws IOException {
    refuses("There is no complete run in '", report());
  }

  @Test
  void aMissingRunIsNamed() throws IOException {
    refuses("'no-such-run' is neither a run of", report("no-such-run"));
  }

  @Test
  void aDamagedRunIsNamedAndNothingIsWritten() throws IOException {
    Path sound = Files.writeString(folder.resolve("sound.json"), RESULT.formatted(1, 2));
    Path cut = Files.writeString(folder.resolve("cut.json"), "[{\"benchmark\": \"org.exam");

    refuses("'" + cut + "' cannot be read: ", report(sound.toString(), cut.toString()));
  }

  @Test
  void aDamagedEnvironmentIsNamed() throws IOException {
    Path damaged = run("20260101T000000Z-headline", "complete", 111.5);
    Files.writeString(damaged.resolve("environment.json"), "{\"run\":");

    refuses("'" + damaged + "' is damaged: its environment.json is no JSON", report());
  }

  @Test
  void aRecordingThatIsNoneIsNamed() throws IOException {
    Path text = Files.writeString(folder.resolve("text.jfr"), "no recording");

    refuses("'" + text + "' cannot be read as a recording: ", report(text.toString()));
  }

  @Test
  void aFileThatCannotBeWrittenIsNamed() throws IOException {
    Path sound = Files.writeString(folder.resolve("sound.json"), RESULT.formatted(1, 2));
    Path nowhere = folder.resolve("missing").resolve("report.html");

    Outcome outcome =
        ChildJvm.run(folder, "report", "--output", nowhere.toString(), sound.toString());

    refuses(
        "--output: '%s' cannot be written: there is no such folder".formatted(nowhere), outcome);
  }

  private void refuses(String beginning, Outcome outcome) {
    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.errorLines()).hasSize(1).first().asString().startsWith(beginning);
    assertThat(output()).doesNotExist();
    assertThat(folder).isDirectoryNotContaining("glob:**.tmp");
  }

  private Outcome report(String... runs) throws IOException {
    String[] common = {
      "report", "--output", output().toString(), "--results", folder.resolve("results").toString()
    };
    return ChildJvm.run(folder, Stream.of(common, runs).flatMap(Stream::of).toArray(String[]::new));
  }

  private Path output() {
    return folder.resolve("report.html");
  }

  private List<String> values() throws IOException {
    return Jsoup.parse(output().toFile()).select("data").eachAttr("value");
  }

  private Path run(String name, String status, double time) throws IOException {
    Path run = Files.createDirectories(folder.resolve("results").resolve(name));
    Files.writeString(run.resolve("jmh-result.json"), RESULT.formatted(time, time));
    Files.writeString(
        run.resolve("environment.json"), "{\"run\": {\"status\": \"%s\"}}".formatted(status));
    return run;
  }
}
