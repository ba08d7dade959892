package dev.ifsbench.track.store;

import dev.ifsbench.track.index.IndexPlace;
import java.io.Closeable;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/**
 * Keeps runs. Runs are added and, until they are complete, continued; nothing else ever changes.
 * Several processes may add runs at once.
 */
public interface ResultStore extends Closeable {
  /** The location, for display. */
  String location();

  /**
   * Adds a run.
   *
   * @param start when it starts
   * @param kind the command that makes it
   * @return what writes it; its name begins with the time and the kind
   * @throws IOException if nothing can be added
   */
  RunWriter begin(Instant start, String kind) throws IOException;

  /**
   * Continues an unfinished run.
   *
   * @param id of a run that is not complete
   * @throws IOException if it cannot be written, or is being written
   */
  RunWriter carryOn(String id) throws IOException;

  /**
   * Whether a process is writing a run at this moment.
   *
   * @param id of a run
   * @throws IOException if the store cannot tell
   */
  boolean isBeingWritten(String id) throws IOException;

  /**
   * Returns all runs, reading only their manifests.
   *
   * @throws IOException if the store cannot be read
   */
  StoredHistory history() throws IOException;

  /**
   * Returns the manifest of a run.
   *
   * @param id any text
   * @return nothing if there is no such run
   * @throws IOException if the store cannot be read
   * @throws DamagedRunException if the run's manifest is missing or broken
   */
  Optional<Manifest> manifest(String id) throws IOException, DamagedRunException;

  /**
   * Reads a file of a run.
   *
   * @param run the run's name
   * @param file as the run's manifest lists it
   * @return its content, which is as it was written
   * @throws IOException if the store cannot be read
   * @throws DamagedRunException if the file is missing or not as it was written
   */
  byte[] read(String run, RunFile file) throws IOException, DamagedRunException;

  /**
   * The run that others are compared with.
   *
   * @return nothing if none was ever set
   * @throws IOException if the store cannot be read
   */
  Optional<Baseline> baseline() throws IOException;

  /**
   * Sets the run that others are compared with.
   *
   * @param baseline which
   * @throws IOException if it cannot be written
   */
  void setBaseline(Baseline baseline) throws IOException;

  /** Where indexes of the runs are kept, so that they need not all be read again. */
  IndexPlace indexes();

  @Override
  void close() throws IOException;
}
