package dev.ifsbench.track;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.openjdk.jmh.annotations.Mode;

/**
 * Reads the JSON that JMH writes with {@code -rf json}, of every mode. A benchmark gives a series
 * for its score; of mode {@code sample}, which keeps histograms, also one for each percentile that
 * all forks have samples enough for. Secondary metrics are left out.
 */
final class JmhResultReader {
  private static final String ACCEPTED = "it is not JMH's JSON (-rf json)";

  private final String name;
  private final JsonNode entries;

  /**
   * Parses.
   *
   * @param name of the run, for messages
   * @param json all of the file
   * @throws UnusableRunException if it is not an array of results
   */
  JmhResultReader(String name, byte[] json) throws UnusableRunException {
    this.name = name;
    try {
      entries = new ObjectMapper().readTree(json);
    } catch (JsonProcessingException e) {
      String where =
          e.getLocation() == null ? "" : ", damaged at line " + e.getLocation().getLineNr();
      throw new UnusableRunException("'%s' cannot be read: %s%s".formatted(name, ACCEPTED, where));
    } catch (IOException e) {
      throw new UnusableRunException("'%s' cannot be read: %s".formatted(name, e.getMessage()));
    }
    if (!entries.isArray()) {
      throw new UnusableRunException(
          "'%s' cannot be read: %s, which is an array of results".formatted(name, ACCEPTED));
    }
  }

  /**
   * All scores and percentiles, in the file's order.
   *
   * @throws UnusableRunException if a result lacks something, or there are two of the same
   */
  List<BenchmarkSeries> series() throws UnusableRunException {
    Map<SeriesKey, BenchmarkSeries> series = new LinkedHashMap<>();
    for (int i = 0; i < entries.size(); i++) {
      for (BenchmarkSeries each : read(entries.get(i), i + 1)) {
        if (series.put(each.key(), each) != null) {
          throw new UnusableRunException("'%s' holds %s twice".formatted(name, each.key()));
        }
      }
    }
    return List.copyOf(series.values());
  }

  /**
   * What the file says of the JVM.
   *
   * @param field of each result, a string or an array of them
   * @return all values there are, in the order of the results
   */
  Set<String> everyValue(String field) {
    Set<String> values = new LinkedHashSet<>();
    for (JsonNode entry : entries) {
      JsonNode value = entry.path(field);
      if (value.isTextual()) {
        values.add(value.asText());
      } else if (value.isArray()) {
        values.add(JvmOptions.text(value));
      }
    }
    return values;
  }

  private List<BenchmarkSeries> read(JsonNode entry, int number) throws UnusableRunException {
    SeriesKey key =
        new SeriesKey(
            text(entry, "benchmark", number),
            mode(entry, number),
            entry.path("threads").asInt(1),
            params(entry),
            Optional.empty());
    JsonNode metric = entry.path("primaryMetric");
    if (!metric.isObject()) {
      throw lacks("primaryMetric", number);
    }
    ScoreUnit unit = new ScoreUnit(text(metric, "scoreUnit", number));
    JsonNode histograms = metric.path("rawDataHistogram");
    return histograms.isArray()
        ? new SampledForks(key, unit, histograms).series()
        : List.of(new BenchmarkSeries(key, unit, values(metric.path("rawData"))));
  }

  private Mode mode(JsonNode entry, int number) throws UnusableRunException {
    String label = text(entry, "mode", number);
    for (Mode mode : Mode.values()) {
      if (mode != Mode.All && mode.shortLabel().equals(label)) {
        return mode;
      }
    }
    throw new UnusableRunException(
        "'%s' cannot be read: result %d has the mode '%s', which JMH has not"
            .formatted(name, number, label));
  }

  private String text(JsonNode node, String field, int number) throws UnusableRunException {
    if (!node.path(field).isTextual()) {
      throw lacks(field, number);
    }
    return node.get(field).asText();
  }

  private UnusableRunException lacks(String field, int number) {
    return new UnusableRunException(
        "'%s' cannot be read: %s, result %d has no '%s'".formatted(name, ACCEPTED, number, field));
  }

  private static Map<String, String> params(JsonNode entry) {
    Map<String, String> params = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> param : entry.path("params").properties()) {
      params.put(param.getKey(), param.getValue().asText());
    }
    return params;
  }

  private static double[][] values(JsonNode forks) {
    List<double[]> values = new ArrayList<>();
    for (JsonNode fork : forks) {
      double[] iterations = new double[fork.size()];
      for (int i = 0; i < iterations.length; i++) {
        iterations[i] = number(fork.get(i));
      }
      values.add(iterations);
    }
    return values.toArray(double[][]::new);
  }

  /** JMH writes what is not a number as a string. */
  private static double number(JsonNode node) {
    return node.isNumber() ? node.asDouble() : Double.NaN;
  }
}
