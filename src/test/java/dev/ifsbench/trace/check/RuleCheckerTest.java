package dev.ifsbench.trace.check;

import static dev.ifsbench.trace.TestRecording.TABLE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ifsbench.spi.WinsockError;
import dev.ifsbench.spi.Ws2Def;
import dev.ifsbench.trace.TestRecording;
import dev.ifsbench.trace.TraceEvents;
import dev.ifsbench.trace.event.CleanupEvent;
import dev.ifsbench.trace.event.CloseSocketEvent;
import dev.ifsbench.trace.event.CloseSocketHandleEvent;
import dev.ifsbench.trace.event.CreateSocketHandleEvent;
import dev.ifsbench.trace.event.DispatchEvent;
import dev.ifsbench.trace.event.EventNames;
import dev.ifsbench.trace.event.ModifyIfsHandleEvent;
import dev.ifsbench.trace.event.QuerySocketHandleContextEvent;
import dev.ifsbench.trace.event.SocketEvent;
import dev.ifsbench.trace.event.UnknownHandleEvent;
import dev.ifsbench.trace.recording.Coverage;
import dev.ifsbench.trace.recording.TraceEvent;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each rule has a recording that breaks it and one that does not. */
class RuleCheckerTest {
  private static final int BASE = 1001;
  private static final int LAYER = 1007;
  private static final long S = 12;

  @TempDir Path folder;
  private TestRecording recording;

  @BeforeEach
  void start() throws Exception {
    recording = TestRecording.start(folder.resolve("rules.jfr"));
  }

  @AfterEach
  void close() {
    recording.close();
  }

  private List<Violation> violations() throws Exception {
    return TestRecording.read(recording.stop()).violations();
  }

  private static void modify(int id, int previous, long from, long to) {
    ModifyIfsHandleEvent.start()
        .finish(TABLE, id, "p" + id, from, to, previous, WinsockError.NO_ERROR);
  }

  private static void create(long handle) {
    CreateSocketHandleEvent.start()
        .finish(TABLE, LAYER, "layer", "context", handle, WinsockError.NO_ERROR);
  }

  private static void closeCreated(long handle) {
    CloseSocketHandleEvent.start().finish(TABLE, LAYER, "layer", handle, WinsockError.NO_ERROR);
  }

  private static void returned(long handle, int owner) {
    returned(BASE, handle, owner);
  }

  private static void returned(int id, long handle, int owner) {
    SocketEvent.start()
        .finish(TABLE, "WSPSocket", id, "p" + id, handle, owner, WinsockError.NO_ERROR);
  }

  private static void dispatch(long handle, int id) {
    DispatchEvent.start().finish(TABLE, "WSPBind", handle, id, "p" + id);
  }

  private static void closeSocket(long handle, int id) {
    CloseSocketEvent.start().finish(TABLE, id, "p" + id, handle, WinsockError.NO_ERROR);
  }

  @Test
  void aGoodLifeBreaksNothing() throws Exception {
    for (int life = 0; life < 3; life++) {
      modify(BASE, 0, S, S);
      modify(LAYER, BASE, S, S);
      returned(S, LAYER);
      dispatch(S, LAYER);
      closeSocket(S, LAYER);
      create(13);
      dispatch(13, LAYER);
      closeSocket(13, LAYER);
      closeCreated(13);
    }
    assertThat(violations()).isEmpty();
  }

  @Test
  void aSocketThatNobodyAnnounced() throws Exception {
    returned(S, 0);
    assertThat(violations())
        .singleElement()
        .satisfies(violation -> assertThat(violation.rule()).isEqualTo(Rule.MODIFIED_BEFORE_USE))
        .satisfies(violation -> assertThat(violation.handle()).isEqualTo(S));
  }

  @Test
  void aBaseThatForgotIsBlamedThoughTheLayerAboveAnnouncedTheSocket() throws Exception {
    returned(BASE, S, 0);
    modify(LAYER, 0, S, S);
    returned(LAYER, S, LAYER);
    assertThat(violations())
        .singleElement()
        .satisfies(violation -> assertThat(violation.rule()).isEqualTo(Rule.MODIFIED_BEFORE_USE))
        .satisfies(violation -> assertThat(violation.provider()).isEqualTo("p" + BASE));
  }

  @Test
  void aSocketThatBaseAndLayerAnnouncedBreaksNothing() throws Exception {
    modify(BASE, 0, S, S);
    returned(BASE, S, BASE);
    modify(LAYER, BASE, S, S);
    returned(LAYER, S, LAYER);
    assertThat(violations()).isEmpty();
  }

