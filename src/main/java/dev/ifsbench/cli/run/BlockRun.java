package dev.ifsbench.cli.run;

import dev.ifsbench.cli.option.StandardStreams;
import dev.ifsbench.cli.option.UserError;
import dev.ifsbench.report.screen.Screen;
import dev.ifsbench.report.text.Progress;
import dev.ifsbench.sockets.SocketNames;
import dev.ifsbench.track.environment.Environment;
import dev.ifsbench.track.environment.ForkFlags;
import dev.ifsbench.track.run.BenchmarkId;
import dev.ifsbench.track.run.BlockResults;
import dev.ifsbench.track.run.JavaFork;
import dev.ifsbench.track.run.Measurements;
import dev.ifsbench.track.run.PairedSettings;
import dev.ifsbench.track.run.RoundPlan;
import dev.ifsbench.track.stats.ComparisonMethod;
import dev.ifsbench.track.store.JmhJson;
import dev.ifsbench.track.store.ResultStore;
import dev.ifsbench.track.store.RunFolder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * A run whose forks time loops in turns, and which is compared in one table. What is measured is
 * written after each round, so that whatever ends the run, the complete rounds are kept.
 *
 * @param <C> what a fork measures
 */
final class BlockRun<C> {
  /** The file with the table. */
  private static final String TABLE = "comparison.txt";

  private static final Duration START_AND_END_ESTIMATE = Duration.ofMillis(700);

  private final List<C> combinations;
  private final Function<C, List<BenchmarkId>> loops;
  private final BlockTable<C> table;
  private final PairedSettings settings;
  private final int rounds;
  private final long seed;
  private final long startNanos = System.nanoTime();
  private final BlockResults results;
  private final Progress progress = Progress.onStandardError();
  private final RunRecord record;
  private final RoundsLoop<C, double[][]> loop;

  /**
   * Lays out what complete rounds show.
   *
   * @param <C> what a fork measures
   */
  @FunctionalInterface
  interface BlockTable<C> {
    /**
     * Lays out.
     *
     * @param screen that it is laid out for
     * @param measured rounds in which everything was measured, at least one
     * @param environment where and how
     * @return lines that fit on the screen
     */
    List<String> lines(
        Screen screen, Measurements<C, double[][]> measured, Environment environment);
  }

  /**
   * Adds the run to the store, so that a run whose results could not be kept never begins.
   *
   * @param command what kind of run it is
   * @param sockets what it measures on
   * @param combinations what the forks of a round measure
   * @param loops names those of a fork, in their order
   * @param label names what a fork measures
   * @param settings how long a fork measures
   * @param rounds how many
   * @param method how to compare
   * @param seed of all that is drawn
   * @param more settings to keep with the run
   * @param table what is shown
   * @param store of all results
   * @throws UserError if another run goes on, or there is no writing in the store
   */
  BlockRun(
      String command,
      SocketNames sockets,
      List<C> combinations,
      Function<C, List<BenchmarkId>> loops,
      Function<C, String> label,
      PairedSettings settings,
      int rounds,
      ComparisonMethod method,
      long seed,
      Map<String, Object> more,
      BlockTable<C> table,
      ResultStore store)
      throws UserError {
    this.combinations = List.copyOf(combinations);
    this.loops = loops;
    this.table = table;
    this.settings = settings;
    this.rounds = rounds;
    this.seed = seed;
    this.results = new BlockResults(settings, ForkFlags.ofThisJvm());
    Map<String, Object> kept = new LinkedHashMap<>(more);
    kept.put("seed", seed);
    kept.put("maximumRounds", rounds);
    kept.put("confidence", method.estimator().confidence());
    kept.put("equalWithin", method.margin());
    kept.put("fork", settings);
    this.record = RunRecord.begin(command, store, sockets, benchmarks(), kept, progress);
    this.loop =
        new RoundsLoop<>(
            new RecordedRounds<>(record, this::files),
            progress,
            label,
            new TimeLeft(
                combinations.size(),
                rounds,
                TimeLeft.NO_BUDGET,
                settings.duration().plus(START_AND_END_ESTIMATE),
                0,
                () -> Duration.ofNanos(System.nanoTime() - startNanos)),
            this::lines);
  }

  private List<String> benchmarks() {
    return combinations.stream()
        .flatMap(each -> loops.apply(each).stream())
        .map(BenchmarkId::name)
        .distinct()
        .toList();
  }

  /**
   * Measures, reports, and returns the exit code.
   *
   * @param announcement what is said before
   * @param program of the forks
   * @param task what a fork is to do, by what it measures and a seed of its own
   */
  int run(String announcement, Class<?> program, BiFunction<C, Long, Object> task) {
    progress.note(announcement);
    JavaFork<double[][]> fork = new JavaFork<>(program, double[][].class, ForkFlags.ofThisJvm());
    Random seeds = new Random(seed);
    Measurements<C, double[][]> measured =
        loop.run(
            each -> fork.run(task.apply(each, seeds.nextLong()), settings.duration()),
            RoundPlan.ofRounds(combinations, rounds, seed));
    if (measured.inStep().rounds() > 0) {
      Screen screen = Screen.ofStandardOutput();
      List<String> lines = new ArrayList<>(lines(screen, measured.inStep()));
      record.files().forEach(file -> lines.add("Written:  " + file));
      StandardStreams.print(screen, lines);
    }
    return loop.verdict(measured.rounds(), combinations.size(), "combinations");
  }

  private List<String> lines(Screen screen, Measurements<C, double[][]> measured) {
    return table.lines(screen, measured, record.environment());
  }

  private RunRecord.Results files(Measurements<C, double[][]> measured) {
    return sink -> {
      sink.write(RunFolder.JMH_RESULT, JmhJson.encode(results.of(measured, loops)));
      if (measured.inStep().rounds() > 0) {
        String text = String.join("\n", lines(Screen.ofFile(), measured.inStep()));
        sink.write(TABLE, (text + "\n").getBytes(StandardCharsets.UTF_8));
      }
    };
  }
}
