package dev.ifsbench.report.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ifsbench.report.screen.Screen;
import dev.ifsbench.track.changepoint.ChangePoint;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChangeReportTest {
  private static final List<String> COMMITS = List.of("aaa", "bbb", "ccc", "ddd");

  private final ChangeReport report = new ChangeReport(Screen.ofFile(), 0);

  @Test
  void aChangeIsNamedByItsCommitWithSizeAndPValue() {
    List<ChangePoint> changes =
        List.of(
            new ChangePoint(1, 1, 1, 3, true, 0.0001, 100, 105),
            new ChangePoint(3, 2, 3, 3, false, 0.02, 105, 84));

    assertThat(report.lines("Sort.sort", false, COMMITS, changes))
        .containsExactly(
            "Sort.sort",
            "  commit                         before  after  size    p",
            "  bbb                            100.0   105.0  +5.0%   0.0001  slower",
            "  ddd, or one of ccc to ddd (2)  105.0   84.0   -20.0%  0.0200  faster, suspected");
    assertThat(report.lines("Sort.sort", true, COMMITS, changes).get(2)).endsWith("faster");
  }

  @Test
  void aHistoryWithoutAChangeSaysHowLongItIs() {
    assertThat(report.lines("a", false, Collections.nCopies(10, "aaa"), List.of()))
        .containsExactly("a", "  no change in 10 points");
    assertThat(
            new ChangeReport(Screen.ofFile(), 0.03)
                .lines("a", false, Collections.nCopies(10, "aaa"), List.of()))
        .containsExactly("a", "  no change of 3% or more in 10 points");
  }

  @Test
  void aHistoryTooShortToFindAnythingInSaysSo() {
    assertThat(report.lines("a", false, COMMITS, List.of()))
        .containsExactly("a", "  too few points to tell: 4, and 10 are needed");
  }
}
