package dev.ifsbench.bench.paired;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class InterleavedBlocksTest {
  private final List<String> ran = new ArrayList<>();

  private Loop loop(String name) {
    return times -> ran.add(name + times);
  }

  @Test
  void eachCycleHasOneBlockOfEachLoopOfTheSameLength() {
    double[][] times =
        new InterleavedBlocks(List.of(loop("a"), loop("b")), 1_000, new Random(1))
            .measure(0, 1_000_000);

    assertThat(times).hasNumberOfRows(2);
    assertThat(times[0]).hasSameSizeAs(times[1]).hasSize(ran.size() / 2 - 1);
    for (int cycle = 0; cycle < ran.size(); cycle += 2) {
      List<String> both = new ArrayList<>(ran.subList(cycle, cycle + 2));
      Collections.sort(both);
      assertThat(both.get(0)).startsWith("a");
      assertThat(both.get(1)).isEqualTo(both.get(0).replace('a', 'b'));
    }
  }

  @Test
  void theOrderIsDrawnAnewForEachCycle() {
    new InterleavedBlocks(List.of(loop("a"), loop("b")), 1_000, new Random(1))
        .measure(0, 10_000_000);

    List<String> firsts = new ArrayList<>();
    for (int cycle = 0; cycle < ran.size(); cycle += 2) {
      firsts.add(ran.get(cycle).substring(0, 1));
    }
    assertThat(firsts).contains("a", "b");
  }
}
