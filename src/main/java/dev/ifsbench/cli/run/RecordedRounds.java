package dev.ifsbench.cli.run;

import dev.ifsbench.cli.option.UserError;
import dev.ifsbench.track.run.FinishedForks;
import dev.ifsbench.track.run.ForkFailedException;
import dev.ifsbench.track.run.Measurements;
import dev.ifsbench.track.run.RoundsJson;
import dev.ifsbench.track.store.DamagedRunException;
import dev.ifsbench.track.store.RunStatus;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Keeps complete rounds in a {@link RunRecord}, after each of them. Only those are shown in which
 * everything was measured: the columns of a table are compared with each other.
 *
 * @param <C> what is measured
 * @param <R> what a fork delivers
 */
final class RecordedRounds<C, R> implements RoundsKeeper<C, R> {
  private final RunRecord record;
  private final Function<Measurements<C, R>, RunRecord.Results> results;
  private final RoundsJson<C, R> json;
  private final FinishedForks<C, R> finished;
  private final int forksInRound;

  /**
   * Creates the keeper of a run, with the rounds of its earlier sessions.
   *
   * @param record keeps them
   * @param combinations what each round measures
   * @param label names one of these
   * @param form of what a fork delivers
   * @param results writes complete rounds
   * @throws UserError if the earlier rounds cannot be read, or are of something else
   */
  RecordedRounds(
      RunRecord record,
      List<C> combinations,
      Function<C, String> label,
      RoundsJson.Form<C, R> form,
      Function<Measurements<C, R>, RunRecord.Results> results)
      throws UserError {
    this.record = record;
    this.results = results;
    this.json = new RoundsJson<>(combinations, label, form);
    this.finished = earlier();
    this.forksInRound = combinations.size();
    combinations.stream()
        .filter(each -> record.failed().contains(label.apply(each)))
        .forEach(finished::fail);
    finished.spend(record.spentBefore());
  }

  private FinishedForks<C, R> earlier() throws UserError {
    try {
      Optional<byte[]> rounds = record.earlier(RoundsJson.NAME);
      if (rounds.isEmpty()) {
        return new FinishedForks<>();
      }
      FinishedForks<C, R> forks = json.decode(rounds.get());
      record.resumed(forks.rounds());
      return forks;
    } catch (IOException | DamagedRunException e) {
      throw new UserError(record.location() + " cannot be resumed: " + e.getMessage());
    }
  }

  /**
   * An estimate of how long it still takes.
   *
   * @param maximumRounds at most so many are measured
   * @param budget no further round is begun that does not fit in it
   * @param estimate what a fork takes, as long as none was measured
   */
  TimeLeft timeLeft(int maximumRounds, Duration budget, Duration estimate) {
    return new TimeLeft(
        forksInRound, maximumRounds, budget, estimate, finished.count(), record::spent);
  }

  @Override
  public FinishedForks<C, R> finished() {
    return finished;
  }

  @Override
  public void failed(C combination, String label, ForkFailedException failure) {
    record.failed(label, failure);
  }

  @Override
  public void completed(Measurements<C, R> measurements) {
    RunRecord.Results kept = results.apply(measurements);
    keep(
        RunStatus.UNFINISHED,
        measurements,
        sink -> {
          kept.writeTo(sink);
          sink.write(RoundsJson.NAME, json.encode(measurements));
        });
  }

  @Override
  public void ended(Measurements<C, R> measurements) {
    if (measurements.rounds() > 0) {
      keep(RunStatus.COMPLETE, measurements, results.apply(measurements));
    } else {
      record.endWithoutResult();
    }
  }

  private void keep(RunStatus status, Measurements<C, R> measurements, RunRecord.Results files) {
    record.keep(status, measurements.rounds(), measurements.forks(), files);
  }

  @Override
  public void interrupted() {
    record.interrupted();
  }

  @Override
  public Measurements<C, R> shown(Measurements<C, R> measurements) {
    return measurements.inStep();
  }

  @Override
  public String location() {
    return record.location();
  }

  @Override
  public Optional<String> writeFailure() {
    return record.writeFailure();
  }
}
