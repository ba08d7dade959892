package dev.ifsbench.cli;

import dev.ifsbench.cli.option.OptionValues;
import dev.ifsbench.cli.option.UserError;
import dev.ifsbench.report.screen.Printable;
import dev.ifsbench.track.series.AddedRun;
import dev.ifsbench.track.series.TooFewForks;
import dev.ifsbench.track.store.FileRuns;
import dev.ifsbench.track.store.Manifest;
import dev.ifsbench.track.store.ResultStore;
import dev.ifsbench.track.store.RunFiles;
import dev.ifsbench.track.store.RunFolder;
import dev.ifsbench.track.store.RunReference;
import dev.ifsbench.track.store.UnusableRunException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options that describe a JMH JSON file that is added to the store as a run. */
final class AddedAs {
  @Option(
      names = "--commit",
      paramLabel = "ID",
      description =
          "The commit that was measured: a revision of the checkout in the current folder, or any"
              + " name without spaces.")
  private String commit;

  @Option(
      names = "--time",
      paramLabel = "TIME",
      converter = OptionValues.TimeConverter.class,
      description =
          "When it was measured or committed, as in 2026-01-31, 2026-01-31T12:00:00Z,"
              + " 2026-01-31T13:00:00+01:00 or 1769860800 (seconds since 1970); now if not given.")
  private Instant time;

  @Option(
      names = "--machine",
      paramLabel = "NAME",
      description =
          "What the machine is called, such as the runner's type: JMH's file does not tell, and"
              + " runs of different machines are not compared.")
  private String machine;

  /** Whether a commit was given. */
  boolean hasCommit() {
    return commit != null;
  }

  /** Whether any of the options was given. */
  boolean isGiven() {
    return commit != null || time != null || machine != null;
  }

  /**
   * Reads a file.
   *
   * @param path of the file
   * @throws UserError if it is not JMH's JSON with a benchmark in it
   */
  static AddedRun read(String path) throws UserError {
    RunFiles files =
        new FileRuns(Path.of(""))
            .find(path)
            .orElseThrow(
                () -> new UserError(String.format(Locale.ROOT, "There is no file '%s'", path)));
    if (Path.of(path).toFile().isDirectory()) {
      throw new UserError(
          String.format(Locale.ROOT, "'%s' is a folder, not a file of JMH's JSON", path));
    }
    if (!files.has(RunFolder.JMH_RESULT)) {
      throw new UserError(
          String.format(
              Locale.ROOT, "'%s' is a log of latencies, not JMH's JSON (-rf json)", path));
    }
    try {
      return new AddedRun(files);
    } catch (UnusableRunException e) {
      throw new UserError(e.getMessage());
    }
  }

  /**
   * Adds a file, and prints what was added and what it lacks for a verdict.
   *
   * @param file as {@link #read} gave it
   * @param store where to
   * @return the run
   * @throws UserError if it cannot be written, or the commit can be no commit
   */
  Manifest add(AddedRun file, ResultStore store) throws UserError {
    String id = commit();
    try {
      Manifest run =
          file.addTo(store, id, time == null ? Instant.now() : time, Optional.ofNullable(machine));
      System.out.printf(
          Locale.ROOT,
          "Added:    %s, %d %s of commit %s%n",
          run.id(),
          file.size(),
          file.size() == 1 ? "benchmark" : "benchmarks",
          Printable.of(id));
      List<?> few = file.withTooFewForks();
      if (!few.isEmpty()) {
        System.out.printf(
            Locale.ROOT,
            "Note:     %d of %d, such as %s, have too few forks for a decision: %s.%n",
            few.size(),
            file.size(),
            Printable.of(few.get(0).toString()),
            TooFewForks.advice());
      }
      return run;
    } catch (IOException e) {
      throw new UserError(UserError.unwritable(store.location(), e));
    }
  }

  private String commit() throws UserError {
    if (commit == null) {
      return AddedRun.UNKNOWN_COMMIT;
    }
    if (!commit.matches("[^\\s\\p{Cntrl}]{1,200}")) {
      throw UserError.misuse(
          String.format(
              Locale.ROOT,
              "--commit: '%s' is not a name of 1 to 200 characters without spaces",
              commit));
    }
    return RunReference.commitIn(Path.of("").toAbsolutePath(), commit).orElse(commit);
  }
}
