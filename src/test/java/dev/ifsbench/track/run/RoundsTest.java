package dev.ifsbench.track.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ifsbench.track.series.IterationTimes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.results.RunResult;

class RoundsTest {
  private static final BenchmarkId BASE = combination("BASE");
  private static final BenchmarkId WRAPPED = combination("WRAPPED");
  private static final BenchmarkId PASS_THROUGH = combination("PASS_THROUGH");
  private static final List<BenchmarkId> ALL = List.of(BASE, PASS_THROUGH, WRAPPED);

  private final List<BenchmarkId> order = new ArrayList<>();
  private final List<String> failures = new ArrayList<>();
  private long nanos;

  @Test
  void everyRoundMeasuresEveryCombinationOnce() {
    Measurements<BenchmarkId, RunResult> measurements =
        rounds(Duration.ofSeconds(1)).run(new RoundPlan<>(ALL, Duration.ofHours(1), 20, 1));

    assertThat(measurements.rounds()).isEqualTo(20);
    for (int round = 0; round < 20; round++) {
      assertThat(order.subList(round * 3, round * 3 + 3)).containsExactlyInAnyOrderElementsOf(ALL);
    }
    assertThat(IterationTimes.of(measurements.forks(WRAPPED))).hasDimensions(20, 2);
  }

  @Test
  void theOrderWithinRoundsVariesAndIsTheSeeds() {
    rounds(Duration.ofSeconds(1)).run(new RoundPlan<>(ALL, Duration.ofHours(1), 20, 1));
    List<BenchmarkId> first = List.copyOf(order);
    order.clear();
    rounds(Duration.ofSeconds(1)).run(new RoundPlan<>(ALL, Duration.ofHours(1), 20, 1));

    assertThat(order).isEqualTo(first);
    assertThat(order.subList(0, 3)).isNotEqualTo(ALL);
    assertThat(order.subList(0, 3)).isNotEqualTo(order.subList(3, 6));
  }

  @Test
  void aRoundThatWillNotFitInTheBudgetIsNotBegun() {
    Measurements<BenchmarkId, RunResult> measurements =
        rounds(Duration.ofSeconds(1)).run(new RoundPlan<>(ALL, Duration.ofSeconds(8), 9, 1));

    assertThat(measurements.rounds()).isEqualTo(2);
    assertThat(order).hasSize(6);
  }

  @Test
  void oneRoundIsMeasuredHoweverSmallTheBudget() {
    Measurements<BenchmarkId, RunResult> measurements =
        rounds(Duration.ofSeconds(1)).run(new RoundPlan<>(ALL, Duration.ofSeconds(1), 9, 1));

    assertThat(measurements.rounds()).isEqualTo(1);
  }

  @Test
  void aCombinationThatFailsOnceIsNamedAndNeverReported() {
    RoundListener<BenchmarkId, RunResult> listener = new Recorder();
    ForkRunner<BenchmarkId, RunResult> failsInTheSecondRound =
        combination -> {
          order.add(combination);
          if (combination.equals(WRAPPED) && order.size() > 3) {
            throw new ForkFailedException("no buffer space", "log", null);
          }
          return FakeForks.fork(combination, 10, 11);
        };

    Measurements<BenchmarkId, RunResult> measurements =
        new Rounds<>(failsInTheSecondRound, listener, () -> nanos)
            .run(new RoundPlan<>(ALL, Duration.ofHours(1), 4, 1));

    assertThat(measurements.rounds()).isEqualTo(4);
    assertThat(measurements.combinations()).containsExactly(BASE, PASS_THROUGH);
    assertThat(failures).containsExactly("WRAPPED: no buffer space");
    assertThat(order).hasSize(3 + 3 + 2 + 2);
  }

  @Test
  void aForkThatASignalEndedIsRunOnceMore() {
    Measurements<BenchmarkId, RunResult> measurements = runKilling(1);

    assertThat(measurements.forks(WRAPPED)).hasSize(3);
    assertThat(failures).containsExactly("WRAPPED, round 2: the fork was ended by signal 9, again");
    assertThat(order).hasSize(9);
  }

  @Test
  void aForkThatSignalsEndedTwiceCostsThatRoundAndNoOther() {
    Measurements<BenchmarkId, RunResult> measurements = runKilling(2);

    assertThat(measurements.rounds()).isEqualTo(3);
    assertThat(measurements.combinations()).containsExactlyElementsOf(ALL);
    assertThat(measurements.forks(WRAPPED)).hasSize(2);
    assertThat(measurements.forks(BASE)).hasSize(3);
    assertThat(measurements.inStep().rounds()).isEqualTo(2);
    assertThat(measurements.inStep().forks(BASE)).hasSize(2);
    assertThat(failures)
        .containsExactly(
            "WRAPPED, round 2: the fork was ended by signal 9, again",
            "WRAPPED, round 2: the fork was ended by signal 9, left out");
  }

  @Test
  void aRunEndsEvenIfEveryForkIsKilled() {
    ForkRunner<BenchmarkId, RunResult> killed =
        combination -> {
          throw ForkFailedException.ofExit(137, "", "log", null);
        };

    Measurements<BenchmarkId, RunResult> measurements =
        new Rounds<>(killed, new Recorder(), () -> nanos)
            .run(new RoundPlan<>(ALL, Duration.ofHours(1), 4, 1));

    assertThat(measurements.rounds()).isZero();
    assertThat(measurements.combinations()).isEmpty();
    assertThat(failures).hasSize(4 * 3 * 2);
  }

