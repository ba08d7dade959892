package dev.ifsbench.cli.run;

import dev.ifsbench.cli.option.UserError;
import dev.ifsbench.report.screen.Printable;
import dev.ifsbench.track.environment.Circumstances;
import dev.ifsbench.track.environment.Environment;
import dev.ifsbench.track.series.StoredRuns;
import dev.ifsbench.track.store.DamagedRunException;
import dev.ifsbench.track.store.Manifest;
import dev.ifsbench.track.store.ResultStore;
import dev.ifsbench.track.store.RunStatus;
import dev.ifsbench.track.store.StoredRun;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Finds the interrupted runs of one command, and says what keeps one from going on. */
final class InterruptedRuns {
  private final ResultStore store;
  private final String kind;

  /**
   * Creates a view of a store.
   *
   * @param store where they are
   * @param kind the command that made them
   */
  InterruptedRuns(ResultStore store, String kind) {
    this.store = store;
    this.kind = kind;
  }

  /**
   * Finds one.
   *
   * @param id its name, or nothing for the last one that nobody is writing
   * @throws UserError if there is none, or it is complete or another command's
   */
  StoredRun find(String id) throws UserError, IOException, DamagedRunException {
    return new StoredRun(store, id.isEmpty() ? last() : named(id));
  }

  private Manifest last() throws IOException, UserError {
    List<Manifest> unfinished = store.history().runs().stream().filter(this::canGoOn).toList();
    for (int i = unfinished.size() - 1; i >= 0; i--) {
      if (!store.isBeingWritten(unfinished.get(i).id())) {
        return unfinished.get(i);
      }
    }
    throw new UserError(
        String.format(
            Locale.ROOT,
            "%s has no interrupted run of %s%s",
            store.location(),
            kind,
            unfinished.isEmpty() ? "" : " but what somebody is still writing"));
  }

  private Manifest named(String id) throws IOException, DamagedRunException, UserError {
    Manifest manifest =
        store
            .manifest(id)
            .orElseThrow(
                () ->
                    new UserError(
                        String.format(
                            Locale.ROOT,
                            "There is no run '%s' in %s; history lists them",
                            id,
                            store.location())));
    if (!canGoOn(manifest)) {
      throw new UserError(
          String.format(
              Locale.ROOT,
              "%s cannot be resumed: it is a %s run of %s",
              id,
              manifest.status(),
              manifest.kind()));
    }
    return manifest;
  }

  private boolean canGoOn(Manifest manifest) {
    return manifest.kind().equals(kind) && manifest.status() != RunStatus.COMPLETE;
  }

  /**
   * Requires that a run goes on where and with what it was begun.
   *
   * @param id the run's name
   * @param before what must be the same, as it was
   * @param now the same facts as they are
   * @param benchmarks whether what is measured is the same
   * @throws UserError if something is not
   */
  static void requireSame(
      String id, Map<String, String> before, Map<String, String> now, boolean benchmarks)
      throws UserError {
    Optional<String> changed =
        now.keySet().stream().filter(key -> !now.get(key).equals(before.get(key))).findFirst();
    if (changed.isPresent()) {
      throw new UserError(
          String.format(
              Locale.ROOT,
              "%s cannot be resumed: %s was '%s' and is '%s' now; run it anew",
              id,
              changed.get(),
              before.get(changed.get()),
              now.get(changed.get())));
    }
    if (!benchmarks) {
      throw new UserError(id + " cannot be resumed: this jar's benchmarks are others; run it anew");
    }
  }

  /**
   * What has changed since a run was begun, and may explain a difference between its forks.
   *
   * @param run the run
   * @param now where and how it goes on
   */
  static List<String> explanations(StoredRun run, Environment now) {
    Circumstances begun = StoredRuns.circumstances(run);
    return Circumstances.explanations(begun, now.circumstances()).stream()
        .map(change -> Printable.of("May explain a difference between forks: " + change))
        .toList();
  }
}
