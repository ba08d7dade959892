package dev.ifsbench.track.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ifsbench.bench.latency.FakeLatencies;
import dev.ifsbench.bench.latency.LatencySample;
import dev.ifsbench.bench.latency.Pace;
import dev.ifsbench.bench.latency.Schedule;
import dev.ifsbench.track.run.BenchmarkId;
import dev.ifsbench.track.run.FakeForks;
import dev.ifsbench.track.run.Measurements;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.EncodableHistogram;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogProcessor;
import org.HdrHistogram.HistogramLogReader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two rounds of two kinds, each of 2 s, read by HdrHistogram's own programs. */
class LatencyFilesTest {
  private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");
  private static final Schedule SCHEDULE = new Schedule(100, 2_000_000_000);
  private static final BenchmarkId BASE = FakeForks.roundTrip("TCP", 64, 1, "BASE");
  private static final BenchmarkId WRAPPED = BASE.with(BenchmarkId.HANDLE, "WRAPPED");
  private static final String TAG = "TCP-64B-depth1-WRAPPED.response";

  @TempDir private Path results;
  private Path folder;

  @BeforeEach
  void write() throws IOException {
    Measurements<BenchmarkId, LatencySample> measurements =
        new Measurements<>(List.of(BASE, WRAPPED));
    // The order in which a round's forks ran is not that of the combinations.
    measurements.add(Map.of(WRAPPED, fork(WRAPPED, 0, 20_000), BASE, fork(BASE, 5, 10_000)));
    measurements.add(Map.of(BASE, fork(BASE, 10, 10_000), WRAPPED, fork(WRAPPED, 15, 40_000)));
    RunFolder runFolder = RunFolder.create(results, START, "latency");
    new LatencyFiles(0).write(measurements, runFolder);
    folder = runFolder.folder().orElseThrow();
  }

  @Test
  void theLogHoldsEveryIntervalInTheOrderOfTimeUnderItsTag() throws IOException {
    Map<String, Histogram> totals = new LinkedHashMap<>();
    double before = 0;
    HistogramLogReader reader = new HistogramLogReader(folder.resolve("latency.hlog").toFile());
    EncodableHistogram interval = reader.nextIntervalHistogram();
    while (interval != null) {
      assertThat((double) interval.getStartTimeStamp()).isGreaterThanOrEqualTo(before);
      before = interval.getStartTimeStamp();
      totals.computeIfAbsent(interval.getTag(), tag -> new Histogram(3)).add((Histogram) interval);
      interval = reader.nextIntervalHistogram();
    }

    assertThat(totals.keySet())
        .containsExactly(
            TAG,
            "TCP-64B-depth1-WRAPPED.service",
            "TCP-64B-depth1-BASE.response",
            "TCP-64B-depth1-BASE.service");
    assertThat(totals.values()).allMatch(total -> total.getTotalCount() == 400);
    assertThat(totals.get(TAG).getValueAtPercentile(50)).isCloseTo(20_000, within(20L));
    assertThat(totals.get(TAG).getValueAtPercentile(51)).isCloseTo(40_000, within(40L));
  }

  @Test
  void hdrHistogramsOwnLogProcessorReadsATag() throws Exception {
    Path out = results.resolve("processed");

    HistogramLogProcessor processor =
        new HistogramLogProcessor(
            new String[] {
              "-i", folder.resolve("latency.hlog").toString(), "-o", out.toString(), "-tag", TAG
            });
    processor.start();
    processor.join();

    assertThat(Files.readAllLines(out)).filteredOn(line -> line.contains(": I:")).hasSize(4);
    assertThat(Files.readString(results.resolve("processed.hgrm")))
        .containsPattern("Total count +=? +400\\]");
  }

  @Test
  void thePercentilesOfAllRoundsStandInAFileOfTheirOwnInMicroseconds() throws IOException {
    assertThat(Files.readString(folder.resolve(TAG + ".hgrm")))
        .containsPattern("Total count +=? +400\\]")
        .containsPattern("Max +=? +40\\.0")
        .contains("Value     Percentile TotalCount", "[Values are microseconds of response time");
    assertThat(folder)
        .isDirectoryContaining(file -> file.endsWith("TCP-64B-depth1-BASE.service.hgrm"));
  }

  private static LatencySample fork(BenchmarkId combination, int second, long nanos) {
    return new LatencySample(
        new Pace(SCHEDULE, 200, SCHEDULE.nanos(), 199),
        FakeLatencies.lines(
            SCHEDULE, combination.latencyLabel(), second * 1000L, request -> nanos));
  }
}
