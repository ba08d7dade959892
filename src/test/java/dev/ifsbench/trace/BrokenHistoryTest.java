package dev.ifsbench.trace;

import static dev.ifsbench.trace.TestRecording.TABLE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ifsbench.spi.WinsockError;
import dev.ifsbench.trace.check.RuleChecker;
import dev.ifsbench.trace.event.CleanupEvent;
import dev.ifsbench.trace.event.CloseSocketEvent;
import dev.ifsbench.trace.event.CloseSocketHandleEvent;
import dev.ifsbench.trace.event.CreateSocketHandleEvent;
import dev.ifsbench.trace.event.HandleImportEvent;
import dev.ifsbench.trace.event.ModifyIfsHandleEvent;
import dev.ifsbench.trace.event.QuerySocketHandleContextEvent;
import dev.ifsbench.trace.event.SocketEvent;
import dev.ifsbench.trace.event.UnknownHandleEvent;
import dev.ifsbench.trace.recording.CallKind;
import dev.ifsbench.trace.recording.Recordings;
import dev.ifsbench.trace.recording.TraceEvent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a handle's history can have wrong, each with its near miss that is right. */
class BrokenHistoryTest {
  private static final int BASE = 1001;
  private static final int LAYER = 1007;
  private static final long OTHER_TABLE = TABLE + 1;
  private static final long S = 12;
  private static final String CONTEXT = "context";

  @TempDir Path folder;
  private TestRecording recording;

  @BeforeEach
  void start() throws Exception {
    recording = TestRecording.start(folder.resolve("history.jfr"));
  }

  @AfterEach
  void close() {
    recording.close();
  }

  private List<String> broken() throws Exception {
    return rules(recording.stop());
  }

  private static List<String> rules(Path file) throws Exception {
    return TestRecording.read(file).violations().stream()
        .map(violation -> violation.rule().name())
        .toList();
  }

  private static void modify(int id, int previous) {
    ModifyIfsHandleEvent.start().finish(TABLE, id, "p" + id, S, S, previous, WinsockError.NO_ERROR);
  }

  private static void refusedModify(int id, String name, long handle) {
    ModifyIfsHandleEvent.start().finish(TABLE, id, name, handle, -1, 0, WinsockError.WSAEINVAL);
  }

  private static void create(long table) {
    CreateSocketHandleEvent.start()
        .finish(table, LAYER, "layer", CONTEXT, S, WinsockError.NO_ERROR);
  }

  private static void closeCreated(long table, WinsockError outcome) {
    CloseSocketHandleEvent.start().finish(table, LAYER, "layer", S, outcome);
  }

  private static void closeCreated() {
    closeCreated(TABLE, WinsockError.NO_ERROR);
  }

  private static void closeSocket() {
    CloseSocketEvent.start().finish(TABLE, BASE, "base", S, WinsockError.NO_ERROR);
  }

  private static void returned(int owner) {
    SocketEvent.start()
        .finish(TABLE, "WSPSocket", owner, "p" + owner, S, owner, WinsockError.NO_ERROR);
  }

  private static void query(Object context, WinsockError outcome) {
    QuerySocketHandleContextEvent.startIfDrawn().finish(TABLE, LAYER, "layer", S, context, outcome);
  }

  @Test
  void aModifyThatClaimsAnOwnerAfterTheClose() throws Exception {
    modify(BASE, 0);
    closeSocket();
    modify(LAYER, BASE);
    assertThat(broken()).containsExactly("NO_CALL_AFTER_CLOSE");
  }

  @Test
  void aModifyOfAReusedNumberThatNobodyOwns() throws Exception {
    modify(BASE, 0);
    closeSocket();
    modify(BASE, 0);
    modify(LAYER, BASE);
    assertThat(broken()).isEmpty();
  }

  @Test
  void aModifyThatFailsAfterTheClose() throws Exception {
    modify(BASE, 0);
    closeSocket();
    refusedModify(BASE, "base", S);
    assertThat(broken()).containsExactly("NO_CALL_AFTER_CLOSE");
  }

  @Test
  void aSocketThatClaimsAnOwnerAfterTheClose() throws Exception {
    modify(BASE, 0);
    closeSocket();
    returned(BASE);
    assertThat(broken()).containsExactly("NO_CALL_AFTER_CLOSE");
  }

  @Test
  void aCreatedHandleThatIsClosedTwice() throws Exception {
    create(TABLE);
    closeCreated();
    closeCreated();
    assertThat(broken()).containsExactly("CLOSED_ONCE");
  }

  @Test
  void aSecondCloseThatFailsIsACallAfterTheClose() throws Exception {
    create(TABLE);
    closeCreated();
    closeCreated(TABLE, WinsockError.WSAENOTSOCK);
    assertThat(broken()).containsExactly("NO_CALL_AFTER_CLOSE");
  }

  @Test
  void aSocketThatTheApplicationClosesTwice() throws Exception {
    modify(BASE, 0);
    closeSocket();
    closeSocket();
    assertThat(broken()).containsExactly("CLOSED_ONCE");
  }

  @Test
  void aNumberThatIsCreatedTwiceWithoutACloseBetween() throws Exception {
    create(TABLE);
    create(TABLE);
    closeCreated();
    assertThat(broken()).containsExactly("CREATED_ONCE");
  }

