package dev.ifsbench.trace.event;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** {@code ifsbench.jfc}: the settings with which every event of ifsbench is recorded. */
public final class Settings {
  /** The name under which it is kept. */
  public static final String FILE_NAME = "ifsbench.jfc";

  private Settings() {}

  /**
   * Reads the settings.
   *
   * @return the file, in UTF-8
   */
  public static byte[] read() {
    try (InputStream in = Settings.class.getResourceAsStream(FILE_NAME)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(FILE_NAME + " cannot be read from the jar", e);
    }
  }
}
