package dev.ifsbench.cli;

import dev.ifsbench.report.Glyphs;
import dev.ifsbench.report.HeadlineReport;
import dev.ifsbench.report.Progress;
import dev.ifsbench.report.Terminal;
import dev.ifsbench.sockets.Binding;
import dev.ifsbench.sockets.NativeSockets;
import dev.ifsbench.sockets.SystemSockets;
import dev.ifsbench.track.Combination;
import dev.ifsbench.track.Comparison;
import dev.ifsbench.track.Environment;
import dev.ifsbench.track.Fork;
import dev.ifsbench.track.ForkFailedException;
import dev.ifsbench.track.ForkFlags;
import dev.ifsbench.track.ForkSettings;
import dev.ifsbench.track.HierarchicalBootstrap;
import dev.ifsbench.track.Measurements;
import dev.ifsbench.track.RoundListener;
import dev.ifsbench.track.Rounds;
import dev.ifsbench.track.RunFolder;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One run of the headline comparison. What is measured is written after each round, so that
 * whatever ends the run, the complete rounds are kept.
 */
final class HeadlineRun implements RoundListener {
  private static final ForkSettings SETTINGS = ForkSettings.HEADLINE;
  private static final Duration FORK_ESTIMATE = Duration.ofMillis(1700);

  private final List<Combination> combinations;
  private final Binding binding;
  private final Duration budget;
  private final int maximumRounds;
  private final double confidence;
  private final long seed;
  private final long startNanos = System.nanoTime();
  private final Progress progress = new Progress(System.err, Terminal.isStandardError());
  private final RunFolder folder;
  private final Interruption interruption;

  private Environment environment;
  private int failures;
  private int forksDone;
  private int roundsKept;
  private String writeFailure;

  /**
   * Makes the run's folder, so that a run whose results could not be kept never begins.
   *
   * @throws Refusal if this JVM does not have the binding, or there is no writing in the results
   *     folder
   */
  HeadlineRun(
      List<Combination> combinations,
      Binding binding,
      Duration budget,
      int maximumRounds,
      double confidence,
      long seed,
      Path results)
      throws Refusal {
    this.combinations = combinations;
    this.binding = binding;
    this.budget = budget;
    this.maximumRounds = maximumRounds;
    this.confidence = confidence;
    this.seed = seed;
    Instant start = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    this.environment = Environment.current(start, systemSockets(binding), settings());
    this.folder = createFolder(results, start);
    this.interruption = new Interruption(this::lastWords);
  }

  private static NativeSockets systemSockets(Binding binding) throws Refusal {
    try {
      return SystemSockets.get(binding);
    } catch (UnsupportedOperationException e) {
      throw new Refusal(e.getMessage());
    }
  }

  /** Measures, reports, and returns the exit code. */
  int run() {
    progress.note(announcement());
    Measurements measurements =
        new Rounds(new Fork(SETTINGS, binding, ForkFlags.ofThisJvm()), this, System::nanoTime)
            .run(combinations, budget, maximumRounds, seed);
    progress.done();
    interruption.checkpoint();
    if (measurements.rounds() > 0) {
      keep("complete", measurements);
      report(measurements);
    }
    interruption.finished();
    return verdict(measurements);
  }

  private int verdict(Measurements measurements) {
    if (measurements.rounds() == 0) {
      System.err.println("Nothing was measured: every fork failed, see " + folder.path());
    } else if (failures > 0) {
      System.err.printf(
          "%d of %d combinations failed and are not in the table, see %s%n",
          failures, combinations.size(), folder.path());
    }
    if (writeFailure != null) {
      System.err.println(writeFailure);
    }
    return failures > 0 || writeFailure != null ? 1 : 0;
  }

  private void report(Measurements measurements) {
    List<Comparison> comparisons =
        Comparison.of(measurements, new HierarchicalBootstrap(confidence, seed));
    new HeadlineReport(Glyphs.of(outputCharset()))
        .lines(comparisons, measurements.rounds(), confidence, environment, files())
        .forEach(System.out::println);
  }

  @Override
  public void forkStarts(int round, int fork, int forks, Combination combination) {
    interruption.checkpoint();
    progress.now(
        "round %d, fork %d of %d, %s left: %s"
            .formatted(round, fork, forks, written(left()), combination));
    forksDone++;
  }

