package dev.ifsbench.track.series;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** JMH's JSON with numbers of one's choice. */
public final class JmhText {
  private final List<String> results = new ArrayList<>();
  private final Map<String, String> fields = new LinkedHashMap<>();

  /** Says nothing of how it was measured but this. */
  public JmhText() {
    fields.put("threads", "1");
    fields.put("jvmArgs", "[\"-Xmx1g\"]");
    fields.put("secondaryMetrics", "{}");
    on("17.0.1+1");
  }

  /** Says that another JVM measured. */
  public JmhText on(String version) {
    return say("vmVersion", '"' + version + '"')
        .say("jdkVersion", '"' + version.split("[+]", 2)[0] + '"');
  }

  /** Says something else of the benchmarks that are added from now on. */
  public JmhText say(String field, String json) {
    fields.put(field, json);
    return this;
  }

  /** Gives the benchmarks that are added from now on a secondary metric, and only that. */
  public JmhText measuring(String metric, String unit, double[][] values) {
    return say(
        "secondaryMetrics",
        "{\"%s\": {\"scoreUnit\": \"%s\", \"rawData\": %s}}"
            .formatted(metric, unit, Arrays.deepToString(values)));
  }

  /** Adds a benchmark with the parameter {@code size} 10. */
  public JmhText with(String benchmark, String mode, String unit, double[][] values) {
    return withRaw(benchmark, mode, unit, "\"rawData\": " + Arrays.deepToString(values));
  }

  /** Adds a benchmark whose raw data are written as given. */
  public JmhText withRaw(String benchmark, String mode, String unit, String raw) {
    StringBuilder others = new StringBuilder();
    fields.forEach((field, json) -> others.append(", \"%s\": %s".formatted(field, json)));
    results.add(
        """
        {"benchmark": "%s", "mode": "%s", "vmName": "VM", "params": {"size": "10"},
         "primaryMetric": {"score": 1, "scoreUnit": "%s", %s}%s}
        """
            .formatted(benchmark, mode, unit, raw.replace("NaN", "\"NaN\""), others));
    return this;
  }

  /** The whole file. */
  @Override
  public String toString() {
    return "[" + String.join(",", results) + "]";
  }

  /** Forks of three iterations around a mean, with a scatter that is a share of it. */
  public static double[][] forks(int forks, double mean, double scatter, long seed) {
    Random random = new Random(seed);
    double[][] values = new double[forks][3];
    for (double[] fork : values) {
      double middle = mean * (1 + scatter * random.nextGaussian());
      Arrays.setAll(fork, i -> middle * (1 + (i - 1) * scatter / 10));
    }
    return values;
  }
}
