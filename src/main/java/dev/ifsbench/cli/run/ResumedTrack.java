package dev.ifsbench.cli.run;

import dev.ifsbench.cli.option.OutputOptions;
import dev.ifsbench.cli.option.UserError;
import dev.ifsbench.report.screen.Printable;
import dev.ifsbench.track.environment.Circumstances;
import dev.ifsbench.track.environment.Environment;
import dev.ifsbench.track.series.StoredRuns;
import dev.ifsbench.track.store.DamagedRunException;
import dev.ifsbench.track.store.Manifest;
import dev.ifsbench.track.store.ResultStore;
import dev.ifsbench.track.store.RunJournal;
import dev.ifsbench.track.store.RunStatus;
import dev.ifsbench.track.store.StoredRun;
import dev.ifsbench.track.store.TrackSettings;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Finds an interrupted run of {@code track}, and lets it go on with what it was begun with. */
public final class ResumedTrack {
  private ResumedTrack() {}

  /**
   * Resumes an interrupted run.
   *
   * @param store where it is
   * @param id the run's name, or nothing for the last one
   * @param consent to what the stored plan would run
   * @param output how to print
   * @throws UserError if there is none, it is not consented to, or it would go on with something
   *     else than it began with
   */
  public static TrackRun resume(
      ResultStore store, String id, PlanConsent consent, OutputOptions output) throws UserError {
    try {
      Manifest manifest = id.isEmpty() ? lastInterrupted(store) : interrupted(store, id);
      TrackSettings settings =
          TrackSettings.decode(
              manifest.id(),
              new StoredRun(store, manifest)
                  .read(TrackSettings.NAME)
                  .orElseThrow(
                      () -> new DamagedRunException(manifest.id() + " lists no plan.json")));
      consent.require(manifest.id(), settings);
      TrackPlan plan = TrackPlan.of(settings.arguments(), settings.sides(), settings.foreign());
      Environment environment = TrackIdentity.environment(plan, TrackRun.now());
      requireSame(manifest.id(), settings.identity(), TrackIdentity.of(plan, environment));
      if (!settings.benchmarks().equals(plan.names())) {
        throw new UserError(
            manifest.id() + " cannot be resumed: this jar's benchmarks are others; run it anew");
      }
      Circumstances begun = StoredRuns.circumstances(new StoredRun(store, manifest));
      RunJournal journal =
          RunJournal.carryOn(store, manifest.id(), environment, settings, plan.benchmarks());
      return new TrackRun(
          store,
          plan,
          settings,
          environment,
          journal,
          output,
          Circumstances.explanations(begun, environment.circumstances()).stream()
              .map(change -> Printable.of("May explain a difference between forks: " + change))
              .toList());
    } catch (IOException | DamagedRunException e) {
      throw new UserError("No run can be resumed: " + e.getMessage());
    }
  }

  private static Manifest lastInterrupted(ResultStore store) throws IOException, UserError {
    List<Manifest> unfinished =
        store.history().runs().stream().filter(ResumedTrack::canGoOn).toList();
    for (int i = unfinished.size() - 1; i >= 0; i--) {
      if (!store.isBeingWritten(unfinished.get(i).id())) {
        return unfinished.get(i);
      }
    }
    throw new UserError(
        store.location()
            + " has no interrupted run of track"
            + (unfinished.isEmpty() ? "" : " but what somebody is still writing"));
  }

  private static Manifest interrupted(ResultStore store, String id)
      throws IOException, DamagedRunException, UserError {
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

  private static boolean canGoOn(Manifest manifest) {
    return manifest.kind().equals(Manifest.TRACKED_KIND) && manifest.status() != RunStatus.COMPLETE;
  }

  private static void requireSame(String id, Map<String, String> before, Map<String, String> now)
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
  }
}
