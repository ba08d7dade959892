package dev.ifsbench.trace.recording;

import static dev.ifsbench.trace.TestRecording.TABLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ifsbench.spi.WinsockError;
import dev.ifsbench.trace.TestRecording;
import dev.ifsbench.trace.check.Rule;
import dev.ifsbench.trace.check.RuleChecker;
import dev.ifsbench.trace.check.Violation;
import dev.ifsbench.trace.event.CatalogEntryFilter;
import dev.ifsbench.trace.event.CleanupEvent;
import dev.ifsbench.trace.event.CloseSocketEvent;
import dev.ifsbench.trace.event.CloseSocketHandleEvent;
import dev.ifsbench.trace.event.CreateSocketHandleEvent;
import dev.ifsbench.trace.event.DispatchEvent;
import dev.ifsbench.trace.event.EventNames;
import dev.ifsbench.trace.event.HandleTables;
import dev.ifsbench.trace.event.ModifyIfsHandleEvent;
import dev.ifsbench.trace.event.QuerySocketHandleContextEvent;
import dev.ifsbench.trace.event.SamplingControl;
import dev.ifsbench.trace.event.SocketEvent;
import dev.ifsbench.trace.event.StartupEvent;
import dev.ifsbench.trace.event.UnknownHandleEvent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import jdk.jfr.FlightRecorder;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A recording is read whole and in order, or refused in one line. */
class RecordingsTest {
  @TempDir Path folder;

  private Path recorded() throws Exception {
    try (TestRecording recording = TestRecording.start(folder.resolve("r.jfr"))) {
      ModifyIfsHandleEvent.start().finish(TABLE, 1001, "base", 12, 12, 0, WinsockError.NO_ERROR);
      return recording.stop();
    }
  }

  private static void refuses(Path file, String reason) {
    assertThatThrownBy(() -> Recordings.read(file, event -> {}))
        .isInstanceOf(UnreadableRecordingException.class)
        .hasMessageStartingWith("'" + file + "' cannot be read as a recording: ")
        .hasMessageContaining(reason)
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"));
  }

  @Test
  void everyTruncatedFileIsRefused() throws Exception {
    byte[] whole = Files.readAllBytes(recorded());
    Path file = folder.resolve("cut.jfr");
    for (int length : new int[] {4, 10, 15, 16, 60, 68, 100, whole.length / 2, whole.length - 1}) {
      Files.write(file, Arrays.copyOf(whole, length));
      refuses(file, "it is cut off");
    }
    Files.write(file, new byte[0]);
    refuses(file, "it is not a recording");
  }

  @Test
  void aDamagedFileIsRefused() throws Exception {
    byte[] whole = Files.readAllBytes(recorded());
    Arrays.fill(whole, 68, whole.length, (byte) 0x7f);
    Path file = folder.resolve("damaged.jfr");
    Files.write(file, whole);
    refuses(file, "it is damaged");
  }

  @Test
  void whatIsNoRecordingIsRefused() throws Exception {
    refuses(folder.resolve("missing.jfr"), "there is no such file");
    refuses(folder, "it is a folder");
    Path text = Files.writeString(folder.resolve("text.jfr"), "This is a text, not a recording.");
    refuses(text, "it is not a recording of JDK Flight Recorder");
  }

  @Test
  void aWholeChunkWithBytesBehindItIsReadAndTheRestNamed() throws Exception {
    byte[] whole = Files.readAllBytes(recorded());
    Path file = Files.write(folder.resolve("tail.jfr"), Arrays.copyOf(whole, whole.length + 100));
    List<TraceEvent> events = new ArrayList<>();
    assertThat(Recordings.read(file, events::add).cutOff())
        .startsWith("it is damaged at byte " + whole.length);
    assertThat(events).extracting(TraceEvent::kind).contains(CallKind.MODIFY);
  }

  @Test
  void whatIsWholeOfATruncatedRecordingIsRead() throws Exception {
    byte[] whole = Files.readAllBytes(recorded());
    byte[] twice = Arrays.copyOf(whole, 2 * whole.length - 10);
    System.arraycopy(whole, 0, twice, whole.length, whole.length - 10);
    List<TraceEvent> events = new ArrayList<>();
    Coverage coverage = Recordings.read(Files.write(folder.resolve("cut.jfr"), twice), events::add);
    assertThat(coverage.cutOff()).startsWith("it is cut off").contains("the 1 whole chunks");
    assertThat(events).filteredOn(event -> event.kind() == CallKind.MODIFY).hasSize(1);
  }

