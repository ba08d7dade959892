package dev.ifsbench.report.html;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.ifsbench.track.compare.ComparedRow;
import dev.ifsbench.track.compare.HandleComparison;
import dev.ifsbench.track.series.BenchmarkSeries;
import dev.ifsbench.track.series.LatencyCurve;
import dev.ifsbench.track.series.RunResults;
import dev.ifsbench.track.stats.ComparisonMethod;
import dev.ifsbench.track.stats.Estimator;
import dev.ifsbench.track.stats.Pairing;
import dev.ifsbench.track.stats.Verdict;
import dev.ifsbench.track.store.LatencyFiles;
import dev.ifsbench.track.store.RunFiles;
import dev.ifsbench.track.store.RunFolder;
import dev.ifsbench.track.store.UnusableRunException;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/**
 * A run as a report shows it.
 *
 * @param results all numbers
 * @param comparisons of the numbers that have no flaw
 * @param curves of the latency log; empty if there is none
 * @param environment where and how it was made; {@link MissingNode} if that was not recorded
 * @param method how its kinds of handle are compared
 */
public record ReportedRun(
    RunResults results,
    List<ComparedRow<BenchmarkSeries>> comparisons,
    List<LatencyCurve> curves,
    JsonNode environment,
    ComparisonMethod method) {
  private static final double DEFAULT_CONFIDENCE = 0.95;

  /** Makes the lists immutable. */
  public ReportedRun {
    comparisons = List.copyOf(comparisons);
    curves = List.copyOf(curves);
  }

  /**
   * Reads a run's numbers, with the confidence and the margin of the run itself if it has them.
   *
   * @param files of the run
   * @throws UnusableRunException if there are no results, or something is damaged
   */
  public static ReportedRun read(RunFiles files) throws UnusableRunException {
    RunResults results = RunResults.read(files);
    try {
      JsonNode environment = RunResults.environment(files);
      double confidence = environment.at("/run/confidence").asDouble(DEFAULT_CONFIDENCE);
      if (!(confidence > 0 && confidence < 1)) {
        throw new UnusableRunException(
            String.format(
                Locale.ROOT,
                "'%s' cannot be read: the confidence in its %s is %s, not above 0 and below 1",
                files.name(),
                RunFolder.ENVIRONMENT,
                confidence));
      }
      double margin = environment.at("/run/equalWithin").asDouble(Verdict.EQUAL_WITHIN);
      ComparisonMethod method =
          new ComparisonMethod(
              Estimator.ofMedians(results.paired() ? Pairing.BLOCKS : Pairing.ROUNDS, confidence),
              margin);
      List<ComparedRow<BenchmarkSeries>> comparisons =
          HandleComparison.of(results.series(), method);
      List<LatencyCurve> curves =
          files.has(LatencyFiles.LOG)
              ? LatencyCurve.read(files.name(), files.read(LatencyFiles.LOG), method.estimator())
              : List.of();
      return new ReportedRun(results, comparisons, curves, environment, method);
    } catch (IOException e) {
      throw new UnusableRunException(
          String.format(Locale.ROOT, "'%s' cannot be read: %s", files.name(), e.getMessage()));
    }
  }

  /** What a person calls it. */
  public String name() {
    return results.name();
  }
}
