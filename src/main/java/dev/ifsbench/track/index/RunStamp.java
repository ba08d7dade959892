package dev.ifsbench.track.index;

import java.util.List;

/**
 * Shows, without reading a run, whether its files are still those that were read before.
 *
 * @param marks numbers of which one changes whenever a file does, such as sizes and times of change
 */
public record RunStamp(List<Long> marks) {
  /** Makes the list immutable. */
  public RunStamp {
    marks = List.copyOf(marks);
  }
}
