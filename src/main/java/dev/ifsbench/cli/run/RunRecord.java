package dev.ifsbench.cli.run;

import dev.ifsbench.cli.option.ExitCode;
import dev.ifsbench.cli.option.UserError;
import dev.ifsbench.report.text.Progress;
import dev.ifsbench.sockets.libc.Binding;
import dev.ifsbench.track.environment.Environment;
import dev.ifsbench.track.run.ForkFailedException;
import dev.ifsbench.track.store.Manifest;
import dev.ifsbench.track.store.ResultStore;
import dev.ifsbench.track.store.RoundFile;
import dev.ifsbench.track.store.RunFile;
import dev.ifsbench.track.store.RunFileSink;
import dev.ifsbench.track.store.RunFolder;
import dev.ifsbench.track.store.RunStatus;
import dev.ifsbench.track.store.RunWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * Keeps a run in rounds: its environment and the results of the complete rounds. It is updated
 * after each round, so that they survive however the run ends.
 */
public final class RunRecord {
  private final RunWriter writer;
  private final Map<String, RunFile> files = new TreeMap<>();

  /** The state after the last complete round, by the names of the finished run. */
  private final Map<String, byte[]> round = new TreeMap<>();

  /** The files of that state, until the run is over. */
  private final Map<String, RunFile> roundFiles = new TreeMap<>();

  private final Progress progress;
  private final Manifest begun;
  private final List<String> failed = new ArrayList<>();
  private final long startNanos = System.nanoTime();
  private Environment environment;
  private int roundsKept;
  private int forksKept;
  private int leftOut;
  private String writeFailure;

  /** The files that hold the results of a run. */
  @FunctionalInterface
  public interface Results {
    void writeTo(RunFileSink sink) throws IOException;
  }

  private RunRecord(RunWriter writer, Manifest begun, Environment environment, Progress progress) {
    this.writer = writer;
    this.begun = begun;
    this.environment = environment;
    this.progress = progress;
  }

  /**
   * Adds the run to the store, so that a run whose results could not be kept never begins.
   *
   * @param command what kind of run it is
   * @param store of all results
   * @param binding how the forks reach the system's sockets
   * @param benchmarks the names of what is measured
   * @param settings of the run
   * @param progress where failures are told
   * @throws UserError if there is no writing in the store, or no sockets to measure on
   */
  static RunRecord begin(
      String command,
      ResultStore store,
      Binding binding,
      List<String> benchmarks,
      Map<String, Object> settings,
      Progress progress)
      throws UserError {
    Instant start = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    Map<String, Object> all = new LinkedHashMap<>(settings);
    all.put("command", command);
    all.put("status", RunStatus.UNFINISHED.toString());
    all.put("rounds", 0);
    Environment environment = environment(start, binding, all);
    try {
      RunWriter writer = store.begin(start, command);
      Manifest begun = Manifest.begin(writer.id(), command, environment, benchmarks);
      RunRecord record = new RunRecord(writer, begun, environment, progress);
      record.writeEnvironment();
      writer.publish(begun);
      return record;
    } catch (IOException e) {
      throw new UserError(UserError.unwritable(store.location(), e));
    }
  }

  private void write(String name, byte[] content) throws IOException {
    writer.write(name, content);
    files.put(name, RunFile.of(name, content));
  }

  private void writeEnvironment() throws IOException {
    write(RunFolder.ENVIRONMENT, environment.toJson().getBytes(StandardCharsets.UTF_8));
  }

  private static Environment environment(Instant start, Binding binding, Map<String, Object> run)
      throws UserError {
    try {
      return Environment.ofForks(start, binding, run);
    } catch (UnsupportedOperationException e) {
      throw new UserError(e.getMessage());
    }
  }

