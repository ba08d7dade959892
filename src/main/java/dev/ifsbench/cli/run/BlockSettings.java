package dev.ifsbench.cli.run;

import dev.ifsbench.track.run.PairedSettings;
import dev.ifsbench.track.stats.ComparisonMethod;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How a run whose forks time loops in turns measures and compares.
 *
 * @param fork how long each round measures
 * @param rounds how many
 * @param method how to compare
 * @param seed of all that is drawn
 */
public record BlockSettings(PairedSettings fork, int rounds, ComparisonMethod method, long seed) {
  /** As they are kept with the run. */
  Map<String, Object> kept() {
    Map<String, Object> kept = new LinkedHashMap<>();
    kept.put("seed", seed);
    kept.put("maximumRounds", rounds);
    kept.put("confidence", method.estimator().confidence());
    kept.put("equalWithin", method.margin());
    kept.put("fork", fork);
    return kept;
  }
}