  @Test
  void aHandleThatCameBackAsAnother() throws Exception {
    modify(BASE, 0, S, S + 1);
    assertThat(violations()).extracting(Violation::rule).containsExactly(Rule.SAME_HANDLE);
  }

  @Test
  void aCreatedHandleThatStaysOpen() throws Exception {
    create(S);
    create(S + 1);
    closeCreated(S + 1);
    CleanupEvent.start().finish(TABLE);
    assertThat(violations())
        .singleElement()
        .satisfies(violation -> assertThat(violation.rule()).isEqualTo(Rule.CREATED_IS_CLOSED))
        .satisfies(violation -> assertThat(violation.handle()).isEqualTo(S));
  }

  @Test
  void whatIsOpenWhileItsWinsockLivesOnIsNoLeak() throws Exception {
    CleanupEvent.start().finish(TABLE + 1);
    CleanupEvent.start().finish(TABLE);
    create(S);
    assertThat(violations()).isEmpty();
  }

  private List<Rule> broken(TraceEvents... events) {
    RuleChecker checker = new RuleChecker();
    long time = 100;
    for (TraceEvents event : events) {
      TraceEvent made = event.event();
      checker.accept(made.end() > 0 ? made : event.at(time, time + 5).event());
      time += 10;
    }
    return checker.finish(new Coverage()).stream().map(Violation::rule).toList();
  }

  @Test
  void aHandleOfAnotherTableIsAnotherHandle() {
    assertThat(
            broken(
                TraceEvents.modify(S),
                TraceEvents.modify(S).in(2),
                TraceEvents.close(S),
                TraceEvents.close(S).in(2)))
        .isEmpty();
  }

  @Test
  void aModifyAfterTheCloseThatFailsOrClaimsAnOwner() {
    TraceEvents failing =
        TraceEvents.modify(S).to(Ws2Def.INVALID_SOCKET).error(WinsockError.WSAEINVAL);
    assertThat(broken(TraceEvents.modify(S), TraceEvents.close(S), failing))
        .containsExactly(Rule.NO_CALL_AFTER_CLOSE);
    assertThat(
            broken(
                TraceEvents.modify(S),
                TraceEvents.close(S),
                TraceEvents.modify(S).of(LAYER).previous(BASE)))
        .containsExactly(Rule.NO_CALL_AFTER_CLOSE);
    assertThat(broken(TraceEvents.modify(S), TraceEvents.close(S), TraceEvents.modify(S)))
        .as("the number's next life")
        .isEmpty();
  }

  @Test
  void aSocketThatIsReturnedAfterItsCloseAsIfItHadAnOwner() {
    assertThat(broken(TraceEvents.modify(S), TraceEvents.close(S), TraceEvents.socket(S)))
        .containsExactly(Rule.NO_CALL_AFTER_CLOSE);
    assertThat(broken(TraceEvents.modify(S), TraceEvents.socket(S), TraceEvents.close(S)))
        .isEmpty();
  }

  @Test
  void aModifyThatFailsWhileTheHandleIsBeingClosedIsExcused() {
    TraceEvents failing =
        TraceEvents.modify(S)
            .of(LAYER)
            .to(Ws2Def.INVALID_SOCKET)
            .error(WinsockError.WSAEINVAL)
            .at(200, 210);
    assertThat(broken(TraceEvents.modify(S), failing, TraceEvents.close(S).at(205, 220))).isEmpty();
    assertThat(broken(TraceEvents.modify(S), failing, TraceEvents.close(S).at(215, 220)))
        .containsExactly(Rule.VALID_UPCALL);
  }

  @Test
  void aSecondCloseThatSucceeds() {
    assertThat(broken(TraceEvents.modify(S), TraceEvents.close(S), TraceEvents.close(S)))
        .containsExactly(Rule.CLOSED_ONCE);
    assertThat(
            broken(
                TraceEvents.created(S), TraceEvents.closeCreated(S), TraceEvents.closeCreated(S)))
        .containsExactly(Rule.CLOSED_ONCE);
    assertThat(
            broken(
                TraceEvents.created(S),
                TraceEvents.closeCreated(S).at(210, 220),
                TraceEvents.close(S).at(200, 230)))
        .as("the upcall lies within WSPCloseSocket")
        .isEmpty();
  }

  @Test
  void aNumberThatIsCreatedTwice() {
    assertThat(broken(TraceEvents.created(S), TraceEvents.created(S)))
        .containsExactly(Rule.CREATED_ONCE);
    assertThat(
            broken(
                TraceEvents.created(S),
                TraceEvents.created(S).at(210, 220),
                TraceEvents.closeCreated(S).at(200, 230)))
        .as("closed meanwhile")
        .isEmpty();
  }

