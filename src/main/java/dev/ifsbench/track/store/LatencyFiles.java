package dev.ifsbench.track.store;

import dev.ifsbench.bench.latency.LatencyHistograms;
import dev.ifsbench.bench.latency.LatencyMeasure;
import dev.ifsbench.bench.latency.LatencyTag;
import dev.ifsbench.track.run.BenchmarkId;
import dev.ifsbench.track.run.LatencySample;
import dev.ifsbench.track.run.Measurements;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;

/**
 * The files of a latency run, in HdrHistogram's own formats: one log of all intervals, tagged by
 * benchmark and measure, and for each of these the percentiles over all rounds.
 */
public final class LatencyFiles {
  /** The log, of nanoseconds. */
  public static final String LOG = "latency.hlog";

  private static final String COMMENT = "#[";
  private static final double NANOS_PER_MICRO = 1000;
  private static final int STEPS_PER_HALF_DISTANCE = 5;

  private final long baseMillis;

  /**
   * Creates the writer of the files.
   *
   * @param baseMillis what the log's time stamps are relative to, since the epoch
   */
  public LatencyFiles(long baseMillis) {
    this.baseMillis = baseMillis;
  }

  /**
   * Writes all files, replacing those of an earlier state of the run.
   *
   * @param measurements the rounds
   * @param sink takes them
   * @throws IOException if one cannot be written
   */
  public void write(Measurements<BenchmarkId, LatencySample> measurements, RunFileSink sink)
      throws IOException {
    sink.write(LOG, log(measurements));
    for (BenchmarkId benchmark : measurements.combinations()) {
      List<LatencySample> forks = measurements.forks(benchmark);
      for (LatencyMeasure measure : LatencyMeasure.values()) {
        sink.write(
            percentilesFile(LatencyTag.of(benchmark.latencyLabel(), measure)),
            percentiles(forks, measure));
      }
    }
  }

  /**
   * The file of one measure's percentiles over all rounds.
   *
   * @param tag of the measure in the log
   */
  public static String percentilesFile(String tag) {
    return tag + ".hgrm";
  }

  /**
   * Returns the objection stored in a file, which says why no percentile may be shown.
   *
   * @param percentiles all of the file
   * @return a clause about the rate, or nothing if all forks held it
   */
  public static Optional<String> objectionIn(byte[] percentiles) {
    return new String(percentiles, StandardCharsets.UTF_8)
        .lines()
        .filter(line -> line.startsWith(COMMENT + LatencySample.RATE_NOT_HELD))
        .map(line -> line.substring(COMMENT.length(), line.length() - 1))
        .findFirst();
  }

  private byte[] log(Measurements<BenchmarkId, LatencySample> measurements) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(bytes, false, StandardCharsets.UTF_8);
    HistogramLogWriter log = new HistogramLogWriter(out);
    log.outputComment("[Latency of round trips in nanoseconds; logged by ifsbench]");
    log.outputLogFormatVersion();
    log.outputBaseTime(baseMillis);
    log.outputStartTime(baseMillis);
    log.outputLegend();
    List<LatencySample> forks = new ArrayList<>();
    measurements.combinations().forEach(measured -> forks.addAll(measurements.forks(measured)));
    forks.sort(Comparator.comparingDouble(LatencySample::startSeconds));
    forks.forEach(fork -> fork.lines().forEach(out::println));
    log.close();
    return bytes.toByteArray();
  }

  private static byte[] percentiles(List<LatencySample> forks, LatencyMeasure measure) {
    Histogram all = LatencyHistograms.newTotal();
    forks.forEach(fork -> all.add(fork.total(measure)));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (PrintStream out = new PrintStream(bytes, false, StandardCharsets.UTF_8)) {
      all.outputPercentileDistribution(out, STEPS_PER_HALF_DISTANCE, NANOS_PER_MICRO);
      out.printf(Locale.ROOT, "#[Values are microseconds of %s, all rounds]%n", measure);
      LatencySample.objection(forks)
          .ifPresent(objection -> out.printf(Locale.ROOT, COMMENT + "%s]%n", objection));
    }
    return bytes.toByteArray();
  }
}
