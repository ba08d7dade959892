package dev.ifsbench.report;

import dev.ifsbench.report.html.Trend;
import dev.ifsbench.track.changepoint.ChangePoint;
import dev.ifsbench.track.stats.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Histories as of a project that has measured much for a long time. */
public final class ManyRuns {
  private static final List<String> KINDS =
      List.of("BASE", "PASS_THROUGH", "PASS_THROUGH_INTERCEPTING", "WRAPPED");

  private ManyRuns() {}

  /**
   * Makes histories of four kinds of handle in each setting.
   *
   * @param benchmarks how many, a multiple of four
   * @param runs of each
   * @param changed of how many settings a kind has changed
   */
  public static List<Trend> histories(int benchmarks, int runs, int changed) {
    SplittableRandom random = new SplittableRandom(1);
    List<Trend> trends = new ArrayList<>();
    for (int i = 0; i < benchmarks; i++) {
      int setting = i / KINDS.size();
      String kind = KINDS.get(i % KINDS.size());
      boolean moves = setting < changed && kind.equals("WRAPPED");
      List<Trend.Point> points = new ArrayList<>();
      for (int run = 0; run < runs; run++) {
        double level = 1000 + setting + (moves && run >= runs / 2 ? 80 : 0);
        double score = level + 20 * random.nextDouble();
        points.add(
            new Trend.Point(
                new Trend.Run(
                    "2026-%02d-%02dT%02d:00:00Z"
                        .formatted(1 + run / 28 % 12, 1 + run % 28, run / 336),
                    "20260101T%06dZ-track".formatted(run),
                    "%040x".formatted(0x9E3779B97F4A7C15L * (run + 1))),
                new Interval(score, score - 5 - random.nextDouble(), score + 5)));
      }
      List<ChangePoint> changes =
          moves
              ? List.of(
                  new ChangePoint(
                      runs / 2, runs / 2, runs / 2, runs / 2 + 5, true, 0.001, 1000, 1080))
              : List.of();
      String payload = Integer.toString(setting);
      trends.add(
          new Trend(
              "SendReceiveBenchmark.sendReceive, payload " + payload + ", mode avgt",
              kind,
              Map.of("payload", payload, "handle", kind),
              "0123456789abcdef",
              "ns/op",
              false,
              points,
              changes,
              changes.stream().map(change -> List.<String>of()).toList()));
    }
    return trends;
  }
}
