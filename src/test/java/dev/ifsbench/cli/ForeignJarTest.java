package dev.ifsbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ifsbench.cli.ChildJvm.Outcome;
import dev.ifsbench.fixture.SampleProject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code track} of projects that are not this one. */
@Tag("child-jvm")
class ForeignJarTest {
  private static final List<String> SHORT =
      List.of("-wi", "1", "-w", "50ms", "-i", "2", "-r", "50ms");

  @TempDir private static Path projects;
  private static Path old;
  private static Path slower;

  @TempDir private Path folder;

  @BeforeAll
  static void build() throws IOException {
    old = SampleProject.jar(projects, "work", 200, "old.jar");
    slower = SampleProject.jar(projects, "work", 800, "slower.jar");
  }

  @Test
  void aJarIsMeasuredByItsOwnJmhAndKeptUnderItsCommit() throws IOException {
    Outcome track =
        track("--jar", old.toString(), "--commit", "cafe1234", "work", "-bm", "avgt,sample");

    assertThat(track.exitCode()).as(track.err()).isZero();
    assertThat(track.out()).contains("WorkBenchmark.work");
    JsonNode results = results();
    assertThat(results.findValuesAsText("mode"))
        .containsExactlyInAnyOrder("avgt", "avgt", "sample", "sample");
    assertThat(results.findValues("primaryMetric"))
        .allSatisfy(
            metric -> {
              assertThat(metric.at("/scoreUnit").asText()).isEqualTo("us/op");
              assertThat(metric.at("/rawData").size() + metric.at("/rawDataHistogram").size())
                  .isPositive();
              assertThat(metric.at("/score").asDouble()).isPositive();
            });
    JsonNode environment = json("environment.json");
    assertThat(environment.at("/project/commit").asText()).isEqualTo("cafe1234");
    assertThat(environment.at("/run/jmh").asText()).startsWith("1.");
    assertThat(environment.at("/backend").asText()).isEqualTo("unknown");
    Outcome history = ChildJvm.run(folder, "history", "--store", store());
    assertThat(history.out()).contains("cafe1234");
  }

  @Test
  void theCommitIsThatOfTheCheckoutThatTheJarLiesIn() throws Exception {
    Path checkout = Files.createDirectory(folder.resolve("checkout"));
    Path jar = Files.createDirectories(checkout.resolve("target")).resolve("their.jar");
    Files.copy(old, jar);
    git(checkout, "init", "-q");
    git(
        checkout,
        "-c",
        "user.name=A",
        "-c",
        "user.email=a@example.org",
        "commit",
        "-q",
        "--allow-empty",
        "-m",
        "First");
    String head = git(checkout, "rev-parse", "HEAD").strip();

    Outcome track = track("--jar", jar.toString(), "work", "-bm", "avgt", "-p", "times=1");

    assertThat(track.exitCode()).as(track.err()).isZero();
    assertThat(json("environment.json").at("/project/commit").asText()).isEqualTo(head);
    assertThat(json("environment.json").at("/project/tree").asText()).isEqualTo("clean");
  }

  @Test
  void aSideThatDoesMoreIsFoundInTurnsInEveryMode() throws IOException {
    Outcome track =
        track("--paired", old + "," + slower, "work", "-bm", "thrpt,avgt,sample", "-p", "times=2");

    assertThat(track.exitCode()).as(track.err()).isZero();
    assertThat(track.err()).doesNotContain("In JVMs of their own").contains("taking turns");
    assertThat(track.err()).contains("its commit is kept as unknown; give it by --commit");
    assertThat(track.out()).contains("slower");
    assertThat(results()).hasSize(6);
    Map<String, Double> ratios = ratios();
    // The side does four times as much; the machine may do other things as well.
    assertThat(ratios.get("avgt")).isGreaterThan(1.5);
    assertThat(ratios.get("thrpt")).isLessThan(0.67);
    Outcome gate =
        ChildJvm.run(folder, "gate", "--max-regression", "30%", run(), "--store", store());
    assertThat(gate.exitCode()).as(gate.out() + gate.err()).isEqualTo(1);
  }

  @Test
  void whatJmhAloneCanRunHasJvmsOfItsOwnAndThatIsSaid() throws IOException {
    Outcome track =
        track(
            "--paired",
            old + "," + slower,
            "--commit",
            "b0b",
            "WorkBenchmark",
            "ControlledBenchmark",
            "-p",
            "times=1");

    assertThat(track.exitCode()).as(track.err()).isZero();
    assertThat(track.errorLines())
        .contains(
            alone("ControlledBenchmark.notInlined (avgt)")
                + "it tells the compiler something by @CompilerControl",
            alone("WorkBenchmark.odd (avgt)")
                + "the methods of its group have different threads [1, 2]",
            alone("WorkBenchmark.withOwnOptions (avgt)")
                + "its @Fork asks for JVM options of its own",
            alone("WorkBenchmark.work (ss)") + "a single shot needs a fresh JVM");
    assertThat(track.err()).doesNotContain(alone("WorkBenchmark.even"));
    assertThat(results().findValuesAsText("benchmark"))
        .filteredOn(name -> name.endsWith("withOwnOptions") || name.endsWith("odd"))
        .hasSize(4);
    assertThat(json("environment.json").at("/project/commit").asText()).isEqualTo("b0b");
  }

