package dev.ifsbench.report.html.chart;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PolyLineTest {
  @Test
  void aLineOfFewPointsHasThemWhereTheyAre() {
    PolyLine line = new PolyLine(false);
    line.to(0.5, 10);
    line.to(1.5, 2);
    assertThat(line).hasToString("M0.5 10L1.5 2");
    assertThat(line.closed()).isEqualTo("M0.5 10L1.5 2Z");
  }

  @Test
  void aLineOfManyPointsHasThemAtWholeNumbersEachRelativeToTheOneBefore() {
    PolyLine line = new PolyLine(true);
    line.to(0.2, 10.4);
    line.to(1.4, 2);
    line.to(3, 2);
    assertThat(line).hasToString("M0 10l1-8l2 0");
  }

  @Test
  void pointsAboveEachOtherAreDrawnAsWideAsTheyReachAndAsTheyEnd() {
    PolyLine line = new PolyLine(true);
    for (double down : new double[] {10, 14, 3, 20, 8, 12}) {
      line.to(5, down);
    }
    line.to(6, 12);
    assertThat(line).hasToString("M5 10l0-7l0 17l0-8l1 0");
  }

  @Test
  void whatIsDrawnCanBeReadTwice() {
    PolyLine line = new PolyLine(true);
    line.to(5, 10);
    line.to(5, 14);
    line.to(5, 12);
    assertThat(line.toString()).isEqualTo(line.toString()).isEqualTo("M5 10l0 4l0-2");
  }
}
