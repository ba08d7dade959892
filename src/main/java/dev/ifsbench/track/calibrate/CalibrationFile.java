package dev.ifsbench.track.calibrate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * Trials in a file of JSON lines, each of them added as soon as it is done. One process at a time
 * may add; any thread may read.
 */
public final class CalibrationFile {
  /** How each line begins. */
  private static final String START = "{\"setting\":";

  private final Path path;
  private final List<CalibrationTrial> trials = new CopyOnWriteArrayList<>();

  private CalibrationFile(Path path) {
    this.path = path;
  }

  /**
   * Opens a file; if there is none, the first trial creates it. A last line that a killed process
   * left incomplete is removed.
   *
   * @param path of the file
   * @param notices receives one line if something was removed
   * @throws IOException if it cannot be read or written
   * @throws IllegalArgumentException if it is not a calibration file; it is left unchanged
   */
  public static CalibrationFile open(Path path, Consumer<String> notices) throws IOException {
    if (path.toAbsolutePath().getParent() != null) {
      Files.createDirectories(path.toAbsolutePath().getParent());
    }
    String text = Files.exists(path) ? Files.readString(path) : "";
    String whole = text.substring(0, text.lastIndexOf('\n') + 1);
    String rest = text.substring(whole.length());
    CalibrationFile file = new CalibrationFile(path);
    whole.lines().map(CalibrationTrial::parse).forEach(file.trials::add);
    if (!rest.isEmpty()) {
      if (!rest.startsWith(START) && !START.startsWith(rest)) {
        throw new IllegalArgumentException("not a file of such trials");
      }
      Files.writeString(path, whole);
      notices.accept(
          String.format(
              Locale.ROOT, "%s: its last line was incomplete and has been removed.", path));
    }
    return file;
  }

  /**
   * Appends a trial.
   *
   * @param trial that is complete
   * @throws IOException if it cannot be written
   */
  public void add(CalibrationTrial trial) throws IOException {
    Files.writeString(
        path, trial.line() + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    trials.add(trial);
  }

  /** All trials, oldest first. */
  public List<CalibrationTrial> trials() {
    return List.copyOf(trials);
  }

  /** The number of trials of a setting. */
  public long count(CalibrationSetting setting) {
    return trials.stream().filter(trial -> trial.setting().equals(setting)).count();
  }
}
