package dev.ifsbench.track.series;

import dev.ifsbench.track.index.RunIndex;
import dev.ifsbench.track.index.RunStamp;
import dev.ifsbench.track.store.Manifest;
import dev.ifsbench.track.store.ResultStore;
import dev.ifsbench.track.store.RunFolder;
import dev.ifsbench.track.store.RunStatus;
import dev.ifsbench.track.store.StoredHistory;
import dev.ifsbench.track.store.StoredRun;
import dev.ifsbench.track.store.UnusableRunException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The scores of all runs of a store. Those that an index has are taken from there, unless a file of
 * the run has changed since; the others are read, and added to the index.
 */
public final class StoredScores {
  private static final String INDEX = "scores";

  private final ResultStore store;
  private final StoredHistory history;
  private final RunIndex<RunScores> index;
  private final Map<List<Object>, RunShape> shapes = new ConcurrentHashMap<>();

  /** The outcome of reading a run: its scores, or why there are none. */
  private record Read(Manifest run, Optional<RunScores> scores, String flaw) {}

  /**
   * Reads the index.
   *
   * @param store where the runs are kept
   * @param history of the store
   */
  public StoredScores(ResultStore store, StoredHistory history) {
    this.store = store;
    this.history = history;
    this.index = new RunIndex<>(store.indexes(), INDEX, new ScoreCodec());
  }

  /**
   * The short name of the environment of a run, as {@link StoredRuns#environmentDigest} tells it.
   *
   * @param run of the history
   */
  public String environmentDigest(Manifest run) {
    Optional<RunScores> known = known(run);
    return known.isPresent()
        ? known.get().shape().told().orElse(run.environmentDigest())
        : StoredRuns.environmentDigest(new StoredRun(store, run));
  }

  private Optional<RunScores> known(Manifest run) {
    return history.stamp(run).flatMap(stamp -> index.value(run.id(), stamp));
  }

  /**
   * The scores as histories.
   *
   * @param runs of the history, the oldest first
   * @param skipped takes what is said of runs that cannot be used
   * @return a history for each series, environment and {@link MeasurementSettings way of
   *     measuring}, in the order of their first runs
   */
  public List<SeriesHistory> histories(List<Manifest> runs, List<String> skipped) {
    List<Read> all = runs.parallelStream().filter(StoredScores::isUsable).map(this::read).toList();
    if (RunIndex.isWorthwhile(history.runs().size())) {
      index.keep(history.runs().stream().map(Manifest::id).toList());
    }
    Map<String, SeriesHistory> histories = new LinkedHashMap<>();
    Map<RunShape, List<SeriesHistory>> ofShapes = new HashMap<>();
    for (Read each : all) {
      if (each.scores().isEmpty()) {
        skipped.add(each.flaw());
        continue;
      }
      RunScores scores = each.scores().get();
      skipped.addAll(scores.flaws());
      List<SeriesHistory> ofShape =
          ofShapes.computeIfAbsent(scores.shape(), shape -> of(shape, histories));
      for (int i = 0; i < ofShape.size(); i++) {
        ofShape.get(i).points().add(new SeriesHistory.Point(each.run(), scores, i));
      }
    }
    return List.copyOf(histories.values());
  }

  private static boolean isUsable(Manifest run) {
    return run.status() == RunStatus.COMPLETE
        && !run.isTraced()
        && run.file(RunFolder.JMH_RESULT).isPresent();
  }

  /** For each series of a shape the history that it belongs into. */
  private static List<SeriesHistory> of(RunShape shape, Map<String, SeriesHistory> histories) {
    List<SeriesHistory> found = new ArrayList<>();
    for (SeriesKind kind : shape.kinds()) {
      found.add(
          histories.computeIfAbsent(
              shape.environment() + kind,
              none ->
                  new SeriesHistory(
                      kind.key(), kind.unit(), shape.environment(), new ArrayList<>())));
    }
    return found;
  }

  private Read read(Manifest run) {
    Optional<RunScores> known = known(run);
    if (known.isPresent()) {
      return new Read(run, known, "");
    }
    StoredRun stored = new StoredRun(store, run);
    try {
      RunResults results = RunResults.read(StoredRuns.files(stored));
      Optional<String> told = StoredRuns.circumstances(stored).digest();
      RunScores scores = RunScores.of(run, results, told, this::shared);
      Optional<RunStamp> stamp = history.stamp(run);
      stamp.ifPresent(present -> index.add(run.id(), present, scores));
      return new Read(run, Optional.of(scores), "");
    } catch (UnusableRunException e) {
      return new Read(run, Optional.empty(), e.getMessage());
    }
  }

  private RunShape shared(RunShape shape) {
    return shapes.computeIfAbsent(shape.identity(), none -> shape);
  }
}
