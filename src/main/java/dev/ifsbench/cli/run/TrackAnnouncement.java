package dev.ifsbench.cli.run;

import dev.ifsbench.track.store.RunJournal;
import dev.ifsbench.track.store.TrackSettings;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What a run of {@code track} says before it measures. */
final class TrackAnnouncement {
  private final TrackPlan plan;
  private final TrackSettings settings;
  private final RunJournal journal;
  private final TimeLeft left;

  /**
   * Prepares to announce.
   *
   * @param plan what is measured
   * @param settings of the run
   * @param journal of the run, which may have forks already
   * @param left tells how long it takes
   */
  TrackAnnouncement(TrackPlan plan, TrackSettings settings, RunJournal journal, TimeLeft left) {
    this.plan = plan;
    this.settings = settings;
    this.journal = journal;
    this.left = left;
  }

  /** What is measured and for how long, and what to do if not even a round fits. */
  List<String> lines() {
    return Stream.concat(Stream.of(announcement()), advice().stream()).toList();
  }

  private String announcement() {
    String rounds =
        String.format(
            Locale.ROOT,
            "%s in at most %d rounds of about %s or %s, until %s; seed %d.",
            what(),
            settings.maximumRounds(),
            TimeLeft.written(left.round()),
            TimeLeft.written(settings.budget()),
            settings.detect() == null
                ? "every interval is within " + Percent.of(settings.precision())
                : "a change of " + Percent.of(settings.detect()) + " would be found",
            settings.seed());
    return journal.finished().count() == 0
        ? "Measuring " + rounds
        : String.format(
            Locale.ROOT,
            "Going on after %d forks of %s: %s",
            journal.finished().count(),
            journal.id(),
            rounds);
  }

  private String what() {
    int count = plan.groups().size();
    String benchmarks = count == 1 ? "1 benchmark" : count + " benchmarks";
    return plan.sides()
        .map(sides -> String.format(Locale.ROOT, "%s, sides %s taking turns,", benchmarks, sides))
        .orElse(benchmarks);
  }

  /** What to do if not even a round fits. */
  private Optional<String> advice() {
    Duration round = left.round();
    if (journal.finished().count() > 0 || round.compareTo(settings.budget()) <= 0) {
      return Optional.empty();
    }
    return Optional.of(
        String.format(
            Locale.ROOT,
            "A round takes about %s, so the budget of %s ends after the first, which decides"
                + " nothing: choose fewer by a name or -p, shorten them by -wi, -i and -r, or give"
                + " --budget %dm for %d rounds.",
            TimeLeft.written(round),
            TimeLeft.written(settings.budget()),
            round.multipliedBy(TrackPrecision.ROUNDS).toMinutes() + 1,
            TrackPrecision.ROUNDS));
  }
}
