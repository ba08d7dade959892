package dev.ifsbench.cli.option;

import dev.ifsbench.track.store.IoReason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;

/** Writes an output file atomically. */
public final class WholeFile {
  private WholeFile() {}

  /**
   * Writes to a temporary file beside the target, then renames it.
   *
   * @param option that names the file, for the message
   * @param file in a folder that exists
   * @param text all of it; UTF-8
   * @throws UserError if it cannot be written; an older file is then still there
   */
  public static void write(String option, Path file, String text) throws UserError {
    Path place = file.toAbsolutePath();
    Path beside = place.resolveSibling(place.getFileName() + ".tmp");
    try {
      try {
        Files.writeString(beside, text, StandardCharsets.UTF_8);
        Files.move(beside, place, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(beside);
      }
    } catch (IOException e) {
      throw new UserError(
          String.format(Locale.ROOT, "%s: '%s' cannot be written: %s", option, file, reason(e)));
    }
  }

  private static String reason(IOException e) {
    return e instanceof NoSuchFileException ? "there is no such folder" : IoReason.of(e);
  }
}
