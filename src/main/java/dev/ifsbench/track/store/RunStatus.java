package dev.ifsbench.track.store;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How far a run has come. */
public enum RunStatus {
  /** It is being measured, or was ended without a chance to say so. */
  @JsonProperty("unfinished")
  UNFINISHED("unfinished"),
  /** It was interrupted; what was finished is kept. */
  @JsonProperty("interrupted")
  INTERRUPTED("interrupted"),
  /** It came to its own end. */
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
