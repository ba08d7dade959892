package dev.ifsbench.cli.run;

import dev.ifsbench.cli.jmh.ForkRecordings;
import dev.ifsbench.cli.jmh.JmhCommand;
import dev.ifsbench.cli.jmh.RunEnvironment;
import dev.ifsbench.cli.option.ExitCode;
import dev.ifsbench.cli.option.OutputOptions;
import dev.ifsbench.cli.option.StandardStreams;
import dev.ifsbench.cli.option.UserError;
import dev.ifsbench.report.json.JsonReport;
import dev.ifsbench.report.json.TrackJson;
import dev.ifsbench.report.screen.Printable;
import dev.ifsbench.report.screen.Screen;
import dev.ifsbench.report.text.Progress;
import dev.ifsbench.report.text.RunComparisonReport;
import dev.ifsbench.report.text.TrackReport;
import dev.ifsbench.track.compare.RunComparison;
import dev.ifsbench.track.compare.RunConditions;
import dev.ifsbench.track.compare.TrackSummary;
import dev.ifsbench.track.environment.Circumstances;
import dev.ifsbench.track.environment.Environment;
import dev.ifsbench.track.run.BenchmarkId;
import dev.ifsbench.track.run.ForkFailedException;
import dev.ifsbench.track.run.ForkGroup;
import dev.ifsbench.track.run.ForkRunner;
import dev.ifsbench.track.run.Measurements;
import dev.ifsbench.track.run.PairedSettings;
import dev.ifsbench.track.run.PairedSides;
import dev.ifsbench.track.run.RoundListener;
import dev.ifsbench.track.run.RoundPlan;
import dev.ifsbench.track.run.Rounds;
import dev.ifsbench.track.run.SingleForks;
import dev.ifsbench.track.run.TurnForks;
import dev.ifsbench.track.series.RunResults;
import dev.ifsbench.track.series.StoredRuns;
import dev.ifsbench.track.stats.ComparisonMethod;
import dev.ifsbench.track.stats.Estimator;
import dev.ifsbench.track.stats.Pairing;
import dev.ifsbench.track.stats.Verdict;
import dev.ifsbench.track.store.DamagedRunException;
import dev.ifsbench.track.store.IoReason;
import dev.ifsbench.track.store.Manifest;
import dev.ifsbench.track.store.ResultStore;
import dev.ifsbench.track.store.RunJournal;
import dev.ifsbench.track.store.RunStatus;
import dev.ifsbench.track.store.StoredRun;
import dev.ifsbench.track.store.TrackSettings;
import dev.ifsbench.track.store.UnusableRunException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.options.CommandLineOptions;

/** One run of {@code track}. Each fork is kept when it is finished. */
public final class RoundsRun implements RoundListener<ForkGroup, Map<BenchmarkId, RunResult>> {
  /** An interval from fewer rounds can be narrow by chance. */
  public static final int ROUNDS_FOR_PRECISION = 5;

  private final ResultStore store;
  private final TrackPlan plan;
  private final TrackSettings settings;
  private final Environment environment;
  private final RunJournal journal;
  private final ForkRecordings recordings;
  private final ForkRunner<ForkGroup, Map<BenchmarkId, RunResult>> forks;
  private final Duration spentBefore;
  private final long startNanos = System.nanoTime();
  private final OutputOptions output;
  private final Progress progress;
  private final TimeLeft left;
  private final ShutdownGuard interruption;

  /** Null unless a change is to be found. */
  private final DetectionWatch detection;

  private int forksStarted;
  private int failures;
  private int leftOut;
  private String writeFailure;

  private RoundsRun(
      ResultStore store,
      TrackPlan plan,
      TrackSettings settings,
      Environment environment,
      RunJournal journal,
      OutputOptions output)
      throws UserError {
    this.store = store;
    this.plan = plan;
    this.settings = settings;
    this.environment = environment;
    this.journal = journal;
    this.output = output;
    this.progress = output.progress();
    this.spentBefore = journal.finished().spent();
    this.detection =
        settings.detect() == null ? null : new DetectionWatch(settings, progress, this::spent);
    this.failures = ForkGroup.finished(plan.groups(), journal.finished()).failed().size();
    this.forks = forks(plan, settings);
    try {
      this.recordings = ForkRecordings.of(plan.arguments().options());
    } catch (IOException e) {
      throw new UserError("There is no place for recordings: " + IoReason.of(e));
    }
    this.left =
        new TimeLeft(
            plan.groups().size(),
            settings.maximumRounds(),
            settings.budget(),
            plan.fork(),
            journal.finished().count(),
            this::spent);
    this.interruption = new ShutdownGuard(this::cleanUp);
  }

