package dev.ifsbench.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ifsbench.track.ChangePoint;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChangeReportTest {
  private static final List<String> COMMITS = List.of("aaa", "bbb", "ccc", "ddd");

  private final ChangeReport report = new ChangeReport(Glyphs.of(StandardCharsets.UTF_8));

  @Test
  void aChangeIsNamedByItsCommitWithSizeAndPValue() {
    List<ChangePoint> changes =
        List.of(
            new ChangePoint(1, 3, true, 0.0001, 100, 105),
            new ChangePoint(3, 3, false, 0.02, 105, 84));

    assertThat(report.lines("Sort.sort", false, COMMITS, changes))
        .containsExactly(
            "Sort.sort",
            "  commit  before  after  size    p",
            "  bbb     100.0   105.0  +5.0%   0.0001  slower",
            "  ddd     105.0   84.0   -20.0%  0.0200  faster, suspected");
    assertThat(report.lines("Sort.sort", true, COMMITS, changes).get(2)).endsWith("faster");
  }

  @Test
  void aHistoryWithoutAChangeSaysHowLongItIs() {
    assertThat(report.lines("a", false, COMMITS, List.of()))
        .containsExactly("a", "  no change in 4 points");
  }
}
