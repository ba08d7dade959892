package dev.ifsbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ifsbench.cli.ChildJvm.Outcome;
import dev.ifsbench.track.series.JmhText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("child-jvm")
class HistoryAddCommandTest {
  private static final String FILE = "--commit c0ffee --time 2026-01-31T13:00:00+01:00";

  @TempDir private Path folder;

  @Test
  void anAddedFileIsARunWithTheCommitAndTheTimeThatWereTold() throws IOException {
    Path file = write("a.json", 8, 100);

    Outcome added = run("history add " + file + " " + FILE);
    Outcome history = run("history --verify");

    assertThat(added.exitCode()).as(added.err()).isZero();
    assertThat(added.out())
        .isEqualToIgnoringNewLines(
            "Added:    20260131T120000Z-added, 1 benchmark of commit c0ffee");
    assertThat(history.out())
        .contains("20260131T120000Z-added", "2026-01-31 12:00", "complete", "c0ffee", "Sort.sort");
    assertThat(history.out()).doesNotContain(System.getProperty("os.name"));
    Path kept = folder.resolve("store/20260131T120000Z-added/jmh-result.json");
    assertThat(kept).hasSameBinaryContentAs(file);
  }

  @Test
  void theSameFileIsNotAddedTwice() throws IOException {
    Path file = write("a.json", 8, 100);
    run("history add " + file + " " + FILE);

    assertRefused(
        run("history add " + file + " --commit other"),
        3,
        "is in " + folder.resolve("store") + " already, as 20260131T120000Z-added");
  }

  @Test
  void whatIsNoJmhJsonIsRefusedInOneLine() throws IOException {
    Path text = Files.writeString(folder.resolve("text"), "hello");
    Path empty = Files.writeString(folder.resolve("empty"), "[]");
    Path object = Files.writeString(folder.resolve("object"), "{}");

    assertRefused(run("history add " + text + " " + FILE), 3, "it is not JMH's JSON (-rf json)");
    assertRefused(run("history add " + empty + " " + FILE), 3, "holds no results");
    assertRefused(run("history add " + object + " " + FILE), 3, "it is not JMH's JSON (-rf json)");
    assertRefused(run("history add no-such-file " + FILE), 3, "There is no file 'no-such-file'");
    assertRefused(run("history add " + folder + " " + FILE), 3, "is a folder");
    assertThat(folder.resolve("store")).doesNotExist();
  }

  @Test
  void wrongArgumentsAreRefusedInOneLine() throws IOException {
    Path file = write("a.json", 8, 100);

    assertRefused(run("history add " + file + " --commit c --time yesterday"), 64, "'yesterday'");
    assertRefused(run("history add " + file), 64, "'--commit=ID'");
    assertRefused(run("history --json add " + file + " --commit c"), 64, "must follow it");
    assertRefused(
        ChildJvm.run(folder, "history", "add", file.toString(), "--commit", "a b"),
        64,
        "'a b' is not a name");
  }

  @Test
  void fewerThanThreeForksGetASentenceThatSaysWhatToChange() throws IOException {
    Path before = write("before.json", 1, 100);
    Path after = write("after.json", 2, 101);

    Outcome added = run("history add " + before + " " + FILE);
    Outcome gate = run("gate --max-regression 3% 20260131T120000Z-added " + after);
    Outcome compare = run("compare 20260131T120000Z-added " + after);

    assertThat(added.exitCode()).isZero();
    assertThat(added.joinedOut())
        .contains(
            "Note: 1 of 1, such as org.example.Sort.sort size=10 avgt, have too few forks for a"
                + " decision: run JMH with -f 3 or more");
    assertThat(gate.exitCode()).isEqualTo(2);
    assertThat(gate.joinedOut())
        .contains("it has 1 fork before and 2 after", "run JMH with -f 3 or more");
    assertThat(compare.joinedOut())
        .contains("undecided: it has 1 fork before and 2 after", "run JMH with -f 3 or more");
  }

  @Test
  void aFileIsTheBaselineAndTheGateJudgesByIt() throws IOException {
    Path before = write("before.json", 8, 100);
    Path slower = write("slower.json", 8, 110);

    Outcome set = run("baseline set " + before + " --commit v1 --time 2026-01-01");
    Outcome again = run("baseline set " + before);
    Outcome changed = run("baseline set " + before + " --commit v2");
    Outcome gate = run("gate --max-regression 3% baseline " + slower);

    assertThat(set.out()).contains("Added:    20260101T000000Z-added", "Baseline: 20260101T0000");
    assertThat(again.out()).isEqualToIgnoringNewLines("Baseline: 20260101T000000Z-added");
    assertRefused(changed, 3, "is in " + folder.resolve("store") + " already");
    assertRefused(run("baseline set nothing --time 2026-01-01"), 3, "there is no file 'nothing'");
    assertThat(gate.exitCode()).as(gate.err()).isEqualTo(1);
    assertThat(gate.out()).startsWith("REGRESSED  org.example.Sort.sort");
  }

  @Test
  void changesAndReportAreOfAddedRunsToo() throws IOException {
    for (int i = 0; i < 24; i++) {
      Path file = write(i + ".json", 3, i < 12 ? 100 + i * 0.01 : 120 + i * 0.01);
      String time = " --time 2026-01-%02d".formatted(i + 1);
      assertThat(run("history add " + file + " --commit c" + i + time).exitCode()).isZero();
    }

    Outcome changes = run("history --changes");
    Outcome report = run("report --output " + folder.resolve("report.html"));

    assertThat(changes.out()).contains("c12 20260113T000000Z-added", "slower");
    assertThat(report.exitCode()).as(report.err()).isZero();
    assertThat(folder.resolve("report.html")).content().contains("c12", "Sort.sort");
  }

  @Test
  void runsOfMachinesWithDifferentNamesAreNotCompared() throws IOException {
    Path before = write("before.json", 8, 100);
    Path after = write("after.json", 8, 101);
    run("history add " + before + " --commit a --time 2026-01-01 --machine small");
    run("history add " + after + " --commit b --time 2026-01-02 --machine large");

    assertRefused(
        run("gate --max-regression 3% 20260101T000000Z-added 20260102T000000Z-added"),
        3,
        "processor is 'large' and was 'small'");
  }

  private static void assertRefused(Outcome outcome, int exitCode, String line) {
    assertThat(outcome.exitCode()).as(outcome.out() + outcome.err()).isEqualTo(exitCode);
    assertThat(outcome.errorLines()).singleElement().asString().contains(line);
  }

  private Outcome run(String arguments) throws IOException {
    List<String> all = new ArrayList<>(List.of(arguments.split(" ")));
    all.add("--store");
    all.add(folder.resolve("store").toString());
    return ChildJvm.run(folder, all.toArray(String[]::new));
  }

  private Path write(String name, int forks, double mean) throws IOException {
    JmhText text = new JmhText();
    text.with("org.example.Sort.sort", "avgt", "ns/op", JmhText.forks(forks, mean, 0.002, 1));
    return Files.writeString(folder.resolve(name), text.toString());
  }
}
