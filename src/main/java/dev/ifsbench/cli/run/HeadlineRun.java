package dev.ifsbench.cli.run;

import dev.ifsbench.cli.option.OutputOptions;
import dev.ifsbench.cli.option.StandardStreams;
import dev.ifsbench.cli.option.UserError;
import dev.ifsbench.report.json.HeadlineJson;
import dev.ifsbench.report.screen.Screen;
import dev.ifsbench.report.text.HeadlineAnswer;
import dev.ifsbench.report.text.Progress;
import dev.ifsbench.report.text.RunReport;
import dev.ifsbench.sockets.libc.Binding;
import dev.ifsbench.track.compare.ComparedRow;
import dev.ifsbench.track.compare.HandleComparison;
import dev.ifsbench.track.environment.ForkFlags;
import dev.ifsbench.track.run.BenchmarkId;
import dev.ifsbench.track.run.ForkGroup;
import dev.ifsbench.track.run.ForkJson;
import dev.ifsbench.track.run.ForkRunner;
import dev.ifsbench.track.run.ForkSettings;
import dev.ifsbench.track.run.Measurements;
import dev.ifsbench.track.run.PairedForks;
import dev.ifsbench.track.run.PairedSettings;
import dev.ifsbench.track.run.RoundPlan;
import dev.ifsbench.track.run.RoundsJson;
import dev.ifsbench.track.run.SingleForks;
import dev.ifsbench.track.stats.ComparisonMethod;
import dev.ifsbench.track.stats.Pairing;
import dev.ifsbench.track.store.JmhJson;
import dev.ifsbench.track.store.RunFolder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.openjdk.jmh.results.RunResult;

/**
 * One run of the headline comparison. What is measured is written after each round, so that
 * whatever ends the run, the complete rounds are kept.
 */
public final class HeadlineRun {
  /** The file with the long table. */
  private static final String TABLE = "comparison.txt";

  private static final Duration APART_ESTIMATE = Duration.ofMillis(1700);
  private static final Duration PAIRED_ESTIMATE = Duration.ofMillis(4700);

  private final List<BenchmarkId> combinations;
  private final boolean paired;
  private final Duration budget;
  private final int maximumRounds;
  private final ComparisonMethod method;
  private final long seed;
  private final OutputOptions output;
  private final boolean details;
  private final Progress progress;
  private final RunRecord record;
  private final TimeLeft left;
  private final RoundsLoop<ForkGroup, Map<BenchmarkId, RunResult>> rounds;

  /**
   * Adds the run to the store, or goes on with it, so that a run whose results could not be kept
   * never begins.
   *
   * @param combinations what to measure
   * @param binding how the forks reach the system's sockets
   * @param budget time for all rounds
   * @param maximumRounds at most so many
   * @param method how to compare
   * @param seed of the order
   * @param session where the run is kept, and what there is of it
   * @param output what is printed
   * @param details whether that includes the long table
   * @throws UserError if this JVM does not have the binding, another run goes on, there is no
   *     writing in the store, or the run would go on with something else than it was begun with
   */
  public HeadlineRun(
      List<BenchmarkId> combinations,
      Binding binding,
      Duration budget,
      int maximumRounds,
      ComparisonMethod method,
      long seed,
      RunSession session,
      OutputOptions output,
      boolean details)
      throws UserError {
    this.output = output;
    this.details = details;
    this.progress = output.progress();
    this.combinations = combinations;
    this.paired = method.estimator().pairing() == Pairing.BLOCKS;
    this.budget = budget;
    this.maximumRounds = maximumRounds;
    this.method = method;
    this.seed = seed;
    this.record =
        RunRecord.begin(
            "headline",
            session,
            RunRecord.systemSockets(binding),
            benchmarks(),
            settings(),
            progress);
    RecordedRounds<ForkGroup, Map<BenchmarkId, RunResult>> keeper =
        new RecordedRounds<>(
            record, groups(), ForkGroup::label, RoundsJson.ofGroups(), this::results);
    this.left = keeper.timeLeft(maximumRounds, budget, estimate());
    this.rounds = new RoundsLoop<>(keeper, progress, ForkGroup::label, left, this::soFar);
  }

  /** Measures, reports, and returns the exit code. */
  public int run() {
    progress.note(announcement());
    List<ForkGroup> groups = groups();
    ForkRunner<ForkGroup, Map<BenchmarkId, RunResult>> forks = forks();
    Measurements<ForkGroup, Map<BenchmarkId, RunResult>> measurements =
        rounds.run(
            group -> asKept(forks.run(group)),
            new RoundPlan<>(groups, budget, maximumRounds, seed));
    if (measurements.inStep().rounds() > 0) {
      report(Measurements.ungrouped(measurements.inStep()));
    }
    return rounds.verdict(measurements.rounds(), groups.size(), "combinations");
  }

