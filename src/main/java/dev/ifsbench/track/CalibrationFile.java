package dev.ifsbench.track;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * Trials in a file of comma-separated values, each of them added as soon as it is done. One process
 * at a time may add; any thread may read.
 */
public final class CalibrationFile {
  private static final String START = CalibrationTrial.HEADER + "\n";

  private final Path path;
  private final List<CalibrationTrial> trials = new CopyOnWriteArrayList<>();

  private CalibrationFile(Path path) {
    this.path = path;
  }

  /**
   * Opens a file, and makes it if there is none. A last line that was being written when its
   * process was killed is taken off.
   *
   * @param path of the file
   * @param notices is told, in one line, if something was taken off
   * @throws IOException if it cannot be read or written
   * @throws IllegalArgumentException if it is a file of something else, which is left as it is
   */
  public static CalibrationFile open(Path path, Consumer<String> notices) throws IOException {
    if (path.toAbsolutePath().getParent() != null) {
      Files.createDirectories(path.toAbsolutePath().getParent());
    }
    String text = Files.exists(path) ? Files.readString(path) : "";
    if (START.startsWith(text)) {
      Files.writeString(path, START);
      return new CalibrationFile(path);
    }
    if (!text.startsWith(START)) {
      throw new IllegalArgumentException("not a file of such trials");
    }
    CalibrationFile file = new CalibrationFile(path);
    String whole = text.substring(0, text.lastIndexOf('\n') + 1);
    whole.substring(START.length()).lines().map(CalibrationTrial::parse).forEach(file.trials::add);
    if (whole.length() < text.length()) {
      Files.writeString(path, whole);
      notices.accept("%s: its last line was cut short and is taken off.".formatted(path));
    }
    return file;
  }

  /**
   * Keeps a trial.
   *
   * @param trial that is done
   * @throws IOException if it cannot be written
   */
  public void add(CalibrationTrial trial) throws IOException {
    Files.writeString(path, trial.line() + "\n", StandardOpenOption.APPEND);
    trials.add(trial);
  }

  /** All trials, oldest first. */
  public List<CalibrationTrial> trials() {
    return List.copyOf(trials);
  }

  /** Counts those of a setting. */
  public long count(CalibrationSetting setting) {
    return trials.stream().filter(trial -> trial.setting().equals(setting)).count();
  }
}