  private static String alone(String benchmark) {
    return "In JVMs of their own, one after the other: org.example." + benchmark + ": ";
  }

  @Test
  void whatABenchmarkThrowsIsSaid() throws IOException {
    Outcome apart = track("--jar", old.toString(), "Broken");
    Outcome turns = track("--paired", old + "," + slower, "Broken");

    assertThat(apart.exitCode()).isNotZero();
    assertThat(apart.err()).contains("FAILED", "the benchmark is broken");
    assertThat(turns.exitCode()).isNotZero();
    assertThat(turns.err()).contains("FAILED", "the benchmark is broken");
  }

  @Test
  void whatIsNoJarWithBenchmarksIsRefusedInOneLine() throws IOException {
    Path empty = folder.resolve("empty.jar");
    new JarOutputStream(Files.newOutputStream(empty)).close();
    Path text = Files.writeString(folder.resolve("text.jar"), "no jar");

    assertRefused(3, "no such file", "--jar", folder.resolve("none.jar").toString());
    assertRefused(3, "it is no jar", "--jar", text.toString());
    assertRefused(3, "it has no benchmarks of JMH", "--jar", empty.toString());
    assertRefused(3, "its JMH is 1.29, and 1.30 or newer is needed", "--jar", ofJmh("1.29"));
    assertRefused(
        64, "No benchmark matches 'wark'; did you mean work?", "--jar", old.toString(), "wark");
    assertRefused(
        64,
        "No selected benchmark has a parameter 'time'; did you mean times?",
        "--jar",
        old.toString(),
        "-p",
        "time=1");
    assertRefused(64, "give one of them", "--jar", old.toString(), "--paired", "BASE,WRAPPED");
    assertRefused(64, "give --jar or --paired", "--commit", "a", "SendBenchmark");
  }

  private void assertRefused(int exitCode, String reason, String... arguments) throws IOException {
    Outcome track = track(arguments);
    assertThat(track.exitCode()).as(track.err()).isEqualTo(exitCode);
    assertThat(track.errorLines()).as(track.err()).hasSize(1);
    assertThat(track.err()).contains(reason);
    assertThat(Path.of(store())).doesNotExist();
  }

  private String ofJmh(String version) throws IOException {
    Path jar = folder.resolve("older.jar");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      out.putNextEntry(new JarEntry("META-INF/BenchmarkList"));
      out.write("JMH S 1 x\n".getBytes(StandardCharsets.UTF_8));
      out.putNextEntry(new JarEntry("jmh.properties"));
      Properties properties = new Properties();
      properties.setProperty("jmh.version", version);
      properties.store(out, null);
    }
    return jar.toString();
  }

  private Outcome track(String... arguments) throws IOException {
    List<String> all = new ArrayList<>(List.of("track"));
    all.addAll(List.of(arguments));
    all.addAll(SHORT);
    all.addAll(List.of("--rounds", "3", "--seed", "5", "--store", store()));
    return ChildJvm.run(folder, all.toArray(String[]::new));
  }

  /** How much more the slower side's score is, by mode. */
  private Map<String, Double> ratios() throws IOException {
    Map<String, Double> before = new HashMap<>();
    Map<String, Double> after = new HashMap<>();
    for (JsonNode result : results()) {
      (result.at("/params/jar").asText().equals(old.toString()) ? before : after)
          .put(result.at("/mode").asText(), result.at("/primaryMetric/score").asDouble());
    }
    after.replaceAll((mode, score) -> score / before.get(mode));
    return after;
  }

  private static String git(Path checkout, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(arguments));
    Process git =
        new ProcessBuilder(command).directory(checkout.toFile()).redirectErrorStream(true).start();
    String out = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(git.waitFor()).as(out).isZero();
    return out;
  }

  private JsonNode results() throws IOException {
    return json("jmh-result.json");
  }

  private JsonNode json(String file) throws IOException {
    return new ObjectMapper().readTree(Path.of(store(), run(), file).toFile());
  }

  private String run() throws IOException {
    try (Stream<Path> runs = Files.list(Path.of(store()))) {
      return runs.map(each -> each.getFileName().toString())
          .filter(name -> name.startsWith("20"))
          .findFirst()
          .orElseThrow();
    }
  }

  private String store() {
    return folder.resolve("results").toString();
  }
}
