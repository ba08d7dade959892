package dev.ifsbench.track.changepoint;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Sums of squares, worked out by hand, say where the boundary is and where else it may be. */
class BoundaryTest {
  @Test
  void isWhereTheTwoMeansFitBest() {
    double[] steps = {1, 1, 1, 1, 9, 9, 9, 9};

    assertThat(Boundary.in(steps, 3, 2)).isEqualTo(new Boundary(4, 4, 4));
    assertThat(Boundary.in(steps, 4, 0)).isEqualTo(new Boundary(4, 4, 4));
  }

  @Test
  void isSoughtAsFarAsToldOnEitherSide() {
    double[] steps = {1, 1, 1, 1, 9, 9, 9, 9};

    assertThat(Boundary.in(steps, 2, 2).best()).isEqualTo(4);
    assertThat(Boundary.in(steps, 6, 2).best()).isEqualTo(4);
    assertThat(Boundary.in(steps, 2, 1).best()).isEqualTo(3);
    assertThat(Boundary.in(steps, 6, 1).best()).isEqualTo(5);
  }

  @Test
  void canBeBesideTheFirstAndTheLastValue() {
    assertThat(Boundary.in(new double[] {9, 1, 1, 1, 1, 1}, 3, 2).best()).isEqualTo(1);
    assertThat(Boundary.in(new double[] {1, 1, 1, 1, 1, 9}, 3, 2).best()).isEqualTo(5);
  }

  @Test
  void ofPlacesThatFitEquallyWellIsTheOneThatWasFoundOrElseTheFirst() {
    double[] hill = {0, 1, 0};

    assertThat(Boundary.in(hill, 1, 1).best()).isEqualTo(1);
    assertThat(Boundary.in(hill, 2, 1).best()).isEqualTo(2);
    assertThat(Boundary.in(new double[] {0, 5, 5, 5, 0}, 2, 2).best()).isEqualTo(1);
  }

  /** The sums are 8 at the best place, 13.87 beside it and 29.33 beyond: 8 ln of 1.73 and 3.67. */
  @Test
  void isPossibleAsFarAsTheLikelihoodIsNotTooSmall() {
    assertThat(Boundary.in(new double[] {0, 2, 0, 2, 4, 6, 4, 6}, 4, 2))
        .isEqualTo(new Boundary(4, 3, 5));
  }

  /** The sums are 8, 9.87, 20 and 18.86: 8 ln of their ratios is 1.7, 7.33 and 6.9, below 7.35. */
  @Test
  void canBePossibleAtEveryPlaceButLeavesAValueOnEitherSide() {
    assertThat(Boundary.in(new double[] {0, 2, 0, 2, 3, 5, 3, 5}, 4, 2))
        .isEqualTo(new Boundary(4, 1, 7));
  }
}
