package dev.ifsbench.cli.run;

import dev.ifsbench.cli.jmh.RunEnvironment;
import dev.ifsbench.cli.option.UserError;
import dev.ifsbench.track.environment.Environment;
import dev.ifsbench.track.run.PairedSettings;
import dev.ifsbench.track.store.Manifest;
import dev.ifsbench.track.store.TrackSettings;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** Where and how a run of {@code track} is made, and what of that must not change. */
final class TrackIdentity {
  private TrackIdentity() {}

  /**
   * Captures the environment.
   *
   * @param plan what is measured
   * @param start when the run, or its resumption, begins
   * @throws UserError if there are no sockets to measure on, or a jar cannot be read
   */
  static Environment environment(TrackPlan plan, Instant start) throws UserError {
    Map<String, Object> run = new LinkedHashMap<>();
    run.put("command", Manifest.TRACKED_KIND);
    run.put("arguments", plan.arguments().arguments());
    if (plan.sides().isPresent()) {
      run.put("paired", true);
      run.put("sides", plan.sides().get());
      run.put("fork", PairedSettings.TWO_SIDES);
      run.put("jars", PairedJars.digests(plan.sides().get()));
    }
    if (plan.foreign().isPresent()) {
      return plan.foreign().get().environment(start, run);
    }
    return RunEnvironment.environment(plan.arguments(), start, run);
  }

  /**
   * What must be the same if the run is resumed.
   *
   * @param plan what is measured
   * @param environment where and how
   * @throws UserError if a jar cannot be read
   */
  static Map<String, String> of(TrackPlan plan, Environment environment) throws UserError {
    Map<String, String> identity = new TreeMap<>(TrackSettings.identityOf(environment));
    if (plan.sides().isPresent()) {
      identity.putAll(PairedJars.digests(plan.sides().get()));
    }
    if (plan.foreign().isPresent()) {
      identity.putAll(PairedJars.digests(plan.foreign().get().jars()));
    }
    return identity;
  }
}
