package dev.ifsbench.cli.run;

import java.nio.file.Path;
import java.util.Locale;

/**
 * How a comparison with C is measured, whatever it compares.
 *
 * @param library with the loop in C
 * @param payload bytes of a message, from 1 to {@link
 *     dev.ifsbench.bench.floor.FloorFork#MAX_PAYLOAD}
 * @param blocks how to measure and compare
 */
public record FloorSettings(Path library, int payload, BlockSettings blocks) {
  /** What is said before a run begins. */
  String announcement(String measured) {
    return String.format(
        Locale.ROOT,
        "Measuring %s for %d s; seed %d.",
        measured,
        blocks.fork().duration().multipliedBy(blocks.rounds()).toSeconds(),
        blocks.seed());
  }
}