  @Test
  void aNumberThatIsCreatedAgainAfterItsClose() throws Exception {
    create(TABLE);
    closeCreated();
    create(TABLE);
    closeCreated();
    assertThat(broken()).isEmpty();
  }

  @Test
  void aNumberThatTwoTablesHave() throws Exception {
    create(TABLE);
    create(OTHER_TABLE);
    closeCreated();
    closeCreated(OTHER_TABLE, WinsockError.NO_ERROR);
    assertThat(broken()).isEmpty();
  }

  @Test
  void anOperatingSystemsHandleThatIsClosedByTheUpcall() throws Exception {
    modify(BASE, 0);
    closeCreated(TABLE, WinsockError.WSAENOTSOCK);
    closeSocket();
    assertThat(broken()).containsExactly("CREATED_HANDLES_ONLY");
  }

  @Test
  void anOperatingSystemsHandleWhoseContextIsAskedFor() throws Exception {
    modify(BASE, 0);
    query(null, WinsockError.WSAENOTSOCK);
    assertThat(broken()).containsExactly("CREATED_HANDLES_ONLY");
  }

  @Test
  void aQueryThatReturnsAnotherContext() throws Exception {
    create(TABLE);
    query(new Object(), WinsockError.NO_ERROR);
    closeCreated();
    assertThat(broken()).containsExactly("CONTEXT_KEPT");
  }

  @Test
  void aQueryThatReturnsTheContextOfTheCreate() throws Exception {
    create(TABLE);
    query(CONTEXT, WinsockError.NO_ERROR);
    closeCreated();
    assertThat(broken()).isEmpty();
  }

  @Test
  void anUpcallThatNamesNoEntryOrNoHandle() throws Exception {
    refusedModify(9999, null, S);
    refusedModify(BASE, "base", -1);
    assertThat(broken()).containsExactly("VALID_UPCALL", "VALID_UPCALL");
  }

  @Test
  void aModifyThatFailsForWantOfMemoryIsNobodysFault() throws Exception {
    ModifyIfsHandleEvent.start().finish(TABLE, BASE, "base", S, -1, 0, WinsockError.WSAENOBUFS);
    assertThat(broken()).isEmpty();
  }

  @Test
  void whatTheApiLeavesOpenIsARemarkAndDoesNotCount() throws Exception {
    modify(BASE, 0);
    modify(BASE, BASE);
    UnknownHandleEvent.record(TABLE, -1);
    ModifyIfsHandleEvent.start()
        .finish(TABLE, BASE, "base", S + 1, S + 2, 0, WinsockError.NO_ERROR);
    Path file = recording.stop();
    assertThat(rules(file)).containsExactly("MODIFIED_ONCE", "CALL_ON_SOCKET", "SAME_HANDLE");
    RuleChecker checker = new RuleChecker();
    checker.finish(Recordings.read(file, checker));
    assertThat(checker.count()).isZero();
  }

  @Test
  void aHandleThatIsOpenWhenTheRecordingEndsIsNoLeakYet() throws Exception {
    create(TABLE);
    assertThat(broken()).isEmpty();
  }

  @Test
  void aHandleThatIsOpenWhenItsWinsockEndsIsALeak() throws Exception {
    create(TABLE);
    CleanupEvent.start().finish(TABLE);
    assertThat(broken()).containsExactly("CREATED_IS_CLOSED");
  }

  @Test
  void aHandleThatIsOpenWhenAnotherWinsockEndsIsNoLeakYet() throws Exception {
    create(TABLE);
    CleanupEvent.start().finish(OTHER_TABLE);
    assertThat(broken()).isEmpty();
  }

  @Test
  void anImportIsNoModify() throws Exception {
    HandleImportEvent.start().finish(TABLE, BASE, "base", S, WinsockError.NO_ERROR);
    returned(BASE);
    closeSocket();
    List<TraceEvent> events = TestRecording.read(recording.stop()).calls();
    assertThat(events).extracting(TraceEvent::kind).doesNotContain(CallKind.MODIFY);
    assertThat(events).extracting(TraceEvent::handle).containsOnly(S);
  }

  @Test
  void theWholeChunksOfAFileThatIsCutOffAreRead() throws Exception {
    modify(BASE, 0);
    byte[] first = Files.readAllBytes(recording.stop());
    for (int kept : new int[] {1, 15, 16, 68, first.length - 1}) {
      byte[] both = Arrays.copyOf(first, first.length + kept);
      System.arraycopy(first, 0, both, first.length, kept);
      Path file = Files.write(folder.resolve("cut.jfr"), both);
      TestRecording.Reading reading = TestRecording.read(file);
      assertThat(reading.calls()).as(kept + " bytes of the second").hasSize(1);
    }
  }

  @Test
  void everyRecordingThatIsPutBehindAnotherIsRead() throws Exception {
    modify(BASE, 0);
    byte[] first = Files.readAllBytes(recording.stop());
    byte[] second;
    try (TestRecording other = TestRecording.start(folder.resolve("second.jfr"))) {
      create(OTHER_TABLE);
      closeCreated(OTHER_TABLE, WinsockError.NO_ERROR);
      second = Files.readAllBytes(other.stop());
    }
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    Path file = Files.write(folder.resolve("both.jfr"), both);
    assertThat(TestRecording.read(file).calls())
        .extracting(TraceEvent::kind)
        .containsExactly(CallKind.MODIFY, CallKind.CREATE, CallKind.CLOSE);
    assertThat(rules(file)).isEmpty();
  }
}
