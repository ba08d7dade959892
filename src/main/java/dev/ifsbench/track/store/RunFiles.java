package dev.ifsbench.track.store;

import java.io.IOException;
import java.util.List;

/** The files of one run, wherever they are kept. */
public interface RunFiles {
  /** The name that the user gave: a run id or a path. */
  String name();

  /**
   * Whether the run has a file.
   *
   * @param file its name, such as {@value RunFolder#JMH_RESULT}
   */
  boolean has(String file);

  /**
   * The names of all files.
   *
   * @return sorted, with {@code /} between folders
   * @throws IOException if they cannot be listed
   */
  List<String> all() throws IOException;

  /**
   * Reads a file.
   *
   * @param file its name; the run has it
   * @return all of it
   * @throws IOException if it cannot be read
   */
  byte[] read(String file) throws IOException;
}
