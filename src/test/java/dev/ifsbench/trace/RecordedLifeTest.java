package dev.ifsbench.trace;

import static dev.ifsbench.fixture.Calls.ok;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ifsbench.bench.state.HandleKind;
import dev.ifsbench.bench.state.Transport;
import dev.ifsbench.fixture.Local;
import dev.ifsbench.fixture.Pair;
import dev.ifsbench.fixture.Stack;
import dev.ifsbench.provider.LayerKind;
import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.NativeMemory;
import dev.ifsbench.spi.ProtocolInfo;
import dev.ifsbench.spi.WinsockError;
import dev.ifsbench.spi.WsaPollData;
import dev.ifsbench.trace.event.EventNames;
import dev.ifsbench.trace.recording.CallKind;
import dev.ifsbench.trace.recording.TraceEvent;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is recorded from a start to the last clean-up, in the base and in each layer. */
@DisabledOnOs(
    value = OS.WINDOWS,
    disabledReason = "a short recording lacks the providers' names under Wine")
class RecordedLifeTest {
  @TempDir Path folder;

  private List<TraceEvent> stop(TestRecording recording) throws Exception {
    return TestRecording.read(recording.stop()).events();
  }

  private TestRecording start() throws Exception {
    return TestRecording.start(folder.resolve("life.jfr"));
  }

  private static List<TraceEvent> of(List<TraceEvent> events, CallKind kind) {
    return events.stream().filter(event -> event.kind() == kind).toList();
  }

  @ParameterizedTest
  @EnumSource
  void everyProviderOfAChainStartsAndReturnsEachSocket(LayerKind upper) throws Exception {
    List<ProtocolInfo> chain;
    List<TraceEvent> events;
    long first;
    long accepted;
    try (TestRecording recording = start()) {
      try (Stack stack = Stack.of(LayerKind.PASS_THROUGH, upper)) {
        chain = stack.upwards(Transport.TCP);
        first = stack.socket(Transport.TCP);
        long listener = stack.listener(stack.topEntry(Transport.TCP), Transport.TCP);
        stack.connect(first, stack.name(listener));
        accepted = stack.accept(listener);
        NativeMemory data = WsaPollData.allocate(1);
        WsaPollData.put(data, 0, accepted, WsaPollData.POLLWRNORM);
        ok(e -> stack.winsock().poll(data, 1, 0, e));
      }
      events = stop(recording);
    }

    List<Integer> ids = chain.stream().map(ProtocolInfo::catalogEntryId).toList();
    List<TraceEvent> starts = of(events, CallKind.STARTUP);
    // Each starts the next, and has started when that has. (Ws2_32 starts those below once more,
    // when they announce a handle.)
    assertThat(starts).extracting(TraceEvent::provider).element(1).isEqualTo("layer 1");
    assertThat(starts.get(0).catalogEntryId()).isEqualTo(ids.get(0));
    assertThat(starts.get(2).catalogEntryId()).isEqualTo(ids.get(2));
    List<TraceEvent> sockets = of(events, CallKind.SOCKET);
    assertThat(sockets.subList(0, 3)).extracting(TraceEvent::function).containsOnly("WSPSocket");
    assertThat(sockets.get(0).catalogEntryId()).isEqualTo(ids.get(0));
    assertThat(sockets.get(2).catalogEntryId()).isEqualTo(ids.get(2));
    assertThat(sockets.get(2).to()).isEqualTo(first);
    List<TraceEvent> accepts =
        sockets.stream().filter(event -> event.function().equals("WSPAccept")).toList();
    assertThat(accepts).hasSize(3);
    assertThat(accepts.get(0).catalogEntryId()).isEqualTo(ids.get(0));
    assertThat(accepts.get(2).catalogEntryId()).isEqualTo(ids.get(2));
    assertThat(accepts.get(2).to()).isEqualTo(accepted);
    assertThat(of(events, CallKind.DISPATCH))
        .extracting(TraceEvent::function)
        .contains("WSPBind", "WSPListen", "WSPConnect", "WSPAccept", "WSPGetSockName", "WSPIoctl");
    assertThat(of(events, CallKind.CLEANUP)).hasSize(1);
  }

  @Test
  void aHandleThatNobodyAnnouncedIsImportedOnce() throws Exception {
    assumeTrue(Local.stream() == Transport.UNIX, "no Unix domain to make a pair in");
    long[] inherited = new long[2];
    int base;
    List<TraceEvent> imports;
    try (TestRecording recording = start()) {
      try (Stack stack = Stack.of(HandleKind.PASS_THROUGH, 1)) {
        base = stack.baseEntry(Local.stream()).catalogEntryId();
        ok(e -> stack.sockets().socketPair(inherited, e));
        stack.assertConnected(inherited[0], inherited[1]);
      }
      imports = of(stop(recording), CallKind.IMPORT);
    }
    assertThat(imports)
        .extracting(TraceEvent::from)
        .containsExactlyInAnyOrder(inherited[0], inherited[1]);
    assertThat(imports).extracting(TraceEvent::catalogEntryId).containsOnly(base);
    assertThat(imports).allMatch(TraceEvent::succeeded);
  }

  @Test
  void aQueryThatFailsIsRecordedWhateverIsDrawn() throws Exception {
    List<TraceEvent> queries;
    try (TestRecording recording = start()) {
      recording.recording().enable(EventNames.QUERY).with("every", "1000000000");
      try (Stack stack = Stack.of(HandleKind.WRAPPED, 1)) {
        Pair pair = stack.pair(Local.stream());
        stack.assertConnected(pair.near(), pair.far());
        stack
            .winsock()
            .upcalls()
            .table()
            .wpuQuerySocketHandleContext()
            .invoke(stack.baseHandle(pair.near()), new Errno());
      }
      queries = of(stop(recording), CallKind.QUERY);
    }
    assertThat(queries)
        .filteredOn(event -> event.error() == WinsockError.WSAENOTSOCK.code())
        .hasSize(1);
    assertThat(queries).hasSize(1);
  }

  @Test
  void theSizeOfATableIsToldUntilTheLastCleanUp() throws Exception {
    List<TraceEvent> events;
    try (TestRecording recording = start();
        Stack open = Stack.of(HandleKind.BASE, 0)) {
      recording.recording().enable(EventNames.HANDLE_TABLE).with("period", "endChunk");
      open.socket(Transport.TCP);
      try (Stack ended = Stack.of(HandleKind.BASE, 0)) {
        ended.socket(Transport.TCP);
      }
      events = stop(recording);
    }
    int started = of(events, CallKind.STARTUP).get(0).table();
    int ended = of(events, CallKind.CLEANUP).get(0).table();
    assertThat(ended).isNotEqualTo(started);
    assertThat(of(events, CallKind.HANDLE_TABLE))
        .extracting(TraceEvent::table)
        .contains(started)
        .doesNotContain(ended);
  }
}
