package dev.ifsbench.cli.run;

import dev.ifsbench.cli.jmh.ForkRecordings;
import dev.ifsbench.cli.jmh.JmhCommand;
import dev.ifsbench.cli.jmh.RunEnvironment;
import dev.ifsbench.cli.option.ExitCode;
import dev.ifsbench.cli.option.OutputOptions;
import dev.ifsbench.cli.option.UserError;
import dev.ifsbench.report.text.Progress;
import dev.ifsbench.report.text.TrackReport;
import dev.ifsbench.track.compare.TrackSummary;
import dev.ifsbench.track.environment.Environment;
import dev.ifsbench.track.run.BenchmarkId;
import dev.ifsbench.track.run.ForkGroup;
import dev.ifsbench.track.run.ForkRunner;
import dev.ifsbench.track.run.Measurements;
import dev.ifsbench.track.run.PairedSettings;
import dev.ifsbench.track.run.RoundPlan;
import dev.ifsbench.track.run.SingleForks;
import dev.ifsbench.track.run.TurnForks;
import dev.ifsbench.track.store.IoReason;
import dev.ifsbench.track.store.ResultStore;
import dev.ifsbench.track.store.RunJournal;
import dev.ifsbench.track.store.TrackSettings;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.options.CommandLineOptions;

/** One run of {@code track}. Each fork is kept when it is finished. */
public final class TrackRun {
  /** An interval from fewer rounds can be narrow by chance. */
  public static final int ROUNDS_FOR_PRECISION = TrackPrecision.ROUNDS;

  private final TrackPlan plan;
  private final TrackSettings settings;
  private final OutputOptions output;
  private final Progress progress;
  private final List<String> notes;
  private final TrackResults results;
  private final TrackAnnouncement announcement;
  private final TrackPrecision precision;
  private final ForkRunner<ForkGroup, Map<BenchmarkId, RunResult>> forks;
  private final RoundsLoop<ForkGroup, Map<BenchmarkId, RunResult>> loop;

  /** Null unless a change is to be found. */
  private final DetectionWatch detection;

  /**
   * Prepares a run that is in the store already.
   *
   * @param store where it is
   * @param plan what to measure
   * @param settings of the run
   * @param environment where and how
   * @param journal keeps it
   * @param output how to print
   * @param notes what to say of what it goes on with
   * @throws UserError if there is no place for recordings
   */
  TrackRun(
      ResultStore store,
      TrackPlan plan,
      TrackSettings settings,
      Environment environment,
      RunJournal journal,
      OutputOptions output,
      List<String> notes)
      throws UserError {
    this.plan = plan;
    this.settings = settings;
    this.output = output;
    this.notes = notes;
    this.progress = output.progress();
    this.precision = new TrackPrecision(settings);
    this.forks = forks(plan, settings);
    TrackJournal keeper =
        new TrackJournal(
            journal, plan.groups(), recordings(plan), progress, () -> refusal().isPresent());
    this.detection =
        settings.detect() == null ? null : new DetectionWatch(settings, progress, keeper::spent);
    this.results = new TrackResults(store, journal.id(), plan, settings, environment, keeper);
    TimeLeft left =
        new TimeLeft(
            plan.groups().size(),
            settings.maximumRounds(),
            settings.budget(),
            plan.fork(),
            journal.finished().count(),
            keeper::spent);
    this.announcement = new TrackAnnouncement(plan, settings, journal, left);
    this.loop =
        new RoundsLoop<>(
            keeper,
            progress,
            ForkGroup::toString,
            left,
            (screen, measured) -> new TrackReport(screen).soFar(precision.summaries(measured)));
  }

  private static ForkRecordings recordings(TrackPlan plan) throws UserError {
    try {
      return ForkRecordings.of(plan.arguments().options());
    } catch (IOException e) {
      throw new UserError("There is no place for recordings: " + IoReason.of(e));
    }
  }

  /**
   * Adds a run to a store, so that a run whose results could not be kept never begins.
   *
   * @throws UserError if it cannot be kept
   */
  public static TrackRun begin(
      ResultStore store,
      TrackPlan plan,
      int rounds,
      Duration budget,
      double precision,
      Double detect,
      double confidence,
      long seed,
      OutputOptions output)
      throws UserError {
    Instant start = now();
    Environment environment = TrackIdentity.environment(plan, start);
    TrackSettings settings =
        new TrackSettings(
            plan.arguments().arguments(),
            plan.names(),
            rounds,
            budget.toMillis(),
            precision,
            detect,
            confidence,
            seed,
            plan.sides().orElse(null),
            plan.foreign().map(ForeignPlan::told).orElse(null),
            TrackIdentity.of(plan, environment));
    try {
      RunJournal journal = RunJournal.begin(store, start, environment, settings, plan.benchmarks());
      return new TrackRun(store, plan, settings, environment, journal, output, List.of());
    } catch (IOException e) {
      throw new UserError(UserError.unwritable(store.location(), e));
    }
  }

  static Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.SECONDS);
  }

  /** Measures, reports, and returns the exit code. */
  public int run() {
    notes.forEach(progress::note);
    plan.notes().forEach(progress::note);
    announcement.lines().forEach(progress::note);
    Measurements<ForkGroup, Map<BenchmarkId, RunResult>> measured =
        loop.run(
            forks,
            new RoundPlan<>(
                plan.groups(), settings.budget(), settings.maximumRounds(), settings.seed()),
            detection == null ? precision::isEnough : detection::isEnough);
    if (refusal().isPresent()) {
      System.err.println(refusal().get());
      return ExitCode.REFUSED.code();
    }
    if (measured.rounds() > 0) {
      List<TrackSummary> summaries = precision.summaries(measured);
      String end =
          detection == null ? precision.end(measured.rounds(), summaries) : detection.end(measured);
      results.print(summaries, end, output.json());
    }
    return loop.verdict(measured.rounds(), plan.groups().size(), "benchmarks");
  }

  private static ForkRunner<ForkGroup, Map<BenchmarkId, RunResult>> forks(
      TrackPlan plan, TrackSettings settings) throws UserError {
    if (plan.foreign().isPresent()) {
      return plan.foreign().get().forks(settings.seed());
    }
    CommandLineOptions options = plan.arguments().options();
    return plan.sides().isPresent()
        ? new TurnForks(
            options,
            plan.groups(),
            PairedSettings.TWO_SIDES,
            RunEnvironment.forkFlags(options),
            settings.seed())
        : new SingleForks(options, JmhCommand.quietFlags(options));
  }

  private Optional<String> refusal() {
    return detection == null ? Optional.empty() : detection.refusal();
  }
}
