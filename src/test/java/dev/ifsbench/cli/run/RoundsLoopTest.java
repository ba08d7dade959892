package dev.ifsbench.cli.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ifsbench.report.text.Progress;
import dev.ifsbench.track.run.FinishedForks;
import dev.ifsbench.track.run.ForkFailedException;
import dev.ifsbench.track.run.ForkRunner;
import dev.ifsbench.track.run.Measurements;
import dev.ifsbench.track.run.RoundPlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RoundsLoopTest {
  private static final RoundPlan<String> TWO_ROUNDS = RoundPlan.ofRounds(List.of("a", "b"), 2, 1);

  private final List<String> told = new ArrayList<>();
  private final FinishedForks<String, Integer> finished = new FinishedForks<>();
  private String writeFailure;

  private final RoundsKeeper<String, Integer> keeper =
      new RoundsKeeper<>() {
        @Override
        public FinishedForks<String, Integer> finished() {
          return finished;
        }

        @Override
        public void finished(int round, String combination, Integer result) {
          told.add("finished " + round + combination);
        }

        @Override
        public void failed(String combination, String label, ForkFailedException failure) {
          told.add("failed " + label + ": " + failure.getMessage());
        }

        @Override
        public void completed(Measurements<String, Integer> measurements) {
          told.add("completed " + measurements.rounds());
        }

        @Override
        public void ended(Measurements<String, Integer> measurements) {
          told.add("ended " + measurements.rounds());
        }

        @Override
        public void interrupted() {
          throw new IllegalStateException("nobody has interrupted it");
        }

        @Override
        public String location() {
          return "nowhere";
        }

        @Override
        public Optional<String> writeFailure() {
          return Optional.ofNullable(writeFailure);
        }
      };

  private final RoundsLoop<String, Integer> loop =
      new RoundsLoop<>(
          keeper,
          Progress.onStandardError(),
          name -> "fork " + name,
          new TimeLeft(2, 2, TimeLeft.NO_BUDGET, Duration.ZERO, 0, () -> Duration.ZERO),
          (screen, measurements) -> List.of());

  @Test
  void eachForkAndEachRoundIsKeptBeforeTheNextBegins() {
    ForkRunner<String, Integer> forks =
        name -> {
          told.add("runs " + name);
          return 1;
        };

    Measurements<String, Integer> measured = loop.run(forks, TWO_ROUNDS);

    assertThat(measured.rounds()).isEqualTo(2);
    assertThat(told).hasSize(11).last().isEqualTo("ended 2");
    assertThat(told.get(0)).startsWith("runs ");
    assertThat(told.get(1)).startsWith("finished 1");
    assertThat(told.get(4)).isEqualTo("completed 1");
    assertThat(told.get(9)).isEqualTo("completed 2");
    assertThat(loop.verdict(2, 2, "things")).isZero();
  }

  @Test
  void whatFailsIsToldByItsLabelAndCostsTheExitCode() {
    Measurements<String, Integer> measured =
        loop.run(
            name -> {
              if (name.equals("b")) {
                throw new ForkFailedException("broken", "log", null);
              }
              return 1;
            },
            TWO_ROUNDS);

    assertThat(measured.combinations()).containsExactly("a");
    assertThat(told).contains("failed fork b: broken").doesNotContain("finished 1b");
    assertThat(loop.verdict(2, 2, "things")).isEqualTo(7);
  }

  @Test
  void whatCouldNotBeKeptCostsTheExitCode() {
    loop.run(name -> 1, TWO_ROUNDS);
    writeFailure = "the disk is full";

    assertThat(loop.verdict(2, 2, "things")).isEqualTo(3);
  }

  @Test
  void forksOfAnEarlierRunAreNotRunAgain() {
    finished.add(1, "a", 1);
    finished.add(1, "b", 1);
    finished.add(2, "b", 1);

    Measurements<String, Integer> measured = loop.run(name -> 1, TWO_ROUNDS);

    assertThat(measured.rounds()).isEqualTo(2);
    assertThat(told).containsExactly("finished 2a", "completed 2", "ended 2");
  }

  @Test
  void aKeeperThatGivesUpEndsTheRunAndNothingIsWatchedForAnyMore() {
    assertThatThrownBy(
            () ->
                loop.run(
                    name -> {
                      throw new IllegalStateException("given up");
                    },
                    TWO_ROUNDS))
        .hasMessage("given up");
  }
}
