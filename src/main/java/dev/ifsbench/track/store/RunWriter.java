package dev.ifsbench.track.store;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Writes one run. No other process writes it at the same time.
 *
 * <p>Not safe for use by several threads.
 */
public interface RunWriter extends RunFileSink, Closeable {
  /** The run's name. */
  String id();

  /** The location, for display. */
  String location();

  /**
   * The location of one of its files, for display.
   *
   * @param name of the file
   */
  default String location(String name) {
    return location() + ", " + name;
  }

  /** A directory in which programs can leave files for the run; empty if the store has none. */
  default Optional<Path> folder() {
    return Optional.empty();
  }

  /**
   * Writes a file, or replaces one that the manifest does not list. It appears whole or not at all.
   *
   * @param name relative to the run, with {@code /} between folders
   * @param content all of it
   * @throws IOException if it cannot be written
   */
  @Override
  void write(String name, byte[] content) throws IOException;

  /**
   * Writes the manifest. All files that it lists must have been written.
   *
   * @param manifest replaces the one before
   * @throws IOException if it cannot be written, or another process has written it meanwhile
   */
  void publish(Manifest manifest) throws IOException;

  /**
   * Removes a file that the manifest does not list any more.
   *
   * @param name of the file
   * @throws IOException if it is there and cannot be removed
   */
  void remove(String name) throws IOException;

  /**
   * Removes the run, which has no results.
   *
   * @throws IOException if something cannot be removed
   */
  void delete() throws IOException;

  @Override
  void close() throws IOException;
}
