package dev.ifsbench.cli.run;

import dev.ifsbench.track.run.PairedSettings;
import dev.ifsbench.track.stats.ComparisonMethod;
import java.nio.file.Path;
import java.util.Locale;

/**
 * How a comparison with C is measured, whatever it compares.
 *
 * @param library with the loop in C
 * @param payload bytes of a message, from 1 to {@link
 *     dev.ifsbench.bench.floor.FloorFork#MAX_PAYLOAD}
 * @param fork how long each round measures
 * @param rounds how many
 * @param method how to compare
 * @param seed of the order
 */
public record FloorSettings(
    Path library,
    int payload,
    PairedSettings fork,
    int rounds,
    ComparisonMethod method,
    long seed) {
  /** What is said before a run begins. */
  String announcement(String measured) {
    return String.format(
        Locale.ROOT,
        "Measuring %s for %d s; seed %d.",
        measured,
        fork.duration().multipliedBy(rounds).toSeconds(),
        seed);
  }
}
