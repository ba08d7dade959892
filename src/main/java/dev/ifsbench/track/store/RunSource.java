package dev.ifsbench.track.store;

import java.io.IOException;
import java.util.Optional;

/** Finds runs by the names that users give them: a path, a run id, a revision, or the baseline. */
@FunctionalInterface
public interface RunSource {
  /**
   * Finds a run.
   *
   * @param reference what a person typed
   * @return its files, or nothing if the reference is not one of this source's
   * @throws IOException if the source cannot be read
   * @throws UnusableRunException if the reference is one of this source's, but names no run
   */
  Optional<RunFiles> find(String reference) throws IOException, UnusableRunException;
}
