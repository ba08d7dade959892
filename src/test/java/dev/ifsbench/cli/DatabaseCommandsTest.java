package dev.ifsbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ifsbench.cli.ChildJvm.Outcome;
import dev.ifsbench.fixture.Database;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The same commands with a database as the store. */
@DisabledOnOs(
    value = OS.WINDOWS,
    disabledReason = "the database's programs are here for Linux only")
@Tag("child-jvm")
class DatabaseCommandsTest {
  @TempDir private Path folder;

  @Test
  void aRunIsTrackedListedAndMadeTheBaseline() throws Exception {
    try (Database database = Database.start()) {
      String url = database.url();
      Outcome tracked =
          ChildJvm.run(
              folder,
              ("track DispatcherBenchmark.dispatched$ -p openHandles=1 -wi 0 -i 1 -r 10ms"
                      + " --rounds 1 --store "
                      + url)
                  .split(" "));
      assertThat(tracked.exitCode()).as(tracked.err()).isZero();
      assertThat(tracked.out()).contains("Written:  jdbc:postgresql://", "-track");
      String run = tracked.out().strip().replaceFirst("(?s)^.* run ", "");

      Outcome set = ChildJvm.run(folder, "baseline", "set", run, "--store", url);
      assertThat(set.out()).as(set.err()).isEqualToIgnoringNewLines("Baseline: " + run);

      Outcome history = ChildJvm.run(folder, "history", "--verify", "--store", url);
      assertThat(history.exitCode()).as(history.err()).isZero();
      assertThat(history.out()).contains(run, "complete", "DispatcherBenchmark.dispatched");
    }
  }

  @Test
  void everyCommandThatMeasuresOrReadsUsesTheDatabase() throws Exception {
    try (Database database = Database.start()) {
      String url = database.url();
      String headline =
          id(
              run(
                  "headline --handle BASE,WRAPPED --operation send --transport NONE --rounds 3"
                      + " --store "
                      + url));
      String trace =
          "trace UpcallBenchmark.query -p transport=NONE -wi 0 -i 1"
              + " -r 50ms --summary --store ";
      assertThat(run(trace + url).out()).contains("WPUQuerySocketHandleContext");
      run(
          "latency --handle BASE --transport UNIX --rate 500 --duration 1s --warmup 1s --rounds 2"
              + " --store "
              + url);

      Outcome history = run("history --verify --store " + url);
      assertThat(history.out()).contains("-headline", "-trace", "-latency");
      assertThat(run("compare --paired BASE,WRAPPED " + headline + " --store " + url).out())
          .contains("slower");
      assertThat(run("export --format benchstat " + headline + " --store " + url).out())
          .contains("SendBenchmark");
      assertThat(folder.resolve("results")).doesNotExist();
    }
  }

  @Test
  void aReportShowsNumbersRecordingsAndHistoryOfTheDatabase() throws Exception {
    try (Database database = Database.start()) {
      String url = database.url();
      for (int i = 0; i < 2; i++) {
        Outcome tracked =
            ChildJvm.run(
                folder,
                ("track SendBenchmark -p transport=NONE -p handle=WRAPPED -wi 0 -i 1 -r 10ms"
                        + " -prof ifs --rounds 1 --store "
                        + url)
                    .split(" "));
        assertThat(tracked.exitCode()).as(tracked.err()).isZero();
      }
      Path file = folder.resolve("report.html");

      Outcome newest = ChildJvm.run(folder, "report", "--store", url, "--output", file.toString());

      assertThat(newest.exitCode()).as(newest.err()).isZero();
      Document page = Jsoup.parse(file.toFile());
      assertThat(page.select("#scores data")).isNotEmpty();
      assertThat(page.select("#calls h3").text()).contains("-track/recordings/", "round-0001.jfr");
      assertThat(page.selectFirst("#history article").select("tbody tr")).hasSize(2);

      String runs = run("history --store " + url).out();
      Matcher oldest = Pattern.compile("\\d{8}T\\d{6}Z-track").matcher(runs);
      assertThat(oldest.find()).as(runs).isTrue();
      String id = oldest.group();
      Outcome named =
          ChildJvm.run(folder, "report", "--store", url, "--output", file.toString(), id);
      assertThat(named.exitCode()).as(named.err()).isZero();
      assertThat(Jsoup.parse(file.toFile()).select("#calls h3").text()).contains(id);
    }
  }

  private Outcome run(String arguments) throws Exception {
    Outcome outcome = ChildJvm.run(folder, arguments.split(" "));
    assertThat(outcome.exitCode()).as(arguments + "\n" + outcome.err() + outcome.out()).isZero();
    return outcome;
  }

  /** Of the run that a command says it has written. */
  private static String id(Outcome outcome) {
    return outcome.out().strip().replaceFirst("(?s)^.* run ([^,]+),.*$", "$1");
  }
}
