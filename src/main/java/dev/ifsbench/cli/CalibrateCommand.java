package dev.ifsbench.cli;

import dev.ifsbench.cli.jmh.Benchmarks;
import dev.ifsbench.cli.jmh.JmhLock;
import dev.ifsbench.cli.jmh.ParameterValues;
import dev.ifsbench.cli.option.ExitCode;
import dev.ifsbench.cli.option.RoundsOption;
import dev.ifsbench.cli.option.StatisticsOptions;
import dev.ifsbench.cli.option.UserError;
import dev.ifsbench.cli.run.ShutdownGuard;
import dev.ifsbench.report.screen.Screen;
import dev.ifsbench.report.text.CalibrationReport;
import dev.ifsbench.report.text.Progress;
import dev.ifsbench.track.calibrate.Calibration;
import dev.ifsbench.track.calibrate.CalibrationFile;
import dev.ifsbench.track.calibrate.CalibrationSetting;
import dev.ifsbench.track.calibrate.CalibrationTrial;
import dev.ifsbench.track.environment.BuildInfo;
import dev.ifsbench.track.environment.ForkFlags;
import dev.ifsbench.track.run.ForkFailedException;
import dev.ifsbench.track.run.HeadlineOperation;
import dev.ifsbench.track.run.PairedSettings;
import dev.ifsbench.track.stats.ForksNeeded;
import dev.ifsbench.track.store.IoReason;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * Measures how often a comparison finds a difference that exists, and how often one that does not.
 */
@Command(
    name = "calibrate",
    header = "Compares a kind of handle with itself, and with itself made slower.",
    description = {
      "",
      "With an effect of 0 every difference that is found is a false alarm; with another one, the"
          + " share found is the power. A comparison has a fixed number of rounds and decides once,"
          + " after the last; the table says how long one took, which is the budget that its share"
          + " holds for.",
      "",
      "Each trial is kept in a file as soon as it is done, and the next run goes on where this one"
          + " was interrupted. Trials of other settings or of another build are never counted"
          + " together.",
      ""
    },
    sortOptions = false,
    showDefaultValues = true,
    mixinStandardHelpOptions = true,
    versionProvider = VersionText.class)
