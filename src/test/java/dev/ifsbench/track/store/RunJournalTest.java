package dev.ifsbench.track.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ifsbench.sockets.SocketNames;
import dev.ifsbench.track.environment.Environment;
import dev.ifsbench.track.run.BenchmarkId;
import dev.ifsbench.track.run.FakeForks;
import dev.ifsbench.track.run.ForkFailedException;
import dev.ifsbench.track.run.ForkGroup;
import dev.ifsbench.track.run.HeadlineOperation;
import dev.ifsbench.track.run.PairedSides;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;

class RunJournalTest {
  private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");
  private static final Duration SPENT = Duration.ofSeconds(5);
  private static final BenchmarkId BASE = benchmark("BASE");
  private static final BenchmarkId WRAPPED = benchmark("WRAPPED");

  @TempDir private Path results;

  @Test
  void aRunThatIsKilledKeepsEveryFinishedFork() throws Exception {
    RunJournal journal = begin();
    journal.finished(1, Map.of(WRAPPED, fork("WRAPPED", 20, 21)), SPENT);
    journal.finished(1, Map.of(BASE, fork("BASE", 10, 11)), SPENT);
    journal.finished(2, Map.of(BASE, fork("BASE", 12, 13)), SPENT);
    // What a kill leaves: nothing more is written.
    journal.close();

    Manifest manifest = only();
    assertThat(manifest.status()).isEqualTo(RunStatus.UNFINISHED);
    assertThat(manifest.forks()).isEqualTo(3);
    JsonNode json =
        new ObjectMapper().readTree(new StoredRun(store(), manifest).jmhResult().orElseThrow());
    assertThat(rawData(json)).containsExactly("[[10.0,11.0],[12.0,13.0]]", "[[20.0,21.0]]");
  }

  @Test
  void aForkThatCouldNotBeWrittenIsWrittenAtTheNextSuccess() throws Exception {
    RunJournal journal = begin();
    Path forks = results.resolve(journal.id()).resolve("forks");
    // A file in the place of the folder fails every write, even root's.
    Files.writeString(forks, "in the way");
    assertThatThrownBy(() -> journal.finished(1, Map.of(BASE, fork("BASE", 10, 11)), SPENT))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(() -> journal.finished(1, Map.of(WRAPPED, fork("WRAPPED", 20, 21)), SPENT))
        .isInstanceOf(IOException.class);
    assertThat(only().forks()).isZero();
    Files.delete(forks);

    journal.finished(2, Map.of(BASE, fork("BASE", 12, 13)), SPENT);
    journal.close();

    assertThat(only().forks()).isEqualTo(3);
    JsonNode json =
        new ObjectMapper().readTree(new StoredRun(store(), only()).jmhResult().orElseThrow());
    assertThat(rawData(json)).containsExactly("[[10.0,11.0],[12.0,13.0]]", "[[20.0,21.0]]");
  }

  @Test
  void aRunWhoseForksWereNeverWrittenIsNotCompleteUnlessItsEndIs() throws Exception {
    RunJournal journal = begin();
    Path forks = results.resolve(journal.id()).resolve("forks");
    Files.writeString(forks, "in the way");
    assertThatThrownBy(() -> journal.finished(1, Map.of(BASE, fork("BASE", 10, 11)), SPENT))
        .isInstanceOf(IOException.class);

    assertThatThrownBy(() -> journal.end(RunStatus.COMPLETE, SPENT))
        .isInstanceOf(IOException.class);
    assertThat(only().status()).isEqualTo(RunStatus.UNFINISHED);

    Files.delete(forks);
    journal.end(RunStatus.COMPLETE, SPENT);
    assertThat(only().status()).isEqualTo(RunStatus.COMPLETE);
    assertThat(only().forks()).isEqualTo(1);
  }

  @Test
  void aRoundThatWasLeftOutStaysAGap() throws Exception {
    RunJournal journal = begin();
    journal.finished(1, Map.of(BASE, fork("BASE", 10, 11)), SPENT);
    journal.finished(3, Map.of(BASE, fork("BASE", 12, 13)), SPENT);
    journal.close();

    try (RunJournal resumed = carryOn(journal.id())) {
      assertThat(resumed.finished().byRound(BASE)).containsOnlyKeys(1, 3);
    }
  }

  @Test
  void whoeverWritesARunIsSeen() throws Exception {
    RunJournal journal = begin();
    assertThat(store().isBeingWritten(journal.id())).isTrue();

    journal.close();

    assertThat(store().isBeingWritten(journal.id())).isFalse();
  }

  @Test
  void aRunThatIsCarriedOnHasTheForksOfBothParts() throws Exception {
    RunJournal killed = begin();
    killed.finished(1, Map.of(BASE, fork("BASE", 10, 11)), SPENT);
    killed.close();

    RunJournal journal = carryOn(killed.id());
    assertThat(journal.finished().count()).isEqualTo(1);
    assertThat(journal.finished().spent()).isEqualTo(SPENT);
    journal.finished(1, Map.of(WRAPPED, fork("WRAPPED", 20, 21)), SPENT);
    journal.end(RunStatus.COMPLETE, SPENT);

    StoredRun run = new StoredRun(store(), only());
    assertThat(run.manifest().status()).isEqualTo(RunStatus.COMPLETE);
    assertThat(run.manifest().files())
        .extracting(RunFile::name)
        .containsExactlyInAnyOrder(
            "environment.json", "plan.json", "environment-resumed-1.json", "jmh-result.json");
    assertThat(rawData(new ObjectMapper().readTree(run.jmhResult().orElseThrow())))
        .containsExactly("[[10.0,11.0]]", "[[20.0,21.0]]");
    assertThat(results.resolve(run.manifest().id()).resolve("forks")).doesNotExist();
  }

