package dev.ifsbench.report.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ifsbench.report.screen.Screen;
import dev.ifsbench.track.calibrate.CalibrationSetting;
import dev.ifsbench.track.calibrate.CalibrationTrial;
import dev.ifsbench.track.stats.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

class CalibrationReportTest {
  @Test
  void aLineHasTheShareFoundAndTheTimeThatAComparisonTook() {
    List<String> lines =
        CalibrationReport.lines(
            Screen.ofFile(),
            List.of(
                trial(0.05, 8, 1.04, Verdict.SLOWER),
                trial(0.05, 10, 1.06, Verdict.UNDECIDED),
                trial(0.05, 12, 1.05, Verdict.SLOWER),
                trial(0.05, 10, 1.07, Verdict.SLOWER)));

    assertThat(String.join(" ", lines))
        // Wilson's interval of 3 of 4, from SciPy's binomtest(3, 4).proportion_ci(method="wilson").
        .containsPattern(
            " *paired +UNIX +95% +5% +4 +10\\.0 s +4 +3 +75\\.0% \\[30\\.1, 95\\.4\\] +1\\.0550"
                + " +0123456789\\+dirty");
  }

  @Test
  void settingsAreNeverMixed() {
    List<String> lines =
        CalibrationReport.lines(
            Screen.ofFile(),
            List.of(trial(0.1, 8, 1.1, Verdict.SLOWER), trial(0.02, 8, 1.02, Verdict.UNDECIDED)));

    List<String> rows = lines.stream().filter(line -> line.contains("paired")).toList();
    assertThat(rows).hasSize(2);
    assertThat(rows.get(0)).contains(" 2% ", "0.0%");
    assertThat(rows.get(1)).contains(" 10% ", "100.0%");
  }

  private static CalibrationTrial trial(
      double effect, double seconds, double ratio, Verdict verdict) {
    // Forks that scatter little find the ratio; forks of which one is far off do not.
    double outlier = verdict == Verdict.UNDECIDED ? 5 : 1.0001;
    List<List<Double>> slowed =
        List.of(
            List.of(100 * ratio / outlier), List.of(100 * ratio), List.of(100 * ratio * outlier));
    return new CalibrationTrial(
        new CalibrationSetting(true, "UNIX", 0.95, effect, 4, "0123456789abcdef+dirty"),
        seconds,
        List.of(List.of(100.0), List.of(100.0), List.of(100.0)),
        slowed);
  }
}
