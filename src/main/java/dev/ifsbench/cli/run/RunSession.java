package dev.ifsbench.cli.run;

import dev.ifsbench.cli.option.UserError;
import dev.ifsbench.track.store.DamagedRunException;
import dev.ifsbench.track.store.RecordedCommand;
import dev.ifsbench.track.store.ResultStore;
import dev.ifsbench.track.store.StoredRun;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One session of a run in rounds: its first one, or one that goes on with an interrupted run.
 *
 * @param store where the run is kept
 * @param command what it was begun with; of the first session, without an identity
 * @param earlier the run as earlier sessions have left it
 */
public record RunSession(ResultStore store, RecordedCommand command, Optional<StoredRun> earlier) {
  /**
   * The first session of a run that begins now.
   *
   * @param store where it is to be kept
   * @param arguments the options that decide what it measures and how
   */
  public static RunSession first(ResultStore store, List<String> arguments) {
    return new RunSession(
        store,
        new RecordedCommand(arguments, System.currentTimeMillis(), Map.of()),
        Optional.empty());
  }

  /**
   * The next session of an interrupted run.
   *
   * @param store where it is
   * @param kind the command that made it
   * @param id the run's name, or nothing for the last one
   * @throws UserError if there is none that can go on
   */
  public static RunSession next(ResultStore store, String kind, String id) throws UserError {
    try {
      StoredRun run = new InterruptedRuns(store, kind).find(id);
      String name = run.manifest().id();
      byte[] command =
          run.read(RecordedCommand.NAME)
              .orElseThrow(
                  () -> new DamagedRunException(name + " lists no " + RecordedCommand.NAME));
      return new RunSession(store, RecordedCommand.decode(name, command), Optional.of(run));
    } catch (IOException | DamagedRunException e) {
      throw new UserError("No run can be resumed: " + e.getMessage());
    }
  }
}
