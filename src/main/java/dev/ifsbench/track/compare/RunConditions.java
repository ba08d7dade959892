package dev.ifsbench.track.compare;

import dev.ifsbench.track.environment.Circumstances;
import dev.ifsbench.track.series.RunResults;
import dev.ifsbench.track.series.SeriesKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How the conditions of two runs differ. Where they differ, the numbers may differ too, whatever
 * changed in the code.
 *
 * @param environments how the environments differ, see {@link Circumstances}
 * @param settings how the way of measuring differs, for what both runs measured; see {@link
 *     MeasurementSettings}
 * @param explanations what else differs between the environments, and may explain a difference
 * @param unknown what one of the runs does not record of its environment
 */
public record RunConditions(
    List<String> environments,
    List<String> settings,
    List<String> explanations,
    List<String> unknown) {
  /** The conditions of two sides of one run, which are the same. */
  public static final RunConditions OF_ONE_RUN =
      new RunConditions(List.of(), List.of(), List.of(), List.of());

  /** Makes the lists immutable. */
  public RunConditions {
    environments = List.copyOf(environments);
    settings = List.copyOf(settings);
    explanations = List.copyOf(explanations);
    unknown = List.copyOf(unknown);
  }

  /**
   * Compares two runs.
   *
   * @param before the run that is compared with
   * @param after the run that is judged
   */
  public static RunConditions of(RunResults before, RunResults after) {
    return new RunConditions(
        after.circumstances().differencesFrom(before.circumstances()),
        settings(new RunPairing(before, after, key -> true, false).pairs()),
        Circumstances.explanations(before.circumstances(), after.circumstances()),
        after.circumstances().unknownAgainst(before.circumstances()));
  }

  /** Each difference once, with the benchmark that has it if not all have. */
  private static List<String> settings(List<SeriesPair> pairs) {
    Map<String, List<SeriesKey>> which = new LinkedHashMap<>();
    for (SeriesPair pair : pairs) {
      for (String difference : pair.settingsDifferences()) {
        which.computeIfAbsent(difference, none -> new ArrayList<>()).add(pair.key());
      }
    }
    List<String> settings = new ArrayList<>();
    which.forEach(
        (difference, keys) ->
            settings.add(keys.size() == pairs.size() ? difference : difference + of(keys)));
    return settings;
  }

  private static String of(List<SeriesKey> keys) {
    String first = " of " + keys.get(0);
    return keys.size() == 1
        ? first
        : first + String.format(Locale.ROOT, " and %d more", keys.size() - 1);
  }
}
