package dev.ifsbench.track.store;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Locale;

/**
 * Why a file cannot be read or written, in words: an exception's own message may be a mere path.
 */
public final class IoReason {
  private IoReason() {}

  /**
   * Describes an exception.
   *
   * @param e what was thrown
   * @return one line without a full stop
   */
  public static String of(IOException e) {
    if (e instanceof JsonProcessingException json) {
      JsonLocation place = json.getLocation();
      return "it is not JSON"
          + (place == null ? "" : String.format(Locale.ROOT, " at line %d", place.getLineNr()));
    }
    if (e instanceof NoSuchFileException) {
      return "there is no such file or folder";
    }
    if (e instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (e instanceof FileAlreadyExistsException || e instanceof NotDirectoryException) {
      return "it is not a folder";
    }
    boolean told = e instanceof FileSystemException system && system.getReason() != null;
    String reason = told ? ((FileSystemException) e).getReason() : e.getMessage();
    if (reason == null) {
      return e.getClass().getSimpleName();
    }
    return switch (reason) {
      case "Is a directory" -> "it is a folder";
      case "Not a directory" -> "it is not in a folder";
      default -> reason.lines().findFirst().orElse("");
    };
  }
}
