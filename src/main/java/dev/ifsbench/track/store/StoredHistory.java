package dev.ifsbench.track.store;

import dev.ifsbench.track.index.RunStamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The runs of a store.
 *
 * @param runs those that can be read, the oldest first
 * @param damaged one line for each that cannot
 * @param stamps of the files of runs, by the runs' names; a run that has none may have changed just
 *     now
 */
public record StoredHistory(
    List<Manifest> runs, List<String> damaged, Map<String, RunStamp> stamps) {
  /** Sorts the runs, and makes the collections immutable. */
  public StoredHistory {
    runs = runs.stream().map(Started::of).sorted().map(Started::run).toList();
    damaged = damaged.stream().sorted().toList();
    stamps = Map.copyOf(stamps);
  }

  /**
   * The stamp of a run's files.
   *
   * @param run one of these
   */
  public Optional<RunStamp> stamp(Manifest run) {
    return Optional.ofNullable(stamps.get(run.id()));
  }

  /** Reads the time of a run once: with thousands of runs, sorting would do little else. */
  private record Started(Instant time, Manifest run) implements Comparable<Started> {
    static Started of(Manifest run) {
      return new Started(run.start(), run);
    }

    @Override
    public int compareTo(Started other) {
      int byTime = time.compareTo(other.time);
      return byTime != 0 ? byTime : run.id().compareTo(other.run.id());
    }
  }
}