  private List<ForkGroup> groups() {
    return paired
        ? ForkGroup.together(
            combinations, combinations.get(0).isOfEntry() ? BenchmarkId.ENTRY : BenchmarkId.HANDLE)
        : ForkGroup.apart(combinations);
  }

  private ForkRunner<ForkGroup, Map<BenchmarkId, RunResult>> forks() {
    List<String> flags = ForkFlags.ofThisJvm();
    return paired
        ? new PairedForks(PairedSettings.HEADLINE, flags, seed)
        : new SingleForks(ForkSettings.HEADLINE.options(), flags);
  }

  private static Map<BenchmarkId, RunResult> asKept(Map<BenchmarkId, RunResult> fork) {
    Map<BenchmarkId, RunResult> kept = new LinkedHashMap<>();
    fork.forEach((benchmark, result) -> kept.put(benchmark, ForkJson.asKept(result)));
    return kept;
  }

  private void report(Measurements<BenchmarkId, RunResult> measurements) {
    List<ComparedRow<BenchmarkId>> comparisons = HandleComparison.of(measurements, method);
    Screen screen = Screen.ofStandardOutput();
    HeadlineAnswer answer = new HeadlineAnswer(screen, method.margin());
    List<String> sentences = answer.sentences(comparisons);
    if (output.json()) {
      StandardStreams.printUtf8(
          HeadlineJson.of(
              sentences, comparisons, measurements.rounds(), record.environment(), record.files()));
      return;
    }
    RunReport report = new RunReport(screen);
    List<String> lines = answered(answer, comparisons);
    if (details || sentences.isEmpty()) {
      lines.addAll(
          report.lines(
              comparisons, measurements.rounds(), method, record.environment(), record.files()));
    } else {
      lines.add("Details:  all intervals are in " + TABLE + "; --details prints them.");
      lines.addAll(
          report.notes(measurements.rounds(), method, record.environment(), record.files()));
    }
    lines.add("");
    lines.addAll(sentences);
    StandardStreams.print(screen, screen.wrapped(lines));
  }

  /** The matrix, for a terminal. */
  private List<String> soFar(
      Screen screen, Measurements<ForkGroup, Map<BenchmarkId, RunResult>> measurements) {
    return new HeadlineAnswer(screen, method.margin())
        .matrix(HandleComparison.of(Measurements.ungrouped(measurements), method));
  }

  private RunRecord.Results results(
      Measurements<ForkGroup, Map<BenchmarkId, RunResult>> measurements) {
    return sink -> {
      sink.write(RunFolder.JMH_RESULT, JmhJson.encode(Measurements.ungrouped(measurements)));
      if (measurements.inStep().rounds() > 0) {
        sink.write(TABLE, table(Measurements.ungrouped(measurements.inStep())));
      }
    };
  }

  /** The answer and the long table, in UTF-8. */
  private byte[] table(Measurements<BenchmarkId, RunResult> measurements) {
    List<ComparedRow<BenchmarkId>> comparisons = HandleComparison.of(measurements, method);
    HeadlineAnswer answer = new HeadlineAnswer(Screen.ofFile(), method.margin());
    List<String> lines = answered(answer, comparisons);
    lines.addAll(
        new RunReport(Screen.ofFile())
            .lines(comparisons, measurements.rounds(), method, record.environment(), List.of()));
    return (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  /** The sentences and the matrix, to go on behind them. */
  private static List<String> answered(
      HeadlineAnswer answer, List<ComparedRow<BenchmarkId>> comparisons) {
    List<String> lines = new ArrayList<>(answer.sentences(comparisons));
    lines.add("");
    lines.addAll(answer.matrix(comparisons));
    lines.add("");
    lines.addAll(EntryLines.of(comparisons.stream().map(ComparedRow::subject).toList()));
    return lines;
  }

  private List<String> benchmarks() {
    return combinations.stream().map(BenchmarkId::name).distinct().toList();
  }

  private Map<String, Object> settings() {
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("seed", seed);
    settings.put("maximumRounds", maximumRounds);
    settings.put("budgetSeconds", budget.toSeconds());
    settings.put("confidence", method.estimator().confidence());
    settings.put("equalWithin", method.margin());
    settings.put("paired", paired);
    settings.put("fork", paired ? PairedSettings.HEADLINE : ForkSettings.HEADLINE);
    EntryLines.putInto(settings, combinations);
    settings.put("combinations", combinations.stream().map(BenchmarkId::label).toList());
    return settings;
  }

  private String announcement() {
    return String.format(
        Locale.ROOT,
        "Measuring %d combinations in rounds of about %s, %s in all; seed %d.",
        combinations.size(),
        TimeLeft.written(left.round()),
        TimeLeft.written(left.after(0)),
        seed);
  }

  private Duration estimate() {
    return paired ? PAIRED_ESTIMATE : APART_ESTIMATE;
  }
}
