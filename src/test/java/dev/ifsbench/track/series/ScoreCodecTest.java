package dev.ifsbench.track.series;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ifsbench.track.changepoint.FoundChange;
import dev.ifsbench.track.changepoint.SearchedPoints;
import dev.ifsbench.track.environment.Circumstances;
import dev.ifsbench.track.index.HostileBlocks;
import dev.ifsbench.track.index.MemoryIndexes;
import dev.ifsbench.track.index.RunIndex;
import dev.ifsbench.track.index.RunStamp;
import dev.ifsbench.track.run.BenchmarkId;
import dev.ifsbench.track.stats.Statistic;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.Mode;

class ScoreCodecTest {
  private static final String NAME = "scores";
  private static final RunStamp STAMP = new RunStamp(List.of(1L));

  private final MemoryIndexes place = new MemoryIndexes();

  @Test
  void scoresComeBackAsTheyWere() {
    keep(1.5, 1.25, 1.5, Double.NaN, -0.0);

    RunScores read = open().value("run", STAMP).orElseThrow();

    assertThat(read.score(0, Statistic.MEDIAN)).isEqualTo(1.5);
    assertThat(read.score(0, Statistic.MEAN)).isEqualTo(1.25);
    assertThat(read.level(0).estimate()).isEqualTo(1.5);
    assertThat(read.level(0).low()).isNaN();
    assertThat(read.level(0).high()).isEqualTo(-0.0);
    assertThat(read.flaws()).containsExactly("a flaw");
    assertThat(read.shape().identity()).isEqualTo(shape().identity());
  }

  @Test
  void aScoreThatIsNoNumberIsNotBelieved() {
    keep(Double.NaN, 1, 1, 1, 1);

    assertThat(open().runs()).isEmpty();
  }

  @Test
  void whateverABlockOfScoresHoldsItIsReadOrLeft() {
    keep(1, 2, 3, 4, 5);

    HostileBlocks.readAll(NAME, place, new ScoreCodec());
  }

  @Test
  void aSearchComesBackAsItWasAndWhateverABlockHoldsItIsReadOrLeft() {
    SearchedPoints searched =
        new SearchedPoints(200, List.of(new FoundChange(100, 99, 101, 110, 0.0001)));
    RunIndex<SearchedPoints> index = new RunIndex<>(place, NAME, new SearchCodec());
    index.add("history", STAMP, searched);
    index.keep(Set.of("history"));

    assertThat(new RunIndex<>(place, NAME, new SearchCodec()).value("history", STAMP))
        .hasValue(searched);
    HostileBlocks.readAll(NAME, place, new SearchCodec());
  }

  @Test
  void aChangeOutsideOfItsHistoryIsNotBelieved() {
    RunIndex<SearchedPoints> index = new RunIndex<>(place, NAME, new SearchCodec());
    index.add(
        "history",
        STAMP,
        new SearchedPoints(200, List.of(new FoundChange(100, 99, 101, 200, 0.0001))));
    index.keep(Set.of("history"));

    assertThat(new RunIndex<>(place, NAME, new SearchCodec()).runs()).isEmpty();
  }

  private void keep(double... numbers) {
    RunIndex<RunScores> index = open();
    index.add("run", STAMP, new RunScores(shape(), numbers, List.of("a flaw")));
    index.keep(Set.of("run"));
  }

  private RunIndex<RunScores> open() {
    return new RunIndex<>(place, NAME, new ScoreCodec());
  }

  private static RunShape shape() {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("processor", "a processor");
    facts.put("architecture", "an architecture");
    SeriesKey key =
        SeriesKey.ofScore(new BenchmarkId("a.B.c", Mode.Throughput, 4, Map.of("size", "10")));
    return new RunShape(
        List.of(
            new SeriesKind(
                key,
                new ScoreUnit("ops/s"),
                new MeasurementSettings(Map.of("iterations (-i)", "5")))),
        "0123456789ab",
        Optional.of("ba9876543210"),
        Circumstances.of(facts, Map.of("microcode", "0x1")));
  }
}
