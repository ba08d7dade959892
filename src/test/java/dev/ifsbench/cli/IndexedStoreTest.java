package dev.ifsbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ifsbench.fixture.Database;
import dev.ifsbench.track.store.FolderStore;
import dev.ifsbench.track.store.Manifest;
import dev.ifsbench.track.store.ManyRuns;
import dev.ifsbench.track.store.ResultStore;
import dev.ifsbench.track.store.Stores;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** An index beside the runs makes commands quicker, and nothing else. */
class IndexedStoreTest {
  private static final int RUNS = 120;

  /** Long enough ago that no file can change again without another time. */
  private static final FileTime BEFORE = FileTime.from(Instant.parse("2026-01-01T00:00:00Z"));

  @TempDir private Path folder;
  private Path store;
  private String first;
  private String last;

  @BeforeEach
  void fill() throws IOException {
    store = folder.resolve("many");
    try (ResultStore filled = new FolderStore(store)) {
      ManyRuns.fill(filled, RUNS, 2);
      List<Manifest> runs = filled.history().runs();
      first = runs.get(0).id();
      last = runs.get(runs.size() - 1).id();
    }
    remove(index());
    settle();
  }

  @Test
  void everyCommandSaysTheSameWithAndWithoutAnIndex() throws IOException {
    Map<String, String> without = everything();
    assertThat(without.get("history --changes")).contains("slower");

    assertThat(index()).isDirectoryContaining(file -> file.endsWith("manifests"));
    assertThat(everything()).isEqualTo(without);
  }

  @Test
  void aStaleIndexIsSeenToBeStale() throws IOException {
    everything();
    // One run is gone, one has lost a file, one has another manifest, one is as large as it was.
    remove(run(3));
    Files.delete(run(5).resolve("environment.json"));
    Path manifest = run(7).resolve(Manifest.NAME);
    Files.writeString(manifest, Files.readString(manifest).replace("complete", "unfinished"));
    Path results = run(9).resolve("jmh-result.json");
    Files.writeString(results, Files.readString(results).replaceFirst("\"avgt\"", "\"thrp\""));
    ManyRuns.fill(new FolderStore(store), 2, 1);

    Map<String, String> stale = everything();

    remove(index());
    assertThat(stale).isEqualTo(everything());
    assertThat(stale.get("history"))
        .contains(run(5).getFileName() + ": environment.json is missing");
    assertThat(stale.get("history --changes")).contains("SHA-256");
  }

