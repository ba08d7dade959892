package dev.ifsbench.track.store;

import java.io.IOException;

/** Takes the files that hold a run's results. */
@FunctionalInterface
public interface RunFileSink {
  /**
   * Keeps a file, or replaces it by a newer state of the same run.
   *
   * @param name relative to the run, with {@code /} between folders
   * @param content all of it
   * @throws IOException if it cannot be written
   */
  void write(String name, byte[] content) throws IOException;
}
