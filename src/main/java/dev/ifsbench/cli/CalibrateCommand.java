package dev.ifsbench.cli;

import dev.ifsbench.report.CalibrationReport;
import dev.ifsbench.report.Progress;
import dev.ifsbench.report.Terminal;
import dev.ifsbench.track.Calibration;
import dev.ifsbench.track.CalibrationTrial;
import dev.ifsbench.track.ForkFailedException;
import dev.ifsbench.track.ForkFlags;
import dev.ifsbench.track.PairedSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Shows how often a comparison finds a difference that is there, and one that is not. */
@Command(
    name = "calibrate",
    header = "Compares a kind of handle with itself, and with itself made slower.",
    description = {
      "",
      "With an effect of 0 every difference that is found is a false alarm; with another one, the"
          + " share found is the power. Each trial is kept in a file as soon as it is done, and the"
          + " next run goes on where this one was interrupted.",
      ""
    },
    sortOptions = false,
    showDefaultValues = true,
    mixinStandardHelpOptions = true,
    versionProvider = VersionText.class)
final class CalibrateCommand implements Callable<Integer> {
  private static final PairedSettings SETTINGS = new PairedSettings(900, 600);

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
      description = "How much slower one side is made.")
  private LinkedHashSet<Double> effects;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "4",
      description = "Rounds of each comparison.")
  private int rounds;

  @Option(
      names = "--transport",
      paramLabel = "TRANSPORT",
      defaultValue = "UNIX",
      description = "What carries the data.")
  private String transport;

  @Option(
      names = "--file",
      paramLabel = "FILE",
      defaultValue = "results/calibration.csv",
      description = "Where the trials are kept.")
  private Path file;

  @Mixin private StatisticsOptions statistics;

  @Override
  public Integer call() throws Refusal {
    check();
    List<CalibrationTrial> done = read();
    Progress progress = new Progress(System.err, Terminal.isStandardError());
    Calibration calibration =
        new Calibration(SETTINGS, transport, statistics.confidence(), ForkFlags.ofThisJvm());
    Random seeds = new Random(statistics.seedOrDrawn());
    try {
      double baseline = calibration.baseline(seeds.nextLong());
      for (int trial = 1; trial <= trials; trial++) {
        for (String way : ways) {
          for (double percent : effects) {
            boolean paired = way.equals(CalibrationTrial.way(true));
            if (count(done, paired, percent / 100) < trial) {
              progress.now(
                  "trial %d of %d, %s, slower by %s%%".formatted(trial, trials, way, percent));
              CalibrationTrial next =
                  calibration.trial(paired, percent / 100, baseline, rounds, seeds.nextLong());
              done.add(next);
              Files.writeString(file, next.line() + "\n", StandardOpenOption.APPEND);
            }
          }
        }
      }
    } catch (ForkFailedException e) {
      throw new Refusal("A fork failed: " + e.getMessage());
    } catch (IOException e) {
      throw new Refusal("--file: '%s' cannot be written: %s".formatted(file, e.getMessage()));
    }
    progress.done();
    CalibrationReport.lines(done).forEach(System.out::println);
    return CommandLine.ExitCode.OK;
  }

  private long count(List<CalibrationTrial> done, boolean paired, double effect) {
    return done.stream()
        .filter(trial -> trial.paired() == paired)
        .filter(trial -> trial.effect() == effect && trial.rounds() == rounds)
        .count();
  }

  private void check() {
    for (String way : ways) {
      if (!way.equals(CalibrationTrial.way(true)) && !way.equals(CalibrationTrial.way(false))) {
        throw misuse("--way must be paired or apart, but is " + way);
      }
    }
    if (rounds < 2) {
      throw misuse("--rounds must be at least 2, but is " + rounds);
    }
    if (trials < 1) {
      throw misuse("--trials must be at least 1, but is " + trials);
    }
    for (double percent : effects) {
      if (!(percent >= 0 && percent <= 100)) {
        throw misuse("--effect must be from 0 to 100, but is " + percent);
      }
    }
  }

  private ParameterException misuse(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  /** What the file has; it is made if there is none. */
  private List<CalibrationTrial> read() throws Refusal {
    try {
      if (!Files.exists(file)) {
        if (file.toAbsolutePath().getParent() != null) {
          Files.createDirectories(file.toAbsolutePath().getParent());
        }
        Files.writeString(file, CalibrationTrial.HEADER + "\n");
      }
      List<String> lines = Files.readAllLines(file);
      if (lines.isEmpty() || !lines.get(0).equals(CalibrationTrial.HEADER)) {
        throw new Refusal("--file: '%s' is not a file of trials; name another".formatted(file));
      }
      List<CalibrationTrial> trialsThere = new ArrayList<>();
      for (String line : lines.subList(1, lines.size())) {
        trialsThere.add(CalibrationTrial.parse(line));
      }
      return trialsThere;
    } catch (IOException | IllegalArgumentException e) {
      throw new Refusal("--file: '%s' cannot be read: %s".formatted(file, e.getMessage()));
    }
  }
}
