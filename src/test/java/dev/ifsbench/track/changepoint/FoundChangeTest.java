package dev.ifsbench.track.changepoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is read back from an index is only believed if a search can have found it. */
class FoundChangeTest {
  private static final int POINTS = 20;

  private static FoundChange at(int index) {
    return new FoundChange(index, index, index, index, 0.5);
  }

  @ParameterizedTest
  @CsvSource({
    "5, 4, 6, 9, 0.01, true",
    "1, 1, 1, 1, 0, true",
    "19, 19, 19, 19, 1, true",
    // The new level needs a point before it.
    "5, 0, 6, 9, 0.01, false",
    // The best place is one of those that are possible.
    "5, 6, 6, 9, 0.01, false",
    "5, 4, 4, 9, 0.01, false",
    // Everything is one of the points, and nothing is known before it has happened.
    "5, 4, 20, 9, 0.01, false",
    "5, 4, 6, 4, 0.01, false",
    "5, 4, 6, 20, 0.01, false",
    "5, 4, 6, 9, -0.01, false",
    "5, 4, 6, 9, 1.01, false"
  })
  void isInAHistoryIfItCanHaveBeenFoundThere(
      int index, int earliest, int latest, int knownAt, double pValue, boolean isIn) {
    FoundChange change = new FoundChange(index, earliest, latest, knownAt, pValue);

    assertThat(change.isIn(POINTS)).isEqualTo(isIn);
    assertThat(new SearchedPoints(POINTS, List.of(change)).isPossible()).isEqualTo(isIn);
  }

  @Test
  void changesComeInOrderAndEachOnce() {
    assertThat(new SearchedPoints(POINTS, List.of(at(3), at(7))).isPossible()).isTrue();
    assertThat(new SearchedPoints(POINTS, List.of(at(7), at(3))).isPossible()).isFalse();
    assertThat(new SearchedPoints(POINTS, List.of(at(7), at(7))).isPossible()).isFalse();
  }

  @Test
  void aSearchOfNothingFindsNothing() {
    assertThat(SearchedPoints.NONE.isPossible()).isTrue();
    assertThat(new SearchedPoints(-1, List.of()).isPossible()).isFalse();
  }

  @Test
  void aLevelIsWorseByTheDirectionOfItsPoints() {
    ChangePoint up = new ChangePoint(5, 5, 5, 9, true, 0.01, 100, 110);
    ChangePoint down = new ChangePoint(5, 5, 5, 9, true, 0.01, 110, 100);
    ChangePoint same = new ChangePoint(5, 5, 5, 9, true, 0.01, 100, 100);

    assertThat(up.isWorse(false)).isTrue();
    assertThat(up.isWorse(true)).isFalse();
    assertThat(down.isWorse(false)).isFalse();
    assertThat(down.isWorse(true)).isTrue();
    assertThat(same.isWorse(false)).isFalse();
  }
}
