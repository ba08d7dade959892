package dev.ifsbench.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ifsbench.fixture.StubProvider;
import dev.ifsbench.provider.BaseProvider;
import dev.ifsbench.provider.LayerInstaller;
import dev.ifsbench.provider.LayerKind;
import dev.ifsbench.sockets.none.NullSockets;
import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.ProtocolInfo;
import dev.ifsbench.spi.UpcallTable;
import dev.ifsbench.spi.WinsockError;
import dev.ifsbench.spi.Ws2Def;
import dev.ifsbench.spi.WspFunction;
import dev.ifsbench.trace.check.Rule;
import dev.ifsbench.trace.check.Violation;
import dev.ifsbench.trace.event.EventNames;
import dev.ifsbench.trace.recording.CallKind;
import dev.ifsbench.trace.recording.TraceEvent;
import dev.ifsbench.ws2.Winsock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import jdk.jfr.Relational;
import jdk.jfr.ValueDescriptor;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openjdk.jmc.common.item.Aggregators;
import org.openjdk.jmc.common.item.Attribute;
import org.openjdk.jmc.common.item.GroupingAggregator;
import org.openjdk.jmc.common.item.IAccessorKey;
import org.openjdk.jmc.common.item.IItem;
import org.openjdk.jmc.common.item.IItemIterable;
import org.openjdk.jmc.common.item.IType;
import org.openjdk.jmc.common.item.ItemToolkit;
import org.openjdk.jmc.common.unit.IQuantity;
import org.openjdk.jmc.common.unit.UnitLookup;
import org.openjdk.jmc.flightrecorder.JfrAttributes;
import org.openjdk.jmc.flightrecorder.JfrLoaderToolkit;

/** Calls that succeed and fail are in a recording with all their values, whoever reads it. */
class RecordedCallsTest {
  private static final Object CONTEXT = new Object();
  private static final Comparator<Seen> IN_ORDER =
      Comparator.comparing(Seen::fields).thenComparing(Seen::start);

  @TempDir static Path folder;
  private static Path file;
  private static int baseId;
  private static int layerId;
  private static int brokenId;
  private static int refusingId;
  private static int lingeringId;
  private static long base;
  private static long created;
  private static long lingered;
  private static Thread recorder;
  private static TestRecording.Reading reading;

  @BeforeAll
  static void record() throws Exception {
    recorder = Thread.currentThread();
    NullSockets sockets = new NullSockets();
    Winsock winsock = new Winsock(sockets);
    ProtocolInfo baseEntry = BaseProvider.install(winsock, sockets).get(0);
    LayerInstaller.install(winsock, LayerKind.WRAPPED, "layer");
    ProtocolInfo layer = winsock.catalog().enumerate().get(0).info();
    baseId = baseEntry.catalogEntryId();
    layerId = layer.catalogEntryId();
    brokenId =
        winsock
            .catalog()
            .install(baseEntry.withProviderId(UUID.randomUUID()), "nowhere")
            .catalogEntryId();
    ProtocolInfo refusing = winsock.catalog().install(StubProvider.entry("refusing"), "refusing");
    refusingId = refusing.catalogEntryId();
    winsock
        .libraries()
        .add(
            "refusing",
            new StubProvider(sockets, table -> table).startingWith(WinsockError.WSASYSNOTREADY));
    ProtocolInfo lingering =
        winsock.catalog().install(StubProvider.entry("lingering"), "lingering");
    lingeringId = lingering.catalogEntryId();
    winsock.libraries().add("lingering", lingering(sockets));
    UpcallTable upcalls = winsock.upcalls().table();
    Errno errno = new Errno();
    try (TestRecording recording = TestRecording.start(folder.resolve("calls.jfr"))) {
      upcalls.wpuModifyIfsHandle().invoke(baseId, 4, errno);
      winsock.wsaStartup(Ws2Def.VERSION_2_2);
      base = winsock.socket(0, 0, 0, baseEntry, 0, 0, errno);
      upcalls.wpuModifyIfsHandle().invoke(baseId, base, errno);
      upcalls.wpuModifyIfsHandle().invoke(baseId, Ws2Def.INVALID_SOCKET, errno);
      upcalls.wpuModifyIfsHandle().invoke(4711, base, errno);
      upcalls.wpuModifyIfsHandle().invoke(brokenId, base, errno);
      winsock.socket(0, 0, 0, layer, 0, 0, errno);
      created = upcalls.wpuCreateSocketHandle().invoke(layerId, CONTEXT, errno);
      upcalls.wpuCreateSocketHandle().invoke(baseId, CONTEXT, errno);
      upcalls.wpuQuerySocketHandleContext().invoke(created, errno);
      upcalls.wpuQuerySocketHandleContext().invoke(base, errno);
      upcalls.wpuCloseSocketHandle().invoke(created, errno);
      upcalls.wpuCloseSocketHandle().invoke(created, errno);
      winsock.closesocket(base, errno);
      winsock.closesocket(base, errno);
      winsock.socket(0, 0, 0, refusing, 0, 0, errno);
      winsock.socket(Ws2Def.AF_UNIX, 0, 0, baseEntry, 0, 0, errno);
      lingered = winsock.socket(0, 0, 0, lingering, 0, 0, errno);
      winsock.closesocket(lingered, errno);
      winsock.closesocket(lingered, errno);
      winsock.wsaCleanup(errno);
      file = recording.stop();
    }
    reading = TestRecording.read(file);
  }

