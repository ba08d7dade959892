package dev.ifsbench.track.series;

import dev.ifsbench.track.environment.Circumstances;
import java.util.List;
import java.util.Optional;

/**
 * What many runs have in common: all that histories need but the numbers. Not compared by value.
 */
final class RunShape {
  private final List<SeriesKind> kinds;
  private final String environment;
  private final Optional<String> told;
  private final Circumstances circumstances;

  /**
   * Creates a shape.
   *
   * @param kinds of series, in the order of the run's file
   * @param environment the digest of where the run was made, as its histories have it
   * @param told the digest that the kept environment alone gives; nothing if it gives none
   * @param circumstances of the run
   */
  RunShape(
      List<SeriesKind> kinds,
      String environment,
      Optional<String> told,
      Circumstances circumstances) {
    this.kinds = List.copyOf(kinds);
    this.environment = environment;
    this.told = told;
    this.circumstances = circumstances;
  }

  List<SeriesKind> kinds() {
    return kinds;
  }

  String environment() {
    return environment;
  }

  Optional<String> told() {
    return told;
  }

  Circumstances circumstances() {
    return circumstances;
  }

  /** Equal where nothing that a history shows can differ, the order of the facts included. */
  List<Object> identity() {
    return List.of(
        kinds,
        environment,
        told,
        List.copyOf(circumstances.facts().entrySet()),
        List.copyOf(circumstances.details().entrySet()));
  }
}
