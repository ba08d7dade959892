package dev.ifsbench.track.store;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The state of a run. */
public enum RunStatus {
  /** The run is being measured, or was killed. */
  @JsonProperty("unfinished")
  UNFINISHED("unfinished"),
  /** The run was interrupted; finished forks are kept. */
  @JsonProperty("interrupted")
  INTERRUPTED("interrupted"),
  /** The run ended by itself. */
  @JsonProperty("complete")
  COMPLETE("complete");

  private final String label;

  RunStatus(String label) {
    this.label = label;
  }

  @Override
  public String toString() {
    return label;
  }
}
