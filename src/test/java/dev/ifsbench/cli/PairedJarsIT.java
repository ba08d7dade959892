package dev.ifsbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ifsbench.cli.ChildJvm.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two builds take turns in one JVM. */
@Tag("child-jvm")
class PairedJarsIT {
  private static final Path JAR = Path.of("target", "benchmarks.jar").toAbsolutePath();

  @TempDir private Path folder;

  @Test
  void twoBuildsTakeTurnsAndOneIsJudgedByTheOther() throws IOException {
    Path old = Files.copy(JAR, folder.resolve("old.jar"));

    Outcome track = track(old + "," + JAR);

    assertThat(track.exitCode()).as(track.err()).isZero();
    Outcome compare = ChildJvm.run(folder, "compare", run(), "--store", results());
    assertThat(compare.exitCode()).as(compare.err()).isZero();
    assertThat(compare.out()).contains("SendReceiveBenchmark.sendReceive", "old.jar");
  }

  @Test
  void aJarOfAnotherProjectIsRefusedInOneLine() throws IOException {
    Path other = folder.resolve("other.jar");
    new JarOutputStream(Files.newOutputStream(other)).close();

    Outcome track = track(other + "," + JAR);

    assertThat(track.exitCode()).isEqualTo(3);
    assertThat(track.errorLines())
        .containsExactly(
            "--paired: '"
                + other
                + "' is not a jar of ifsbench whose benchmarks can take turns, and '"
                + JAR
                + "' is");
  }

  private Outcome track(String jars) throws IOException {
    return ChildJvm.run(
        folder,
        "track",
        "--paired",
        jars,
        "SendReceiveBenchmark",
        "-p",
        "transport=NONE",
        "-p",
        "handle=WRAPPED",
        "--rounds",
        "1",
        "--store",
        results());
  }

  private String run() throws IOException {
    try (Stream<Path> runs = Files.list(Path.of(results()))) {
      return runs.toList().get(0).toString();
    }
  }

  private String results() {
    return folder.resolve("results").toString();
  }
}