  /** Records one modify in a JVM of its own. */
  static final class Other {
    private Other() {}

    public static void main(String[] args) {
      // Types get their numbers in the order in which they are first used.
      if (args.length > 0) {
        CleanupEvent.start().finish(HandleTables.newTable());
        UnknownHandleEvent.record(HandleTables.newTable(), 3);
      }
      ModifyIfsHandleEvent.start()
          .finish(HandleTables.newTable(), 1001, "base", 12, 12, 0, WinsockError.NO_ERROR);
      CreateSocketHandleEvent.start()
          .finish(HandleTables.newTable(), 1007, "layer", "", 13, WinsockError.NO_ERROR);
    }
  }

  /** Creates a handle in a table whose number other JVMs have too, and closes it if told to. */
  static final class SameNumbers {
    private SameNumbers() {}

    public static void main(String[] args) {
      CreateSocketHandleEvent.start().finish(TABLE, 1007, "layer", "", 13, WinsockError.NO_ERROR);
      if (args.length > 0) {
        CloseSocketHandleEvent.start().finish(TABLE, 1007, "layer", 13, WinsockError.NO_ERROR);
      }
    }
  }

  private Path recordedElsewhere(String name, String... arguments) throws Exception {
    return recordedElsewhere(Other.class, name, arguments);
  }

