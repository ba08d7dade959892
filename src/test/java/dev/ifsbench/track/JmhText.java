package dev.ifsbench.track;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** JMH's JSON with numbers of one's choice. */
public final class JmhText {
  private final List<String> results = new ArrayList<>();
  private String vmVersion = "17.0.1+1";

  /** Says that another JVM measured. */
  public JmhText on(String version) {
    vmVersion = version;
    return this;
  }

  /** Adds a benchmark with the parameter {@code size} 10. */
  public JmhText with(String benchmark, String mode, String unit, double[][] values) {
    return withRaw(benchmark, mode, unit, "\"rawData\": " + Arrays.deepToString(values));
  }

  /** Adds a benchmark whose raw data are written as given. */
  public JmhText withRaw(String benchmark, String mode, String unit, String raw) {
    results.add(
        """
        {"benchmark": "%s", "mode": "%s", "threads": 1, "jdkVersion": "17", "vmName": "VM",
         "vmVersion": "%s", "jvmArgs": ["-Xmx1g"], "params": {"size": "10"},
         "primaryMetric": {"score": 1, "scoreUnit": "%s", %s}, "secondaryMetrics": {}}
        """
            .formatted(benchmark, mode, vmVersion, unit, raw.replace("NaN", "\"NaN\"")));
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
