package dev.ifsbench.track.store;

import dev.ifsbench.track.environment.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Locale;

/**
 * A file of a run, as its manifest lists it.
 *
 * @param name relative to the run, with {@code /} between folders
 * @param size in bytes
 * @param sha256 of its content, in lower-case hexadecimal
 */
public record RunFile(String name, long size, String sha256) {
  private static final int SHA_256_DIGITS = 64;

  /**
   * Describes a file.
   *
   * @param name of the file
   * @param content all of it
   */
  public static RunFile of(String name, byte[] content) {
    return new RunFile(name, content.length, Sha256.of(content));
  }

  /**
   * Describes a file on disk.
   *
   * @param name of the file in its run
   * @param file where it is
   * @throws IOException if it cannot be read
   */
  public static RunFile of(String name, Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return new RunFile(name, Files.size(file), Sha256.of(in));
    }
  }

  /** Whether this is a valid file of a run; the manifest may come from anyone. */
  boolean isValid() {
    return name != null
        && isInside(name)
        && size >= 0
        && sha256 != null
        && sha256.length() == SHA_256_DIGITS
        && sha256.chars().allMatch(HexFormat::isHexDigit);
  }

  /** Whether a path is relative and stays inside the run's folder. */
  private static boolean isInside(String name) {
    for (String part : name.split("/", -1)) {
      if (part.isEmpty() || part.equals(".") || part.equals("..")) {
        return false;
      }
    }
    return name.chars().noneMatch(each -> each == '\\' || Character.isISOControl(each));
  }

  /**
   * Checks a content against size and checksum.
   *
   * @param run the run, for the message
   * @param content what was read
   * @throws DamagedRunException if they differ
   */
  void check(String run, byte[] content) throws DamagedRunException {
    checkSize(run, content.length);
    if (!Sha256.of(content).equals(sha256)) {
      throw new DamagedRunException(
          String.format(
              Locale.ROOT,
              "%s: %s does not have the content that was written (SHA-256)",
              run,
              name));
    }
  }

  /**
   * Checks a size.
   *
   * @param run the run, for the message
   * @param found in bytes
   * @throws DamagedRunException if they differ
   */
  void checkSize(String run, long found) throws DamagedRunException {
    if (found != size) {
      throw new DamagedRunException(
          String.format(
              Locale.ROOT, "%s: %s has %d bytes, but %d were written", run, name, found, size));
    }
  }
}
