package dev.ifsbench.cli.run;

import dev.ifsbench.cli.jmh.ForkRecordings;
import dev.ifsbench.cli.option.UserError;
import dev.ifsbench.report.text.Progress;
import dev.ifsbench.track.run.BenchmarkId;
import dev.ifsbench.track.run.FinishedForks;
import dev.ifsbench.track.run.ForkFailedException;
import dev.ifsbench.track.run.ForkGroup;
import dev.ifsbench.track.run.Measurements;
import dev.ifsbench.track.store.RunJournal;
import dev.ifsbench.track.store.RunStatus;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.openjdk.jmh.results.RunResult;

/** Keeps each fork of a run of {@code track} in its {@link RunJournal}, and its recordings. */
final class TrackJournal implements RoundsKeeper<ForkGroup, Map<BenchmarkId, RunResult>> {
  private final RunJournal journal;
  private final List<ForkGroup> groups;
  private final ForkRecordings recordings;
  private final Progress progress;
  private final BooleanSupplier isRefused;
  private final Duration spentBefore;
  private final long startNanos = System.nanoTime();
  private String writeFailure;

  /**
   * Creates the keeper of a run that begins or goes on now.
   *
   * @param journal keeps the forks
   * @param groups what the forks measure
   * @param recordings that profilers leave
   * @param progress where failures are told
   * @param isRefused whether the run has ended before it measured what was asked for
   */
  TrackJournal(
      RunJournal journal,
      List<ForkGroup> groups,
      ForkRecordings recordings,
      Progress progress,
      BooleanSupplier isRefused) {
    this.journal = journal;
    this.groups = List.copyOf(groups);
    this.recordings = recordings;
    this.progress = progress;
    this.isRefused = isRefused;
    this.spentBefore = journal.finished().spent();
  }

  /** Time spent on this run, earlier sessions included. */
  Duration spent() {
    return spentBefore.plusNanos(System.nanoTime() - startNanos);
  }

  @Override
  public FinishedForks<ForkGroup, Map<BenchmarkId, RunResult>> finished() {
    return ForkGroup.finished(groups, journal.finished());
  }

  @Override
  public void finished(int round, ForkGroup group, Map<BenchmarkId, RunResult> results) {
    keep(
        () -> {
          try {
            recordings.collect(round, journal::attach);
          } finally {
            // Whatever becomes of a recording, the fork is not forgotten.
            journal.finished(round, results, spent());
          }
        });
  }

  @Override
  public void failed(ForkGroup group, String label, ForkFailedException failure) {
    progress.note(String.format(Locale.ROOT, "FAILED %s: %s", label, failure.getMessage()));
    keep(() -> journal.failed(group, failure, spent()));
  }

  @Override
  public void ended(Measurements<ForkGroup, Map<BenchmarkId, RunResult>> measurements) {
    keep(
        () -> {
          try {
            recordings.close();
          } finally {
            journal.end(
                isRefused.getAsBoolean() ? RunStatus.INTERRUPTED : RunStatus.COMPLETE, spent());
          }
        });
  }

  @Override
  public void interrupted() {
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

  /** Says why what was kept cannot be used. */
  void cannotBeUsed(String why) {
    writeFailure = why;
  }

  @Override
  public String location() {
    return journal.location();
  }

  @Override
  public Optional<String> writeFailure() {
    return Optional.ofNullable(writeFailure);
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
}