final class CalibrateCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--trials",
      paramLabel = "N",
      defaultValue = "200",
      description = "Comparisons for each way and effect, those in the file included.")
  private int trials;

  @Option(
      names = "--way",
      split = ",",
      paramLabel = "WAY",
      defaultValue = "paired,apart",
      description = "paired: both sides take turns in the same JVMs; apart: each has its own.")
  private LinkedHashSet<String> ways;

  @Option(
      names = "--effect",
      split = ",",
      paramLabel = "PERCENT",
      defaultValue = "0",
      description = "How much slower one side's send makes its operation.")
  private LinkedHashSet<Double> effects;

  @Mixin private RoundsOption rounds = new RoundsOption(4, ForksNeeded.LEAST, Integer.MAX_VALUE);

  @Option(
      names = "--transport",
      paramLabel = "TRANSPORT",
      defaultValue = "UNIX",
      description = "What carries the data.")
  private String transport;

  @Option(
      names = "--file",
      paramLabel = "FILE",
      defaultValue = "results/calibration.jsonl",
      description = "Where the trials are kept.")
  private Path file;

  @Mixin private StatisticsOptions statistics;

  @Override
  public Integer call() throws UserError {
    check();
    Progress progress = Progress.onStandardError();
    JmhLock.take();
    CalibrationFile kept = open(progress);
    ShutdownGuard interruption = new ShutdownGuard(() -> cleanUp(progress, kept));
    try {
      measure(kept, interruption, progress);
    } catch (ForkFailedException e) {
      interruption.checkpointAfterFailure();
      interruption.finished();
      throw UserError.failed("A fork failed: " + e.getMessage());
    } catch (IOException e) {
      interruption.finished();
      throw new UserError(
          String.format(Locale.ROOT, "--file: '%s' cannot be written: %s", file, IoReason.of(e)));
    }
    interruption.finished();
    progress.done();
    CalibrationReport.lines(Screen.ofStandardOutput(), kept.trials()).forEach(System.out::println);
    return ExitCode.OK.code();
  }

  private void measure(CalibrationFile kept, ShutdownGuard interruption, Progress progress)
      throws ForkFailedException, IOException {
    Calibration calibration = new Calibration(PairedSettings.TWO_SIDES, ForkFlags.ofThisJvm());
    Random seeds = new Random(statistics.seedOrDrawn());
    List<CalibrationSetting> settings = settings();
    for (int trial = 1; trial <= trials; trial++) {
      for (CalibrationSetting setting : settings) {
        if (kept.count(setting) < trial) {
          interruption.checkpoint();
          progress.now(
              String.format(
                  Locale.ROOT,
                  "trial %d of %d, %s, slower by %s%%",
                  trial,
                  trials,
                  setting.way(),
                  100 * setting.effect()));
          kept.add(trial(calibration, setting, seeds.nextLong(), interruption, progress));
        }
      }
    }
  }

  /** Measures a trial, and once more if a signal ends one of its forks. */
  private static CalibrationTrial trial(
      Calibration calibration,
      CalibrationSetting setting,
      long seed,
      ShutdownGuard interruption,
      Progress progress)
      throws ForkFailedException {
    try {
      return calibration.trial(setting, seed);
    } catch (ForkFailedException e) {
      if (!e.wasKilled()) {
        throw e;
      }
      interruption.checkpointAfterFailure();
      progress.note(
          String.format(
              Locale.ROOT,
              "KILLED a trial, %s: %s; it is run once more",
              setting.way(),
              e.getMessage()));
      return calibration.trial(setting, seed);
    }
  }

  private List<CalibrationSetting> settings() {
    String build = CalibrationSetting.build(BuildInfo.read());
    List<CalibrationSetting> settings = new ArrayList<>();
    for (String way : ways) {
      for (double percent : effects) {
        settings.add(
            new CalibrationSetting(
                way.equals(CalibrationSetting.way(true)),
                transport,
                statistics.confidence(),
                percent / 100,
                rounds.value(),
                build));
      }
    }
    return settings;
  }

  private void cleanUp(Progress progress, CalibrationFile kept) {
    progress.done();
    CalibrationReport.lines(Screen.ofStandardOutput(), kept.trials()).forEach(System.out::println);
    progress.note(
        String.format(
            Locale.ROOT,
            "Interrupted; the trials are kept in %s; the same command continues.",
            file));
  }

  private void check() throws UserError {
    for (String way : ways) {
      if (!way.equals(CalibrationSetting.way(true)) && !way.equals(CalibrationSetting.way(false))) {
        throw misuse("--way must be paired or apart, but is " + way);
      }
    }
    rounds.check();
    if (trials < 1) {
      throw misuse("--trials must be at least 1, but is " + trials);
    }
    for (double percent : effects) {
      if (!(percent >= 0 && percent <= 100)) {
        throw misuse("--effect must be from 0 to 100, but is " + percent);
      }
    }
    ParameterValues.check(
        Benchmarks.named(HeadlineOperation.SEND_RECEIVE.benchmark()),
        "transport",
        List.of(transport));
  }

  private ParameterException misuse(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private CalibrationFile open(Progress progress) throws UserError {
    try {
      return CalibrationFile.open(file, progress::note);
    } catch (IllegalArgumentException e) {
      throw new UserError(
          String.format(Locale.ROOT, "--file: '%s' is %s; name another", file, e.getMessage()));
    } catch (IOException e) {
      throw new UserError(
          String.format(Locale.ROOT, "--file: '%s' cannot be opened: %s", file, IoReason.of(e)));
    }
  }
}
