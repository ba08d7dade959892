package dev.ifsbench.track.store;

import dev.ifsbench.sockets.SocketNames;
import dev.ifsbench.track.environment.Environment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Fills a store with runs as {@code track} leaves them, to see how commands bear with many. The
 * level of every tenth benchmark moves by 5% in the middle.
 */
public final class ManyRuns {
  private static final Instant FIRST = Instant.parse("2020-01-01T00:00:00Z");
  private static final int FORKS = 5;
  private static final int ITERATIONS = 5;

  private ManyRuns() {}

  /**
   * Fills a store.
   *
   * @param args the store, how many runs, and how many benchmarks each has
   * @throws IOException if it cannot be written
   */
  public static void main(String[] args) throws IOException {
    try (ResultStore store = Stores.open(args[0])) {
      fill(store, Integer.parseInt(args[1]), Integer.parseInt(args[2]));
    }
  }

  /**
   * Fills a store, and makes the first run the baseline.
   *
   * @param store which
   * @param runs how many
   * @param benchmarks of each
   * @throws IOException if it cannot be written
   */
  public static void fill(ResultStore store, int runs, int benchmarks) throws IOException {
    Random random = new Random(1);
    List<String> names =
        IntStream.range(0, benchmarks)
            .mapToObj(i -> String.format(Locale.ROOT, "org.example.ManyBenchmark.method%02d", i))
            .toList();
    for (int run = 0; run < runs; run++) {
      Instant start = FIRST.plus(run * 4L, ChronoUnit.HOURS);
      Environment environment = Environment.current(start, SocketNames.NONE, Map.of());
      byte[] results = results(names, 2 * run >= runs, random).getBytes(StandardCharsets.UTF_8);
      byte[] kept = environment.toJson().getBytes(StandardCharsets.UTF_8);
      try (RunWriter writer = store.begin(start, Manifest.TRACKED_KIND)) {
        writer.write(RunFolder.JMH_RESULT, results);
        writer.write(RunFolder.ENVIRONMENT, kept);
        writer.publish(
            Manifest.begin(writer.id(), Manifest.TRACKED_KIND, environment, names)
                .with(
                    RunStatus.COMPLETE,
                    FORKS * benchmarks,
                    List.of(),
                    60_000,
                    List.of(
                        RunFile.of(RunFolder.JMH_RESULT, results),
                        RunFile.of(RunFolder.ENVIRONMENT, kept))));
        if (run == 0) {
          store.setBaseline(new Baseline(writer.id(), start.toString()));
        }
      }
    }
  }

  private static String results(List<String> names, boolean hasMoved, Random random) {
    return IntStream.range(0, names.size())
        .mapToObj(i -> result(names.get(i), 100 * (hasMoved && i % 10 == 0 ? 1.05 : 1), random))
        .collect(Collectors.joining(",\n", "[\n", "\n]\n"));
  }

  private static String result(String name, double level, Random random) {
    String data =
        IntStream.range(0, FORKS)
            .mapToObj(fork -> fork(level * (1 + 0.01 * random.nextGaussian()), random))
            .collect(Collectors.joining(",", "[", "]"));
    return String.format(
        Locale.ROOT,
        """
        {"jmhVersion":"1.37","benchmark":"%s","mode":"avgt","threads":1,"forks":%d,
         "jvm":"java","jvmArgs":[],"jdkVersion":"17","vmName":"VM","vmVersion":"17",
         "warmupIterations":5,"warmupTime":"1 s","warmupBatchSize":1,
         "measurementIterations":%d,"measurementTime":"1 s","measurementBatchSize":1,
         "primaryMetric":{"score":%f,"scoreError":1.0,"scoreConfidence":[1.0,2.0],
         "scorePercentiles":{"0.0":1.0},"scoreUnit":"ns/op","rawData":%s},
         "secondaryMetrics":{}}""",
        name,
        FORKS,
        ITERATIONS,
        level,
        data);
  }

  private static String fork(double level, Random random) {
    return IntStream.range(0, ITERATIONS)
        .mapToObj(
            i -> String.format(Locale.ROOT, "%.6f", level * (1 + 0.002 * random.nextGaussian())))
        .collect(Collectors.joining(",", "[", "]"));
  }
}