  @Test
  void aCompleteRunIsNeverCarriedOn() throws Exception {
    RunJournal journal = begin();
    journal.finished(1, Map.of(BASE, fork("BASE", 10, 11)), SPENT);
    journal.end(RunStatus.COMPLETE, SPENT);

    assertThatThrownBy(() -> carryOn(journal.id()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("is complete");
  }

  @Test
  void aRunThatIsGoingOnIsNotCarriedOn() throws Exception {
    try (RunJournal journal = begin()) {
      assertThatThrownBy(() -> carryOn(journal.id()))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("another process");
    }
  }

  @Test
  void whatFailedIsNamedAndNotReportedAsMeasured() throws Exception {
    RunJournal journal = begin();
    journal.finished(1, Map.of(BASE, fork("BASE", 10, 11)), SPENT);
    journal.finished(1, Map.of(WRAPPED, fork("WRAPPED", 20, 21)), SPENT);
    journal.failed(
        new ForkGroup(List.of(WRAPPED)),
        new ForkFailedException("no buffer space", "the log", null),
        SPENT);
    journal.close();

    StoredRun killed = new StoredRun(store(), only());
    assertThat(killed.manifest().failed()).containsExactly(WRAPPED.toString());
    assertThat(killed.read("failure-1.log")).hasValue("the log".getBytes(StandardCharsets.UTF_8));
    assertThat(rawData(new ObjectMapper().readTree(killed.jmhResult().orElseThrow())))
        .containsExactly("[[10.0,11.0]]");
    try (RunJournal resumed = carryOn(journal.id())) {
      assertThat(resumed.finished().failed()).containsExactly(WRAPPED);
      assertThat(resumed.finished().of(WRAPPED)).isEmpty();
    }
  }

  @Test
  void aForkThatWasChangedIsNotBelieved() throws Exception {
    RunJournal journal = begin();
    journal.finished(1, Map.of(BASE, fork("BASE", 10, 11)), SPENT);
    journal.close();
    Path file = results.resolve(journal.id()).resolve("forks/round-0001/benchmark-0001.json");
    byte[] content = Files.readAllBytes(file);
    content[content.length - 1]++;
    Files.write(file, content);

    assertThatThrownBy(() -> carryOn(journal.id()))
        .isInstanceOf(DamagedRunException.class)
        .hasMessageContaining("SHA-256");
  }

  @Test
  void bothSidesOfAForkAreKeptTogetherAndCountAsOneJvm() throws Exception {
    PairedSides sides = PairedSides.of("BASE", "WRAPPED");
    RunJournal journal = begin(sides);
    journal.finished(
        1, Map.of(BASE, fork("BASE", 10, 11), WRAPPED, fork("WRAPPED", 20, 21)), SPENT);
    journal.close();
    assertThat(only().forks()).isEqualTo(1);

    try (RunJournal resumed = carryOn(journal.id(), sides)) {
      List<ForkGroup> groups = ForkGroup.together(List.of(BASE, WRAPPED), sides);
      assertThat(ForkGroup.finished(groups, resumed.finished()).of(groups.get(0)))
          .singleElement()
          .satisfies(fork -> assertThat(fork.keySet()).containsExactly(BASE, WRAPPED));
    }
  }

  @Test
  void aRunThatMeasuredNothingLeavesNothing() throws Exception {
    assertThat(begin().end(RunStatus.INTERRUPTED, SPENT)).isFalse();
    assertThat(results).isEmptyDirectory();
  }

  private RunJournal begin() throws IOException {
    return begin(null);
  }

  private RunJournal begin(PairedSides sides) throws IOException {
    return RunJournal.begin(store(), START, environment(), settings(sides), List.of(BASE, WRAPPED));
  }

  private RunJournal carryOn(String id) throws IOException, DamagedRunException {
    return carryOn(id, null);
  }

  private RunJournal carryOn(String id, PairedSides sides) throws IOException, DamagedRunException {
    return RunJournal.carryOn(store(), id, environment(), settings(sides), List.of(BASE, WRAPPED));
  }

  private static TrackSettings settings(PairedSides sides) {
    return new TrackSettings(
        List.of("x"),
        List.of(BASE.toString(), WRAPPED.toString()),
        9,
        1000,
        0.02,
        null,
        0.95,
        1,
        sides,
        null,
        TrackSettings.identityOf(environment()));
  }

  private Manifest only() throws IOException {
    assertThat(store().history().damaged()).isEmpty();
    return store().history().runs().get(0);
  }

  private FolderStore store() {
    return new FolderStore(results);
  }

  private static Environment environment() {
    return Environment.current(START, SocketNames.NONE, Map.of());
  }

  private static List<String> rawData(JsonNode json) {
    return json.findValues("primaryMetric").stream()
        .map(metric -> metric.get("rawData").toString())
        .toList();
  }

  private static BenchmarkId benchmark(String handle) {
    return new BenchmarkId(
        HeadlineOperation.SEND.benchmark(), Mode.AverageTime, Map.of("handle", handle));
  }

  private static RunResult fork(String handle, double... times) {
    return FakeForks.fork(FakeForks.headline(HeadlineOperation.SEND, "NONE", 64, 1, handle), times);
  }
}
