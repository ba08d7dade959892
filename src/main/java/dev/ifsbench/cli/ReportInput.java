package dev.ifsbench.cli;

import dev.ifsbench.report.html.RecordedCalls;
import dev.ifsbench.report.html.ReportContent;
import dev.ifsbench.report.html.ReportedRun;
import dev.ifsbench.report.html.Trend;
import dev.ifsbench.sockets.TemporaryFiles;
import dev.ifsbench.trace.recording.UnreadableRecordingException;
import dev.ifsbench.track.series.AddedRun;
import dev.ifsbench.track.series.LevelChanges;
import dev.ifsbench.track.series.SeriesHistory;
import dev.ifsbench.track.series.SeriesKey;
import dev.ifsbench.track.series.StoredRuns;
import dev.ifsbench.track.series.StoredScores;
import dev.ifsbench.track.stats.Statistic;
import dev.ifsbench.track.store.IoReason;
import dev.ifsbench.track.store.Manifest;
import dev.ifsbench.track.store.ResultStore;
import dev.ifsbench.track.store.RunFiles;
import dev.ifsbench.track.store.RunStatus;
import dev.ifsbench.track.store.StoredHistory;
import dev.ifsbench.track.store.StoredRun;
import dev.ifsbench.track.store.UnusableRunException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;

/** Collects the contents of a report: runs, their recordings and their history. */
final class ReportInput {
  static final String RECORDING = ".jfr";

  /** The most recordings on one page. */
  private static final int MOST_RECORDINGS = 8;

  private static final List<String> MEASURING =
      List.of("headline", "latency", Manifest.TRACKED_KIND, AddedRun.KIND);

  /** Runs of this kind measure code under recording, so their times are not shown. */
  private static final String RECORDING_RUN = "trace";

  private final ResultStore store;
  private final StoredHistory kept;
  private final List<ReportedRun> runs = new ArrayList<>();
  private final List<RecordedCalls> recordings = new ArrayList<>();
  private final List<Manifest> shown = new ArrayList<>();
  private final Set<String> skipped = new LinkedHashSet<>();
  private int recordingsLeftOut;

  /**
   * Creates an empty input.
   *
   * @param store where runs are kept
   * @throws IOException if it cannot be read
   */
  ReportInput(ResultStore store) throws IOException {
    this.store = store;
    this.kept = store.history();
  }

  /** Adds the newest complete run of each kind; what is damaged is skipped. */
  void addNewest() {
    skipped.addAll(kept.damaged());
    for (String kind : MEASURING) {
      addNewest(kind);
    }
    addNewest(RECORDING_RUN);
  }

  private void addNewest(String kind) {
    List<Manifest> oldestFirst = kept.runs();
    for (int i = oldestFirst.size() - 1; i >= 0; i--) {
      Manifest run = oldestFirst.get(i);
      if (run.kind().equals(kind) && run.status() == RunStatus.COMPLETE) {
        int runsBefore = runs.size();
        int recordingsBefore = recordings.size();
        try {
          add(StoredRuns.files(new StoredRun(store, run)));
          return;
        } catch (UnusableRunException | UnreadableRecordingException e) {
          skipped.add(e.getMessage());
        } catch (IOException e) {
          skipped.add(
              String.format(Locale.ROOT, "'%s' cannot be read: %s", run.id(), IoReason.of(e)));
        }
        runs.subList(runsBefore, runs.size()).clear();
        recordings.subList(recordingsBefore, recordings.size()).clear();
      }
    }
  }

  /**
   * Adds a run that the user named.
   *
   * @param files of the run
   * @throws IOException if something cannot be read
   * @throws UnusableRunException if there are no results, or something is damaged
   * @throws UnreadableRecordingException if a recording is damaged
   */
  void add(RunFiles files) throws IOException, UnusableRunException, UnreadableRecordingException {
    List<Manifest> of = manifestOf(files);
    if (of.stream().noneMatch(run -> run.kind().equals(RECORDING_RUN))) {
      runs.add(ReportedRun.read(files));
    }
    addRecordings(files);
    shown.addAll(of);
  }

  /** Nothing if the run is not kept in the store. */
  private List<Manifest> manifestOf(RunFiles files) {
    String id = Path.of(files.name()).toAbsolutePath().normalize().getFileName().toString();
    return kept.runs().stream().filter(run -> run.id().equals(id)).toList();
  }

  private void addRecordings(RunFiles files) throws IOException, UnreadableRecordingException {
    for (String name : files.all()) {
      if (name.endsWith(RECORDING) && hasRoom()) {
        Path copy = TemporaryFiles.newFile(RECORDING);
        try {
          Files.write(copy, files.read(name));
          recordings.add(RecordedCalls.read(files.name() + "/" + name, copy));
        } finally {
          Files.delete(copy);
        }
      }
    }
  }

  /**
   * Adds a recording that the user named.
   *
   * @param file the recording
   * @throws UnreadableRecordingException if it is damaged, or none of ifsbench's
   */
  void addRecording(Path file) throws UnreadableRecordingException {
    if (hasRoom()) {
      recordings.add(RecordedCalls.read(file.toString(), file));
    }
  }

  private boolean hasRoom() {
    if (recordings.size() < MOST_RECORDINGS) {
      return true;
    }
    recordingsLeftOut++;
    return false;
  }

  boolean isEmpty() {
    return runs.isEmpty() && recordings.isEmpty();
  }

  /** Number of recordings that were left out. */
  int recordingsLeftOut() {
    return recordingsLeftOut;
  }

  /** A line for each run that cannot be used. */
  Set<String> skipped() {
    return skipped;
  }

  /**
   * Returns everything that was added, with its history.
   *
   * @param everyBenchmark whether the history is of all benchmarks in the store, and not only of
   *     those that the runs measured; in their environments either way
   */
  ReportContent content(boolean everyBenchmark) {
    Set<SeriesKey> keys = new HashSet<>();
    runs.forEach(run -> run.results().series().forEach(series -> keys.add(series.key())));
    return new ReportContent(
        runs, recordings, histories(key -> everyBenchmark || keys.contains(key)));
  }

  private List<Trend> histories(Predicate<SeriesKey> isWanted) {
    StoredScores scores = new StoredScores(store, kept);
    Set<String> environments = new HashSet<>();
    shown.forEach(run -> environments.add(scores.environmentDigest(run)));
    List<Manifest> alike =
        kept.runs().stream()
            .filter(run -> MEASURING.contains(run.kind()))
            .filter(run -> environments.contains(scores.environmentDigest(run)))
            .toList();
    List<String> unusable = new ArrayList<>();
    List<SeriesHistory> histories = scores.histories(alike, unusable);
    skipped.addAll(unusable);
    List<SeriesHistory> wanted =
        histories.stream()
            .filter(history -> isWanted.test(history.series()))
            // One run has no history.
            .filter(history -> history.points().size() > 1)
            .toList();
    return Trend.of(wanted, new LevelChanges(store.indexes()).of(wanted, Statistic.MEDIAN));
  }
}
