package dev.ifsbench.cli.run;

import dev.ifsbench.cli.option.StandardStreams;
import dev.ifsbench.report.json.JsonReport;
import dev.ifsbench.report.json.TrackJson;
import dev.ifsbench.report.screen.Screen;
import dev.ifsbench.report.text.RunComparisonReport;
import dev.ifsbench.report.text.TrackReport;
import dev.ifsbench.track.compare.RunComparison;
import dev.ifsbench.track.compare.RunConditions;
import dev.ifsbench.track.compare.TrackSummary;
import dev.ifsbench.track.environment.Environment;
import dev.ifsbench.track.run.PairedSides;
import dev.ifsbench.track.series.RunResults;
import dev.ifsbench.track.series.StoredRuns;
import dev.ifsbench.track.stats.ComparisonMethod;
import dev.ifsbench.track.stats.Estimator;
import dev.ifsbench.track.stats.Pairing;
import dev.ifsbench.track.stats.Verdict;
import dev.ifsbench.track.store.DamagedRunException;
import dev.ifsbench.track.store.Manifest;
import dev.ifsbench.track.store.ResultStore;
import dev.ifsbench.track.store.StoredRun;
import dev.ifsbench.track.store.TrackSettings;
import dev.ifsbench.track.store.UnusableRunException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** What a run of {@code track} shows at its end. */
final class TrackResults {
  private final ResultStore store;
  private final String id;
  private final TrackPlan plan;
  private final TrackSettings settings;
  private final Environment environment;
  private final TrackJournal journal;

  /**
   * Prepares to show.
   *
   * @param store where the run is kept
   * @param id the run's name
   * @param plan what was measured
   * @param settings of the run
   * @param environment where and how it was measured
   * @param journal keeps the run
   */
  TrackResults(
      ResultStore store,
      String id,
      TrackPlan plan,
      TrackSettings settings,
      Environment environment,
      TrackJournal journal) {
    this.store = store;
    this.id = id;
    this.plan = plan;
    this.settings = settings;
    this.environment = environment;
    this.journal = journal;
  }

  /**
   * Prints.
   *
   * @param summaries of all that was measured
   * @param end how the run has ended
   * @param json whether as JSON
   */
  void print(List<TrackSummary> summaries, String end, boolean json) {
    Optional<RunComparison> sides = comparison();
    if (json) {
      StandardStreams.printUtf8(json(summaries, sides, end));
      return;
    }
    Screen screen = Screen.ofStandardOutput();
    StandardStreams.print(screen, lines(screen, summaries, sides, end));
  }

  private String json(List<TrackSummary> summaries, Optional<RunComparison> sides, String end) {
    return sides
        .map(comparison -> JsonReport.of(comparison, RunConditions.OF_ONE_RUN) + "\n")
        .orElseGet(
            () ->
                TrackJson.of(
                    summaries, settings.confidence(), end, environment, journal.location()));
  }

  private List<String> lines(
      Screen screen, List<TrackSummary> summaries, Optional<RunComparison> sides, String end) {
    TrackReport report = new TrackReport(screen);
    return sides
        .map(
            comparison ->
                report.ofSides(
                    new RunComparisonReport(screen).lines(comparison, RunConditions.OF_ONE_RUN),
                    end,
                    environment,
                    journal.location()))
        .orElseGet(
            () ->
                report.lines(
                    summaries, settings.confidence(), end, environment, journal.location()));
  }

  /** Of the sides, if there are two and they were kept. */
  private Optional<RunComparison> comparison() {
    if (plan.sides().isEmpty() || journal.writeFailure().isPresent()) {
      return Optional.empty();
    }
    try {
      return Optional.of(sides());
    } catch (IOException | DamagedRunException | UnusableRunException e) {
      journal.cannotBeUsed("The sides cannot be compared: " + e.getMessage());
      return Optional.empty();
    }
  }

  private RunComparison sides() throws IOException, DamagedRunException, UnusableRunException {
    Manifest manifest = store.manifest(id).orElseThrow();
    RunResults run = RunResults.read(StoredRuns.files(new StoredRun(store, manifest)));
    PairedSides sides = plan.sides().orElseThrow();
    return RunComparison.of(
        run.side(sides.parameter(), sides.before()),
        run.side(sides.parameter(), sides.after()),
        new ComparisonMethod(
            Estimator.ofMedians(Pairing.BLOCKS, settings.confidence()), Verdict.EQUAL_WITHIN));
  }
}
