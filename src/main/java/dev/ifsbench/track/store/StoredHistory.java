package dev.ifsbench.track.store;

import java.time.Instant;
import java.util.List;

/**
 * The runs of a store.
 *
 * @param runs those that can be read, the oldest first
 * @param damaged one line for each that cannot
 */
public record StoredHistory(List<Manifest> runs, List<String> damaged) {
  /** Sorts and copies. */
  public StoredHistory {
    runs = runs.stream().map(Started::of).sorted().map(Started::run).toList();
    damaged = damaged.stream().sorted().toList();
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
