package dev.ifsbench.bench.foreign;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;

/**
 * What one {@link ForeignFork} measures.
 *
 * @param arguments for the JMH of each side: threads, units and the like
 * @param sides what to measure side by side
 * @param warmupMillis how long to warm up all of them
 * @param measureMillis how long to measure all of them
 * @param seed of the order of the blocks
 */
public record ForeignTask(
    List<String> arguments,
    List<ForeignSide> sides,
    long warmupMillis,
    long measureMillis,
    long seed) {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** Copies the lists. */
  public ForeignTask {
    arguments = List.copyOf(arguments);
    sides = List.copyOf(sides);
  }

  /**
   * A side.
   *
   * @param isOwn whether it is this project's, whose libraries are common to all sides
   * @param jar whose classes and JMH run; null for the version of this project that measures
   * @param benchmark class and method
   * @param mode JMH's short name of it
   * @param parameters a value for each of the benchmark's
   */
  public record ForeignSide(
      boolean isOwn, String jar, String benchmark, String mode, Map<String, String> parameters) {
    /** Copies the values. */
    public ForeignSide {
      parameters = Map.copyOf(parameters);
    }
  }

  /** As one argument of a command line, for {@link #parse}. */
  public String argument() {
    try {
      return MAPPER.writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts and numbers cannot fail to be JSON", e);
    }
  }

  /** Reads what {@link #argument} wrote. */
  static ForeignTask parse(String argument) {
    try {
      return MAPPER.readValue(argument, ForeignTask.class);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("no task: " + argument, e);
    }
  }
}
