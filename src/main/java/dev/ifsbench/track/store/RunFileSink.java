package dev.ifsbench.track.store;

import java.io.IOException;

/** Receives the files of a run's results. */
@FunctionalInterface
public interface RunFileSink {
  /**
   * Keeps a file, replacing an earlier state of it.
   *
   * @param name relative to the run, with {@code /} between folders
   * @param content all of it
   * @throws IOException if it cannot be written
   */
  void write(String name, byte[] content) throws IOException;
}