  /** Three rounds; signals end the first forks of one benchmark in the second. */
  private Measurements<BenchmarkId, RunResult> runKilling(int times) {
    List<BenchmarkId> killed = new ArrayList<>();
    ForkRunner<BenchmarkId, RunResult> forks =
        combination -> {
          if (combination.equals(WRAPPED) && order.size() >= 3 && killed.size() < times) {
            killed.add(combination);
            throw ForkFailedException.ofExit(137, "", "log", null);
          }
          order.add(combination);
          return fork(combination);
        };
    return new Rounds<>(forks, new Recorder(), () -> nanos)
        .run(new RoundPlan<>(ALL, Duration.ofHours(1), 3, 1));
  }

  @Test
  void nothingIsMeasuredWhenEveryForkFails() {
    ForkRunner<BenchmarkId, RunResult> fails =
        combination -> {
          throw new ForkFailedException("no", "log", null);
        };

    Measurements<BenchmarkId, RunResult> measurements =
        new Rounds<>(fails, new Recorder(), () -> nanos)
            .run(new RoundPlan<>(ALL, Duration.ofHours(1), 4, 1));

    assertThat(measurements.rounds()).isZero();
    assertThat(failures).hasSize(3);
  }

  @Test
  void aRunThatIsCarriedOnMeasuresWhatIsMissingInTheSameOrder() {
    rounds(Duration.ofSeconds(1)).run(new RoundPlan<>(ALL, Duration.ofHours(1), 6, 1));
    List<BenchmarkId> uninterrupted = List.copyOf(order);
    for (int kept = 0; kept <= uninterrupted.size(); kept++) {
      FinishedForks<BenchmarkId, RunResult> finished = new FinishedForks<>();
      for (int i = 0; i < kept; i++) {
        finished.add(i / ALL.size() + 1, uninterrupted.get(i), fork(uninterrupted.get(i)));
      }
      order.clear();

      Measurements<BenchmarkId, RunResult> measurements =
          rounds(Duration.ofSeconds(1))
              .run(new RoundPlan<>(ALL, Duration.ofHours(1), 6, 1), finished, m -> false);

      assertThat(order).isEqualTo(uninterrupted.subList(kept, uninterrupted.size()));
      assertThat(measurements.rounds()).isEqualTo(6);
    }
  }

  @Test
  void whatFailedBeforeIsNotMeasuredAgain() {
    FinishedForks<BenchmarkId, RunResult> finished = new FinishedForks<>();
    finished.add(1, WRAPPED, fork(WRAPPED));
    finished.fail(WRAPPED);

    Measurements<BenchmarkId, RunResult> measurements =
        rounds(Duration.ofSeconds(1))
            .run(new RoundPlan<>(ALL, Duration.ofHours(1), 2, 1), finished, m -> false);

    assertThat(order).doesNotContain(WRAPPED).hasSize(4);
    assertThat(measurements.combinations()).containsExactly(BASE, PASS_THROUGH);
  }

  @Test
  void timeSpentBeforeCountsForTheBudget() {
    FinishedForks<BenchmarkId, RunResult> finished = new FinishedForks<>();
    ALL.forEach(each -> finished.add(1, each, fork(each)));
    finished.spend(Duration.ofSeconds(3));

    Measurements<BenchmarkId, RunResult> measurements =
        rounds(Duration.ofSeconds(1))
            .run(new RoundPlan<>(ALL, Duration.ofSeconds(8), 9, 1), finished, m -> false);

    assertThat(measurements.rounds()).isEqualTo(2);
  }

  @Test
  void noRoundIsBegunWhenTheRoundsAreEnough() {
    Measurements<BenchmarkId, RunResult> measurements =
        rounds(Duration.ofSeconds(1))
            .run(
                new RoundPlan<>(ALL, Duration.ofHours(1), 9, 1),
                new FinishedForks<>(),
                sofar -> sofar.rounds() == 4);

    assertThat(measurements.rounds()).isEqualTo(4);
    assertThat(order).hasSize(12);
  }

  private static RunResult fork(BenchmarkId combination) {
    return FakeForks.fork(combination, 10, 11);
  }

  private Rounds<BenchmarkId, RunResult> rounds(Duration fork) {
    return new Rounds<>(
        combination -> {
          order.add(combination);
          nanos += fork.toNanos();
          return FakeForks.fork(combination, 10, 11);
        },
        new Recorder(),
        () -> nanos);
  }

  private static BenchmarkId combination(String handle) {
    return FakeForks.headline(HeadlineOperation.SEND, "NONE", 64, 1, handle);
  }

  private final class Recorder implements RoundListener<BenchmarkId, RunResult> {
    @Override
    public void forkStarts(int round, int fork, int forks, BenchmarkId combination) {}

    @Override
    public void forkFailed(BenchmarkId combination, ForkFailedException failure) {
      failures.add(combination.value(BenchmarkId.HANDLE) + ": " + failure.getMessage());
    }

    @Override
    public void forkKilled(
        int round, BenchmarkId combination, ForkFailedException failure, boolean again) {
      failures.add(
          "%s, round %d: %s, %s"
              .formatted(
                  combination.value(BenchmarkId.HANDLE),
                  round,
                  failure.getMessage(),
                  again ? "again" : "left out"));
    }

    @Override
    public void roundCompleted(Measurements<BenchmarkId, RunResult> measurements) {}
  }
}
