package dev.ifsbench.track.store;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A run that is being made. Nobody else writes it at the same time.
 *
 * <p>Not safe for use by several threads.
 */
public interface RunWriter extends RunFileSink, Closeable {
  /** The run's name. */
  String id();

  /** Where it is, as people write it. */
  String location();

  /**
   * Where one of its files is, as people write it.
   *
   * @param name of the file
   */
  default String location(String name) {
    return location() + ", " + name;
  }

  /** Where programs that write files can leave some for the run; nothing if there is no folder. */
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
   * Says what the run is now. All files that the manifest lists have been written.
   *
   * @param manifest replaces the one before
   * @throws IOException if it cannot be written, or somebody else has written it meanwhile
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
   * Removes the whole run, which has measured nothing.
   *
   * @throws IOException if something cannot be removed
   */
  void delete() throws IOException;

  @Override
  void close() throws IOException;
}
