package dev.ifsbench.track.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ifsbench.bench.floor.FloorTimes;
import dev.ifsbench.bench.floor.HostedTimes;
import dev.ifsbench.bench.floor.LayerTimes;
import dev.ifsbench.bench.state.HandleKind;
import dev.ifsbench.sockets.libc.Binding;
import dev.ifsbench.track.stats.ComparisonMethod;
import dev.ifsbench.track.stats.Contrast;
import dev.ifsbench.track.stats.Estimator;
import dev.ifsbench.track.stats.Interval;
import dev.ifsbench.track.stats.Pairing;
import dev.ifsbench.track.stats.Verdict;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class FloorComparisonTest {
  private static final Offset<Double> EXACTLY = within(1e-9);

  private final FloorComparison comparison =
      new FloorComparison(new ComparisonMethod(Estimator.ofMedians(Pairing.BLOCKS, 0.95), 0.01));

  @Test
  void aSlowMachineAndAStallOfOneBlockLeaveTheDifferenceAlone() {
    List<Line> rows = lines(comparison.rows(List.of(times(Binding.JNA))));

    assertThat(rows)
        .extracting(Line::share)
        .containsExactly("", "binding", "binding and dispatcher", "dispatcher");
    assertThat(rows.get(0).contrast()).isNull();
    assertThat(rows.get(1).contrast().difference().estimate()).isCloseTo(100, EXACTLY);
    assertThat(rows.get(2).contrast().difference().estimate()).isCloseTo(120, EXACTLY);
    assertThat(rows.get(3).contrast().difference().estimate()).isCloseTo(20, EXACTLY);
    assertThat(rows.get(3).contrast().reference()).isEqualTo("JNA");
  }

  @Test
  void aRatioIsTheMedianOfTheCyclesAndTheGeometricMeanOfTheRounds() {
    List<double[]> inC = List.of(new double[] {10, 20, 30}, new double[] {10, 20, 30});
    List<double[]> more = List.of(new double[] {20, 40, 300}, new double[] {80, 160, 30});

    Contrast contrast =
        lines(comparison.rows(List.of(new FloorTimes(Binding.JNA, inC, more, more))))
            .get(1)
            .contrast();

    assertThat(contrast.ratio().estimate()).isCloseTo(4, EXACTLY);
    assertThat(contrast.ratio().low()).isLessThan(4);
    assertThat(contrast.ratio().high()).isGreaterThan(4);
  }

  @Test
  void layersOfOthersAreComparedWithTheirBaseInCAndWithJava() {
    List<double[]> base = List.of(new double[] {100, 300, 100}, new double[] {100, 100, 100});
    List<double[]> chain = List.of(new double[] {150, 350, 150}, new double[] {150, 150, 900});
    List<double[]> java = List.of(new double[] {250, 450, 250}, new double[] {250, 250, 1000});

    List<Line> rows = lines(comparison.rows(new HostedTimes(base, chain, java)));

    assertThat(rows)
        .extracting(Line::share)
        .containsExactly("", "the layers", "dispatcher and JNA");
    assertThat(rows.get(1).contrast().difference().estimate()).isCloseTo(50, EXACTLY);
    assertThat(rows.get(2).contrast().difference().estimate()).isCloseTo(100, EXACTLY);
    assertThat(rows.get(2).contrast().reference()).isEqualTo(rows.get(1).loop());
  }

  @Test
  void theSameCallsOnOtherSocketsShowWhatTheMethodCannotTellApart() {
    List<Line> rows = lines(comparison.rows(List.of(times(Binding.JNA), times(Binding.FFM))));

    assertThat(rows).hasSize(8);
    assertThat(rows.get(4).contrast().reference()).isEqualTo(rows.get(0).loop());
    assertThat(rows.get(4).contrast().difference().estimate()).isZero();
    assertThat(rows.get(4).contrast().verdict()).isEqualTo(Verdict.EQUAL);
  }

  @Test
  void whatForksDeliverIsSortedByBindingAndLoop() {
    double[][] fork = {{1}, {2}, {3}, {4}, {5}, {6}};

    List<FloorTimes> times = FloorTimes.of(List.of(Binding.JNA, Binding.FFM), List.of(fork, fork));

    assertThat(times).extracting(FloorTimes::binding).containsExactly(Binding.JNA, Binding.FFM);
    assertThat(times.get(0).byDispatcher()).containsExactly(new double[] {3}, new double[] {3});
    assertThat(times.get(1).inC()).containsExactly(new double[] {4}, new double[] {4});
    assertThat(times.get(1).byBinding()).containsExactly(new double[] {5}, new double[] {5});
  }

  @Test
  void eachKindIsComparedWithTheKindBeforeItInItsLanguageAndWithC() {
    double[][] fork = new double[14][];
    for (int i = 0; i < fork.length; i++) {
      fork[i] = new double[] {i + 1};
    }

    List<LayerTimes> times = LayerTimes.of(List.of(Binding.JNA), List.of(fork, fork));

    assertThat(times).extracting(LayerTimes::binding).containsExactly(null, Binding.JNA);
    List<Line> nothing = lines(comparison.rows(times.get(0)));
    assertThat(nothing)
        .extracting(Line::loop)
        .containsExactly(
            "C BASE",
            "Java BASE",
            "C PASS_THROUGH",
            "Java PASS_THROUGH",
            "Java PASS_THROUGH",
            "C WRAPPED",
            "Java WRAPPED",
            "Java WRAPPED");
    assertThat(nothing).extracting(row -> row.time().estimate()).startsWith(9.0, 10.0, 11.0, 12.0);
    assertThat(nothing.get(6).contrast().reference()).isEqualTo("Java PASS_THROUGH");
    assertThat(nothing.get(7).contrast().reference()).isEqualTo("C WRAPPED");
    assertThat(times.get(1).inJava().get(HandleKind.PASS_THROUGH).get(0)).containsExactly(3);
    assertThat(times.get(1).inC().get(HandleKind.WRAPPED).get(0)).containsExactly(7);
    assertThat(times.get(1).inJava().get(HandleKind.WRAPPED).get(0)).containsExactly(8);
  }

  /** A row, with one of the things it is compared with. */
  private record Line(String loop, Interval time, Contrast contrast, String share) {}

  private static List<Line> lines(List<ComparedRow<String>> rows) {
    List<Line> lines = new ArrayList<>();
    for (ComparedRow<String> row : rows) {
      if (row.contrasts().isEmpty()) {
        lines.add(new Line(row.subject(), row.level(), null, ""));
      }
      for (Contrast contrast : row.contrasts()) {
        lines.add(new Line(row.subject(), row.level(), contrast, contrast.cost()));
      }
    }
    return lines;
  }

  /** Two rounds, the second on a machine of half the speed for C, each with a stall. */
  private static FloorTimes times(Binding binding) {
    List<double[]> inC = List.of(new double[] {1000, 1010, 5000}, new double[] {2000, 2010, 2020});
    List<double[]> byBinding =
        List.of(new double[] {1100, 1110, 1120}, new double[] {2100, 2110, 9000});
    List<double[]> byDispatcher =
        List.of(new double[] {1120, 1130, 5120}, new double[] {2120, 2130, 2140});
    return new FloorTimes(binding, inC, byBinding, byDispatcher);
  }
}
