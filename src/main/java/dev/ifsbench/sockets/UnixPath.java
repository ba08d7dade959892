package dev.ifsbench.sockets;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A path that a Unix-domain socket can be bound to, in a folder of its own. */
public final class UnixPath implements AutoCloseable {
  private final Path folder;
  private final Path path;

  /**
   * Makes the folder.
   *
   * @throws UncheckedIOException if there is no place for it
   */
  public UnixPath() {
    try {
      folder = TemporaryFiles.newFolder();
    } catch (IOException e) {
      throw noPlace(e);
    }
    path = folder.resolve("socket");
  }

  @Override
  public String toString() {
    return path.toString();
  }

  /** Deletes the path and the folder; sockets that are connected stay so. */
  @Override
  public void close() {
    try {
      Files.deleteIfExists(path);
      Files.delete(folder);
    } catch (IOException e) {
      throw noPlace(e);
    }
  }

  private static UncheckedIOException noPlace(IOException e) {
    return new UncheckedIOException("no place for a Unix-domain socket: " + e.getMessage(), e);
  }
}
