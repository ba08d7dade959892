package dev.ifsbench.cli.run;

import dev.ifsbench.track.compare.TrackSummary;
import dev.ifsbench.track.run.BenchmarkId;
import dev.ifsbench.track.run.ForkGroup;
import dev.ifsbench.track.run.Measurements;
import dev.ifsbench.track.stats.Estimator;
import dev.ifsbench.track.stats.Pairing;
import dev.ifsbench.track.store.TrackSettings;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.openjdk.jmh.results.RunResult;

/** How precise the intervals of a run of {@code track} are, and whether that is enough. */
final class TrackPrecision {
  /** An interval from fewer rounds can be narrow by chance. */
  static final int ROUNDS = 5;

  private final TrackSettings settings;

  /**
   * Prepares to judge a run.
   *
   * @param settings that say what is enough
   */
  TrackPrecision(TrackSettings settings) {
    this.settings = settings;
  }

  /** Whether no further round is wanted. */
  boolean isEnough(Measurements<ForkGroup, Map<BenchmarkId, RunResult>> measurements) {
    return measurements.rounds() >= ROUNDS && imprecise(summaries(measurements)) == 0;
  }

  private long imprecise(List<TrackSummary> summaries) {
    return summaries.stream().filter(each -> !each.isWithin(settings.precision())).count();
  }

  /** Of each benchmark; of sides that take turns, of the ratio of each pair. */
  List<TrackSummary> summaries(Measurements<ForkGroup, Map<BenchmarkId, RunResult>> groups) {
    return groups.combinations().stream()
        .map(
            group ->
                TrackSummary.of(
                    group,
                    groups.forks(group),
                    Estimator.ofMedians(Pairing.BLOCKS, settings.confidence())))
        .toList();
  }

  /**
   * How the run has ended.
   *
   * @param rounds how many were completed
   * @param summaries of all that was measured
   * @return a sentence without a capital letter
   */
  String end(int rounds, List<TrackSummary> summaries) {
    long imprecise = imprecise(summaries);
    int all = summaries.size();
    String precision = Percent.of(settings.precision());
    if (imprecise == 0 && rounds >= ROUNDS) {
      return String.format(
          Locale.ROOT, "after %d rounds every interval is within %s.", rounds, precision);
    }
    String rest =
        imprecise == 0
            ? "every interval is within " + precision
            : String.format(
                Locale.ROOT, "%d of %d intervals are not within %s", imprecise, all, precision);
    return rounds >= settings.maximumRounds()
        ? String.format(
            Locale.ROOT, "the largest number of rounds, %d, is reached; %s.", rounds, rest)
        : String.format(
            Locale.ROOT,
            "another round does not fit in the budget of %s after %d; %s.",
            TimeLeft.written(settings.budget()),
            rounds,
            rest);
  }
}
