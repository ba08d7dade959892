package dev.ifsbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ifsbench.cli.ChildJvm.Outcome;
import dev.ifsbench.track.environment.BuildInfo;
import dev.ifsbench.track.store.Manifest;
import dev.ifsbench.track.store.RunFile;
import dev.ifsbench.track.store.RunStatus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("child-jvm")
class ReportCommandTest {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

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
    assertThat(page().select("#scores data").eachAttr("value"))
        .contains("222.5")
        .doesNotContain("111.5", "333.5", "444.5");
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
  void aDamagedRunIsNamedAndTheOneBeforeItIsShown() throws IOException {
    run("20260101T000000Z-headline", "complete", 111.5);
    Path changed = run("20260102T000000Z-headline", "complete", 222.5);
    Files.writeString(changed.resolve("environment.json"), "{\"run\": {\"status\": \"Complete\"}}");
    Path bare = Files.createDirectories(folder.resolve("results/20260103T000000Z-headline"));

    Outcome outcome = report();

    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(outcome.errorLines())
        .hasSize(2)
        .allMatch(line -> line.startsWith("Skipped "))
        .anyMatch(line -> line.contains(changed.getFileName() + ": environment.json does not have"))
        .anyMatch(line -> line.contains(bare.getFileName() + ": manifest.json is missing"));
    assertThat(values()).contains("111.5").doesNotContain("222.5");
  }

  @Test
  void theNewestRunOfTrackIsShown() throws IOException {
    run("20260101T000000Z-headline", "complete", 111.5);
    run("20260102T000000Z-track", "complete", 222.5);
    run("20260103T000000Z-track", "complete", 333.5);

    report();

    assertThat(page().select("#scores data").eachAttr("value"))
        .contains("111.5", "333.5")
        .doesNotContain("222.5");
  }

  @Test
  void theHistoryOfWhatIsShownHasEveryRunAndTheChangeThatHistoryFinds() throws IOException {
    for (int i = 0; i < 30; i++) {
      double time = (i < 20 ? 100 : 110) + i % 3 * 0.25;
      run("202601%02dT000000Z-track".formatted(i + 1), "complete", time);
    }

    Outcome outcome = report("20260105T000000Z-track");

    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    Element card = page().selectFirst("#history article");
    assertThat(card.select("h3").text()).contains("Some.thing");
    assertThat(card.select("tbody tr")).hasSize(30);
    assertThat(card.select("tbody tr").get(20).text())
        .contains("20260121T000000Z-track", "110.5", "+10.0%", "slower");
    Outcome history =
        ChildJvm.run(
            folder, "history", "--changes", "--store", folder.resolve("results").toString());
    String p = card.select("p").text().replaceFirst("^.*p = ([0-9.]+).*$", "$1");
    assertThat(history.out()).contains("+10.0%", p, "slower");
  }

  @Test
  void aRunOutsideOfTheStoreHasNoHistory() throws IOException {
    run("20260101T000000Z-track", "complete", 111.5);
    run("20260102T000000Z-track", "complete", 111.5);
    Path foreign = Files.writeString(folder.resolve("foreign.json"), RESULT.formatted(7.25, 7.25));

    report(foreign.toString());

    assertThat(page().select("#history")).isEmpty();
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
    assertThat(outcome.exitCode()).isEqualTo(3);
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
    return page().select("data").eachAttr("value");
  }

  private Document page() throws IOException {
    return Jsoup.parse(output().toFile());
  }

  private Path run(String id, String status, double time) throws IOException {
    Path run = folder.resolve("results").resolve(id);
    Instant start = STAMP.parse(id.substring(0, "yyyyMMddTHHmmssZ".length()), Instant::from);
    List<RunFile> files = new ArrayList<>();
    Files.createDirectories(run);
    for (Map.Entry<String, String> file :
        Map.of(
                "jmh-result.json",
                RESULT.formatted(time, time),
                "environment.json",
                "{\"run\": {\"status\": \"%s\"}}".formatted(status))
            .entrySet()) {
      Files.writeString(run.resolve(file.getKey()), file.getValue());
      files.add(RunFile.of(file.getKey(), file.getValue().getBytes(StandardCharsets.UTF_8)));
    }
    Manifest manifest =
        new Manifest(
            1,
            id,
            id.split("-", -1)[1],
            RunStatus.valueOf(status.toUpperCase(Locale.ROOT)),
            start.toString(),
            new BuildInfo("1", "c0ffee", "clean"),
            "abc123",
            List.of("org.example.Some.thing"),
            2,
            List.of(),
            1,
            files);
    new ObjectMapper().writeValue(run.resolve(Manifest.NAME).toFile(), manifest);
    return run;
  }
}
