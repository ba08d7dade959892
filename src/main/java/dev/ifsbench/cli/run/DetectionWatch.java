package dev.ifsbench.cli.run;

import dev.ifsbench.cli.option.Question;
import dev.ifsbench.report.screen.Terminal;
import dev.ifsbench.report.text.Progress;
import dev.ifsbench.track.compare.Detection;
import dev.ifsbench.track.run.BenchmarkId;
import dev.ifsbench.track.run.ForkGroup;
import dev.ifsbench.track.run.Measurements;
import dev.ifsbench.track.store.TrackSettings;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.openjdk.jmh.results.RunResult;

/**
 * Measures until a change of a given size would be found. After a pilot it says how long that will
 * take, and refuses where neither the budget nor the number of rounds allows it, unless somebody at
 * the terminal wants what there is.
 */
final class DetectionWatch {
  private final Detection detection;
  private final TrackSettings settings;
  private final Progress progress;
  private final Supplier<Duration> spent;
  private boolean announced;
  private String refusal;

  /**
   * Creates the watch of a run.
   *
   * @param settings of the run, with a change to detect
   * @param progress where it says how long it will take
   * @param spent time on the rounds so far
   */
  DetectionWatch(TrackSettings settings, Progress progress, Supplier<Duration> spent) {
    this.detection = new Detection(settings.detect(), settings.confidence());
    this.settings = settings;
    this.progress = progress;
    this.spent = spent;
  }

  /**
   * Whether no further round is wanted: the change would be found by now, or never.
   *
   * @param measurements so far
   */
  boolean isEnough(Measurements<ForkGroup, Map<BenchmarkId, RunResult>> measurements) {
    if (measurements.rounds() < Detection.PILOT) {
      return false;
    }
    OptionalInt needed = detection.rounds(measurements);
    if (!announced) {
      announced = true;
      announce(measurements.rounds(), needed);
    }
    return refusal != null || (needed.isPresent() && measurements.rounds() >= needed.getAsInt());
  }

  private void announce(int done, OptionalInt needed) {
    if (needed.isEmpty()) {
      refuse("no number of rounds that could be run would do", "");
      return;
    }
    Duration each = spent.get().dividedBy(done);
    Duration all = each.multipliedBy(needed.getAsInt());
    String takes =
        String.format(
            Locale.ROOT,
            "about %d rounds, %s on this machine",
            needed.getAsInt(),
            TimeLeft.written(all));
    progress.note(
        String.format(
            Locale.ROOT,
            "Finding a change of %s with a chance of %.0f%% takes %s, by the scatter of %d rounds.",
            change(),
            100 * Detection.POWER,
            takes,
            done));
    if (needed.getAsInt() > settings.maximumRounds()) {
      refuse(
          takes + ", and there are at most " + settings.maximumRounds(),
          "--rounds " + needed.getAsInt());
    } else if (all.compareTo(settings.budget()) > 0) {
      refuse(
          String.format(
              Locale.ROOT, "%s, and the budget is %s", takes, TimeLeft.written(settings.budget())),
          String.format(Locale.ROOT, "--budget %dm", all.toMinutes() + 1));
    }
  }

  private void refuse(String because, String remedy) {
    if (Terminal.isStandardInput()
        && Question.isAffirmed("Measure for as long as the budget lasts? (yes or no) ")) {
      return;
    }
    refusal =
        String.format(
            Locale.ROOT,
            "--detect %s is refused: it takes %s; give %sa larger change%s",
            change(),
            because,
            remedy.isEmpty() ? "" : remedy + " or ",
            settings.sides() == null ? ", or compare two sides by --paired" : "");
  }

  private String change() {
    return Percent.of(settings.detect());
  }

  /** Why the run has ended after its pilot; nothing if it has not. */
  Optional<String> refusal() {
    return Optional.ofNullable(refusal);
  }

  /**
   * How the run has ended.
   *
   * @param measurements all of them
   * @return a sentence without a capital letter
   */
  String end(Measurements<ForkGroup, Map<BenchmarkId, RunResult>> measurements) {
    OptionalInt needed =
        measurements.rounds() < Detection.PILOT
            ? OptionalInt.empty()
            : detection.rounds(measurements);
    boolean isFound = needed.isPresent() && measurements.rounds() >= needed.getAsInt();
    return String.format(
        Locale.ROOT,
        "after %d rounds a change of %s is found with a chance of %s%.0f%%.",
        measurements.rounds(),
        change(),
        isFound ? "" : "less than ",
        100 * Detection.POWER);
  }
}