  /** A provider whose sockets can be closed at the second attempt. */
  private static StubProvider lingering(NullSockets sockets) {
    AtomicInteger attempts = new AtomicInteger();
    return new StubProvider(
        sockets,
        table ->
            table.with(
                WspFunction.CloseSocket.class,
                (s, errno) -> {
                  if (attempts.incrementAndGet() == 1) {
                    errno.set(WinsockError.WSAEWOULDBLOCK);
                    return Ws2Def.SOCKET_ERROR;
                  }
                  return sockets.close(s, errno);
                }));
  }

  private static List<TraceEvent> calls(CallKind kind, WinsockError error) {
    return reading.events().stream()
        .filter(event -> event.kind() == kind && event.error() == error.code())
        .toList();
  }

  @Test
  void modifyTellsFromWhomToWhom() {
    TraceEvent again = calls(CallKind.MODIFY, WinsockError.NO_ERROR).get(1);
    assertThat(again.from()).isEqualTo(base);
    assertThat(again.to()).isEqualTo(base);
    assertThat(again.catalogEntryId()).isEqualTo(baseId);
    assertThat(again.ownerId()).isEqualTo(baseId);
    assertThat(again.provider()).isEqualTo("TCP over IPv4");
    assertThat(again.errorName()).isEqualTo("NO_ERROR");
    assertThat(again.nanos()).isNotNegative();
    assertThat(again.thread().name()).isEqualTo(recorder.getName());
    assertThat(again.thread().id()).isEqualTo(recorder.getId());
    assertThat(calls(CallKind.MODIFY, WinsockError.NO_ERROR).get(0).ownerId()).isZero();
  }

  @Test
  void failedModifiesTellTheirErrors() {
    assertThat(calls(CallKind.MODIFY, WinsockError.WSANOTINITIALISED))
        .singleElement()
        .satisfies(event -> assertThat(event.from()).isEqualTo(4));
    List<TraceEvent> invalid = calls(CallKind.MODIFY, WinsockError.WSAEINVAL);
    assertThat(invalid).extracting(TraceEvent::from).containsExactly(Ws2Def.INVALID_SOCKET, base);
    assertThat(invalid).extracting(TraceEvent::to).containsOnly(Ws2Def.INVALID_SOCKET);
    assertThat(invalid.get(1).catalogEntryId()).isEqualTo(4711);
    assertThat(invalid.get(1).provider()).isNull();
    assertThat(invalid.get(1).errorName()).isEqualTo("WSAEINVAL");
    assertThat(calls(CallKind.MODIFY, WinsockError.WSAEPROVIDERFAILEDINIT))
        .singleElement()
        .satisfies(event -> assertThat(event.catalogEntryId()).isEqualTo(brokenId));
  }

  @Test
  void aHandlesContextIsText() {
    String context = "Object@" + Integer.toHexString(System.identityHashCode(CONTEXT));
    assertThat(calls(CallKind.CREATE, WinsockError.NO_ERROR))
        .filteredOn(event -> event.to() == created && context.equals(event.context()))
        .hasSize(1);
    assertThat(calls(CallKind.CREATE, WinsockError.WSAEINVAL))
        .singleElement()
        .satisfies(event -> assertThat(event.catalogEntryId()).isEqualTo(baseId));
    assertThat(calls(CallKind.QUERY, WinsockError.NO_ERROR))
        .filteredOn(event -> event.from() == created)
        .first()
        .satisfies(
            event -> assertThat(event.context()).isEqualTo(context.substring(context.indexOf('@'))))
        .satisfies(event -> assertThat(event.catalogEntryId()).isEqualTo(layerId));
    assertThat(calls(CallKind.QUERY, WinsockError.WSAENOTSOCK))
        .first()
        .satisfies(event -> assertThat(event.from()).isEqualTo(base))
        .satisfies(event -> assertThat(event.context()).isNull());
  }

