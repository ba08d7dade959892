package dev.ifsbench.trace.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ifsbench.trace.TraceEvents;
import dev.ifsbench.trace.recording.CallKind;
import dev.ifsbench.trace.recording.TraceEvent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AlternationTest {
  private static final long S = 12;
  private static final int HISTORIES = 20_000;
  private static final int LONGEST = 7;
  private static final int MOMENTS = 20;

  private static TraceEvent created(long start, long end) {
    return TraceEvents.created(S).at(start, end).event();
  }

  private static TraceEvent closed(long start, long end) {
    return TraceEvents.closeCreated(S).at(start, end).event();
  }

  private static Alternation of(List<TraceEvent> history) {
    Alternation alternation = new Alternation();
    history.stream()
        .sorted(Comparator.comparingLong(TraceEvent::end))
        .forEach(event -> assertThat(alternation.add(event)).isNull());
    return alternation;
  }

  @Test
  void aCloseThatEndsAfterTheNumberHasHadOtherLivesIsThatOfTheFirst() {
    TraceEvent slow = closed(20, 100);
    assertThat(
            of(List.of(
                    created(0, 10),
                    created(30, 40),
                    closed(45, 50),
                    created(55, 60),
                    closed(65, 70),
                    slow))
                .unexplained())
        .isEmpty();
  }

  @Test
  void aCreateThatEndsAfterItsNumberWasClosedIsExplainedByNothingElse() {
    assertThat(of(List.of(created(0, 10), closed(11, 20), closed(30, 40), created(25, 50))))
        .matches(Alternation::isSurelyClosed)
        .satisfies(alternation -> assertThat(alternation.unexplained()).isEmpty());
  }

  @Test
  void oneSlowCloseDoesNotExplainTwoCreates() {
    TraceEvent second = created(20, 30);
    TraceEvent third = created(40, 50);
    assertThat(of(List.of(created(0, 10), second, third, closed(15, 60))).unexplained())
        .containsExactly(third);
  }

  @Test
  void aCloseThatOverlapsTheFirstCreateMayBeOfEither() {
    assertThat(of(List.of(created(10, 20), closed(5, 30))))
        .matches(alternation -> !alternation.isSurelyOpen() && !alternation.isSurelyClosed());
  }

  @Test
  void unexplainedCallsAreHandedOutWhenThereAreTooMany() {
    Alternation alternation = new Alternation();
    List<TraceEvent> certain = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      TraceEvent oldest = alternation.add(created(10L * i, 10L * i + 5));
      if (oldest != null) {
        certain.add(oldest);
      }
    }
    certain.addAll(alternation.unexplained());
    assertThat(certain).hasSize(99).isSortedAccordingTo(Comparator.comparing(TraceEvent::end));
  }

  @Test
  void somethingIsUnexplainedExactlyIfNoOrderIsLegal() {
    Random random = new Random(13);
    int legal = 0;
    for (int i = 0; i < HISTORIES; i++) {
      List<TraceEvent> history = new ArrayList<>();
      int length = 1 + random.nextInt(LONGEST);
      for (int j = 0; j < length; j++) {
        // No two end at once: those would have no order of their own.
        long end = (long) random.nextInt(MOMENTS) * LONGEST + j;
        long start = Math.max(0, end - random.nextInt(MOMENTS * LONGEST / 2));
        history.add(random.nextBoolean() ? created(start, end) : closed(start, end));
      }
      boolean expected = hasOrder(history, 0, true) || hasOrder(history, 0, false);
      assertThat(of(history).unexplained().isEmpty()).as("%s", history).isEqualTo(expected);
      legal += expected ? 1 : 0;
    }
    assertThat(legal).isBetween(HISTORIES / 10, HISTORIES * 9 / 10);
  }

  /** Tries all orders. */
  private static boolean hasOrder(List<TraceEvent> left, long now, boolean open) {
    if (left.isEmpty()) {
      return true;
    }
    for (TraceEvent next : left) {
      long moment = Math.max(now, next.start());
      if ((next.kind() == CallKind.CREATE) != open && moment <= next.end()) {
        List<TraceEvent> others = new ArrayList<>(left);
        others.remove(next);
        if (hasOrder(others, moment, !open)) {
          return true;
        }
      }
    }
    return false;
  }
}
