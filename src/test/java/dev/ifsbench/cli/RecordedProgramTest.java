package dev.ifsbench.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ifsbench.bench.fork.ForkFolder;
import dev.ifsbench.bench.paired.PairedFork;
import dev.ifsbench.bench.paired.PairedTask;
import dev.ifsbench.bench.paired.Side;
import dev.ifsbench.fixture.TracedProgram;
import dev.ifsbench.sockets.libc.Binding;
import dev.ifsbench.trace.event.EventNames;
import dev.ifsbench.trace.event.Settings;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code trace} says of recordings that Flight Recorder itself made of a program's JVM. */
@Tag("child-jvm")
class RecordedProgramTest {
  private static final String PREFIX = "dev.ifsbench.";
  private static final String CREATE = "WPUCreateSocketHandle";

  /** The smallest that Flight Recorder takes; it cannot write as fast as these are filled. */
  private static final String TINY_BUFFERS =
      "-XX:FlightRecorderOptions:memorysize=1m,globalbuffersize=64k,threadbuffersize=4k";

  @TempDir Path folder;

  /** Has nothing to do with sockets. */
  static final class Silent {
    private Silent() {}

    public static void main(String[] args) {
      System.out.println("nothing");
    }
  }

  private static String tool(String name) {
    return Path.of(System.getProperty("java.home"), "bin", name).toString();
  }

  private static void run(String... command) throws Exception {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(out).isZero();
  }

  private static Process java(List<String> options, Class<?> program, List<String> arguments)
      throws IOException {
    List<String> command = new ArrayList<>(List.of(tool("java")));
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
    command.addAll(arguments);
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }

  /** Records the program to its end. */
  private Path recorded(String name, String... arguments) throws Exception {
    return recorded(name, List.of(), TracedProgram.class, List.of(arguments));
  }

