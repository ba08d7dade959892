package dev.ifsbench.track.index;

import java.util.List;

/**
 * By what it is seen, without reading a run, that its files are those that were read before.
 *
 * @param marks numbers of which one changes whenever a file does, such as sizes and times of change
 */
public record RunStamp(List<Long> marks) {
  /** Copies. */
  public RunStamp {
    marks = List.copyOf(marks);
  }
}
