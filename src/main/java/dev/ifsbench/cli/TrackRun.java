package dev.ifsbench.cli;

import dev.ifsbench.report.Glyphs;
import dev.ifsbench.report.Printable;
import dev.ifsbench.report.Progress;
import dev.ifsbench.report.RunComparisonReport;
import dev.ifsbench.report.Terminal;
import dev.ifsbench.report.TrackReport;
import dev.ifsbench.track.Circumstances;
import dev.ifsbench.track.ComparisonMethod;
import dev.ifsbench.track.DamagedRunException;
import dev.ifsbench.track.Environment;
import dev.ifsbench.track.Estimator;
import dev.ifsbench.track.ForkFailedException;
import dev.ifsbench.track.ForkRunner;
import dev.ifsbench.track.Manifest;
import dev.ifsbench.track.Measurements;
import dev.ifsbench.track.PairedForks;
import dev.ifsbench.track.PairedSettings;
import dev.ifsbench.track.PairedSides;
import dev.ifsbench.track.Pairing;
import dev.ifsbench.track.ResultStore;
import dev.ifsbench.track.RoundListener;
import dev.ifsbench.track.RoundPlan;
import dev.ifsbench.track.Rounds;
import dev.ifsbench.track.RunComparison;
import dev.ifsbench.track.RunConditions;
import dev.ifsbench.track.RunResults;
import dev.ifsbench.track.RunStatus;
import dev.ifsbench.track.SingleForks;
import dev.ifsbench.track.StoredRun;
import dev.ifsbench.track.StoredRuns;
import dev.ifsbench.track.TrackJournal;
import dev.ifsbench.track.TrackSettings;
import dev.ifsbench.track.TrackSummary;
import dev.ifsbench.track.TrackedBenchmark;
import dev.ifsbench.track.TrackedForks;
import dev.ifsbench.track.TrackedGroup;
import dev.ifsbench.track.UnusableRunException;
import dev.ifsbench.track.Verdict;
import java.io.IOException;
import java.math.BigDecimal;
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
final class TrackRun implements RoundListener<TrackedGroup, Map<TrackedBenchmark, RunResult>> {
  /** An interval from fewer rounds can be narrow by chance. */
  static final int ROUNDS_FOR_PRECISION = 5;

  private final ResultStore store;
  private final TrackPlan plan;
  private final TrackSettings settings;
  private final Environment environment;
  private final TrackJournal journal;
  private final ForkRecordings recordings;
  private final Duration spentBefore;
  private final long startNanos = System.nanoTime();
  private final Progress progress = new Progress(System.err, Terminal.isStandardError());
  private final Interruption interruption;
  private int failures;
  private int leftOut;
  private String writeFailure;

  private TrackRun(
      ResultStore store,
      TrackPlan plan,
      TrackSettings settings,
      Environment environment,
      TrackJournal journal)
      throws Refusal {
    this.store = store;
    this.plan = plan;
    this.settings = settings;
    this.environment = environment;
    this.journal = journal;
    this.spentBefore = journal.finished().spent();
    this.failures = TrackedGroup.finished(plan.groups(), journal.finished()).failed().size();
    try {
      this.recordings = ForkRecordings.of(plan.arguments().options());
    } catch (IOException e) {
      throw new Refusal("There is no place for recordings: " + e.getMessage());
    }
    this.interruption = new Interruption(this::lastWords);
  }

  /**
   * Adds a run to a store, so that a run whose results could not be kept never begins.
   *
   * @throws Refusal if it cannot be kept
   */
  static TrackRun begin(
      ResultStore store,
      TrackPlan plan,
      int rounds,
      Duration budget,
      double precision,
      double confidence,
      long seed)
      throws Refusal {
    Instant start = now();
    Environment environment = environment(plan, start);
    TrackSettings settings =
        new TrackSettings(
            plan.arguments().arguments(),
            plan.names(),
            rounds,
            budget.toMillis(),
            precision,
            confidence,
            seed,
            plan.sides().orElse(null),
            identity(plan, environment));
    try {
      TrackJournal journal =
          TrackJournal.begin(store, start, environment, settings, plan.benchmarks());
      return new TrackRun(store, plan, settings, environment, journal);
    } catch (IOException e) {
      throw new Refusal(RunRecord.unwritable(store.location(), e));
    }
  }

