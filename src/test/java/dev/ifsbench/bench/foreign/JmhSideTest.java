package dev.ifsbench.bench.foreign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ifsbench.bench.foreign.ForeignTask.ForeignSide;
import dev.ifsbench.bench.foreign.SideBlocks.Block;
import dev.ifsbench.bench.fork.ForkFolder;
import dev.ifsbench.fixture.SampleProject;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Another project's benchmarks, which two sides of a JVM hold at once. */
@Tag("child-jvm")
class JmhSideTest {
  private static final String CALLS = "org.example.CallsBenchmark.call";
  private static final String WORK = "org.example.WorkBenchmark.work";
  private static final long BLOCK = TimeUnit.MILLISECONDS.toNanos(10);

  @TempDir private static Path folder;

  private static Path calls;
  private static Path work;
  private static URLClassLoader callsLoader;
  private static URLClassLoader workLoader;

  @BeforeAll
  static void build() throws IOException {
    calls = SampleProject.jar(folder, "calls", 0, "calls.jar");
    work = SampleProject.jar(folder, "work", 50, "work.jar");
    callsLoader = loader(calls);
    workLoader = loader(work);
  }

  @AfterAll
  static void close() throws IOException {
    callsLoader.close();
    workLoader.close();
  }

  private static URLClassLoader loader(Path jar) throws IOException {
    return new URLClassLoader(
        new URL[] {jar.toUri().toURL()}, ClassLoader.getPlatformClassLoader());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void setUpsAndTearDownsAreCalledAsOftenAndInTheOrderAsByJmhItself(int threads) throws Exception {
    Path own = folder.resolve("own" + threads);
    jmh(CALLS, "-t", "" + threads, "-i", "3", "-p", "colour=green", "-p", "log=" + own);
    Path one = folder.resolve("one" + threads);
    Path other = folder.resolve("other" + threads);
    List<String> arguments = List.of("-t", "" + threads);

    try (URLClassLoader second = loader(calls);
        JmhSide left = new JmhSide(callsLoader, arguments, calls(one));
        JmhSide right = new JmhSide(second, arguments, calls(other))) {
      for (boolean isLast : new boolean[] {false, false, true}) {
        left.run(BLOCK, isLast);
        right.run(BLOCK, isLast);
      }
    }

    assertThat(order(one, threads)).isEqualTo(order(own, threads)).hasSizeGreaterThan(10);
    assertThat(order(other, threads)).isEqualTo(order(own, threads));
    assertThat(Files.readString(one))
        .contains("shared trial set-up green", "tear-down, invocations in order");
  }

  /** Threads come in any order. */
  private static List<String> order(Path log, int threads) throws IOException {
    List<String> lines = Files.readAllLines(log);
    return threads == 1 ? lines : lines.stream().sorted().toList();
  }

  private static ForeignSide calls(Path log) {
    return new ForeignSide(
        false, null, CALLS, "avgt", Map.of("colour", "green", "log", log.toString()));
  }

  private static void jmh(String... arguments) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djmh.ignoreLock=true",
                "-cp",
                calls.toString(),
                "org.openjdk.jmh.Main",
                "-f",
                "1",
                "-wi",
                "0",
                "-r",
                "10ms"));
    command.addAll(List.of(arguments));
    Process jmh =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("jmh.log").toFile())
            .start();
    assertThat(jmh.waitFor()).as(Files.readString(folder.resolve("jmh.log"))).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"thrpt", "avgt", "sample"})
  void everyModeButTheSingleShotGivesTheScoreInTheUnitThatIsAskedFor(String mode) {
    try (JmhSide side =
        new JmhSide(
            workLoader,
            List.of("-tu", "ms"),
            new ForeignSide(false, null, WORK, mode, Map.of("times", "2")))) {
      Block block = side.run(BLOCK, true);

      assertThat(block.score()).isPositive();
      assertThat(block.unit()).isEqualTo(mode.equals("thrpt") ? "ops/ms" : "ms/op");
      assertThat(block.samples().isEmpty()).isEqualTo(!mode.equals("sample"));
      assertThat(side.settings().timeUnit()).isEqualTo("MILLISECONDS");
      assertThat(side.settings().threads()).isEqualTo(1);
    }
  }

  @Test
  void threadsOfAGroupAreThoseOfItsMethods() {
    try (JmhSide side =
        new JmhSide(
            workLoader,
            List.of(),
            new ForeignSide(
                false, null, "org.example.WorkBenchmark.even", "avgt", Map.of("times", "1")))) {
      assertThat(side.run(BLOCK, true).score()).isPositive();
      assertThat(side.settings().threadGroups()).containsExactly(1, 1);
      assertThat(side.settings().threads()).isEqualTo(2);
    }
  }

  @Test
  void whatABenchmarkThrowsIsTheReason() {
    try (JmhSide side =
        new JmhSide(
            workLoader,
            List.of(),
            new ForeignSide(false, null, "org.example.BrokenBenchmark.fails", "avgt", Map.of()))) {
      assertThatThrownBy(() -> side.run(BLOCK, true)).hasMessage("the benchmark is broken");
    }
  }

  @Test
  void sidesTakeTurnsUntilTheTimeIsOverAndAreTornDownOnce() throws Exception {
    Path log = folder.resolve("turns");
    ForeignSide side =
        new ForeignSide(
            false, calls.toString(), CALLS, "avgt", Map.of("colour", "red", "log", log.toString()));
    ForeignTask task = new ForeignTask(List.of(), List.of(side, side), 30, 60, 7);

    ForkFolder fork = new ForkFolder(folder);
    fork.writeTask(task);

    List<SideBlocks> sides = ForeignFork.run(fork.readTask(ForeignTask.class));

    assertThat(sides).hasSize(2);
    assertThat(sides.get(0).blocks()).hasSameSizeAs(sides.get(1).blocks());
    assertThat(sides.get(0).blocks()).hasSizeGreaterThanOrEqualTo(2);
    assertThat(sides.get(0).settings().operations()).isEqualTo(10);
    try (Stream<String> lines = Files.lines(log)) {
      assertThat(lines.filter(line -> line.startsWith("shared trial tear-down"))).hasSize(2);
    }
    fork.writeResult(sides);
    assertThat(List.of(fork.readResult(SideBlocks[].class))).isEqualTo(sides);
  }
}