  @Test
  void closesTellWhoseHandleItWas() {
    assertThat(calls(CallKind.CLOSE, WinsockError.NO_ERROR).get(0).catalogEntryId())
        .isEqualTo(layerId);
    assertThat(calls(CallKind.CLOSE, WinsockError.WSAENOTSOCK).get(0).catalogEntryId()).isZero();
    assertThat(calls(CallKind.CLOSE_SOCKET, WinsockError.NO_ERROR).get(0).from()).isEqualTo(base);
    assertThat(calls(CallKind.UNKNOWN_HANDLE, WinsockError.WSAENOTSOCK))
        .singleElement()
        .satisfies(event -> assertThat(event.from()).isEqualTo(base));
  }

  @Test
  void aCloseThatFailsTellsItsError() {
    assertThat(calls(CallKind.CLOSE_SOCKET, WinsockError.WSAEWOULDBLOCK))
        .singleElement()
        .satisfies(event -> assertThat(event.from()).isEqualTo(lingered))
        .satisfies(event -> assertThat(event.catalogEntryId()).isEqualTo(lingeringId))
        .satisfies(event -> assertThat(event.provider()).isEqualTo("lingering"));
  }

  @Test
  void aNewSocketTellsWhoseItIsOrItsError() {
    assertThat(calls(CallKind.SOCKET, WinsockError.NO_ERROR))
        .filteredOn(event -> event.to() == base && event.function().equals("WSPSocket"))
        .first()
        .satisfies(event -> assertThat(event.catalogEntryId()).isEqualTo(baseId))
        .satisfies(event -> assertThat(event.ownerId()).isEqualTo(baseId));
    assertThat(calls(CallKind.SOCKET, WinsockError.WSAEAFNOSUPPORT))
        .singleElement()
        .satisfies(event -> assertThat(event.to()).isEqualTo(Ws2Def.INVALID_SOCKET))
        .satisfies(event -> assertThat(event.catalogEntryId()).isEqualTo(baseId))
        .satisfies(event -> assertThat(event.ownerId()).isZero());
  }

  @Test
  void aStartThatFailsTellsTheProvidersError() {
    assertThat(calls(CallKind.STARTUP, WinsockError.WSASYSNOTREADY))
        .singleElement()
        .satisfies(event -> assertThat(event.catalogEntryId()).isEqualTo(refusingId))
        .satisfies(event -> assertThat(event.provider()).isEqualTo("refusing"))
        .satisfies(event -> assertThat(event.errorName()).isEqualTo("WSASYSNOTREADY"));
  }

  @Test
  void layersStartTheProvidersBelow() {
    assertThat(calls(CallKind.STARTUP, WinsockError.NO_ERROR))
        .extracting(TraceEvent::catalogEntryId)
        .contains(baseId, layerId);
  }

  @Test
  void whatBreaksARuleIsNamed() {
    assertThat(reading.violations())
        .extracting(Violation::rule)
        .containsExactly(
            Rule.MODIFIED_ONCE,
            Rule.VALID_UPCALL, // -1
            Rule.VALID_UPCALL, // an entry that there is not
            Rule.VALID_UPCALL, // a handle created for an entry with the system's handles
            Rule.CREATED_HANDLES_ONLY,
            Rule.NO_CALL_AFTER_CLOSE,
            Rule.NO_CALL_AFTER_CLOSE);
  }

