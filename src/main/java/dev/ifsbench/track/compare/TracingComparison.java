package dev.ifsbench.track.compare;

import dev.ifsbench.bench.paired.TracingFork;
import dev.ifsbench.bench.state.TracedHandles;
import dev.ifsbench.track.run.Measurements;
import dev.ifsbench.track.stats.ComparisonMethod;
import java.util.ArrayList;
import java.util.List;

/** Compares upcalls with and without tracing, block by block. */
public final class TracingComparison {
  private final ComparisonMethod method;

  /**
   * Creates a comparison with a method.
   *
   * @param method how to compare; it pairs blocks
   */
  public TracingComparison(ComparisonMethod method) {
    this.method = method;
  }

  /**
   * Compares each upcall with its untraced copy.
   *
   * @param measurements complete rounds, at least one
   * @return for each recorder and upcall a row without tracing and one with
   */
  public List<ComparedRow<String>> rows(
      Measurements<TracedHandles.Recorder, double[][]> measurements) {
    List<ComparedRow<String>> rows = new ArrayList<>();
    for (TracedHandles.Recorder recorder : measurements.combinations()) {
      List<double[][]> forks = measurements.forks(recorder);
      for (int i = 0; i < TracingFork.UPCALLS.size(); i++) {
        String upcall = TracingFork.UPCALLS.get(i) + ", recorder " + recorder;
        double[][] without = ofLoop(forks, 2 * i);
        double[][] with = ofLoop(forks, 2 * i + 1);
        rows.add(ComparedRow.of(upcall, without, List.of(), method));
        rows.add(
            ComparedRow.of(
                upcall + ", traced",
                with,
                List.of(new ComparedRow.Reference("untraced", without, "tracing")),
                method));
      }
    }
    return List.copyOf(rows);
  }

  private static double[][] ofLoop(List<double[][]> forks, int loop) {
    return forks.stream().map(fork -> fork[loop]).toArray(double[][]::new);
  }
}
