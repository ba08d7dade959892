package dev.ifsbench.report.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ifsbench.report.screen.Glyphs;
import dev.ifsbench.report.screen.Screen;
import dev.ifsbench.track.compare.ComparedRow;
import dev.ifsbench.track.environment.BuildInfo;
import dev.ifsbench.track.environment.Environment;
import dev.ifsbench.track.environment.Machine;
import dev.ifsbench.track.run.BenchmarkId;
import dev.ifsbench.track.run.FakeForks;
import dev.ifsbench.track.run.HeadlineOperation;
import dev.ifsbench.track.stats.ComparisonMethod;
import dev.ifsbench.track.stats.Contrast;
import dev.ifsbench.track.stats.Estimator;
import dev.ifsbench.track.stats.Interval;
import dev.ifsbench.track.stats.Pairing;
import dev.ifsbench.track.stats.Verdict;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RunReportTest {
  private static final Environment ENVIRONMENT =
      new Environment(
          1,
          "2026-01-02T03:04:05Z",
          new BuildInfo("1.0", "abc", "clean"),
          new Environment.Jdk("Vendor", "17.0.1", "VM", List.of(), List.of()),
          new Machine("CPU", 2, 4L << 30, "Linux 6", "amd64", 0.5, "performance", "0x1"),
          List.of(),
          "JNA direct mapping",
          "POSIX sockets",
          "io_uring",
          "sockets are real",
          "layers are modelled",
          Map.of());
  private static final List<ComparedRow<BenchmarkId>> COMPARISONS =
      List.of(
          new ComparedRow<>(row("TCP", "BASE"), new Interval(1234.2, 1200, 1270), List.of()),
          new ComparedRow<>(
              row("TCP", "PASS_THROUGH"),
              new Interval(1236.1, 1201, 1271.4),
              List.of(
                  contrast(
                      "BASE",
                      new Interval(1.6, -3.21, 6.04),
                      new Interval(1.0013, 0.9974, 1.0049),
                      Verdict.EQUAL))),
          new ComparedRow<>(
              row("NONE", "WRAPPED"),
              new Interval(9.876, 9.5, 10.2),
              List.of(
                  contrast(
                      "BASE",
                      new Interval(4.5, 4.1, 4.9),
                      new Interval(1.837, 1.7, 1.95),
                      Verdict.SLOWER),
                  contrast(
                      "PASS_THROUGH",
                      new Interval(-14.2, -16, -12),
                      new Interval(0.41, 0.35, 0.48),
                      Verdict.FASTER))));

  @Test
  void kindsStandSideBySideWithTheirIntervals() {
    assertThat(report(COMPARISONS, 5))
        .isEqualTo(
            """
              handle        ns/op                 against       difference, ns        ratio                  verdict

            TCP send, payload 64 B, depth 1
              BASE          1,234 [1,200, 1,270]
              PASS_THROUGH  1,236 [1,201, 1,271]  BASE          +1.60 [-3.21, +6.04]  ×1.001 [0.997, 1.005]  equal within ±1%

            NONE send, payload 64 B, depth 1
              WRAPPED       9.88 [9.50, 10.20]    BASE          +4.50 [+4.10, +4.90]  ×1.837 [1.700, 1.950]  slower
                                                  PASS_THROUGH  -14.2 [-16.0, -12.0]  ×0.410 [0.350, 0.480]  faster

            Rounds:   5, each with one fork of every row in random order; in brackets the 95% confidence interval.
            Method:   a fork counts as its median iteration; kinds are paired by round; Student's t over the forks.
            Verdict:  faster or slower where the intervals of difference and ratio exclude equal;
                      equal where the ratio's whole interval is within ±1%; undecided otherwise.
            Real:     sockets are real; transport NONE makes no system call.
            Modelled: layers are modelled.
            Machine:  CPU, 2 processors, 4096 MiB, Linux 6 (amd64), load 0.50, governor performance
            JDK:      17.0.1 (Vendor), JNA direct mapping, io_uring
            ifsbench: 1.0, commit abc (clean)
            Written:  RESULT
            """
                .replace("RESULT", "results/jmh-result.json"));
  }

  @Test
  void oneRoundIsSaidToDecideNothing() {
    ComparedRow<BenchmarkId> one =
        new ComparedRow<>(
            row("TCP", "WRAPPED"),
            Interval.unknown(10),
            List.of(
                contrast("BASE", Interval.unknown(1), Interval.unknown(1.1), Verdict.UNDECIDED)));

    assertThat(report(List.of(one), 1))
        .contains("10.0 [no interval]", "+1.00 [no interval]", "undecided")
        .contains("Rounds:   1, which gives no interval and decides nothing")
        .doesNotContain("NaN", "confidence");
  }

  @Test
  void aRatioThatDoesNotExistIsADash() {
    assertThat(new Figures(Glyphs.of(StandardCharsets.UTF_8)).ratio(Interval.unknown(Double.NaN)))
        .isEqualTo("-");
  }

  @Test
  void theWidestRowFitsOnAWideTerminal() {
    ComparedRow<BenchmarkId> wide =
        new ComparedRow<>(
            row("UNIX", "PASS_THROUGH_INTERCEPTING"),
            new Interval(12345, 12222, 12444),
            List.of(
                contrast(
                    "PASS_THROUGH",
                    new Interval(-1234, -1333, -1111),
                    new Interval(0.912, 0.901, 0.923),
                    Verdict.UNDECIDED)));

    assertThat(new ComparisonTable(Screen.ofFile(), 0.01).ofHandles(List.of(wide)))
        .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(120));
  }

  @Test
  void whereOnlyAsciiCanBeShownOnlyAsciiIsWritten() {
    Screen ascii = Screen.plain(StandardCharsets.US_ASCII);

    assertThat(new ComparisonTable(ascii, 0.01).ofHandles(COMPARISONS))
        .allSatisfy(line -> assertThat(line).matches("\\p{ASCII}*"))
        .anySatisfy(line -> assertThat(line).contains("x1.837"));
  }

  private static String report(List<ComparedRow<BenchmarkId>> comparisons, int rounds) {
    List<String> lines =
        new RunReport(Screen.ofFile())
            .lines(
                comparisons,
                rounds,
                new ComparisonMethod(Estimator.ofMedians(Pairing.ROUNDS, 0.95), 0.01),
                ENVIRONMENT,
                List.of("results/jmh-result.json"));
    return String.join("\n", lines) + "\n";
  }

  @Test
  void aMeanThatTellsAnotherStoryIsSaidInTheRow() {
    ComparedRow<BenchmarkId> comparison =
        new ComparedRow<>(
            row("TCP", "WRAPPED"),
            new Interval(100, 99, 101),
            List.of(
                new Contrast(
                    "BASE",
                    new Interval(0.1, -0.1, 0.3),
                    new Interval(1.001, 0.999, 1.003),
                    Verdict.EQUAL,
                    Optional.of(new Interval(1.8, 1.7, 1.9)),
                    true)));

    assertThat(report(List.of(comparison), 5).replaceAll("\\s+", " "))
        .contains(
            "equal within ±1%; but by the mean it is ×1.800 [1.700, 1.900]; skewed forks, too few or"
                + " too unequal in number: the interval claims too much");
  }

  private static Contrast contrast(
      String reference, Interval difference, Interval ratio, Verdict verdict) {
    return new Contrast(reference, difference, ratio, verdict, Optional.empty(), false);
  }

  private static BenchmarkId row(String transport, String handle) {
    return FakeForks.headline(HeadlineOperation.SEND, transport, 64, 1, handle);
  }
}
