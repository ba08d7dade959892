package dev.ifsbench.cli.run;

import dev.ifsbench.cli.option.OutputOptions;
import dev.ifsbench.cli.option.UserError;
import dev.ifsbench.track.environment.Environment;
import dev.ifsbench.track.store.DamagedRunException;
import dev.ifsbench.track.store.Manifest;
import dev.ifsbench.track.store.ResultStore;
import dev.ifsbench.track.store.RunJournal;
import dev.ifsbench.track.store.StoredRun;
import dev.ifsbench.track.store.TrackSettings;
import java.io.IOException;
import java.util.List;

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
      StoredRun run = new InterruptedRuns(store, Manifest.TRACKED_KIND).find(id);
      String name = run.manifest().id();
      TrackSettings settings =
          TrackSettings.decode(
              name,
              run.read(TrackSettings.NAME)
                  .orElseThrow(() -> new DamagedRunException(name + " lists no plan.json")));
      consent.require(name, settings);
      TrackPlan plan = TrackPlan.of(settings.arguments(), settings.sides(), settings.foreign());
      Environment environment = TrackIdentity.environment(plan, TrackRun.now());
      InterruptedRuns.requireSame(
          name,
          settings.identity(),
          TrackIdentity.of(plan, environment),
          settings.benchmarks().equals(plan.names()));
      List<String> explanations = InterruptedRuns.explanations(run, environment);
      RunJournal journal =
          RunJournal.carryOn(store, name, environment, settings, plan.benchmarks());
      return new TrackRun(store, plan, settings, environment, journal, output, explanations);
    } catch (IOException | DamagedRunException e) {
      throw new UserError("No run can be resumed: " + e.getMessage());
    }
  }
}