  private static Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.SECONDS);
  }

  private static Environment environment(TrackPlan plan, Instant start) throws Refusal {
    Map<String, Object> run = new LinkedHashMap<>();
    run.put("command", TrackJournal.KIND);
    run.put("arguments", plan.arguments().arguments());
    if (plan.sides().isPresent()) {
      run.put("paired", true);
      run.put("sides", plan.sides().get());
      run.put("fork", PairedSettings.TWO_SIDES);
      run.put("jars", PairedJars.digests(plan.sides().get()));
    }
    return MeasuredOn.environment(plan.arguments(), start, run);
  }

  /** What must be the same when the run is carried on. */
  private static Map<String, String> identity(TrackPlan plan, Environment environment)
      throws Refusal {
    Map<String, String> identity = new TreeMap<>(TrackSettings.identityOf(environment));
    if (plan.sides().isPresent()) {
      identity.putAll(PairedJars.digests(plan.sides().get()));
    }
    return identity;
  }

  /**
   * Goes on with a run that was interrupted.
   *
   * @param store where it is
   * @param id the run's name, or nothing for the last one
   * @param consent to what the stored plan would run
   * @throws Refusal if there is none, it is not consented to, or it would go on with something else
   *     than it began with
   */
  static TrackRun resume(ResultStore store, String id, PlanConsent consent) throws Refusal {
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
      TrackPlan plan = TrackPlan.of(settings.arguments(), settings.sides());
      Environment environment = environment(plan, now());
      requireSame(manifest.id(), settings.identity(), identity(plan, environment));
      if (!settings.benchmarks().equals(plan.names())) {
        throw new Refusal(
            manifest.id() + " cannot be resumed: this jar's benchmarks are others; run it anew");
      }
      Circumstances begun = StoredRuns.circumstances(new StoredRun(store, manifest));
      TrackJournal journal =
          TrackJournal.carryOn(store, manifest.id(), environment, settings, plan.benchmarks());
      TrackRun resumed = new TrackRun(store, plan, settings, environment, journal);
      Circumstances.explanations(begun, environment.circumstances())
          .forEach(
              change ->
                  resumed.progress.note(
                      Printable.of("May explain a difference between forks: " + change)));
      return resumed;
    } catch (IOException | DamagedRunException e) {
      throw new Refusal("No run can be resumed: " + e.getMessage());
    }
  }

  private static Manifest lastInterrupted(ResultStore store) throws IOException, Refusal {
    List<Manifest> unfinished = store.history().runs().stream().filter(TrackRun::canGoOn).toList();
    for (int i = unfinished.size() - 1; i >= 0; i--) {
      if (!store.isBeingWritten(unfinished.get(i).id())) {
        return unfinished.get(i);
      }
    }
    throw new Refusal(
        store.location()
            + " has no interrupted run of track"
            + (unfinished.isEmpty() ? "" : " but what somebody is still writing"));
  }

  private static Manifest interrupted(ResultStore store, String id)
      throws IOException, DamagedRunException, Refusal {
    Manifest manifest =
        store
            .manifest(id)
            .orElseThrow(
                () ->
                    new Refusal(
                        String.format(
                            Locale.ROOT,
                            "There is no run '%s' in %s; history lists them",
                            id,
                            store.location())));
    if (!canGoOn(manifest)) {
      throw new Refusal(
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
    return manifest.kind().equals(TrackJournal.KIND) && manifest.status() != RunStatus.COMPLETE;
  }

  private static void requireSame(String id, Map<String, String> before, Map<String, String> now)
      throws Refusal {
    Optional<String> changed =
        now.keySet().stream().filter(key -> !now.get(key).equals(before.get(key))).findFirst();
    if (changed.isPresent()) {
      throw new Refusal(
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
  int run() {
    progress.note(announcement());
    Measurements<TrackedGroup, Map<TrackedBenchmark, RunResult>> groups =
        new Rounds<>(forks(), this, System::nanoTime)
            .run(
                new RoundPlan<>(
                    plan.groups(), settings.budget(), settings.maximumRounds(), settings.seed()),
                TrackedGroup.finished(plan.groups(), journal.finished()),
                this::isPrecise);
    progress.done();
    interruption.checkpoint();
    keep(
        () -> {
          try {
            recordings.close();
          } finally {
            journal.end(RunStatus.COMPLETE, spent());
          }
        });
    interruption.finished();
    if (groups.rounds() > 0) {
      report(groups);
    }
    return verdict(groups.rounds());
  }

  private ForkRunner<TrackedGroup, Map<TrackedBenchmark, RunResult>> forks() {
    CommandLineOptions options = plan.arguments().options();
    return plan.sides().isPresent()
        ? PairedForks.ofSides(
            PairedSettings.TWO_SIDES, MeasuredOn.forkFlags(options), settings.seed())
        : SingleForks.ofBenchmarks(new TrackedForks(options, JmhCommand.quietFlags(options)));
  }

  private boolean isPrecise(
      Measurements<TrackedGroup, Map<TrackedBenchmark, RunResult>> measurements) {
    return measurements.rounds() >= ROUNDS_FOR_PRECISION && imprecise(summaries(measurements)) == 0;
  }

  private long imprecise(List<TrackSummary> summaries) {
    return summaries.stream().filter(each -> !each.isWithin(settings.precision())).count();
  }

  /** Of each benchmark; of sides that take turns, of the ratio of each pair. */
  private List<TrackSummary> summaries(
      Measurements<TrackedGroup, Map<TrackedBenchmark, RunResult>> groups) {
    return groups.combinations().stream()
        .map(
            group ->
                TrackSummary.of(
                    group,
                    groups.forks(group),
                    Estimator.ofMedians(Pairing.BLOCKS, settings.confidence())))
        .toList();
  }

  private void report(Measurements<TrackedGroup, Map<TrackedBenchmark, RunResult>> measurements) {
    List<TrackSummary> summaries = summaries(measurements);
    String end = end(measurements.rounds(), imprecise(summaries), summaries.size());
    lines(summaries, end).forEach(System.out::println);
  }

  private List<String> lines(List<TrackSummary> summaries, String end) {
    Glyphs glyphs = Glyphs.of(Terminal.charset());
    if (plan.sides().isPresent() && writeFailure == null) {
      try {
        return TrackReport.ofSides(
            new RunComparisonReport(glyphs).lines(sides(), RunConditions.OF_ONE_RUN),
            end,
            environment,
            journal.location());
      } catch (IOException | DamagedRunException | UnusableRunException e) {
        writeFailure = "The sides cannot be compared: " + e.getMessage();
      }
    }
    return new TrackReport(glyphs)
        .lines(summaries, settings.confidence(), end, environment, journal.location());
  }

  /** What {@code compare} says of the run. */
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
    String precision = String.format(Locale.ROOT, "%s%%", percent(settings.precision()));
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
            HeadlineRun.written(settings.budget()),
            rounds,
            rest);
  }

  private static String percent(double share) {
    return new BigDecimal(Double.toString(share))
        .movePointRight(2)
        .stripTrailingZeros()
        .toPlainString();
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
    return failures > 0 || leftOut > 0 || writeFailure != null ? 1 : 0;
  }

  @Override
  public void forkStarts(int round, int fork, int forks, TrackedGroup group) {
    interruption.checkpoint();
    Duration left = settings.budget().minus(spent());
    progress.now(
        String.format(
            Locale.ROOT,
            "round %d, fork %d of %d, %s left: %s",
            round,
            fork,
            forks,
            HeadlineRun.written(left.isNegative() ? Duration.ZERO : left),
            group));
  }

  @Override
  public void forkFinished(
      int round, TrackedGroup group, Map<TrackedBenchmark, RunResult> results) {
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
  public void forkFailed(TrackedGroup group, ForkFailedException failure) {
    interruption.checkpointAfterFailure();
    failures++;
    progress.note(String.format(Locale.ROOT, "FAILED %s: %s", group, failure.getMessage()));
    keep(() -> journal.failed(group, failure, spent()));
  }

  @Override
  public void forkKilled(
      int round, TrackedGroup group, ForkFailedException failure, boolean again) {
    interruption.checkpointAfterFailure();
    progress.note(Killed.line(round, group, failure, again));
    if (!again) {
      leftOut++;
    }
  }

  @Override
  public void roundCompleted(
      Measurements<TrackedGroup, Map<TrackedBenchmark, RunResult>> measurements) {
    // Each fork is kept already.
  }

  /** What writes into the store. */
  private interface Writing {
    void run() throws IOException;
  }

  /** A store that fails once may have room again later; the last attempt counts. */
  private void keep(Writing writing) {
    try {
      writing.run();
      writeFailure = null;
    } catch (IOException e) {
      writeFailure = RunRecord.unwritable(journal.location(), e);
      progress.note(writeFailure);
    }
  }

  private void lastWords() {
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
      System.err.println(RunRecord.unwritable(journal.location(), e));
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

  private String announcement() {
    String rounds =
        String.format(
            Locale.ROOT,
            "%s in at most %d rounds or %s, until every interval is within %s%%; seed %d.",
            what(),
            settings.maximumRounds(),
            HeadlineRun.written(settings.budget()),
            percent(settings.precision()),
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
