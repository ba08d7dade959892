package dev.ifsbench.track;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ifsbench.sockets.Binding;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.openjdk.jmh.results.RunResult;

@Timeout(120)
class PairedForksTest {
  private final PairedForks forks =
      new PairedForks(new PairedSettings(50, 100), Binding.JNA, ForkFlags.ofThisJvm(), 1);

  private static CombinationGroup group(Operation operation, String... handles) {
    return new CombinationGroup(
        Stream.of(handles)
            .map(handle -> new Combination(operation, "UNIX", 64, 1, handle))
            .toList());
  }

  @ParameterizedTest
  @EnumSource(Operation.class)
  void aForkDeliversAsManyBlocksOfEachKind(Operation operation) throws ForkFailedException {
    CombinationGroup group = group(operation, "BASE", "WRAPPED");

    Map<Combination, RunResult> results = forks.run(group);

    assertThat(results.keySet()).containsExactlyElementsOf(group.members());
    double[][] times = IterationTimes.of(List.copyOf(results.values()));
    assertThat(times[0]).hasSameSizeAs(times[1]);
    assertThat(Stream.of(times).flatMapToDouble(DoubleStream::of)).allMatch(time -> time > 0);
    assertThat(results.values())
        .extracting(result -> result.getParams().getParam("handle"))
        .containsExactly("BASE", "WRAPPED");
  }

  @Test
  void aForkThatFailsSaysWhyInOneLine() {
    CombinationGroup group = group(Operation.SEND, "BASE", "NOSUCH");

    assertThatThrownBy(() -> forks.run(group))
        .isInstanceOfSatisfying(
            ForkFailedException.class,
            e -> {
              assertThat(e.getMessage()).contains("NOSUCH").hasLineCount(1);
              assertThat(e.log()).contains("\tat ");
            });
  }

  @Test
  void whatDiffersInTheKindOfHandleAloneSharesAFork() {
    List<Combination> combinations =
        List.of(
            new Combination(Operation.SEND, "TCP", 64, 1, "BASE"),
            new Combination(Operation.SEND, "TCP", 64, 1, "WRAPPED"),
            new Combination(Operation.SEND, "TCP", 64, 2, "BASE"));

    assertThat(CombinationGroup.together(combinations))
        .extracting(CombinationGroup::toString)
        .containsExactly(
            "TCP send BASE,WRAPPED, payload 64 B, depth 1", "TCP send BASE, payload 64 B, depth 2");
    assertThat(CombinationGroup.apart(combinations)).hasSize(3);
  }
}