  @Test
  void missionControlReadsTheSame() throws Exception {
    List<Seen> jdk = new ArrayList<>();
    try (RecordingFile recording = new RecordingFile(file)) {
      while (recording.hasMoreEvents()) {
        RecordedEvent event = recording.readEvent();
        if (event.getEventType().getName().startsWith(EventNames.PREFIX)) {
          jdk.add(
              new Seen(
                  text(event),
                  ChronoUnit.NANOS.between(Instant.EPOCH, event.getStartTime()),
                  event.getDuration().toNanos()));
        }
      }
    }
    List<Seen> jmc = missionControl();
    assertThat(jdk).isNotEmpty();
    assertThat(jmc).extracting(Seen::fields).containsExactlyInAnyOrderElementsOf(fields(jdk));
    jdk.sort(IN_ORDER);
    jmc.sort(IN_ORDER);
    for (int i = 0; i < jdk.size(); i++) {
      // Ticks become nanoseconds by a factor, which each reader rounds in its own way.
      assertThat(jmc.get(i).start())
          .as("start of %s", jdk.get(i).fields())
          .isCloseTo(jdk.get(i).start(), Offset.offset(1_000L));
      assertThat(jmc.get(i).duration())
          .as("duration of %s", jdk.get(i).fields())
          .isCloseTo(jdk.get(i).duration(), Offset.offset(2L));
    }
  }

  /** What a reader finds in an event: its fields, and times in nanoseconds (since 1970, UTC). */
  private record Seen(String fields, long start, long duration) {}

  private static List<String> fields(List<Seen> events) {
    return events.stream().map(Seen::fields).toList();
  }

  private static String text(RecordedEvent event) {
    Map<String, Object> fields = new TreeMap<>();
    for (ValueDescriptor field : event.getFields()) {
      Object value = event.getValue(field.getName());
      if (value instanceof Number || value instanceof String) {
        fields.put(field.getName(), value);
      }
    }
    // Ticks, which are compared as times.
    fields.remove("startTime");
    fields.remove("duration");
    return event.getEventType().getName() + fields;
  }

  private static List<Seen> missionControl() throws Exception {
    List<Seen> events = new ArrayList<>();
    for (IItemIterable items : JfrLoaderToolkit.loadEvents(file.toFile())) {
      IType<IItem> type = items.getType();
      if (type.getIdentifier().startsWith(EventNames.PREFIX)) {
        for (IItem item : items) {
          events.add(
              new Seen(
                  type.getIdentifier() + fields(type, item),
                  JfrAttributes.START_TIME
                      .getAccessor(type)
                      .getMember(item)
                      .clampedLongValueIn(UnitLookup.EPOCH_NS),
                  JfrAttributes.DURATION
                      .getAccessor(type)
                      .getMember(item)
                      .clampedLongValueIn(UnitLookup.NANOSECOND)));
        }
      }
    }
    return events;
  }

  private static Map<String, Object> fields(IType<IItem> type, IItem item) {
    Map<String, Object> fields = new TreeMap<>();
    for (IAccessorKey<?> key : type.getAccessorKeys().keySet()) {
      String name = key.getIdentifier();
      Object value = ItemToolkit.getItemType(item).getAccessor(key).getMember(item);
      if (value instanceof IQuantity quantity) {
        fields.put(name, quantity.longValue());
      } else if (value instanceof Number || value instanceof String) {
        fields.put(name, value);
      }
    }
    fields.keySet().removeAll(List.of("startTime", "duration"));
    return fields;
  }

  @Test
  void theJdksOwnToolReadsIt() throws IOException {
    assertThat(jfr("summary", file.toString())).contains(EventNames.MODIFY, EventNames.CREATE);
    assertThat(jfr("print", "--events", EventNames.MODIFY, file.toString()))
        .contains("handle = " + base, "errorName = \"WSAEPROVIDERFAILEDINIT\"");
    assertThat(jfr("metadata", file.toString()))
        .contains(
            "@Category({\"Winsock SPI\", \"Calls\"})",
            "class WPUModifyIFSHandle extends jdk.jfr.Event",
            "@Description(\"The owner just before the call; 0 if there was none\")");
  }

  @Test
  void theHandleHasOneNameAndTypeInAllEventsForMissionControl() throws Exception {
    Map<String, String> attributes = new TreeMap<>();
    for (IItemIterable items : JfrLoaderToolkit.loadEvents(file.toFile())) {
      IType<IItem> type = items.getType();
      if (type.getIdentifier().startsWith(EventNames.PREFIX)) {
        type.getAccessorKeys()
            .forEach(
                (key, description) -> {
                  if (key.getIdentifier().equals("handle")) {
                    attributes.put(
                        type.getIdentifier(),
                        key.getContentType().getIdentifier() + " " + description.getName());
                  }
                });
      }
    }
    assertThat(attributes)
        .containsKeys(
            EventNames.MODIFY,
            EventNames.CREATE,
            EventNames.CLOSE,
            EventNames.QUERY,
            EventNames.SOCKET,
            EventNames.CLOSE_SOCKET,
            EventNames.UNKNOWN_HANDLE);
    assertThat(attributes.values()).containsOnly("raw number Handle");
  }

