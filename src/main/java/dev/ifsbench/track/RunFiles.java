package dev.ifsbench.track;

import java.io.IOException;

/** The files of one run, wherever they are kept. */
public interface RunFiles {
  /** What a person calls the run: a run id or a path. */
  String name();

  /**
   * Whether the run has a file.
   *
   * @param file its name, such as {@value RunFolder#JMH_RESULT}
   */
  boolean has(String file);

  /**
   * Reads a file.
   *
   * @param file its name; the run has it
   * @return all of it
   * @throws IOException if it cannot be read
   */
  byte[] read(String file) throws IOException;
}
