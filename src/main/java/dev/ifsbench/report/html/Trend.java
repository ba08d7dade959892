package dev.ifsbench.report.html;

import dev.ifsbench.track.changepoint.ChangePoint;
import dev.ifsbench.track.series.SeriesHistory;
import dev.ifsbench.track.series.SeriesKey;
import dev.ifsbench.track.stats.Interval;
import dev.ifsbench.track.store.Manifest;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * One benchmark over many runs, as a report shows it.
 *
 * @param setting benchmark and parameters, without the kind of handle
 * @param kind of handle; empty if the benchmark has none
 * @param params by which it can be found, the kind of handle included
 * @param environment digest of where it was measured, or empty
 * @param unit of the scores
 * @param higherIsBetter the direction of the scores
 * @param points from the oldest run to the newest
 * @param changes where the level moved, in the order of the points
 * @param causes what else than the commit may be the cause of each of these, clauses
 */
public record Trend(
    String setting,
    String kind,
    Map<String, String> params,
    String environment,
    String unit,
    boolean higherIsBetter,
    List<Point> points,
    List<ChangePoint> changes,
    List<List<String>> causes) {
  /** Makes the lists immutable. */
  public Trend {
    params = Collections.unmodifiableMap(new LinkedHashMap<>(params));
    points = List.copyOf(points);
    changes = List.copyOf(changes);
    causes = causes.stream().map(List::copyOf).toList();
  }

  /**
   * One run.
   *
   * @param time when it started, ISO 8601
   * @param name its id
   * @param commit that was measured
   */
  public record Run(String time, String name, String commit) {
    /** The oldest first. */
    static final Comparator<Run> BY_TIME =
        Comparator.comparing(Run::time).thenComparing(Run::name).thenComparing(Run::commit);

    /** A run is looked up for each point of each history, and its name is enough to find it. */
    @Override
    public int hashCode() {
      return name.hashCode();
    }
  }

  /**
   * What a run measured.
   *
   * @param run the run
   * @param score its interval
   */
  public record Point(Run run, Interval score) {}

  /**
   * What is shown of histories.
   *
   * @param histories of what was measured
   * @param changes of each
   */
  public static List<Trend> of(List<SeriesHistory> histories, List<List<ChangePoint>> changes) {
    // Thousands of runs have dozens of benchmarks each: every run is read once.
    IdentityHashMap<Manifest, Run> runs = new IdentityHashMap<>();
    return IntStream.range(0, histories.size())
        .mapToObj(i -> of(histories.get(i), changes.get(i), runs))
        .toList();
  }

  private static Trend of(
      SeriesHistory series, List<ChangePoint> changes, IdentityHashMap<Manifest, Run> runs) {
    return new Trend(
        title(series.series().withoutHandle()),
        series.series().handle().orElse(""),
        series.series().params(),
        series.environmentDigest(),
        series.unit().text(),
        series.series().higherIsBetter(),
        series.points().stream()
            .map(point -> new Point(runs.computeIfAbsent(point.run(), Trend::run), point.level()))
            .toList(),
        changes,
        changes.stream()
            .map(change -> series.explanations(change.earliest() - 1, change.latest()))
            .toList());
  }

  private static Run run(Manifest manifest) {
    return new Run(manifest.startTime(), manifest.id(), manifest.project().commit());
  }

  private static String title(SeriesKey key) {
    return String.format(
        Locale.ROOT, "%s, mode %s", new Names(List.of()).title(key), key.mode().shortLabel());
  }
}