  @Test
  void missionControlGroupsEventsOfAllKindsByTheHandle() throws Exception {
    Map<Long, Integer> expected = new TreeMap<>();
    try (RecordingFile recording = new RecordingFile(file)) {
      while (recording.hasMoreEvents()) {
        RecordedEvent event = recording.readEvent();
        if (event.getEventType().getName().startsWith(EventNames.PREFIX)
            && event.hasField("handle")) {
          expected.merge(event.getLong("handle"), 1, Integer::sum);
        }
      }
    }
    Map<Long, Integer> groups = new TreeMap<>();
    JfrLoaderToolkit.loadEvents(file.toFile())
        .getAggregate(
            GroupingAggregator.build(
                "By Handle",
                null,
                Attribute.attr("handle", "Handle", UnitLookup.RAW_NUMBER),
                Aggregators.count(),
                type -> type.getIdentifier().startsWith(EventNames.PREFIX)))
        .forEach(group -> groups.put(group.getKey().longValue(), group.getConsumer().getCount()));
    assertThat(groups).containsKeys(base, created, lingered).isEqualTo(expected);
  }

  private static String jfr(String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(arguments));
    command.add(0, Path.of(System.getProperty("java.home"), "bin", "jfr").toString());
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.onExit().join().exitValue()).as(out).isZero();
    return out;
  }

  @Test
  void eventsOfOneHandleBelongTogether() throws IOException {
    try (RecordingFile recording = new RecordingFile(file)) {
      List<ValueDescriptor> handles =
          recording.readEventTypes().stream()
              .filter(type -> type.getName().startsWith(EventNames.PREFIX))
              .flatMap(type -> type.getFields().stream())
              .filter(field -> field.getName().matches("handle|\\w+Handle"))
              .toList();
      assertThat(handles)
          .hasSizeGreaterThan(8)
          .allSatisfy(
              field ->
                  assertThat(field.getAnnotationElements())
                      .as(field.getName())
                      .filteredOn(mark -> mark.getTypeName().equals("dev.ifsbench.Handle"))
                      .singleElement()
                      .matches(mark -> mark.getAnnotation(Relational.class) != null, "relational"));
    }
  }

  @Test
  void theSizeOfAHandleTableIsRecorded() throws Exception {
    NullSockets sockets = new NullSockets();
    Winsock winsock = new Winsock(sockets);
    ProtocolInfo entry = BaseProvider.install(winsock, sockets).get(0);
    Errno errno = new Errno();
    try (TestRecording recording = TestRecording.start(folder.resolve("table.jfr"))) {
      recording.recording().enable(EventNames.HANDLE_TABLE).with("period", "endChunk");
      winsock.wsaStartup(Ws2Def.VERSION_2_2);
      for (int i = 0; i < 37; i++) {
        winsock.socket(0, 0, 0, entry, 0, 0, errno);
      }
      TestRecording.Reading table = TestRecording.read(recording.stop());
      winsock.wsaCleanup(errno);
      assertThat(table.events())
          .filteredOn(event -> event.kind() == CallKind.HANDLE_TABLE)
          .extracting(TraceEvent::to)
          .contains(37L);
    }
  }

  @Test
  void everyEventAndFieldIsExplained() throws IOException {
    Map<String, String> unexplained = new LinkedHashMap<>();
    try (RecordingFile recording = new RecordingFile(file)) {
      recording.readEventTypes().stream()
          .filter(type -> type.getName().startsWith(EventNames.PREFIX))
          .forEach(
              type -> {
                assertThat(type.getCategoryNames()).first().isEqualTo("Winsock SPI");
                assertThat(type.getDescription()).as(type.getName()).isNotEmpty();
                assertThat(type.getLabel()).as(type.getName()).isNotEmpty();
                type.getFields().stream()
                    .filter(
                        field ->
                            !List.of("startTime", "duration", "eventThread")
                                .contains(field.getName()))
                    .filter(field -> field.getLabel() == null || field.getDescription() == null)
                    .forEach(field -> unexplained.put(type.getName(), field.getName()));
              });
    }
    assertThat(unexplained).isEmpty();
  }
}
