package dev.ifsbench.track.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ifsbench.sockets.SocketNames;
import dev.ifsbench.track.environment.Environment;
import dev.ifsbench.track.series.AddedRun;
import dev.ifsbench.track.series.BenchmarkSeries;
import dev.ifsbench.track.series.JmhText;
import dev.ifsbench.track.series.RunResults;
import dev.ifsbench.track.series.StoredRuns;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What holds for every store. */
abstract class ResultStoreContract {
  private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");
  static final String RESULT = "jmh-result.json";

  /** Opens the store; each call gives another object for the same one. */
  abstract ResultStore open() throws IOException;

  /** Changes a file behind the store's back; null removes it. */
  abstract void overwrite(String run, String file, byte[] content) throws Exception;

  @Test
  void anEmptyStoreHasNoRunsAndNoBaseline() throws Exception {
    try (ResultStore store = open()) {
      assertThat(store.history().runs()).isEmpty();
      assertThat(store.history().damaged()).isEmpty();
      assertThat(store.baseline()).isEmpty();
      assertThat(store.manifest("20260102T030405Z-track")).isEmpty();
    }
  }

  @Test
  void whatIsWrittenIsReadByAnother() throws Exception {
    String id = addRun("content");

    try (ResultStore store = open()) {
      StoredRun run = new StoredRun(store, store.manifest(id).orElseThrow());
      assertThat(run.manifest().status()).isEqualTo(RunStatus.COMPLETE);
      assertThat(run.read(RESULT))
          .hasValueSatisfying(
              read -> assertThat(read).asString(StandardCharsets.UTF_8).isEqualTo("content"));
      assertThat(run.read("no such file")).isEmpty();
      assertThat(store.history().runs()).containsExactly(run.manifest());
    }
  }

  @Test
  void aFileOfAnotherProjectIsARunLikeAnyOther() throws Exception {
    JmhText text = new JmhText();
    text.with("org.example.Sort.sort", "avgt", "ns/op", JmhText.forks(3, 100, 0.01, 1));
    MemoryRun file = new MemoryRun("of-others.json").with(RESULT, text.toString());
    AddedRun added = new AddedRun(file);

    try (ResultStore store = open()) {
      assertThat(added.in(store)).isEmpty();
      Manifest run = added.addTo(store, "c0ffee", START, Optional.of("a machine"));

      assertThat(added.in(store)).hasValue(run);
      assertThat(store.history().runs()).containsExactly(run);
      RunResults results = RunResults.read(StoredRuns.files(new StoredRun(store, run)));
      assertThat(results.commit()).hasValue("c0ffee");
      assertThat(results.startTime()).hasValue("2026-01-02T03:04:05Z");
      assertThat(results.objections()).isEmpty();
      assertThat(results.circumstances().facts()).containsEntry("processor", "a machine");
      assertThat(results.series()).singleElement().extracting(BenchmarkSeries::forks).isEqualTo(3);
    }
  }

  @Test
  void aRunIsBeingWrittenUntilItsWriterIsClosed() throws Exception {
    try (ResultStore store = open()) {
      RunWriter writer = store.begin(START, "track");
      try (ResultStore other = open()) {
        assertThat(other.isBeingWritten(writer.id())).isTrue();
        writer.close();
        assertThat(other.isBeingWritten(writer.id())).isFalse();
      }
    }
  }

  @Test
  void runsOfTheSameSecondHaveNamesOfTheirOwnHoweverManyAddThem() throws Exception {
    int writers = 4;
    int runsEach = 5;
    Set<String> ids = ConcurrentHashMap.newKeySet();
    ExecutorService pool = Executors.newFixedThreadPool(writers);
    try {
      List<Future<Void>> all = new ArrayList<>();
      for (int i = 0; i < writers; i++) {
        String content = "of writer " + i;
        Callable<Void> writer =
            () -> {
              for (int run = 0; run < runsEach; run++) {
                ids.add(addRun(content));
              }
              return null;
            };
        all.add(pool.submit(writer));
      }
      for (Future<Void> each : all) {
        each.get();
      }
    } finally {
      pool.shutdown();
    }

    assertThat(ids).hasSize(writers * runsEach);
    try (ResultStore store = open()) {
      assertThat(store.history().runs())
          .extracting(Manifest::id)
          .containsExactlyInAnyOrderElementsOf(ids);
      assertThat(store.history().damaged()).isEmpty();
    }
  }

