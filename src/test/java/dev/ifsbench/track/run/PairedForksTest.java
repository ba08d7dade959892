package dev.ifsbench.track.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ifsbench.fixture.Local;
import dev.ifsbench.track.environment.ForkFlags;
import dev.ifsbench.track.series.IterationTimes;
import dev.ifsbench.track.stats.Estimator;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.JarOutputStream;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.openjdk.jmh.results.RunResult;

@Tag("child-jvm")
class PairedForksTest {
  @TempDir private Path folder;

  private final PairedForks forks =
      new PairedForks(new PairedSettings(50, 100), ForkFlags.ofThisJvm(), 1);

  private static ForkGroup group(HeadlineOperation operation, String... handles) {
    return new ForkGroup(
        Stream.of(handles)
            .map(handle -> FakeForks.headline(operation, Local.stream().name(), 64, 1, handle))
            .toList());
  }

  @ParameterizedTest
  @EnumSource(HeadlineOperation.class)
  void aForkDeliversAsManyBlocksOfEachKind(HeadlineOperation operation) throws ForkFailedException {
    ForkGroup group = group(operation, "BASE", "WRAPPED");

    Map<BenchmarkId, RunResult> results = forks.run(group);

    assertThat(results.keySet()).containsExactlyElementsOf(group.members());
    double[][] times = IterationTimes.of(List.copyOf(results.values()));
    assertThat(times[0]).hasSameSizeAs(times[1]);
    assertThat(Stream.of(times).flatMapToDouble(DoubleStream::of)).allMatch(time -> time > 0);
    assertThat(results.values())
        .extracting(result -> result.getParams().getParam("handle"))
        .containsExactly("BASE", "WRAPPED");
  }

  @Test
  void twoVersionsOfTheProjectTakeTurns() throws Exception {
    ForkGroup group = versions(jarOf(Path.of("target", "classes")));

    Map<BenchmarkId, RunResult> results = sides().run(group);

    assertThat(results.keySet()).containsExactlyElementsOf(group.members());
    double[][] times = IterationTimes.of(List.copyOf(results.values()));
    assertThat(Estimator.arePairs(times, times)).isTrue();
    assertThat(times[0]).hasSameSizeAs(times[1]);
  }

  @Test
  void aVersionWithoutSuchABenchmarkIsNamed() throws Exception {
    Path empty = jarOf(Files.createDirectory(folder.resolve("nothing")));

    assertThatThrownBy(() -> sides().run(versions(empty)))
        .isInstanceOf(ForkFailedException.class)
        .hasMessageContaining("BenchmarkLoop")
        .hasMessageContaining(empty.getFileName().toString());
  }

  private static PairedForks sides() {
    return new PairedForks(new PairedSettings(50, 100), ForkFlags.ofThisJvm(), 1);
  }

  private static ForkGroup versions(Path jar) {
    PairedSides sides =
        PairedSides.of(jar.toString(), jar.resolveSibling("./" + jar.getFileName()).toString());
    BenchmarkId benchmark = FakeForks.headline(HeadlineOperation.SEND, "NONE", 64, 1, "BASE");
    return ForkGroup.together(List.of(benchmark), sides).get(0);
  }

  private Path jarOf(Path classes) throws IOException {
    Path jar = folder.resolve("version.jar");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
        Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        out.putNextEntry(
            new ZipEntry(classes.relativize(file).toString().replace(File.separatorChar, '/')));
        Files.copy(file, out);
        out.closeEntry();
      }
    }
    return jar;
  }

  @Test
  void aForkThatFailsSaysWhyInOneLine() {
    ForkGroup group = group(HeadlineOperation.SEND, "BASE", "NOSUCH");

    assertThatThrownBy(() -> forks.run(group))
        .isInstanceOfSatisfying(
            ForkFailedException.class,
            e -> {
              assertThat(e.getMessage()).contains("NOSUCH").hasLineCount(1);
              assertThat(e.log()).contains("\tat ");
            });
  }

  @Test
  void whatDiffersInTheKindOfHandleAloneSharesAFork() {
    List<BenchmarkId> combinations =
        List.of(
            FakeForks.headline(HeadlineOperation.SEND, "TCP", 64, 1, "BASE"),
            FakeForks.headline(HeadlineOperation.SEND, "TCP", 64, 1, "WRAPPED"),
            FakeForks.headline(HeadlineOperation.SEND, "TCP", 64, 2, "BASE"));

    assertThat(ForkGroup.together(combinations, BenchmarkId.HANDLE))
        .extracting(ForkGroup::label)
        .containsExactly(
            "TCP send BASE,WRAPPED, payload 64 B, depth 1", "TCP send BASE, payload 64 B, depth 2");
    assertThat(ForkGroup.apart(combinations)).hasSize(3);
  }
}
