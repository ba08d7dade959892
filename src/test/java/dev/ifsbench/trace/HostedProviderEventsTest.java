package dev.ifsbench.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ifsbench.bench.state.Transport;
import dev.ifsbench.fixture.Pair;
import dev.ifsbench.fixture.Stack;
import dev.ifsbench.trace.check.Rule;
import dev.ifsbench.trace.recording.CallKind;
import dev.ifsbench.trace.recording.TraceEvent;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
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

  private static String chain(String names) {
    return Arrays.stream(names.split("\\|"))
        .map(name -> Path.of(System.getProperty(FOLDER), name + ".dll").toString())
        .collect(Collectors.joining("|"));
  }

  @ParameterizedTest
  @CsvSource({"pass_through,MODIFY", "wrapping,CREATE"})
  void eachSocketThatAProviderInCAnnouncesIsAnEvent(
      String name, CallKind kind, @TempDir Path folder) throws Exception {
    Pair pair;
    int entry;
    Path file;
    try (Stack stack = Stack.hosted(chain(name))) {
      entry = stack.topEntry(Transport.UDP).catalogEntryId();
      try (TestRecording recording = TestRecording.start(folder.resolve("calls.jfr"))) {
        pair = stack.pair(Transport.UDP);
        stack.close(pair);
        file = recording.stop();
      }
    }
    List<TraceEvent> announced =
        TestRecording.read(file).events().stream().filter(event -> event.kind() == kind).toList();
    assertThat(announced).extracting(TraceEvent::to).containsExactly(pair.near(), pair.far());
    assertThat(announced).allMatch(event -> event.catalogEntryId() == entry && event.succeeded());
  }

  @ParameterizedTest
  @CsvSource({"layer,MODIFY", "layer_non_ifs,CREATE"})
  void aTraceShowsALayerInCApartFromItsBaseAndNoRuleBroken(
      String layer, CallKind kind, @TempDir Path folder) throws Exception {
    int top;
    int base;
    String topName;
    TestRecording.Reading result;
    try (Stack stack = Stack.hosted(chain(layer + "|pass_through"))) {
      top = stack.topEntry(Transport.UDP).catalogEntryId();
      topName = stack.topEntry(Transport.UDP).protocolName();
      base = stack.baseEntry(Transport.UDP).catalogEntryId();
      result = recorded(stack, folder);
    }
    assertThat(result.violations()).isEmpty();
    assertThat(result.events())
        .filteredOn(event -> event.kind() == CallKind.MODIFY && event.catalogEntryId() == base)
        .hasSize(2);
    assertThat(result.events())
        .filteredOn(event -> event.kind() == kind && event.catalogEntryId() == top)
        .hasSize(2)
        .allMatch(event -> event.provider().equals(topName));
  }

  @ParameterizedTest
  @CsvSource({
    "forgets_modify,MODIFIED_BEFORE_USE",
    "modifies_twice|pass_through,MODIFIED_ONCE",
    "leaks_handles|pass_through,CREATED_IS_CLOSED",
    "closes_ifs|pass_through,CREATED_HANDLES_ONLY",
    "tries_wrong_entry|pass_through,VALID_UPCALL",
    "tries_wrong_entry_non_ifs|pass_through,VALID_UPCALL",
    "uses_closed|pass_through,NO_CALL_AFTER_CLOSE"
  })
  void aTraceNamesTheRuleThatAProviderInCBreaks(String names, Rule rule, @TempDir Path folder)
      throws Exception {
    TestRecording.Reading result;
    try (Stack stack = Stack.hosted(chain(names))) {
      result = recorded(stack, folder);
    }
    assertThat(result.violations())
        .isNotEmpty()
        .allSatisfy(violation -> assertThat(violation.rule()).isEqualTo(rule));
  }

  private static TestRecording.Reading recorded(Stack stack, Path folder) throws Exception {
    try (TestRecording recording = TestRecording.start(folder.resolve("calls.jfr"))) {
      stack.close(stack.pair(Transport.UDP));
      stack.cleanUp();
      return TestRecording.read(recording.stop());
    }
  }
}