  @Test
  void anUpcallForCreatedHandlesOnASystemsHandle() {
    TraceEvents close = TraceEvents.closeCreated(S).error(WinsockError.WSAENOTSOCK);
    assertThat(broken(TraceEvents.modify(S), close)).containsExactly(Rule.CREATED_HANDLES_ONLY);
  }

  @Test
  void aQueryThatReturnsAnotherContext() {
    assertThat(broken(TraceEvents.created(S), TraceEvents.query(S, "@2")))
        .containsExactly(Rule.CONTEXT_KEPT);
    assertThat(broken(TraceEvents.created(S), TraceEvents.query(S, "@1"))).isEmpty();
  }

  @Test
  void aModifyByTheOwnerIsARemarkOnly() {
    RuleChecker checker = new RuleChecker();
    checker.accept(TraceEvents.modify(S).at(1, 2).event());
    checker.accept(TraceEvents.modify(S).previous(BASE).at(3, 4).event());
    checker.finish(new Coverage());
    assertThat(checker.counts()).containsOnlyKeys(Rule.MODIFIED_ONCE);
    assertThat(checker.count()).isZero();
  }

  @Test
  void aCallOnWhatWasNeverASocketIsNoCallAfterClose() {
    assertThat(broken(TraceEvents.unknown(Ws2Def.INVALID_SOCKET)))
        .containsExactly(Rule.CALL_ON_SOCKET);
  }

  @Test
  void callsAfterClose() throws Exception {
    modify(BASE, 0, S, S);
    closeSocket(S, BASE);
    UnknownHandleEvent.record(TABLE, S);
    dispatch(S, BASE);
    create(S + 1);
    closeCreated(S + 1);
    QuerySocketHandleContextEvent.failed(TABLE, 0, null, S + 1, WinsockError.WSAENOTSOCK);
    CloseSocketHandleEvent.start().finish(TABLE, 0, null, S + 1, WinsockError.WSAENOTSOCK);
    assertThat(violations())
        .extracting(Violation::rule)
        .hasSize(4)
        .containsOnly(Rule.NO_CALL_AFTER_CLOSE);
  }

  @Test
  void callsBeforeTheCloseHasEndedAreExcused() throws Exception {
    modify(BASE, 0, S, S);
    CloseSocketEvent closing = CloseSocketEvent.start();
    DispatchEvent running = DispatchEvent.start();
    closing.finish(TABLE, BASE, "base", S, WinsockError.NO_ERROR);
    running.finish(TABLE, "WSPBind", S, BASE, "base");
    assertThat(violations()).isEmpty();
  }

  @Test
  void aCallToTheWrongLayer() throws Exception {
    modify(BASE, 0, S, S);
    modify(LAYER, BASE, S, S);
    dispatch(S, BASE);
    assertThat(violations()).extracting(Violation::rule).containsExactly(Rule.LAST_MODIFIER);
  }

  @Test
  void aCallDuringAModifyMayGoToEither() throws Exception {
    modify(BASE, 0, S, S);
    ModifyIfsHandleEvent modifying = ModifyIfsHandleEvent.start();
    dispatch(S, BASE);
    dispatch(S, LAYER);
    modifying.finish(TABLE, LAYER, "layer", S, S, BASE, WinsockError.NO_ERROR);
    dispatch(S, LAYER);
    assertThat(violations()).isEmpty();
  }

  @Test
  void aCloseThatEndsLateDoesNotTakeTheNextLife() throws Exception {
    modify(BASE, 0, S, S);
    CloseSocketEvent closing = CloseSocketEvent.start();
    modify(BASE, 0, S, S);
    closing.finish(TABLE, BASE, "base", S, WinsockError.NO_ERROR);
    dispatch(S, BASE);
    assertThat(violations()).isEmpty();
  }

  @Test
  void whatWasNotRecordedIsNotJudged() throws Exception {
    recording.recording().enable(EventNames.MODIFY).with("catalogEntryIds", "1001");
    modify(BASE, 0, S, S);
    modify(LAYER, BASE, S, S);
    dispatch(S, LAYER);
    TestRecording.Reading reading = TestRecording.read(recording.stop());
    assertThat(reading.events())
        .extracting(TraceEvent::catalogEntryId)
        .containsOnlyOnce(BASE)
        .contains(LAYER);
    assertThat(reading.violations()).isEmpty();
    assertThat(reading.coverage().gap())
        .isEqualTo("WPUModifyIFSHandle was recorded with catalogEntryIds=1001");
  }
}
