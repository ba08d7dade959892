package dev.ifsbench.report.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ifsbench.bench.latency.LatencyMeasure;
import dev.ifsbench.bench.limits.Limit;
import dev.ifsbench.bench.limits.LimitObservation;
import dev.ifsbench.bench.state.HandleKind;
import dev.ifsbench.report.screen.Glyphs;
import dev.ifsbench.report.screen.Screen;
import dev.ifsbench.report.screen.Style;
import dev.ifsbench.spi.WinsockError;
import dev.ifsbench.trace.TraceEvents;
import dev.ifsbench.trace.recording.TraceThread;
import dev.ifsbench.track.changepoint.ChangePoint;
import dev.ifsbench.track.compare.ComparedRow;
import dev.ifsbench.track.compare.LatencySummary;
import dev.ifsbench.track.compare.LatencyTimes;
import dev.ifsbench.track.run.BenchmarkId;
import dev.ifsbench.track.run.FakeForks;
import dev.ifsbench.track.run.HeadlineOperation;
import dev.ifsbench.track.stats.ComparisonMethod;
import dev.ifsbench.track.stats.Contrast;
import dev.ifsbench.track.stats.Estimator;
import dev.ifsbench.track.stats.Interval;
import dev.ifsbench.track.stats.Pairing;
import dev.ifsbench.track.stats.Percentile;
import dev.ifsbench.track.stats.Verdict;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every report fits on every terminal, with all of its intervals whole. */
class WidthTest {
  private static final Interval TIME = new Interval(12345, 12222, 12444);
  private static final Interval RATIO = new Interval(0.912, 0.901, 0.923);
  private static final Contrast CONTRAST =
      new Contrast(
          "PASS_THROUGH",
          new Interval(-1234, -1333, -1111),
          RATIO,
          Verdict.UNDECIDED,
          Optional.of(new Interval(1.8, 1.7, 1.9)),
          true);
  private static final ComparisonMethod METHOD =
      new ComparisonMethod(Estimator.ofMedians(Pairing.BLOCKS, 0.95), 0.01);

  private static Screen screen(int width) {
    return new Screen(width, Glyphs.of(StandardCharsets.UTF_8), Style.PLAIN);
  }

  private static BenchmarkId combination(HandleKind handle) {
    return FakeForks.headline(HeadlineOperation.SEND, "UNIX", 64, 1, handle.toString());
  }

  private static void assertFits(List<String> lines, int width, String... whole) {
    assertThat(lines).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(width));
    assertThat(String.join("\n", lines)).contains(whole);
  }

  @ParameterizedTest
  @ValueSource(ints = {60, 80, 100, 120, 160})
  void theLongTableOfHeadlineFits(int width) {
    ComparedRow<BenchmarkId> wide =
        new ComparedRow<>(
            combination(HandleKind.PASS_THROUGH_INTERCEPTING), TIME, List.of(CONTRAST));

    List<String> lines =
        new RunReport(screen(width))
            .lines(List.of(wide), 5, METHOD, Environments.of("sockets"), List.of());

    assertFits(
        lines,
        width,
        "12,345 [12,222, 12,444]",
        "-1,234 [-1,333, -1,111]",
        "\u00d70.912 [0.901, 0.923]",
        "\u00d71.800 [1.700, 1.900]");
  }

  @ParameterizedTest
  @ValueSource(ints = {60, 80, 100, 120, 160})
  void latencyFits(int width) {
    Map<Percentile, Interval> times = new EnumMap<>(Percentile.class);
    Map<Percentile, Interval> ratios = new EnumMap<>(Percentile.class);
    for (Percentile percentile : Percentile.values()) {
      times.put(percentile, new Interval(12345678, 12222222, 12444444));
      ratios.put(percentile, RATIO);
    }
    LatencyTimes of = new LatencyTimes(times, ratios, OptionalLong.of(1234567890));
    LatencySummary summary =
        new LatencySummary(
            combination(HandleKind.PASS_THROUGH_INTERCEPTING),
            100_000,
            10_000,
            Optional.empty(),
            Optional.of("PASS_THROUGH"),
            Map.of(LatencyMeasure.RESPONSE, of, LatencyMeasure.SERVICE, of));

    List<String> lines =
        new LatencyReport(screen(width))
            .lines(List.of(summary), 20_000, 5, 0.95, Environments.of("sockets"), List.of("FILE"));

    assertFits(lines, width, "12,346 [12,222, 12,444]", "\u00d70.912 [0.901, 0.923]");
    assertThat(String.join("\n", lines)).contains("response time, us", "service time, us");
  }

  @ParameterizedTest
  @ValueSource(ints = {60, 80, 100, 120, 160})
  void floorAndOverheadFit(int width) {
    List<ComparedRow<String>> rows =
        List.of(
            new ComparedRow<>(
                "dispatcher over JNA direct mapping",
                TIME,
                List.of(CONTRAST.asCostOf("JNA's binding"))),
            new ComparedRow<>("C", TIME, List.of()));

    assertFits(
        new FloorReport(screen(width))
            .lines(rows, Map.of(), 64, 5, METHOD, Environments.of("sockets")),
        width,
        "12,345 [12,222, 12,444]",
        "JNA's binding");
    assertFits(
        new TracingReport(screen(width)).lines(rows, 5, METHOD, Environments.of("sockets")),
        width,
        "\u00d70.912 [0.901, 0.923]");
  }

  @ParameterizedTest
  @ValueSource(ints = {60, 80, 100, 120, 160})
  void changesOfAHistoryFit(int width) {
    List<String> commits = List.of("a".repeat(40), "b".repeat(40), "c".repeat(40));

    assertFits(
        new ChangeReport(screen(width), 0)
            .lines(
                "org.example.Sort.sort size=10 order=random, avgt, environment 0123456789ab",
                false,
                commits,
                List.of(new ChangePoint(1, 0, 2, 2, true, 0.0001, 100, 105))),
        width,
        "slower");
  }

  @ParameterizedTest
  @ValueSource(ints = {60, 80, 100, 120, 160})
  void limitsFit(int width) {
    LimitsReport report = new LimitsReport(screen(width), "TCP");
    for (Limit limit : Limit.values()) {
      report.add(
          limit,
          new LimitObservation(true, "the layer saw 0 of 128 bytes of what was sent ".repeat(3)),
          new LimitObservation(false, "the layer saw 128 of 128 bytes"));
    }

    assertFits(report.lines(), width, "and none for WRAPPED");
  }

  @ParameterizedTest
  @ValueSource(ints = {60, 80, 100, 120, 160, 200})
  void aTraceFits(int width) throws IOException {
    StringWriter out = new StringWriter();
    TraceText text = new TraceText(out, screen(width), ZoneOffset.UTC, false);
    text.begin("r.jfr", 2);
    TraceThread thread =
        new TraceThread(1, 17, "dev.ifsbench.bench.SendReceive-jmh-worker-1", false);
    text.event(
        TraceEvents.modify(123_456)
            .at(1_000_000_001L, 2_000_001_235L)
            .of(1007)
            .previous(1001)
            .by(thread)
            .event());
    text.event(
        TraceEvents.modify(13)
            .to(-1)
            .at(3_000_002_000L, 3_000_002_001L)
            .error(WinsockError.WSAEINVAL)
            .by(thread)
            .event());
    text.flush();

    assertFits(
        out.toString().lines().toList(),
        width,
        "123456 [1001] \u2192 123456 [1007]",
        "1,000,001,234",
        "WSAEINVAL (10022)");
  }
}