  /**
   * Keeps the log of a failed fork.
   *
   * @param combination what it was to measure
   * @param failure why it failed
   */
  void failed(Object combination, ForkFailedException failure) {
    failed.add(combination.toString());
    String log = String.format(Locale.ROOT, "failure-%d.log", failed.size());
    progress.note(
        String.format(Locale.ROOT, "FAILED %s: %s (%s)", combination, failure.getMessage(), log));
    try {
      write(log, failure.log().getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      writeFailure = UserError.unwritable(writer.location(), e);
    }
  }

  /**
   * Reports that a fork was ended by a signal.
   *
   * @param round its round, from 1
   * @param combination what it was to measure
   * @param failure how it ended
   * @param again whether it is run once more
   */
  void killed(int round, Object combination, ForkFailedException failure, boolean again) {
    progress.note(Killed.line(round, combination, failure, again));
    if (!again) {
      leftOut++;
    }
  }

  /**
   * Keeps the results so far.
   *
   * @param status how far the run has come
   * @param rounds how many are complete
   * @param forks of these
   * @param results of these
   */
  void keep(RunStatus status, int rounds, int forks, Results results) {
    environment = environment.with("status", status.toString()).with("rounds", rounds);
    try {
      round.clear();
      results.writeTo(round::put);
      roundsKept = rounds;
      forksKept = forks;
      if (status == RunStatus.COMPLETE) {
        end(status);
      } else {
        publishRound(rounds);
      }
      writeFailure = null;
    } catch (IOException e) {
      writeFailure = UserError.unwritable(writer.location(), e);
    }
  }

  /** Makes the complete rounds readable even if the run is killed. */
  private void publishRound(int number) throws IOException {
    Map<String, RunFile> before = Map.copyOf(roundFiles);
    Map<String, byte[]> state = new TreeMap<>(round);
    state.put(RunFolder.ENVIRONMENT, environment.toJson().getBytes(StandardCharsets.UTF_8));
    Map<String, RunFile> written = new TreeMap<>();
    for (Map.Entry<String, byte[]> file : state.entrySet()) {
      String name = RoundFile.name(number, file.getKey());
      writer.write(name, file.getValue());
      written.put(name, RunFile.of(name, file.getValue()));
    }
    List<RunFile> listed = new ArrayList<>(written.values());
    files.values().stream()
        .filter(file -> !file.name().equals(RunFolder.ENVIRONMENT))
        .forEach(listed::add);
    publish(RunStatus.UNFINISHED, listed);
    roundFiles.putAll(written);
    for (String name : before.keySet()) {
      writer.remove(name);
      roundFiles.remove(name);
    }
  }

  private void publish(RunStatus status, List<RunFile> listed) throws IOException {
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNanos);
    writer.publish(begun.with(status, forksKept, failed, millis, listed));
  }

  /** Nothing of the run changes after this. */
  private void end(RunStatus status) throws IOException {
    for (Map.Entry<String, byte[]> file : round.entrySet()) {
      write(file.getKey(), file.getValue());
    }
    writeEnvironment();
    publish(status, List.copyOf(files.values()));
    for (String name : roundFiles.keySet()) {
      writer.remove(name);
    }
    writer.close();
  }

  /** Prints what an interrupted run has kept. */
  void cleanUp() {
    progress.done();
    try {
      if (roundsKept == 0) {
        writer.delete();
        System.err.println("Interrupted before the first round was complete; nothing is kept.");
        return;
      }
      RunStatus status = RunStatus.INTERRUPTED;
      environment = environment.with("status", status.toString());
      end(status);
      System.err.printf(
          Locale.ROOT,
          "Interrupted; complete rounds kept: %d%s.%n",
          roundsKept,
          roundsKept < 2 ? ", too few for an interval" : "");
      files().forEach(file -> System.err.println("Written:  " + file));
    } catch (IOException e) {
      System.err.println(UserError.unwritable(writer.location(), e));
    }
  }

  /**
   * Prints what failed to standard error and returns the exit code.
   *
   * @param rounds how many were completed
   * @param combinations how many were to be measured
   */
  int verdict(int rounds, int combinations) {
    if (rounds == 0) {
      endWithoutResult();
      System.err.println("Nothing was measured: every fork failed, see " + writer.location());
    } else if (!failed.isEmpty()) {
      System.err.printf(
          Locale.ROOT,
          "%d of %d combinations failed and are not in the table, see %s%n",
          failed.size(),
          combinations,
          writer.location());
    }
    if (leftOut > 0) {
      System.err.println(Killed.summary(leftOut));
    }
    if (writeFailure != null) {
      System.err.println(writeFailure);
    }
    if (!failed.isEmpty() || leftOut > 0) {
      return ExitCode.FAILED.code();
    }
    return (writeFailure == null ? ExitCode.OK : ExitCode.REFUSED).code();
  }

  private void endWithoutResult() {
    try {
      end(RunStatus.COMPLETE);
    } catch (IOException e) {
      writeFailure = UserError.unwritable(writer.location(), e);
    }
  }

  /** The environment as it was written last. */
  Environment environment() {
    return environment;
  }

  /** Locations of the files written so far, for display. */
  List<String> files() {
    return files.keySet().stream().map(writer::location).toList();
  }
}