  @Test
  void aBrokenIndexIsMadeAnew() throws IOException {
    Map<String, String> without = everything();
    Random random = new Random(1);
    for (Path file : indexes()) {
      byte[] content = Files.readAllBytes(file);
      for (int i = 0; i < 20; i++) {
        content[20 + random.nextInt(content.length - 20)] ^= (byte) (1 + random.nextInt(100));
      }
      Files.write(file, content);
    }

    assertThat(everything()).isEqualTo(without);

    for (Path file : indexes()) {
      Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 100));
    }
    assertThat(everything()).isEqualTo(without);
    assertThat(indexes())
        .allSatisfy(file -> assertThat(Files.size(file)).as("made anew").isGreaterThan(100));
  }

  @Test
  void aStoreThatCannotKeepAnIndexIsReadWithoutOne() throws IOException {
    Map<String, String> without = everything();
    remove(index());
    Files.createFile(index());

    assertThat(everything()).isEqualTo(without);
    assertThat(index()).isEmptyFile();
  }

  @Test
  void anIndexThatMayOnlyBeReadIsUsedAndStays() throws IOException {
    Map<String, String> without = everything();
    for (Path file : indexes()) {
      // As good as a folder that may not be written: somebody else is writing, and never done.
      Files.createFile(file.resolveSibling(file.getFileName() + ".tmp"));
    }
    Map<Path, FileTime> before = times();

    assertThat(everything()).isEqualTo(without);
    assertThat(times()).isEqualTo(before);
  }

  @Test
  void aFewRunsNeedNoIndex() throws IOException {
    Path few = folder.resolve("few");
    ManyRuns.fill(new FolderStore(few), 3, 1);

    say("history", "--changes", "--store", few.toString());

    assertThat(few.resolve(".index")).doesNotExist();
  }

  @Test
  @DisabledOnOs(
      value = OS.WINDOWS,
      disabledReason = "the database's programs are here for Linux only")
  void everyCommandSaysTheSameOfADatabase() throws IOException, SQLException {
    try (Database database = Database.start()) {
      String url = database.emptyUrl();
      try (ResultStore filled = Stores.open(url)) {
        ManyRuns.fill(filled, RUNS, 2);
      }
      Map<String, String> without = everything(url);
      assertThat(without.get("history --changes")).contains("slower");

      assertThat(everything(url)).isEqualTo(without);
      database.execute("update ifsbench_file set content = '[]' where run = '" + last + "'");
      Map<String, String> stale = everything(url);
      assertThat(stale.get("history --changes")).contains(last + ": ");
      database.execute("update ifsbench_index set content = substr(content, 1, 200)");
      assertThat(everything(url)).isEqualTo(stale);
      database.execute("drop table ifsbench_index");
      assertThat(everything(url)).isEqualTo(stale);
    }
  }

  private Map<String, String> everything() throws IOException {
    return everything(store.toString());
  }

  /** What all commands that look at many runs print and write. */
  private Map<String, String> everything(String place) throws IOException {
    Map<String, String> said = new LinkedHashMap<>();
    for (String command :
        List.of(
            "history",
            "history --json",
            "history --env 0",
            "history --changes",
            "history --changes --json",
            "history --changes --statistic mean",
            "history --changes --since 2020-01-03",
            "history --verify",
            "gate baseline " + last + " --max-regression 10%",
            "baseline show")) {
      said.put(command, say((command + " --store " + place).split(" ")));
    }
    Path page = folder.resolve("report.html");
    said.put("report", say("report", "--store", place, "--output", page.toString()));
    said.put("page", Files.readString(page));
    said.put("of one", say("report", first, "--store", place, "--output", page.toString()));
    said.put("page of one", Files.readString(page));
    return said;
  }

  private static String say(String... arguments) {
    PrintStream out = System.out;
    PrintStream err = System.err;
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    try (PrintStream to = new PrintStream(said, true, StandardCharsets.UTF_8)) {
      System.setOut(to);
      System.setErr(to);
      int code = Main.commands().execute(arguments);
      to.println("exit code " + code);
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
    return said.toString(StandardCharsets.UTF_8);
  }

  private Path run(int number) throws IOException {
    try (Stream<Path> runs = Files.list(store)) {
      return runs.filter(run -> run.getFileName().toString().endsWith("-track"))
          .sorted()
          .skip(number)
          .findFirst()
          .orElseThrow();
    }
  }

  private Path index() {
    return store.resolve(".index");
  }

  private List<Path> indexes() throws IOException {
    try (Stream<Path> files = Files.list(index())) {
      return files.filter(file -> !file.toString().endsWith(".tmp")).sorted().toList();
    }
  }

  private Map<Path, FileTime> times() throws IOException {
    Map<Path, FileTime> times = new LinkedHashMap<>();
    for (Path file : indexes()) {
      times.put(file, Files.getLastModifiedTime(file));
    }
    return times;
  }

  private void settle() throws IOException {
    try (Stream<Path> tree = Files.walk(store)) {
      for (Path file : tree.filter(Files::isRegularFile).toList()) {
        Files.setLastModifiedTime(file, BEFORE);
      }
    }
  }

  private static void remove(Path path) throws IOException {
    if (Files.exists(path)) {
      try (Stream<Path> tree = Files.walk(path)) {
        for (Path file : tree.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