  private Path recorded(String name, List<String> options, Class<?> program, List<String> arguments)
      throws Exception {
    Path settings = Files.write(folder.resolve(Settings.FILE_NAME), Settings.read());
    Path file = folder.resolve(name);
    List<String> all = new ArrayList<>(options);
    all.add("-XX:StartFlightRecording:maxsize=0,settings=" + settings + ",filename=" + file);
    Process process = java(all, program, arguments);
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        var in = process.getOutputStream()) {
      List<String> printed = new ArrayList<>();
      // A fork watches its input, and the program waits for it.
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        printed.add(line);
        if (line.equals("ready")) {
          in.write('\n');
          in.flush();
        }
      }
      assertThat(process.waitFor()).as(String.join("\n", printed)).isZero();
    }
    return file;
  }

  private ChildJvm.Outcome trace(Path file, String... options) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("trace"));
    arguments.addAll(List.of(options));
    arguments.add(file.toString());
    return ChildJvm.run(folder, arguments.toArray(String[]::new));
  }

  private static JsonNode recording(ChildJvm.Outcome json) throws IOException {
    JsonNode recordings = new ObjectMapper().readTree(json.out()).get("recordings");
    assertThat(recordings).hasSize(1);
    return recordings.get(0);
  }

  private static long calls(JsonNode recording, String function) {
    long calls = 0;
    for (JsonNode row : recording.get("summary")) {
      if (row.get("function").asText().equals(function)) {
        calls += row.get("calls").asLong();
      }
    }
    return calls;
  }

  /** Counts the events of a single JVM's recording without any code of this project. */
  private static Map<String, Long> truth(Path... files) throws IOException {
    Map<String, Long> counts = new HashMap<>();
    for (Path file : files) {
      for (RecordedEvent event : RecordingFile.readAllEvents(file)) {
        String name = event.getEventType().getName();
        // The JVM's own event is no call.
        if (name.startsWith(PREFIX) && !name.equals(EventNames.JVM)) {
          counts.merge(name.substring(PREFIX.length()), 1L, Long::sum);
        }
      }
    }
    return counts;
  }

  private static Map<String, Long> shown(JsonNode recording) {
    Map<String, Long> counts = new HashMap<>();
    recording.get("events").forEach(e -> counts.merge(e.get("event").asText(), 1L, Long::sum));
    return counts;
  }

  @Test
  @Tag("slow")
  void whereFlightRecorderLostEventsCountsAreAtLeastAndHistoriesAreNotJudged() throws Exception {
    int threads = 8;
    int times = 100_000;
    Path file =
        recorded(
            "lost.jfr",
            List.of(TINY_BUFFERS),
            TracedProgram.class,
            List.of(String.valueOf(threads), String.valueOf(times), "0"));
    long lost = 0;
    try (RecordingFile events = new RecordingFile(file)) {
      while (events.hasMoreEvents()) {
        RecordedEvent event = events.readEvent();
        if (event.getEventType().getName().equals("jdk.DataLoss")) {
          lost += event.getLong("amount");
        }
      }
    }
    assertThat(lost).as("bytes that Flight Recorder had no room for").isPositive();

    ChildJvm.Outcome text = trace(file, "--summary");
    assertThat(text.exitCode()).as(text.out()).isEqualTo(5);
    assertThat(text.out())
        .containsPattern(CREATE + " +>=\\d")
        .containsPattern("not judged +each created handle is closed")
        .containsPattern("ok +every socket is modified or created")
        .contains(String.format(Locale.ROOT, "%,d bytes of events were lost", lost))
        .doesNotContain("created and not closed");

    ChildJvm.Outcome json = trace(file, "--summary", "--json");
    assertThat(json.exitCode()).isEqualTo(5);
    JsonNode recording = recording(json);
    assertThat(recording.get("complete").asBoolean(true)).isFalse();
    assertThat(recording.at("/lost/bytes").asLong()).isEqualTo(lost);
    assertThat(recording.get("violationCount").asLong(-1)).isZero();
    assertThat(calls(recording, CREATE)).isPositive().isLessThan((long) threads * times);
    assertThat(recording.get("rulesNotJudged"))
        .extracting(JsonNode::asText)
        .contains("CREATED_IS_CLOSED", "NO_CALL_AFTER_CLOSE", "CLOSED_ONCE", "LAST_MODIFIER");
  }

  @Test
  void whereNothingWasLostCountsAreExactAndEveryRuleIsJudged() throws Exception {
    Path file = recorded("whole.jfr", "4", "500", "0");
    ChildJvm.Outcome json = trace(file, "--summary", "--json");
    assertThat(json.exitCode()).as(json.out()).isZero();
    JsonNode recording = recording(json);
    assertThat(recording.get("complete").asBoolean()).isTrue();
    assertThat(recording.get("rulesNotJudged")).isEmpty();
    assertThat(calls(recording, CREATE)).isEqualTo(2000);
    assertThat(calls(recording, "WPUModifyIFSHandle")).isEqualTo(2000);
  }

  @Test
  void aSocketThatIsOpenInADumpOfARunningJvmIsALeakOnlyOnceTheJvmHasEnded() throws Exception {
    Path dump = folder.resolve("dump.jfr");
    Path atEnd = folder.resolve("end.jfr");
    Process program =
        java(
            List.of("-XX:StartFlightRecording:name=r,filename=" + atEnd),
            TracedProgram.class,
            List.of("1", "3", "1"));
    try (BufferedReader out = program.inputReader(StandardCharsets.UTF_8);
        var in = program.getOutputStream()) {
      String line = out.readLine();
      while (line != null && !line.equals("ready")) {
        line = out.readLine();
      }
      assertThat(line).isEqualTo("ready");
      run(tool("jcmd"), "" + program.pid(), "JFR.dump", "name=r", "filename=" + dump);
      in.write('\n');
      in.flush();
      assertThat(program.waitFor()).isZero();
    } finally {
      program.destroyForcibly();
    }

    ChildJvm.Outcome running = trace(dump);
    assertThat(running.exitCode()).as(running.out()).isZero();
    assertThat(running.out())
        .contains("No rule is broken.", "1 created handle was open when the recording ended")
        .doesNotContain("created and not closed");

    ChildJvm.Outcome ended = trace(atEnd);
    assertThat(ended.exitCode()).as(ended.out()).isEqualTo(6);
    assertThat(ended.out().lines().filter(row -> row.contains("created and not closed")))
        .hasSize(1);
  }

  @Test
  void twoClassLoadersOfAPairedForkHaveTwoTablesAndBreakNoRule() throws Exception {
    Side side = new Side("WRAPPED", Binding.JNA, null, 0);
    ForkFolder fork = new ForkFolder(Files.createDirectory(folder.resolve("fork")));
    fork.writeTask(
        new PairedTask(
            "dev.ifsbench.bench.SendReceiveBenchmark.sendReceive",
            "NONE",
            64,
            1,
            List.of(side, side),
            50,
            100,
            1));
    Path file =
        recorded(
            "paired.jfr",
            List.of("-XX:FlightRecorderOptions:memorysize=64m,threadbuffersize=512k"),
            PairedFork.class,
            List.of(fork.path().toString()));

    ChildJvm.Outcome json = trace(file, "--json");
    assertThat(json.exitCode()).as(json.err()).isZero();
    JsonNode recording = recording(json);
    assertThat(recording.get("violationCount").asLong(-1)).isZero();
    assertThat(recording.get("rules")).isEmpty();
    Map<Integer, Set<Long>> created = new HashMap<>();
    for (JsonNode event : recording.get("events")) {
      if (event.get("event").asText().equals(CREATE)) {
        created
            .computeIfAbsent(event.get("table").asInt(), table -> new HashSet<>())
            .add(event.get("handle").asLong());
      }
    }
    // The numbers alone would not tell them apart.
    assertThat(created.keySet()).containsExactlyInAnyOrder(1, 2);
    assertThat(created.get(1)).isNotEmpty().isEqualTo(created.get(2));

    ChildJvm.Outcome text = trace(file);
    assertThat(text.exitCode()).isZero();
    assertThat(text.out()).contains("No rule is broken.");
    assertThat(text.out().lines().filter(row -> row.contains("WrappedSocket@")))
        .isNotEmpty()
        .allMatch(row -> row.contains(" in table 1") || row.contains(" in table 2"))
        .anyMatch(row -> row.contains(" in table 1"))
        .anyMatch(row -> row.contains(" in table 2"));
  }

  @Test
  void everyEventOfTwoJvmsIsCountedHoweverTheirRecordingsWereJoined() throws Exception {
    Path parts = Files.createDirectory(folder.resolve("parts"));
    Path first = recorded("parts/a.jfr", "1", "20", "0");
    Path second = recorded("parts/b.jfr", "3", "30", "1");
    Path assembled = folder.resolve("assembled.jfr");
    run(tool("jfr"), "assemble", parts.toString(), assembled.toString());
    Path joined = Files.copy(first, folder.resolve("cat.jfr"));
    Files.write(joined, Files.readAllBytes(second), StandardOpenOption.APPEND);
    Path reversed = Files.copy(second, folder.resolve("tac.jfr"));
    Files.write(reversed, Files.readAllBytes(first), StandardOpenOption.APPEND);

    Map<String, Long> truth = truth(first, second);
    assertThat(truth).containsEntry(CREATE, 20L + 90 + 1);
    for (Path file : List.of(assembled, joined, reversed)) {
      ChildJvm.Outcome json = trace(file, "--json");
      JsonNode recording = recording(json);
      assertThat(shown(recording)).as(file.toString()).isEqualTo(truth);
      // The one socket that the second left open, and nothing that comes of joining.
      assertThat(recording.get("violations"))
          .filteredOn(violation -> !violation.get("remark").asBoolean())
          .extracting(violation -> violation.get("rule").asText())
          .as(file.toString())
          .containsExactly("CREATED_IS_CLOSED");
      assertThat(json.exitCode()).as(file.toString()).isEqualTo(6);
    }
  }

  @Test
  void ofTwoJvmsRecordingsInOneFileThatIsCutOffTheWholeOneIsCountedAndTheRestNamed()
      throws Exception {
    Path first = recorded("a.jfr", "1", "20", "0");
    byte[] second = Files.readAllBytes(recorded("b.jfr", "3", "30", "1"));
    Path joined = Files.copy(first, folder.resolve("cut.jfr"));
    Files.write(joined, Arrays.copyOf(second, second.length - 1), StandardOpenOption.APPEND);

    ChildJvm.Outcome json = trace(joined, "--json");
    JsonNode recording = recording(json);
    assertThat(shown(recording)).isEqualTo(truth(first));
    assertThat(recording.get("complete").asBoolean(true)).isFalse();
    assertThat(recording.get("cutOff").asText()).contains("it is cut off");
    assertThat(json.exitCode()).isEqualTo(5);
  }

  @Test
  void aRecordingWithoutAnEventOfThisProjectIsNothingToJudge() throws Exception {
    Path file = recorded("silent.jfr", List.of(), Silent.class, List.of());
    ChildJvm.Outcome run = trace(file);
    assertThat(run.exitCode()).isEqualTo(4);
    assertThat(run.out()).doesNotContain("ok ");
    assertThat(run.errorLines()).singleElement().asString().contains("nothing to judge");

    // Beside one that has some, it is the worse of the two.
    recorded("good.jfr", "1", "1", "0");
    assertThat(trace(folder).exitCode()).isEqualTo(4);
  }

  /** The calls of an operation, by the names of the metrics. */
  private JsonNode profiled(String jvmOptions, StringBuilder printed) throws Exception {
    Path result = folder.resolve("result.json");
    List<String> command =
        new ArrayList<>(
            List.of(
                tool("java"),
                "-Djava.io.tmpdir=" + folder,
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
    command.addAll(
        List.of(
            "UpcallBenchmark.modify$ -p transport=NONE -t 8 -f 1 -wi 1 -w 1 -i 1 -r 2".split(" ")));
    command.addAll(List.of("-prof", "ifs:dir=" + folder, "-rf", "json", "-rff", result.toString()));
    ProcessBuilder jmh = new ProcessBuilder(command);
    // The JVM takes them last, so that they go before the profiler's own.
    jmh.environment().put("_JAVA_OPTIONS", jvmOptions);
    Process process = jmh.redirectErrorStream(true).start();
    printed.append(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
    assertThat(process.waitFor()).as(printed.toString()).isZero();
    return new ObjectMapper().readTree(result.toFile()).at("/0/secondaryMetrics");
  }

  @Test
  @Tag("slow")
  void theProfilersOwnBuffersHoldWhatEightThreadsDo() throws Exception {
    StringBuilder printed = new StringBuilder();
    JsonNode metrics = profiled("-Dnothing", printed);
    assertThat(metrics.at("/ifs.modify.calls/score").asDouble()).isCloseTo(1, offset(0.05));
    assertThat(metrics.has("ifs.lost")).isFalse();
    assertThat(printed.toString()).doesNotContain("bytes of events were lost");
  }

  @Test
  @Tag("slow")
  void theProfilerWarnsOfLostEventsAndMarksWhatIsTooLow() throws Exception {
    StringBuilder printed = new StringBuilder();
    JsonNode metrics = profiled(TINY_BUFFERS, printed);
    assertThat(metrics.has("ifs.modify.calls")).isFalse();
    assertThat(metrics.at("/ifs.modify.calls (at least)/score").asDouble())
        .isPositive()
        .isLessThan(1);
    assertThat(metrics.at("/ifs.lost/score").asDouble()).isPositive();
    assertThat(printed.toString()).contains("bytes of events were lost", "are too low");
  }
}
