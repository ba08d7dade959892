package dev.ifsbench.track.run;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ifsbench.bench.latency.LatencySample;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.openjdk.jmh.results.RunResult;

/**
 * The forks of complete rounds as JSON, from which an interrupted run goes on. The files of results
 * have what a reader wants of them, but not which fork is of which round.
 *
 * @param <C> what is measured
 * @param <R> what a fork delivers
 */
public final class RoundsJson<C, R> {
  /** The file that holds them. */
  public static final String NAME = "rounds.json";

  private static final String COMBINATIONS = "combinations";
  private static final String ROUNDS = "rounds";
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final List<C> combinations;
  private final Function<C, String> label;
  private final Form<C, R> form;

  /**
   * How the result of a fork is written.
   *
   * @param <C> what is measured
   * @param <R> what a fork delivers
   */
  public interface Form<C, R> {
    /**
     * Encodes a result.
     *
     * @param result of a fork
     */
    JsonNode encode(R result);

    /**
     * Decodes a result.
     *
     * @param combination that the fork measured
     * @param json of its result
     * @throws IOException if it is something else
     */
    R decode(C combination, JsonNode json) throws IOException;
  }

  /**
   * Creates the form of a run's rounds.
   *
   * @param combinations what each round measures
   * @param label names one of them
   * @param form of a fork's result
   */
  public RoundsJson(List<C> combinations, Function<C, String> label, Form<C, R> form) {
    this.combinations = List.copyOf(combinations);
    this.label = label;
    this.form = form;
  }

  /** The form of times in blocks, in nanoseconds. */
  public static <C> Form<C, double[][]> ofBlocks() {
    return ofRecords(double[][].class);
  }

  /** The form of what a fork has recorded. */
  public static <C> Form<C, LatencySample> ofSamples() {
    return ofRecords(LatencySample.class);
  }

  private static <C, R> Form<C, R> ofRecords(Class<R> type) {
    return new Form<>() {
      @Override
      public JsonNode encode(R result) {
        return MAPPER.valueToTree(result);
      }

      @Override
      public R decode(C combination, JsonNode json) throws IOException {
        return MAPPER.treeToValue(json, type);
      }
    };
  }

  /** The form of JMH's results of the members of a group, in their order. */
  public static Form<ForkGroup, Map<BenchmarkId, RunResult>> ofGroups() {
    return new Form<>() {
      @Override
      public JsonNode encode(Map<BenchmarkId, RunResult> result) {
        ArrayNode members = MAPPER.createArrayNode();
        result.values().forEach(member -> members.add(tree(member)));
        return members;
      }

      @Override
      public Map<BenchmarkId, RunResult> decode(ForkGroup group, JsonNode json) throws IOException {
        if (json.size() != group.members().size()) {
          throw new IOException("a fork measured other things");
        }
        Map<BenchmarkId, RunResult> results = new LinkedHashMap<>();
        for (int i = 0; i < json.size(); i++) {
          results.put(
              group.members().get(i), ForkJson.decode(MAPPER.writeValueAsBytes(json.get(i))));
        }
        return results;
      }
    };
  }

  private static JsonNode tree(RunResult result) {
    try {
      return MAPPER.readTree(ForkJson.encode(result));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Encodes complete rounds, in UTF-8.
   *
   * @param measured all of them
   */
  public byte[] encode(Measurements<C, R> measured) {
    ObjectNode json = MAPPER.createObjectNode();
    labels().forEach(json.putArray(COMBINATIONS)::add);
    ArrayNode rounds = json.putArray(ROUNDS);
    for (int round = 1; round <= measured.rounds(); round++) {
      ObjectNode forks = rounds.addObject();
      for (int i = 0; i < combinations.size(); i++) {
        R result = measured.byRound(combinations.get(i)).get(round);
        if (result != null) {
          forks.set(String.valueOf(i), form.encode(result));
        }
      }
    }
    try {
      return MAPPER.writeValueAsBytes(json);
    } catch (JacksonException e) {
      throw new IllegalStateException("a result holds something that JSON cannot say", e);
    }
  }

  private List<String> labels() {
    return combinations.stream().map(label).toList();
  }

  /**
   * Decodes the forks of an interrupted run.
   *
   * @param json of its complete rounds
   * @throws IOException if it is something else, or of other combinations, with the reason in one
   *     line
   */
  public FinishedForks<C, R> decode(byte[] json) throws IOException {
    try {
      JsonNode tree = MAPPER.readTree(json);
      if (!MAPPER.valueToTree(labels()).equals(tree.path(COMBINATIONS))) {
        throw new IOException("it measured something else");
      }
      FinishedForks<C, R> finished = new FinishedForks<>();
      int round = 1;
      for (JsonNode forks : tree.path(ROUNDS)) {
        for (Iterator<String> numbers = forks.fieldNames(); numbers.hasNext(); ) {
          String number = numbers.next();
          C combination = combinations.get(Integer.parseInt(number));
          finished.add(round, combination, form.decode(combination, forks.get(number)));
        }
        round++;
      }
      return finished;
    } catch (JacksonException | NumberFormatException | IndexOutOfBoundsException e) {
      throw new IOException(NAME + " cannot be understood", e);
    }
  }
}
