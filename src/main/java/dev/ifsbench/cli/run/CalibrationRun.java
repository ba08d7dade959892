package dev.ifsbench.cli.run;

import dev.ifsbench.cli.option.UserError;
import dev.ifsbench.report.screen.Screen;
import dev.ifsbench.report.text.CalibrationReport;
import dev.ifsbench.report.text.Progress;
import dev.ifsbench.track.calibrate.Calibration;
import dev.ifsbench.track.calibrate.CalibrationFile;
import dev.ifsbench.track.calibrate.CalibrationSetting;
import dev.ifsbench.track.calibrate.CalibrationTrial;
import dev.ifsbench.track.environment.ForkFlags;
import dev.ifsbench.track.run.FinishedForks;
import dev.ifsbench.track.run.ForkFailedException;
import dev.ifsbench.track.run.Measurements;
import dev.ifsbench.track.run.PairedSettings;
import dev.ifsbench.track.run.RoundPlan;
import dev.ifsbench.track.store.IoReason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;

/** One run of {@code calibrate}: a round has a trial of each setting. */
public final class CalibrationRun implements RoundsKeeper<CalibrationSetting, CalibrationTrial> {
  private static final Duration START_AND_END_ESTIMATE = Duration.ofMillis(700);

  private final CalibrationFile kept;
  private final Path file;
  private final List<CalibrationSetting> settings;
  private final int trials;
  private final long seed;
  private final Progress progress;
  private final long startNanos = System.nanoTime();
  private final RoundsLoop<CalibrationSetting, CalibrationTrial> loop;

  /**
   * Prepares a run.
   *
   * @param kept the trials so far, and all that follow
   * @param file where these are
   * @param settings what to compare, and how
   * @param trials of each setting, those of the file included
   * @param seed of all that is drawn
   * @param progress where it is told
   */
  public CalibrationRun(
      CalibrationFile kept,
      Path file,
      List<CalibrationSetting> settings,
      int trials,
      long seed,
      Progress progress) {
    this.kept = kept;
    this.file = file;
    this.settings = List.copyOf(settings);
    this.trials = trials;
    this.seed = seed;
    this.progress = progress;
    this.loop =
        new RoundsLoop<>(
            this, progress, CalibrationRun::label, left(), (screen, measured) -> table(screen));
  }

  private TimeLeft left() {
    int rounds = settings.stream().mapToInt(CalibrationSetting::rounds).max().orElse(1);
    List<CalibrationTrial> before =
        kept.trials().stream().filter(trial -> settings.contains(trial.setting())).toList();
    double seconds = before.stream().mapToDouble(CalibrationTrial::seconds).sum();
    Duration spent = Duration.ofMillis(Math.round(1000 * seconds));
    return new TimeLeft(
        settings.size(),
        trials,
        TimeLeft.NO_BUDGET,
        PairedSettings.TWO_SIDES.duration().plus(START_AND_END_ESTIMATE).multipliedBy(rounds),
        before.size(),
        () -> spent.plusNanos(System.nanoTime() - startNanos));
  }

  private static String label(CalibrationSetting setting) {
    return String.format(Locale.ROOT, "%s, slower by %s%%", setting.way(), 100 * setting.effect());
  }

  /**
   * Measures what the file lacks, reports all of it, and returns the exit code.
   *
   * @throws UserError if a trial cannot be kept
   */
  public int run() throws UserError {
    Calibration calibration = new Calibration(PairedSettings.TWO_SIDES, ForkFlags.ofThisJvm());
    Random seeds = new Random(seed);
    Measurements<CalibrationSetting, CalibrationTrial> measured;
    try {
      measured =
          loop.run(
              setting -> calibration.trial(setting, seeds.nextLong()),
              RoundPlan.ofRounds(settings, trials, seed));
    } catch (UncheckedIOException e) {
      throw new UserError(
          String.format(
              Locale.ROOT, "--file: '%s' cannot be written: %s", file, IoReason.of(e.getCause())));
    }
    table(Screen.ofStandardOutput()).forEach(System.out::println);
    return loop.verdict(measured.rounds(), settings.size(), "combinations");
  }

  @Override
  public FinishedForks<CalibrationSetting, CalibrationTrial> finished() {
    FinishedForks<CalibrationSetting, CalibrationTrial> finished = new FinishedForks<>();
    for (CalibrationSetting setting : settings) {
      int round = 1;
      for (CalibrationTrial trial : kept.trials()) {
        if (trial.setting().equals(setting)) {
          finished.add(round, setting, trial);
          round++;
        }
      }
    }
    return finished;
  }

  private List<String> table(Screen screen) {
    return CalibrationReport.lines(screen, kept.trials());
  }

  @Override
  public void finished(int round, CalibrationSetting setting, CalibrationTrial trial) {
    try {
      kept.add(trial);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void failed(CalibrationSetting setting, String label, ForkFailedException failure) {
    progress.note(String.format(Locale.ROOT, "FAILED %s: %s", label, failure.getMessage()));
  }

  @Override
  public String killed(
      int round,
      CalibrationSetting setting,
      String label,
      ForkFailedException failure,
      boolean again) {
    return again
        ? String.format(
            Locale.ROOT,
            "KILLED a trial, %s: %s; it is run once more",
            setting.way(),
            failure.getMessage())
        : Killed.line(round, label, failure, false);
  }

  @Override
  public void ended(Measurements<CalibrationSetting, CalibrationTrial> measured) {
    // Each trial is kept already.
  }

  @Override
  public void interrupted() {
    table(Screen.ofStandardOutput()).forEach(System.out::println);
    progress.note(
        String.format(
            Locale.ROOT,
            "Interrupted; the trials are kept in %s; the same command continues.",
            file));
  }

  @Override
  public String location() {
    return file.toString();
  }

  @Override
  public Optional<String> writeFailure() {
    return Optional.empty();
  }
}
