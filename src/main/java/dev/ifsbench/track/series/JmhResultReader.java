package dev.ifsbench.track.series;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ifsbench.track.environment.Circumstances;
import dev.ifsbench.track.run.BenchmarkId;
import dev.ifsbench.track.store.IoReason;
import dev.ifsbench.track.store.UnusableRunException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.openjdk.jmh.annotations.Mode;

/**
 * Reads the JSON that JMH writes with {@code -rf json}, of every mode. A benchmark gives a series
 * for its score; of mode {@code sample}, which keeps histograms, also one for each percentile that
 * all forks have samples enough for; and one for each secondary metric that is asked for.
 *
 * <p>What makes no sense in one benchmark is an objection to its series, and the others are read: a
 * unit that contradicts the mode, or a benchmark that stands more than once.
 */
final class JmhResultReader {
  private static final String ACCEPTED = "it is not JMH's JSON (-rf json)";

  /** NaN is unquoted in the files of some tools, and quoted in JMH's own. */
  private static final ObjectMapper MAPPER =
      JsonMapper.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

  /**
   * Percentiles of mode {@code sample}, which JMH writes as metrics too: {@code p0.999}, and in
   * older versions behind the benchmark's name and a dot of its own.
   */
  private static final Pattern SAMPLED_PERCENTILE = Pattern.compile("(?:.*\u00b7)?p\\d\\.\\d+");

  private final String name;
  private final JsonNode entries;

  /**
   * Parses JMH's JSON result file.
   *
   * @param name of the run, for messages
   * @param json all of the file
   * @throws UnusableRunException if it is not an array of results
   */
  JmhResultReader(String name, byte[] json) throws UnusableRunException {
    this.name = name;
    try {
      entries = parse(json);
    } catch (JsonProcessingException e) {
      throw new UnusableRunException(
          String.format(
              Locale.ROOT,
              "'%s' cannot be read: %s, damaged%s",
              name,
              ACCEPTED,
              line(e.getLocation())));
    } catch (IOException e) {
      throw new UnusableRunException(
          String.format(Locale.ROOT, "'%s' cannot be read: %s", name, IoReason.of(e)));
    }
  }

  private JsonNode parse(byte[] json) throws IOException, UnusableRunException {
    try (JsonParser parser = MAPPER.createParser(json)) {
      JsonNode tree = MAPPER.readTree(parser);
      if (tree == null || !tree.isArray()) {
        throw new UnusableRunException(
            String.format(
                Locale.ROOT,
                "'%s' cannot be read: %s, which is an array of results",
                name,
                ACCEPTED));
      }
      if (parser.nextToken() != null) {
        throw new UnusableRunException(
            String.format(
                Locale.ROOT,
                "'%s' cannot be read: something follows its array of results%s; keep each array in a file of its own",
                name,
                line(parser.currentTokenLocation())));
      }
      return tree;
    }
  }

  private static String line(JsonLocation location) {
    return location == null ? "" : " at line " + location.getLineNr();
  }

  /**
   * All scores and percentiles, in the file's order, and the metrics that are asked for.
   *
   * @param metrics tells by its name whether a secondary metric is
   * @throws UnusableRunException if a result lacks something
   */
  List<BenchmarkSeries> series(Predicate<String> metrics) throws UnusableRunException {
    Map<SeriesKey, BenchmarkSeries> series = new LinkedHashMap<>();
    for (int i = 0; i < entries.size(); i++) {
      for (BenchmarkSeries each : read(entries.get(i), i + 1, metrics)) {
        series.merge(
            each.key(),
            each,
            (first, second) -> first.objectedTo("it appears more than once in the file"));
      }
    }
    return List.copyOf(series.values());
  }

  /** Adds what the file records of the JVM that measured to what is known of a run. */
  Circumstances addTo(Circumstances told) {
    return told.with(everyValue("vmVersion"), everyValue("jdkVersion"), everyValue("vmName"));
  }

  private Set<String> everyValue(String field) {
    Set<String> values = new LinkedHashSet<>();
    for (JsonNode entry : entries) {
      JsonNode value = entry.path(field);
      if (value.isTextual()) {
        values.add(value.asText());
      }
    }
    return values;
  }

  private List<BenchmarkSeries> read(JsonNode entry, int number, Predicate<String> wanted)
      throws UnusableRunException {
    SeriesKey key =
        SeriesKey.ofScore(
            new BenchmarkId(
                text(entry, "benchmark", number),
                mode(entry, number),
                entry.path("threads").asInt(1),
                params(entry)));
    JsonNode metric = entry.path("primaryMetric");
    if (!metric.isObject()) {
      throw lacks("primaryMetric", number);
    }
    ScoreUnit unit = new ScoreUnit(text(metric, "scoreUnit", number));
    JsonNode histograms = metric.path("rawDataHistogram");
    List<BenchmarkSeries> series = new ArrayList<>();
    if (histograms.isArray()) {
      series.addAll(new SampledForks(key, unit, histograms).series());
    } else {
      series.add(new BenchmarkSeries(key, unit, values(metric.path("rawData"))));
    }
    if (unit.contradicts(key.higherIsBetter())) {
      series.replaceAll(
          each ->
              each.objectedTo(
                  String.format(
                      Locale.ROOT,
                      "its unit is %s, which cannot be that of mode %s",
                      unit,
                      key.mode().shortLabel())));
    }
    series.addAll(secondary(key, entry.path("secondaryMetrics"), wanted));
    MeasurementSettings settings = MeasurementSettings.of(entry);
    series.replaceAll(each -> each.measuredWith(settings));
    return series;
  }

  private static List<BenchmarkSeries> secondary(
      SeriesKey key, JsonNode metrics, Predicate<String> wanted) {
    List<BenchmarkSeries> series = new ArrayList<>();
    for (Map.Entry<String, JsonNode> metric : metrics.properties()) {
      String label = metric.getKey();
      boolean isOwn = key.mode() == Mode.SampleTime && SAMPLED_PERCENTILE.matcher(label).matches();
      if (!isOwn && wanted.test(Metric.name(label))) {
        ScoreUnit unit = new ScoreUnit(metric.getValue().path("scoreUnit").asText());
        series.add(
            new BenchmarkSeries(
                key.of(Metric.of(label, unit)), unit, values(metric.getValue().path("rawData"))));
      }
    }
    return series;
  }

  private Mode mode(JsonNode entry, int number) throws UnusableRunException {
    String label = text(entry, "mode", number);
    for (Mode mode : Mode.values()) {
      if (mode != Mode.All && mode.shortLabel().equals(label)) {
        return mode;
      }
    }
    throw new UnusableRunException(
        String.format(
            Locale.ROOT,
            "'%s' cannot be read: result %d has the mode '%s', which JMH does not have",
            name,
            number,
            label));
  }

  private String text(JsonNode node, String field, int number) throws UnusableRunException {
    if (!node.path(field).isTextual()) {
      throw lacks(field, number);
    }
    return node.get(field).asText();
  }

  private UnusableRunException lacks(String field, int number) {
    return new UnusableRunException(
        String.format(
            Locale.ROOT,
            "'%s' cannot be read: %s, result %d has no '%s'",
            name,
            ACCEPTED,
            number,
            field));
  }

  private static Map<String, String> params(JsonNode entry) {
    Map<String, String> params = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> param : entry.path("params").properties()) {
      params.put(param.getKey(), param.getValue().asText());
    }
    // Results of a layer without one, and of the model, are those of the time before there were
    // any.
    params.remove(BenchmarkId.QUIRK, BenchmarkId.NO_QUIRK);
    params.remove(BenchmarkId.ENTRY, "");
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
