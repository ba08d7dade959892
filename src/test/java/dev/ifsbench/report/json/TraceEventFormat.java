package dev.ifsbench.report.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A reader of the Trace Event Format by its published rules: an object with {@code traceEvents}, of
 * which each has a phase, a process, a thread and, but for metadata, a time in microseconds;
 * complete events have a duration, and those of one thread nest; instants have a scope; counters
 * have numbers; metadata gives names.
 */
public final class TraceEventFormat {
  private static final Set<String> PHASES = Set.of("X", "i", "C", "M");
  private static final Set<String> SCOPES = Set.of("g", "p", "t");

  private final Map<Integer, String> processes = new HashMap<>();
  private final Map<List<Integer>, String> tracks = new HashMap<>();
  private final Map<List<Integer>, List<Event>> spans = new HashMap<>();
  private final List<Event> events = new ArrayList<>();
  private final JsonNode document;

  /** An event of any phase but metadata; times in nanoseconds. */
  public record Event(
      String phase,
      String name,
      String process,
      String track,
      long start,
      long nanos,
      JsonNode args) {
    long end() {
      return start + nanos;
    }
  }

  private TraceEventFormat(JsonNode document) {
    this.document = document;
  }

  /** Reads a document and fails on everything that the format forbids. */
  public static TraceEventFormat read(String text) throws IOException {
    JsonNode document =
        JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .readTree(text);
    TraceEventFormat read = new TraceEventFormat(document);
    assertThat(document.get("displayTimeUnit").asText()).isIn("ms", "ns");
    for (JsonNode event : document.get("traceEvents")) {
      if (event.get("ph").asText().equals("M")) {
        read.metadata(event);
      }
    }
    for (JsonNode event : document.get("traceEvents")) {
      read.add(event);
    }
    read.checkNesting();
    return read;
  }

  private void metadata(JsonNode event) {
    String name = event.get("args").get("name").textValue();
    assertThat(name).isNotEmpty();
    switch (event.get("name").asText()) {
      case "process_name" -> assertThat(processes.put(number(event, "pid"), name)).isNull();
      case "thread_name" ->
          assertThat(tracks.put(List.of(number(event, "pid"), number(event, "tid")), name))
              .isNull();
      default -> throw new AssertionError("unknown metadata: " + event);
    }
  }

  private static int number(JsonNode event, String field) {
    assertThat(event.get(field)).as("%s of %s", field, event).isNotNull();
    assertThat(event.get(field).isIntegralNumber()).as(event.toString()).isTrue();
    return event.get(field).intValue();
  }

  private void add(JsonNode event) {
    String phase = event.get("ph").asText();
    assertThat(phase).isIn(PHASES);
    assertThat(event.get("name").isTextual()).isTrue();
    if (phase.equals("M")) {
      return;
    }
    int process = number(event, "pid");
    int track = number(event, "tid");
    assertThat(processes).as("named processes").containsKey(process);
    if (phase.equals("X")) {
      assertThat(tracks).as("named threads").containsKey(List.of(process, track));
    } else if (phase.equals("i")) {
      assertThat(event.get("s").asText()).isIn(SCOPES);
    } else {
      assertThat(event.get("args")).isNotEmpty().allMatch(JsonNode::isNumber);
    }
    long start = nanos(event.get("ts"));
    assertThat(start).isNotNegative();
    long duration = phase.equals("X") ? nanos(event.get("dur")) : 0;
    assertThat(duration).isNotNegative();
    events.add(
        new Event(
            phase,
            event.get("name").asText(),
            processes.get(process),
            tracks.getOrDefault(List.of(process, track), ""),
            start,
            duration,
            event.get("args")));
    if (phase.equals("X")) {
      spans.computeIfAbsent(List.of(process, track), key -> new ArrayList<>()).add(last());
    }
  }

  private Event last() {
    return events.get(events.size() - 1);
  }

  /** Also that a reader who takes numbers as floating point gets the same nanosecond. */
  private static long nanos(JsonNode micros) {
    assertThat(micros.isNumber()).isTrue();
    BigDecimal exact = micros.decimalValue();
    long nanos = exact.movePointRight(3).longValueExact();
    assertThat(Math.round(exact.doubleValue() * 1000)).isEqualTo(nanos);
    return nanos;
  }

  private void checkNesting() {
    for (List<Event> track : spans.values()) {
      Deque<Event> open = new ArrayDeque<>();
      track.sort(
          Comparator.comparingLong(Event::start)
              .thenComparing(Comparator.comparingLong(Event::end).reversed()));
      for (Event event : track) {
        while (!open.isEmpty() && open.peek().end() <= event.start()) {
          open.pop();
        }
        if (!open.isEmpty()) {
          assertThat(event.end())
              .as("%s in %s", event, open.peek())
              .isLessThanOrEqualTo(open.peek().end());
        }
        open.push(event);
      }
    }
  }

  /** All but metadata, in the document's order. */
  public List<Event> events() {
    return events;
  }

  /** The names of the tracks that spans are on. */
  public Set<String> tracks() {
    return new HashSet<>(tracks.values());
  }

  /** What the document says besides. */
  public JsonNode otherData() {
    return document.get("otherData");
  }
}
