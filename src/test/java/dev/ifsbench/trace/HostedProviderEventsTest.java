package dev.ifsbench.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ifsbench.fixture.Pair;
import dev.ifsbench.fixture.Protocol;
import dev.ifsbench.fixture.Stack;
import dev.ifsbench.trace.recording.CallKind;
import dev.ifsbench.trace.recording.TraceEvent;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The upcalls of provider DLLs, which {@code scripts/test-windows} builds. */
@EnabledOnOs(OS.WINDOWS)
@EnabledIfSystemProperty(named = HostedProviderEventsTest.FOLDER, matches = ".+")
class HostedProviderEventsTest {
  static final String FOLDER = "ifsbench.providers";

  @ParameterizedTest
  @CsvSource({"pass_through,MODIFY", "wrapping,CREATE"})
  void eachSocketThatAProviderInCAnnouncesIsAnEvent(
      String name, CallKind kind, @TempDir Path folder) throws Exception {
    String dll = Path.of(System.getProperty(FOLDER), name + ".dll").toString();
    Pair pair;
    int entry;
    Path file;
    try (Stack stack = Stack.hosted(dll)) {
      entry = stack.topEntry(Protocol.UDP).catalogEntryId();
      try (TestRecording recording = TestRecording.start(folder.resolve("calls.jfr"))) {
        pair = stack.pair(Protocol.UDP);
        stack.close(pair);
        file = recording.stop();
      }
    }
    List<TraceEvent> announced =
        TestRecording.read(file).events().stream().filter(event -> event.kind() == kind).toList();
    assertThat(announced).extracting(TraceEvent::to).containsExactly(pair.near(), pair.far());
    assertThat(announced).allMatch(event -> event.catalogEntryId() == entry && event.succeeded());
  }
}
