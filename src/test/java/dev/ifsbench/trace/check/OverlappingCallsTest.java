package dev.ifsbench.trace.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ifsbench.spi.WinsockError;
import dev.ifsbench.spi.Ws2Def;
import dev.ifsbench.trace.TraceEvents;
import dev.ifsbench.trace.recording.Coverage;
import dev.ifsbench.trace.recording.TraceEvent;
import dev.ifsbench.trace.recording.TraceThread;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Calls of two threads on one number: what can have happened in a legal order is not blamed. */
class OverlappingCallsTest {
  private static final int BASE = 1001;
  private static final int LAYER = 1007;
  private static final long S = 12;
  private static final TraceThread ONE = new TraceThread(1, 1, "one", false);
  private static final TraceThread OTHER = new TraceThread(1, 2, "other", false);

  /** The rules that events break, which a recording hands on in the order of their ends. */
  private static List<Rule> broken(TraceEvents... events) {
    RuleChecker checker = new RuleChecker();
    Arrays.stream(events)
        .map(TraceEvents::event)
        .sorted(
            Comparator.comparingLong(TraceEvent::end)
                .thenComparing(Comparator.comparingLong(TraceEvent::start).reversed()))
        .forEach(checker::accept);
    return checker.finish(new Coverage()).stream().map(Violation::rule).toList();
  }

  private static TraceEvents created(long start, long end) {
    return TraceEvents.created(S).at(start, end).by(ONE);
  }

  private static TraceEvents closed(long start, long end) {
    return TraceEvents.closeCreated(S).at(start, end).by(ONE);
  }

  private static TraceEvents modify(int owner, int previous, long start, long end) {
    return TraceEvents.modify(S).of(owner).previous(previous).at(start, end).by(ONE);
  }

  private static TraceEvents socket(long start, long end) {
    return TraceEvents.socket(S).at(start, end).by(ONE);
  }

  @Test
  void aCloseAndAnotherThreadsReCreateAreLegalWhicheverEndsFirst() {
    assertThat(broken(created(0, 10), closed(20, 30), created(25, 40).by(OTHER), closed(50, 60)))
        .as("the close ends first")
        .isEmpty();
    assertThat(broken(created(0, 10), closed(20, 50), created(25, 40).by(OTHER), closed(60, 70)))
        .as("the create ends first")
        .isEmpty();
    assertThat(broken(created(0, 10), closed(25, 50), created(20, 40).by(OTHER), closed(60, 70)))
        .as("the create begins and ends first")
        .isEmpty();
    assertThat(broken(created(0, 10), closed(25, 30), created(20, 40).by(OTHER), closed(60, 70)))
        .as("the close lies within the create")
        .isEmpty();
  }

  @Test
  void whatTookTheNumberAndLeftItWhileItsFirstCloseRanIsLegal() {
    assertThat(
            broken(
                created(0, 10),
                closed(20, 100),
                created(30, 40).by(OTHER),
                TraceEvents.query(S, "@1").at(41, 42).by(OTHER),
                closed(45, 50).by(OTHER),
                created(60, 70).by(OTHER),
                closed(80, 90).by(OTHER)))
        .isEmpty();
  }

  @Test
  void whatIsCreatedOrClosedTwiceWithoutOverlapIsBlamed() {
    assertThat(broken(created(0, 10), created(20, 30).by(OTHER), closed(40, 50)))
        .containsExactly(Rule.CREATED_ONCE);
    assertThat(broken(created(0, 10), closed(20, 30), closed(40, 50).by(OTHER)))
        .containsExactly(Rule.CLOSED_ONCE);
  }

  @Test
  void oneOverlapDoesNotExcuseTwo() {
    assertThat(
            broken(
                created(0, 10),
                created(20, 30).by(OTHER),
                created(40, 50).by(OTHER),
                closed(15, 60),
                closed(70, 80)))
        .containsExactly(Rule.CREATED_ONCE);
  }

  @Test
  void aNumberThatIsClosedTwiceBlamesTheCloseThoughAnEarlierCloseRan() {
    assertThat(
            broken(
                created(0, 10),
                closed(20, 100),
                created(30, 40).by(OTHER),
                closed(45, 50).by(OTHER),
                closed(110, 120).by(OTHER)))
        .containsExactly(Rule.CLOSED_ONCE);
  }

  @Test
  void aNumberWhoseLastLifeBeganBeforeTheRecordingIsNotJudgedByItsClose() {
    assertThat(broken(created(20, 40), closed(10, 50), created(60, 70), closed(80, 90))).isEmpty();
    assertThat(broken(created(20, 40), closed(10, 50), closed(60, 70))).isEmpty();
  }

  @Test
  void aCallThatBeganBeforeALifeBeganIsNotHeldAgainstIt() {
    TraceEvents call = TraceEvents.close(S).of(LAYER).at(15, 60);
    assertThat(broken(modify(BASE, 0, 20, 30), call)).as("it began before").isEmpty();
    assertThat(broken(modify(BASE, 0, 20, 30), call.at(25, 60))).as("meanwhile").isEmpty();
    assertThat(broken(modify(BASE, 0, 20, 30), call.at(31, 60)))
        .as("it began afterwards")
        .containsExactly(Rule.LAST_MODIFIER);
  }