  @Override
  public void forkFailed(Combination combination, ForkFailedException failure) {
    interruption.checkpointAfterFailure();
    failures++;
    String log = "failure-%d.log".formatted(failures);
    progress.note("FAILED %s: %s (%s)".formatted(combination, failure.getMessage(), log));
    try {
      folder.write(log, failure.log());
    } catch (IOException e) {
      writeFailure = unwritable(folder.path(), e);
    }
  }

  @Override
  public void roundCompleted(Measurements measurements) {
    keep("running", measurements);
    interruption.checkpoint();
  }

  private void keep(String status, Measurements measurements) {
    environment =
        environment
            .with("status", status)
            .with("rounds", measurements.rounds())
            .with("failedCombinations", failures);
    try {
      folder.write(measurements);
      folder.write(RunFolder.ENVIRONMENT, environment.toJson());
      roundsKept = measurements.rounds();
      writeFailure = null;
    } catch (IOException e) {
      writeFailure = unwritable(folder.path(), e);
    }
  }

  private void lastWords() {
    progress.done();
    try {
      if (roundsKept == 0) {
        folder.delete();
        System.err.println("Interrupted before the first round was complete; nothing is kept.");
        return;
      }
      folder.write(RunFolder.ENVIRONMENT, environment.with("status", "interrupted").toJson());
      System.err.printf(
          "Interrupted; complete rounds kept: %d%s.%n",
          roundsKept, roundsKept < 2 ? ", too few for an interval" : "");
      files().forEach(file -> System.err.println("Written:  " + file));
    } catch (IOException e) {
      System.err.println(unwritable(folder.path(), e));
    }
  }

  private Map<String, Object> settings() {
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("command", "headline");
    settings.put("status", "running");
    settings.put("seed", seed);
    settings.put("rounds", 0);
    settings.put("maximumRounds", maximumRounds);
    settings.put("budgetSeconds", budget.toSeconds());
    settings.put("confidence", confidence);
    settings.put("fork", SETTINGS);
    settings.put("combinations", combinations.stream().map(Combination::toString).toList());
    return settings;
  }

  private RunFolder createFolder(Path results, Instant start) throws Refusal {
    try {
      RunFolder created = RunFolder.create(results, start, "headline");
      created.write(RunFolder.ENVIRONMENT, environment.toJson());
      return created;
    } catch (IOException e) {
      throw new Refusal(unwritable(results, e));
    }
  }

  private String announcement() {
    return "Measuring %d combinations in rounds of about %s, %s in all; seed %d."
        .formatted(
            combinations.size(),
            written(FORK_ESTIMATE.multipliedBy(combinations.size())),
            written(left()),
            seed);
  }

  /** What is left of the budget, or of the largest number of rounds if that ends sooner. */
  private Duration left() {
    Duration spent = Duration.ofNanos(System.nanoTime() - startNanos);
    Duration perFork = forksDone == 0 ? FORK_ESTIMATE : spent.dividedBy(forksDone);
    long forksLeft = (long) maximumRounds * combinations.size() - forksDone;
    Duration byRounds = perFork.multipliedBy(Math.max(0, forksLeft));
    Duration byBudget = budget.minus(spent);
    Duration left = byRounds.compareTo(byBudget) < 0 ? byRounds : byBudget;
    return left.isNegative() ? Duration.ZERO : left;
  }

  private List<Path> files() {
    try {
      return folder.files();
    } catch (IOException e) {
      return List.of(folder.path());
    }
  }

  private static String written(Duration duration) {
    return "%d:%02d".formatted(duration.toMinutes(), duration.toSecondsPart());
  }

  private static String unwritable(Path path, IOException e) {
    String reason = e.getMessage();
    if (e instanceof FileAlreadyExistsException) {
      reason = "it is not a folder";
    } else if (e instanceof FileSystemException system && system.getReason() != null) {
      reason = system.getReason();
    }
    return "Results cannot be written to '%s': %s".formatted(path, reason);
  }

  /** What standard output is written in. */
  static Charset outputCharset() {
    // Absent before JDK 19, which writes standard output in the default encoding.
    String name = System.getProperty("stdout.encoding");
    return name == null ? Charset.defaultCharset() : Charset.forName(name);
  }
}
