package dev.ifsbench.cli.run;

import dev.ifsbench.track.run.ForkFailedException;
import dev.ifsbench.track.run.Measurements;
import dev.ifsbench.track.store.RunStatus;
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

  /**
   * Creates the keeper of a run.
   *
   * @param record keeps them
   * @param results writes complete rounds
   */
  RecordedRounds(RunRecord record, Function<Measurements<C, R>, RunRecord.Results> results) {
    this.record = record;
    this.results = results;
  }

  @Override
  public void failed(C combination, String label, ForkFailedException failure) {
    record.failed(label, failure);
  }

  @Override
  public void completed(Measurements<C, R> measurements) {
    keep(RunStatus.UNFINISHED, measurements);
  }

  @Override
  public void ended(Measurements<C, R> measurements) {
    if (measurements.rounds() > 0) {
      keep(RunStatus.COMPLETE, measurements);
    } else {
      record.endWithoutResult();
    }
  }

  private void keep(RunStatus status, Measurements<C, R> measurements) {
    record.keep(status, measurements.rounds(), measurements.forks(), results.apply(measurements));
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