  @Test
  void aCallOnTheNextLifeMayEndBeforeItsAnnouncementDoes() {
    TraceEvents query = TraceEvents.query(S, "@2").at(40, 45);
    assertThat(broken(created(0, 10), closed(20, 30), query, created(35, 50), closed(60, 70)))
        .isEmpty();
    assertThat(broken(created(0, 10), closed(20, 30), query, created(46, 50), closed(60, 70)))
        .containsExactly(Rule.NO_CALL_AFTER_CLOSE);
  }

  @Test
  void aCallThatFindsNothingAfterTheCloseIsBlamedWhateverIsAnnouncedMeanwhile() {
    assertThat(
            broken(
                created(0, 10),
                closed(20, 30),
                TraceEvents.unknown(S).at(40, 45),
                created(35, 50),
                closed(60, 70)))
        .containsExactly(Rule.NO_CALL_AFTER_CLOSE);
  }

  @Test
  void aSecondCloseMayBeThatOfASocketWhoseAnnouncementHasNotEnded() {
    TraceEvents second = TraceEvents.close(S).at(40, 45);
    assertThat(
            broken(
                modify(BASE, 0, 0, 10),
                TraceEvents.close(S).at(20, 30),
                second,
                modify(BASE, 0, 35, 50)))
        .isEmpty();
    assertThat(
            broken(
                modify(BASE, 0, 0, 10),
                TraceEvents.close(S).at(20, 30),
                second,
                modify(BASE, 0, 46, 50)))
        .containsExactly(Rule.CLOSED_ONCE);
  }

  @Test
  void anUpcallThatClosesASystemsHandleIsBlamed() {
    assertThat(broken(modify(BASE, 0, 0, 10), closed(20, 30)))
        .containsExactly(Rule.CREATED_HANDLES_ONLY);
    assertThat(broken(modify(BASE, 0, 20, 30), closed(10, 40)))
        .as("it was created before the recording began")
        .isEmpty();
    assertThat(
            broken(
                modify(BASE, 0, 0, 10),
                TraceEvents.close(S).at(12, 15),
                closed(20, 30).error(WinsockError.NO_ERROR)))
        .containsExactly(Rule.CLOSED_ONCE);
  }

  @Test
  void aNumberThatTheSystemGivesAgainWhileACreatedHandleOfItIsClosingIsLegal() {
    assertThat(
            broken(
                created(0, 10),
                closed(20, 100),
                modify(BASE, 0, 30, 40).by(OTHER),
                socket(25, 45).by(OTHER),
                TraceEvents.close(S).at(50, 60).by(OTHER)))
        .isEmpty();
  }

  @Test
  void socketsBelowALayerThatFollowEachOtherOnOneNumberAreNoRepetition() {
    // The layer has its lower provider close them, which Winsock is not told of.
    assertThat(
            broken(
                modify(BASE, 0, 10, 20),
                socket(5, 25),
                modify(BASE, BASE, 40, 50),
                socket(35, 55),
                modify(BASE, BASE, 70, 80).by(OTHER),
                socket(65, 85).by(OTHER)))
        .isEmpty();
  }

  @Test
  void aSecondModifyWithinTheCallThatMadeTheSocketIsARepetition() {
    assertThat(broken(modify(BASE, 0, 10, 15), modify(BASE, BASE, 16, 20), socket(5, 25)))
        .containsExactly(Rule.MODIFIED_ONCE);
    assertThat(
            broken(
                modify(BASE, 0, 10, 20),
                socket(5, 25),
                modify(BASE, BASE, 40, 45),
                modify(BASE, BASE, 46, 50),
                socket(35, 55)))
        .as("of a number that has been used before")
        .containsExactly(Rule.MODIFIED_ONCE);
  }

  @Test
  void aModifyByTheOwnerOutsideACallThatReturnsTheHandleIsARepetition() {
    assertThat(broken(modify(BASE, 0, 10, 20), socket(5, 25), modify(BASE, BASE, 40, 50)))
        .containsExactly(Rule.MODIFIED_ONCE);
    assertThat(
            broken(
                modify(BASE, 0, 10, 20),
                socket(5, 25),
                modify(BASE, BASE, 40, 50).by(OTHER),
                socket(35, 55)))
        .as("of another thread")
        .containsExactly(Rule.MODIFIED_ONCE);
    assertThat(
            broken(
                modify(BASE, 0, 10, 20),
                socket(5, 25),
                modify(BASE, BASE, 40, 50),
                TraceEvents.socket(S).to(Ws2Def.INVALID_SOCKET).at(35, 55).by(ONE)))
        .as("of a call that returned none")
        .containsExactly(Rule.MODIFIED_ONCE);
  }

  @Test
  void aLayersModifyTwiceOverASocketOfAUsedNumberIsARepetition() {
    assertThat(
            broken(
                modify(BASE, 0, 1, 2),
                socket(0, 3),
                modify(BASE, BASE, 40, 45),
                socket(35, 46),
                modify(LAYER, BASE, 47, 48),
                modify(LAYER, LAYER, 49, 50),
                TraceEvents.socket(S).of(LAYER).previous(LAYER).at(30, 55).by(ONE)))
        .containsExactly(Rule.MODIFIED_ONCE);
  }
}
