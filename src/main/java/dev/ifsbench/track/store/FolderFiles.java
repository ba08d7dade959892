package dev.ifsbench.track.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Reads the files of a store's folder.
 *
 * @param folder of all runs
 */
record FolderFiles(Path folder) {
  /**
   * Reads a run's manifest.
   *
   * @param run its name
   * @throws DamagedRunException if there is none, or it is damaged
   */
  Manifest manifest(String run) throws DamagedRunException {
    return Manifest.decode(run, bytes(run, Manifest.NAME));
  }

  /**
   * Reads a file.
   *
   * @param run the run's name
   * @param name of the file
   * @throws DamagedRunException if it cannot be read
   */
  byte[] bytes(String run, String name) throws DamagedRunException {
    try {
      Path file = folder.resolve(run).resolve(name);
      // A device or a pipe might never end.
      if (Files.exists(file) && !Files.isRegularFile(file)) {
        throw new IOException("it is not a regular file");
      }
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw DamagedRunException.unreadable(run, name, e);
    }
  }
}
