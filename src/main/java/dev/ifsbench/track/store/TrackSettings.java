package dev.ifsbench.track.store;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.ifsbench.track.environment.Environment;
import dev.ifsbench.track.environment.Secrets;
import dev.ifsbench.track.run.PairedSides;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Everything needed to resume a {@code track} run. It is written once, when the run begins.
 *
 * @param arguments JMH's, as they were given
 * @param benchmarks what they chose, in the order in which to report
 * @param maximumRounds the largest number of rounds
 * @param budgetMillis time for all rounds together, in milliseconds
 * @param precision the half-width of an interval, relative to its estimate, that is enough
 * @param detect the relative change that is to be found instead; null if precision is wanted
 * @param confidence of the intervals
 * @param seed of the order and the intervals
 * @param sides what takes turns in one JVM; null if every benchmark has a JVM of its own
 * @param foreign the other project's that is measured; null for this project
 * @param identity what must be the same when the run is carried on: the environment's and the
 *     commit
 */
public record TrackSettings(
    List<String> arguments,
    List<String> benchmarks,
    int maximumRounds,
    long budgetMillis,
    double precision,
    Double detect,
    double confidence,
    long seed,
    PairedSides sides,
    ForeignJar foreign,
    Map<String, String> identity) {
  /** The file that holds them. */
  public static final String NAME = "plan.json";

  /**
   * Another project's benchmarks.
   *
   * @param jar that has them; null if two sides take turns, which name theirs
   * @param commit that they were built from; null if it is not known
   */
  public record ForeignJar(String jar, String commit) {}

  /** Makes the lists immutable. */
  public TrackSettings {
    arguments = List.copyOf(arguments);
    benchmarks = List.copyOf(benchmarks);
    identity = Map.copyOf(identity);
  }

  /**
   * The environment that a resumed run must have.
   *
   * @param environment where and how it is made
   */
  public static Map<String, String> identityOf(Environment environment) {
    Map<String, String> identity = new TreeMap<>(environment.circumstances().facts());
    identity.put("commit", environment.project().commit());
    identity.put("tree", environment.project().tree());
    return identity;
  }

  /** How many benchmarks share a fork. */
  int benchmarksInFork() {
    return sides == null ? 1 : 2;
  }

  /** Time for all rounds together. */
  @JsonIgnore
  public Duration budget() {
    return Duration.ofMillis(budgetMillis);
  }

  /** As JSON in UTF-8, without the secrets among the arguments. */
  public byte[] encode() {
    return StoredJson.encode(withArguments(Secrets.mask(arguments)));
  }

  private TrackSettings withArguments(List<String> others) {
    return new TrackSettings(
        others,
        benchmarks,
        maximumRounds,
        budgetMillis,
        precision,
        detect,
        confidence,
        seed,
        sides,
        foreign,
        identity);
  }

  /**
   * Decodes settings.
   *
   * @param run the run, for the message
   * @param json what was stored
   * @throws DamagedRunException if it is something else
   */
  public static TrackSettings decode(String run, byte[] json) throws DamagedRunException {
    return StoredJson.decode(run, NAME, json, TrackSettings.class);
  }
}