  /**
   * Adds a run to a store, so that a run whose results could not be kept never begins.
   *
   * @throws UserError if it cannot be kept
   */
  public static RoundsRun begin(
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
    Environment environment = environment(plan, start);
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
            identity(plan, environment));
    try {
      RunJournal journal = RunJournal.begin(store, start, environment, settings, plan.benchmarks());
      return new RoundsRun(store, plan, settings, environment, journal, output);
    } catch (IOException e) {
      throw new UserError(UserError.unwritable(store.location(), e));
    }
  }

  private static Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.SECONDS);
  }

  private static Environment environment(TrackPlan plan, Instant start) throws UserError {
    Map<String, Object> run = new LinkedHashMap<>();
    run.put("command", Manifest.TRACKED_KIND);
    run.put("arguments", plan.arguments().arguments());
    if (plan.sides().isPresent()) {
      run.put("paired", true);
      run.put("sides", plan.sides().get());
      run.put("fork", PairedSettings.TWO_SIDES);
      run.put("jars", PairedJars.digests(plan.sides().get()));
    }
    if (plan.foreign().isPresent()) {
      return plan.foreign().get().environment(start, run);
    }
    return RunEnvironment.environment(plan.arguments(), start, run);
  }

  /** Checks that the run is resumed under the same conditions. */
  private static Map<String, String> identity(TrackPlan plan, Environment environment)
      throws UserError {
    Map<String, String> identity = new TreeMap<>(TrackSettings.identityOf(environment));
    if (plan.sides().isPresent()) {
      identity.putAll(PairedJars.digests(plan.sides().get()));
    }
    if (plan.foreign().isPresent()) {
      identity.putAll(PairedJars.digests(plan.foreign().get().jars()));
    }
    return identity;
  }

  /**
   * Resumes an interrupted run.
   *
   * @param store where it is
   * @param id the run's name, or nothing for the last one
   * @param consent to what the stored plan would run
   * @param output how to print
   * @throws UserError if there is none, it is not consented to, or it would go on with something
   *     else than it began with
   */
  public static RoundsRun resume(
      ResultStore store, String id, PlanConsent consent, OutputOptions output) throws UserError {
    try {
      Manifest manifest = id.isEmpty() ? lastInterrupted(store) : interrupted(store, id);
      TrackSettings settings =
          TrackSettings.decode(
              manifest.id(),
              new StoredRun(store, manifest)
                  .read(TrackSettings.NAME)
                  .orElseThrow(
                      () -> new DamagedRunException(manifest.id() + " lists no plan.json")));
      consent.require(manifest.id(), settings);
      TrackPlan plan = TrackPlan.of(settings.arguments(), settings.sides(), settings.foreign());
      Environment environment = environment(plan, now());
      requireSame(manifest.id(), settings.identity(), identity(plan, environment));
      if (!settings.benchmarks().equals(plan.names())) {
        throw new UserError(
            manifest.id() + " cannot be resumed: this jar's benchmarks are others; run it anew");
      }
      Circumstances begun = StoredRuns.circumstances(new StoredRun(store, manifest));
      RunJournal journal =
          RunJournal.carryOn(store, manifest.id(), environment, settings, plan.benchmarks());
      RoundsRun resumed = new RoundsRun(store, plan, settings, environment, journal, output);
      Circumstances.explanations(begun, environment.circumstances())
          .forEach(
              change ->
                  resumed.progress.note(
                      Printable.of("May explain a difference between forks: " + change)));
      return resumed;
    } catch (IOException | DamagedRunException e) {
      throw new UserError("No run can be resumed: " + e.getMessage());
    }
  }

  private static Manifest lastInterrupted(ResultStore store) throws IOException, UserError {
    List<Manifest> unfinished = store.history().runs().stream().filter(RoundsRun::canGoOn).toList();
    for (int i = unfinished.size() - 1; i >= 0; i--) {
      if (!store.isBeingWritten(unfinished.get(i).id())) {
        return unfinished.get(i);
      }
    }
    throw new UserError(
        store.location()
            + " has no interrupted run of track"
            + (unfinished.isEmpty() ? "" : " but what somebody is still writing"));
  }

  private static Manifest interrupted(ResultStore store, String id)
      throws IOException, DamagedRunException, UserError {
    Manifest manifest =
        store
            .manifest(id)
            .orElseThrow(
                () ->
                    new UserError(
                        String.format(
                            Locale.ROOT,
                            "There is no run '%s' in %s; history lists them",
                            id,
                            store.location())));
    if (!canGoOn(manifest)) {
      throw new UserError(
          String.format(
              Locale.ROOT,
              "%s cannot be resumed: it is a %s run of %s",
              id,
              manifest.status(),
              manifest.kind()));
    }
    return manifest;
  }

  private static boolean canGoOn(Manifest manifest) {
    return manifest.kind().equals(Manifest.TRACKED_KIND) && manifest.status() != RunStatus.COMPLETE;
  }

  private static void requireSame(String id, Map<String, String> before, Map<String, String> now)
      throws UserError {
    Optional<String> changed =
        now.keySet().stream().filter(key -> !now.get(key).equals(before.get(key))).findFirst();
    if (changed.isPresent()) {
      throw new UserError(
          String.format(
              Locale.ROOT,
              "%s cannot be resumed: %s was '%s' and is '%s' now; run it anew",
              id,
              changed.get(),
              before.get(changed.get()),
              now.get(changed.get())));
    }
  }

  /** Measures, reports, and returns the exit code. */
  public int run() {
    plan.notes().forEach(progress::note);
    progress.note(announcement());
    advice().ifPresent(progress::note);
    Measurements<ForkGroup, Map<BenchmarkId, RunResult>> groups =
        new Rounds<>(forks, this, System::nanoTime)
            .run(
                new RoundPlan<>(
                    plan.groups(), settings.budget(), settings.maximumRounds(), settings.seed()),
                ForkGroup.finished(plan.groups(), journal.finished()),
                this::isEnough);
    progress.done();
    interruption.checkpoint();
    keep(
        () -> {
          try {
            recordings.close();
          } finally {
            journal.end(
                refusal().isPresent() ? RunStatus.INTERRUPTED : RunStatus.COMPLETE, spent());
          }
        });
    interruption.finished();
    if (refusal().isPresent()) {
      System.err.println(refusal().get());
      return ExitCode.REFUSED.code();
    }
    if (groups.rounds() > 0) {
      report(groups);
    }
    return verdict(groups.rounds());
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

  private boolean isEnough(Measurements<ForkGroup, Map<BenchmarkId, RunResult>> measurements) {
    return detection == null ? isPrecise(measurements) : detection.isEnough(measurements);
  }

  private boolean isPrecise(Measurements<ForkGroup, Map<BenchmarkId, RunResult>> measurements) {
    return measurements.rounds() >= ROUNDS_FOR_PRECISION && imprecise(summaries(measurements)) == 0;
  }

  private long imprecise(List<TrackSummary> summaries) {
    return summaries.stream().filter(each -> !each.isWithin(settings.precision())).count();
  }

  /** Of each benchmark; of sides that take turns, of the ratio of each pair. */
  private List<TrackSummary> summaries(
      Measurements<ForkGroup, Map<BenchmarkId, RunResult>> groups) {
    return groups.combinations().stream()
        .map(
            group ->
                TrackSummary.of(
                    group,
                    groups.forks(group),
                    Estimator.ofMedians(Pairing.BLOCKS, settings.confidence())))
        .toList();
  }

  private void report(Measurements<ForkGroup, Map<BenchmarkId, RunResult>> measurements) {
    List<TrackSummary> summaries = summaries(measurements);
    String end =
        detection == null
            ? end(measurements.rounds(), imprecise(summaries), summaries.size())
            : detection.end(measurements);
    Optional<RunComparison> sides = comparison();
    if (output.json()) {
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
    if (plan.sides().isEmpty() || writeFailure != null) {
      return Optional.empty();
    }
    try {
      return Optional.of(sides());
    } catch (IOException | DamagedRunException | UnusableRunException e) {
      writeFailure = "The sides cannot be compared: " + e.getMessage();
      return Optional.empty();
    }
  }

  private RunComparison sides() throws IOException, DamagedRunException, UnusableRunException {
    Manifest manifest = store.manifest(journal.id()).orElseThrow();
    RunResults run = RunResults.read(StoredRuns.files(new StoredRun(store, manifest)));
    PairedSides sides = plan.sides().orElseThrow();
    return RunComparison.of(
        run.side(sides.parameter(), sides.before()),
        run.side(sides.parameter(), sides.after()),
        new ComparisonMethod(
            Estimator.ofMedians(Pairing.BLOCKS, settings.confidence()), Verdict.EQUAL_WITHIN));
  }

  private String end(int rounds, long imprecise, int all) {
    String precision = Percent.of(settings.precision());
    if (imprecise == 0 && rounds >= ROUNDS_FOR_PRECISION) {
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
            RecordedRounds.written(settings.budget()),
            rounds,
            rest);
  }

  private int verdict(int rounds) {
    if (rounds == 0) {
      System.err.println("Nothing was measured: every fork failed, see " + journal.location());
    } else if (failures > 0) {
      System.err.printf(
          Locale.ROOT,
          "%d of %d benchmarks failed and are not in the table, see %s%n",
          failures,
          plan.groups().size(),
          journal.location());
    }
    if (leftOut > 0) {
      System.err.println(Killed.summary(leftOut));
    }
    if (writeFailure != null) {
      System.err.println(writeFailure);
    }
    if (failures > 0 || leftOut > 0) {
      return ExitCode.FAILED.code();
    }
    return (writeFailure == null ? ExitCode.OK : ExitCode.REFUSED).code();
  }

  @Override
  public void forkStarts(int round, int fork, int forks, ForkGroup group) {
    interruption.checkpoint();
    progress.now(
        left.share(forksStarted),
        String.format(
            Locale.ROOT,
            "round %d, fork %d of %d, %s left: %s",
            round,
            fork,
            forks,
            RecordedRounds.written(left.after(forksStarted)),
            group));
    forksStarted++;
  }

  @Override
  public void forkFinished(int round, ForkGroup group, Map<BenchmarkId, RunResult> results) {
    keep(
        () -> {
          try {
            recordings.collect(round, journal::attach);
          } finally {
            // Whatever becomes of a recording, the fork is not forgotten.
            journal.finished(round, results, spent());
          }
        });
    interruption.checkpoint();
  }

  @Override
  public void forkFailed(ForkGroup group, ForkFailedException failure) {
    interruption.checkpointAfterFailure();
    failures++;
    progress.note(String.format(Locale.ROOT, "FAILED %s: %s", group, failure.getMessage()));
    keep(() -> journal.failed(group, failure, spent()));
  }

  @Override
  public void forkKilled(int round, ForkGroup group, ForkFailedException failure, boolean again) {
    interruption.checkpointAfterFailure();
    progress.note(Killed.line(round, group, failure, again));
    if (!again) {
      leftOut++;
    }
  }

  @Override
  public void roundCompleted(Measurements<ForkGroup, Map<BenchmarkId, RunResult>> measurements) {
    // Each fork is kept already.
    progress.afterRound(
        measurements.rounds(), screen -> new TrackReport(screen).soFar(summaries(measurements)));
  }

  /** An action that writes to the store. */
  private interface Writing {
    void run() throws IOException;
  }

  /**
   * Writes to the store. Only the last failure counts, since a full store may have room again
   * later.
   */
  private void keep(Writing writing) {
    try {
      writing.run();
      writeFailure = null;
    } catch (IOException e) {
      writeFailure = UserError.unwritable(journal.location(), e);
      progress.note(writeFailure);
    }
  }

  private void cleanUp() {
    progress.done();
    try {
      recordings.close();
      if (journal.end(RunStatus.INTERRUPTED, spent())) {
        System.err.printf(
            Locale.ROOT,
            "Interrupted; finished forks kept: %d in %s. To go on: track --resume=%s%n",
            journal.finished().count(),
            journal.location(),
            journal.id());
      } else {
        System.err.println("Interrupted before the first fork was finished; nothing is kept.");
      }
    } catch (IOException e) {
      System.err.println(UserError.unwritable(journal.location(), e));
    }
  }

  private String what() {
    int count = plan.groups().size();
    String benchmarks = count == 1 ? "1 benchmark" : count + " benchmarks";
    return plan.sides()
        .map(sides -> String.format(Locale.ROOT, "%s, sides %s taking turns,", benchmarks, sides))
        .orElse(benchmarks);
  }

  private Duration spent() {
    return spentBefore.plusNanos(System.nanoTime() - startNanos);
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
            RecordedRounds.written(round),
            RecordedRounds.written(settings.budget()),
            round.multipliedBy(ROUNDS_FOR_PRECISION).toMinutes() + 1,
            ROUNDS_FOR_PRECISION));
  }

  private String announcement() {
    String rounds =
        String.format(
            Locale.ROOT,
            "%s in at most %d rounds of about %s or %s, until %s; seed %d.",
            what(),
            settings.maximumRounds(),
            RecordedRounds.written(left.round()),
            RecordedRounds.written(settings.budget()),
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
}