  private Path recordedElsewhere(Class<?> program, String name, String... arguments)
      throws Exception {
    Path file = folder.resolve(name);
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:StartFlightRecording:filename=" + file,
                "-cp",
                System.getProperty("java.class.path"),
                program.getName()));
    command.addAll(List.of(arguments));
    Process java = new ProcessBuilder(command).redirectErrorStream(true).start();
    java.getInputStream().readAllBytes();
    assertThat(java.onExit().join().exitValue()).isZero();
    return file;
  }

  @Test
  void recordingsOfSeveralJvmsInOneFileAreAllReadInWhateverOrder() throws Exception {
    byte[] first = Files.readAllBytes(recordedElsewhere("a.jfr"));
    byte[] second = Files.readAllBytes(recordedElsewhere("b.jfr", "other"));
    Path file = folder.resolve("both.jfr");
    Files.write(file, second);
    Files.write(file, first, StandardOpenOption.APPEND);

    TestRecording.Reading reading = TestRecording.read(file);

    List<TraceEvent> modifies =
        reading.events().stream().filter(event -> event.kind() == CallKind.MODIFY).toList();
    assertThat(modifies).hasSize(2);
    assertThat(modifies.get(0).table()).isNotEqualTo(modifies.get(1).table());
    assertThat(reading.events()).extracting(TraceEvent::end).isSorted();
    // Both JVMs ended, so what they left open is a leak.
    assertThat(reading.violations())
        .extracting(Violation::rule)
        .containsExactlyInAnyOrder(
            Rule.CREATED_IS_CLOSED, Rule.CREATED_IS_CLOSED, Rule.CALL_ON_SOCKET);
  }

  @Test
  void tablesAndThreadsOfOneNumberInTwoJvmsAreTwo() throws Exception {
    byte[] leaking = Files.readAllBytes(recordedElsewhere(SameNumbers.class, "a.jfr"));
    byte[] closing = Files.readAllBytes(recordedElsewhere(SameNumbers.class, "b.jfr", "close"));
    Path file = Files.write(folder.resolve("both.jfr"), closing);
    Files.write(file, leaking, StandardOpenOption.APPEND);

    TestRecording.Reading reading = TestRecording.read(file);

    assertThat(reading.events())
        .filteredOn(event -> event.kind() != CallKind.HANDLE_TABLE)
        .extracting(event -> event.kind() + " " + event.table() + " " + event.thread().jvm())
        .containsExactly("CREATE 1 1", "CREATE 2 2", "CLOSE 2 2");
    assertThat(reading.violations())
        .extracting(violation -> violation.rule() + " " + violation.table())
        .containsExactly("CREATED_IS_CLOSED 1");
  }

  @Test
  void aTableOfOneJvmKeepsItsNumberInAllPartsOfAFile() throws Exception {
    Path file = folder.resolve("parts.jfr");
    try (TestRecording recording = TestRecording.start(folder.resolve("a.jfr"))) {
      CreateSocketHandleEvent.start().finish(TABLE, 1007, "layer", "", 13, WinsockError.NO_ERROR);
      Files.write(file, Files.readAllBytes(recording.stop()));
    }
    Thread.sleep(200); // Nobody takes what comes after it for the same recording.
    try (TestRecording recording = TestRecording.start(folder.resolve("b.jfr"))) {
      CloseSocketHandleEvent.start().finish(TABLE, 1007, "layer", 13, WinsockError.NO_ERROR);
      Files.write(file, Files.readAllBytes(recording.stop()), StandardOpenOption.APPEND);
    }
    TestRecording.Reading reading = TestRecording.read(file);
    assertThat(reading.events())
        .filteredOn(event -> event.kind() != CallKind.HANDLE_TABLE)
        .extracting(event -> event.kind() + " " + event.table() + " " + event.thread().jvm())
        .containsExactly("CREATE 1 1", "CLOSE 1 1");
  }

  @Test
  void aForeignRecordingIsRefused() throws Exception {
    Path file = folder.resolve("foreign.jfr");
    ProcessBuilder java =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:StartFlightRecording:filename=" + file,
            "-version");
    assertThat(java.redirectErrorStream(true).start().onExit().join().exitValue()).isZero();
    refuses(file, "it holds no events of ifsbench");
  }

  @Test
  void eventsComeInTheOrderOfTheirEnds() throws Exception {
    Path file;
    try (TestRecording recording = TestRecording.start(folder.resolve("order.jfr"))) {
      Thread[] threads = new Thread[4];
      for (int i = 0; i < threads.length; i++) {
        int handle = i;
        threads[i] =
            new Thread(
                () -> {
                  for (int n = 0; n < 5_000; n++) {
                    DispatchEvent.start().finish(TABLE, "WSPBind", handle, 1001, "base");
                  }
                });
        threads[i].start();
      }
      for (Thread thread : threads) {
        thread.join();
      }
      file = recording.stop();
    }
    List<Long> ends = new ArrayList<>();
    Recordings.read(
        file,
        event -> {
          if (event.kind() == CallKind.DISPATCH) {
            ends.add(event.end());
          }
        });
    assertThat(ends).hasSize(20_000).isSorted();
  }

  @Test
  void whatComesTooLateIsHandedOnAsLate() {
    List<Long> inOrder = new ArrayList<>();
    List<Long> late = new ArrayList<>();
    EventOrder order =
        new EventOrder(
            2,
            new EventSink() {
              @Override
              public void accept(TraceEvent event) {
                inOrder.add(event.end());
              }

              @Override
              public void acceptLate(TraceEvent event) {
                late.add(event.end());
              }
            });
    for (long end : new long[] {30, 10, 20, 40, 5, 50}) {
      order.add(event(end));
    }
    order.finish();
    assertThat(inOrder).containsExactly(10L, 20L, 30L, 40L, 50L);
    assertThat(late).containsExactly(5L);
  }

  @Test
  void aChunkIsSortedHoweverManyEventsItHas() {
    List<Long> inOrder = new ArrayList<>();
    EventOrder order = new EventOrder(0, event -> inOrder.add(event.end()));
    List<TraceEvent> chunk = new ArrayList<>();
    for (long end = 1_000; end > 0; end--) {
      chunk.add(event(end));
      chunk.add(event(7)); // more of one time than a pass can keep
    }
    Collections.shuffle(chunk, new Random(5));
    ChunkSort sort = new ChunkSort(100, order);
    do {
      chunk.forEach(sort::add);
    } while (sort.endPass());
    assertThat(inOrder).hasSize(2_000).isSorted();
    assertThat(inOrder).containsAll(LongStream.rangeClosed(1, 1_000).boxed().toList());
  }

  @Test
  void aLargeChunkThatIsReadInManyPassesGivesTheSameAsInOne() throws Exception {
    Path file;
    try (TestRecording recording = TestRecording.start(folder.resolve("passes.jfr"))) {
      for (int n = 0; n < 3_000; n++) {
        DispatchEvent.start().finish(TABLE, "WSPBind", n, 1001, "base");
      }
      file = recording.stop();
    }
    List<TraceEvent> inOne = new ArrayList<>();
    List<TraceEvent> inMany = new ArrayList<>();
    Coverage coverage = Recordings.read(file, inOne::add);
    Coverage again = Recordings.read(file, 64, inMany::add);
    assertThat(inOne).hasSizeGreaterThanOrEqualTo(3_000);
    assertThat(inMany).isEqualTo(inOne);
    assertThat(again.lostBytes()).isEqualTo(coverage.lostBytes());
  }

  @Test
  void timeGoesOnFromChunkToChunk() throws Exception {
    Path file;
    try (TestRecording recording = TestRecording.start(folder.resolve("chunks.jfr"))) {
      for (int n = 0; n < 300; n++) {
        DispatchEvent.start().finish(TABLE, "WSPBind", n, 1001, "base");
        for (long now = System.nanoTime(); System.nanoTime() - now < 10_000; ) {
          Thread.onSpinWait(); // no two begin in one tick of a coarse clock
        }
        if (n % 10 == 5) {
          FlightRecorder.getFlightRecorder().takeSnapshot().close(); // begins a chunk
        }
      }
      file = recording.stop();
    }
    List<TraceEvent> calls = new ArrayList<>();
    Recordings.read(
        file,
        event -> {
          if (event.kind() == CallKind.DISPATCH) {
            calls.add(event);
          }
        });
    assertThat(calls).extracting(TraceEvent::handle).containsExactlyElementsOf(handlesTo(300));
    List<Long> ticks = new ArrayList<>();
    for (RecordedEvent event : RecordingFile.readAllEvents(file)) {
      if (event.getEventType().getName().equals(EventNames.DISPATCH)) {
        ticks.add(ChronoUnit.NANOS.between(Instant.EPOCH, event.getStartTime()));
      }
    }
    Collections.sort(ticks);
    for (int n = 0; n < ticks.size(); n++) {
      assertThat(calls.get(n).start()).as("call %d", n).isCloseTo(ticks.get(n), within(2L));
    }
  }

  private static List<Long> handlesTo(int end) {
    return LongStream.range(0, end).boxed().toList();
  }

  @Test
  void anotherJvmsEventsOfTheSameTimeAreNotLate() {
    List<Long> inOrder = new ArrayList<>();
    EventOrder order = new EventOrder(2, event -> inOrder.add(event.end()));
    for (long end : new long[] {10, 20, 30, 40}) {
      order.add(event(end));
    }
    order.restart();
    order.add(event(15));
    order.finish();
    assertThat(inOrder).containsExactly(10L, 20L, 30L, 40L, 15L);
  }

  @Test
  void aLateEventLeavesRulesThatNeedAHistoryUnjudged() {
    RuleChecker checker = new RuleChecker();
    checker.accept(event(CallKind.CREATE, 10));
    checker.accept(event(CallKind.CLOSE, 20));
    checker.accept(event(CallKind.CLOSE, 40));
    checker.acceptLate(event(CallKind.CREATE, 30));
    assertThat(checker.finish(new Coverage())).isEmpty();
    assertThat(checker.count()).isZero();
  }

  private static TraceEvent event(long end) {
    return event(CallKind.DISPATCH, end);
  }

  private static TraceEvent event(CallKind kind, long end) {
    return new TraceEvent(
        kind, "WSPBind", end - 1, end, null, 1, 1001, null, 1, -1, 0, null, 1, -1, 0, null);
  }

  @Test
  void defaultSettingsRecordAllButQueriesAndDispatches() throws Exception {
    try (Recording recording = new Recording()) {
      recording.start();
      assertThat(ModifyIfsHandleEvent.start()).isNotNull();
      assertThat(CreateSocketHandleEvent.start()).isNotNull();
      assertThat(CloseSocketHandleEvent.start()).isNotNull();
      assertThat(StartupEvent.start()).isNotNull();
      assertThat(SocketEvent.start()).isNotNull();
      assertThat(CloseSocketEvent.start()).isNotNull();
      assertThat(DispatchEvent.start()).isNull();
      assertThat(QuerySocketHandleContextEvent.isOn()).isFalse();
    }
    assertThat(ModifyIfsHandleEvent.start()).isNull();
  }

  @Test
  void theMostWantedSettingWins() {
    assertThat(new SamplingControl().combine(Set.of("100", "7", "x"))).isEqualTo("7");
    assertThat(new CatalogEntryFilter().combine(Set.of("1001", "1006,1007")))
        .isEqualTo("1001+1006+1007");
    assertThat(new CatalogEntryFilter().combine(Set.of("1001", "*"))).isEqualTo("*");
  }
}