  @Test
  void aRunOnlyOneProcessCanCarryOn() throws Exception {
    try (ResultStore store = open();
        ResultStore other = open()) {
      RunWriter first = store.begin(START, "track");
      Manifest begun = begun(first.id());
      first.publish(begun);
      assertThatThrownBy(() -> other.carryOn(first.id()))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("another process");
      first.close();
      other.carryOn(first.id()).close();
    }
  }

  @Test
  void aFileThatWasChangedIsNamedAndEverythingElseIsThere() throws Exception {
    String damaged = addRun("content");
    String whole = addRun("content");
    overwrite(damaged, RESULT, "CONTENT".getBytes(StandardCharsets.UTF_8));

    try (ResultStore store = open()) {
      RunFile file = store.manifest(damaged).orElseThrow().file(RESULT).orElseThrow();
      assertThatThrownBy(() -> store.read(damaged, file))
          .isInstanceOf(DamagedRunException.class)
          .hasMessageContainingAll(damaged, RESULT, "SHA-256");
      assertThat(store.read(whole, file)).isNotEmpty();
    }
  }

  @Test
  void aFileThatIsGoneIsNamed() throws Exception {
    String damaged = addRun("content");
    overwrite(damaged, RESULT, null);

    try (ResultStore store = open()) {
      RunFile file = store.manifest(damaged).orElseThrow().file(RESULT).orElseThrow();
      assertThatThrownBy(() -> store.read(damaged, file))
          .isInstanceOf(DamagedRunException.class)
          .hasMessage("%s: %s is missing", damaged, RESULT);
    }
  }

  @Test
  void aBrokenManifestIsNamedAndTheOtherRunsAreListed() throws Exception {
    String damaged = addRun("content");
    String whole = addRun("content");
    overwrite(damaged, Manifest.NAME, "{\"schemaVersion\": 1, ".getBytes(StandardCharsets.UTF_8));

    try (ResultStore store = open()) {
      StoredHistory history = store.history();
      assertThat(history.runs()).extracting(Manifest::id).containsExactly(whole);
      assertThat(history.damaged())
          .containsExactly(damaged + ": manifest.json is not readable JSON");
      assertThatThrownBy(() -> store.manifest(damaged)).isInstanceOf(DamagedRunException.class);
    }
  }

  @Test
  void theBaselineIsTheOneThatWasSetLast() throws Exception {
    String first = addRun("content");
    String second = addRun("content");
    try (ResultStore store = open()) {
      store.setBaseline(new Baseline(second, "2026-01-02T03:04:05Z"));
      store.setBaseline(new Baseline(first, "2026-01-02T03:04:06Z"));
    }

    try (ResultStore store = open()) {
      assertThat(store.baseline()).hasValue(new Baseline(first, "2026-01-02T03:04:06Z"));
    }
  }

  @Test
  void aRunThatMeasuredNothingIsRemoved() throws Exception {
    try (ResultStore store = open()) {
      RunWriter writer = store.begin(START, "track");
      writer.write("forks/x", new byte[3]);
      writer.publish(begun(writer.id()));
      writer.delete();

      assertThat(store.manifest(writer.id())).isEmpty();
      assertThat(store.history().damaged()).isEmpty();
    }
  }

  @Test
  void aTextThatCanNameNoRunNamesNone() throws Exception {
    addRun("content");
    try (ResultStore store = open()) {
      assertThat(store.manifest("..")).isEmpty();
      assertThat(store.manifest("")).isEmpty();
      assertThat(store.manifest("a/b")).isEmpty();
      assertThat(store.manifest("'; --")).isEmpty();
    }
  }

  /** Adds a complete run with one file. */
  String addRun(String content) throws IOException {
    byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
    try (ResultStore store = open();
        RunWriter writer = store.begin(START, "track")) {
      writer.write(RESULT, bytes);
      writer.publish(
          begun(writer.id())
              .with(RunStatus.COMPLETE, 1, List.of(), 1000, List.of(RunFile.of(RESULT, bytes))));
      return writer.id();
    }
  }

  static Manifest begun(String id) {
    return Manifest.begin(
        id, "track", Environment.current(START, SocketNames.NONE, Map.of()), List.of("a.B.c"));
  }
}
