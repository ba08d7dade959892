package dev.ifsbench.cli;

import dev.ifsbench.report.Progress;
import dev.ifsbench.sockets.Binding;
import dev.ifsbench.sockets.NativeSockets;
import dev.ifsbench.sockets.SystemSockets;
import dev.ifsbench.track.Environment;
import dev.ifsbench.track.ForkFailedException;
import dev.ifsbench.track.RunFolder;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is kept of a run in rounds: its folder, with the environment and the results of the complete
 * rounds. It is brought up to date after each round, so that whatever ends the run, these are kept.
 */
final class RunRecord {
  private final RunFolder folder;
  private final Progress progress;
  private Environment environment;
  private int failures;
  private int roundsKept;
  private String writeFailure;

  /** The files that hold the results of a run. */
  @FunctionalInterface
  interface Results {
    void writeTo(RunFolder folder) throws IOException;
  }

  private RunRecord(RunFolder folder, Environment environment, Progress progress) {
    this.folder = folder;
    this.environment = environment;
    this.progress = progress;
  }

  /**
   * Makes the run's folder, so that a run whose results could not be kept never begins.
   *
   * @param command what kind of run it is
   * @param results the folder of all results
   * @param binding how the forks reach the system's sockets
   * @param settings of the run
   * @param progress where failures are told
   * @throws Refusal if there is no writing in the results folder, or no sockets to measure on
   */
  static RunRecord begin(
      String command,
      Path results,
      Binding binding,
      Map<String, Object> settings,
      Progress progress)
      throws Refusal {
    Instant start = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    Map<String, Object> all = new LinkedHashMap<>(settings);
    all.put("command", command);
    all.put("status", "running");
    all.put("rounds", 0);
    Environment environment = Environment.current(start, systemSockets(binding), all);
    try {
      RunFolder folder = RunFolder.create(results, start, command);
      folder.write(RunFolder.ENVIRONMENT, environment.toJson());
      return new RunRecord(folder, environment, progress);
    } catch (IOException e) {
      throw new Refusal(unwritable(results, e));
    }
  }

  private static NativeSockets systemSockets(Binding binding) throws Refusal {
    try {
      return SystemSockets.get(binding);
    } catch (UnsupportedOperationException e) {
      throw new Refusal(e.getMessage());
    }
  }

  /**
   * Keeps what a fork said that failed.
   *
   * @param combination what it was to measure
   * @param failure why it failed
   */
  void failed(Object combination, ForkFailedException failure) {
    failures++;
    String log = "failure-%d.log".formatted(failures);
    progress.note("FAILED %s: %s (%s)".formatted(combination, failure.getMessage(), log));
    try {
      folder.write(log, failure.log());
    } catch (IOException e) {
      writeFailure = unwritable(folder.path(), e);
    }
  }

  /**
   * Keeps the results so far.
   *
   * @param status "running" or "complete"
   * @param rounds how many are complete
   * @param results of these
   */
  void keep(String status, int rounds, Results results) {
    environment =
        environment
            .with("status", status)
            .with("rounds", rounds)
            .with("failedCombinations", failures);
    try {
      results.writeTo(folder);
      folder.write(RunFolder.ENVIRONMENT, environment.toJson());
      roundsKept = rounds;
      writeFailure = null;
    } catch (IOException e) {
      writeFailure = unwritable(folder.path(), e);
    }
  }

  /** Says on standard error what an interrupted run leaves behind. */
  void lastWords() {
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

  /**
   * Says on standard error what failed, and returns the exit code.
   *
   * @param rounds how many were completed
   * @param combinations how many were to be measured
   */
  int verdict(int rounds, int combinations) {
    if (rounds == 0) {
      System.err.println("Nothing was measured: every fork failed, see " + folder.path());
    } else if (failures > 0) {
      System.err.printf(
          "%d of %d combinations failed and are not in the table, see %s%n",
          failures, combinations, folder.path());
    }
    if (writeFailure != null) {
      System.err.println(writeFailure);
    }
    return failures > 0 || writeFailure != null ? 1 : 0;
  }

  /** Where and how the run is made, as it was kept last. */
  Environment environment() {
    return environment;
  }

  /** The files written so far; their folder, if it cannot be read. */
  List<Path> files() {
    try {
      return folder.files();
    } catch (IOException e) {
      return List.of(folder.path());
    }
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
}
