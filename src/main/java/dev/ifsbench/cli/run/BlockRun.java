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
import dev.ifsbench.track.run.RoundPlan;
import dev.ifsbench.track.run.RoundsJson;
import dev.ifsbench.track.store.JmhJson;
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
  private final BlockSettings settings;
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
   * Adds the run to the store, or goes on with it, so that a run whose results could not be kept
   * never begins.
   *
   * @param command what kind of run it is
   * @param sockets what it measures on
   * @param combinations what the forks of a round measure
   * @param loops names those of a fork, in their order
   * @param label names what a fork measures
   * @param settings how to measure and compare
   * @param more settings to keep with the run
   * @param table what is shown
   * @param session where the run is kept, and what there is of it
   * @throws UserError if another run goes on, there is no writing in the store, or the run would go
   *     on with something else than it was begun with
   */
  BlockRun(
      String command,
      SocketNames sockets,
      List<C> combinations,
      Function<C, List<BenchmarkId>> loops,
      Function<C, String> label,
      BlockSettings settings,
      Map<String, Object> more,
      BlockTable<C> table,
      RunSession session)
      throws UserError {
    this.combinations = List.copyOf(combinations);
    this.loops = loops;
    this.table = table;
    this.settings = settings;
    this.results = new BlockResults(settings.fork(), ForkFlags.ofThisJvm());
    Map<String, Object> kept = new LinkedHashMap<>(more);
    kept.putAll(settings.kept());
    this.record = RunRecord.begin(command, session, sockets, benchmarks(), kept, progress);
    RecordedRounds<C, double[][]> keeper =
        new RecordedRounds<>(record, combinations, label, RoundsJson.ofBlocks(), this::files);
    TimeLeft left =
        keeper.timeLeft(
            settings.rounds(),
            TimeLeft.NO_BUDGET,
            settings.fork().duration().plus(START_AND_END_ESTIMATE));
    this.loop = new RoundsLoop<>(keeper, progress, label, left, this::lines);
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
    Random seeds = new Random(settings.seed());
    Measurements<C, double[][]> measured =
        loop.run(
            each -> fork.run(task.apply(each, seeds.nextLong()), settings.fork().duration()),
            RoundPlan.ofRounds(combinations, settings.rounds(), settings.seed()));
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
