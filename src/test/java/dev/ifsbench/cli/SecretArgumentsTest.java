package dev.ifsbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ifsbench.cli.ChildJvm.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A password on a command line is neither printed nor kept, whatever the run. */
@Tag("child-jvm")
@Tag("slow")
class SecretArgumentsTest {
  private static final String SECRET = "xyzzyPlugh";
  private static final String FORK =
      " DispatcherBenchmark.dispatched$ -p openHandles=1 -wi 0 -i 1 -r 10ms"
          + " -jvmArgs -Dmy.password=xyzzyPlugh,-Durl=jdbc:postgresql://u:xyzzyPlugh@h/d";

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-f 1 -rf json -rff FOLDER/result.json" + FORK,
        "-f 1 -rf csv -rff FOLDER/result.csv -o FOLDER/output.txt" + FORK,
        "-f 1 -v EXTRA -prof ifs:dir=FOLDER/recordings" + FORK,
        "trace --store FOLDER/results" + FORK,
        "track --rounds 3 --store FOLDER/results" + FORK
      })
  void aSecretOfARunIsNeitherPrintedNorKept(String command) throws IOException {
    assertThat(run(command).exitCode()).isZero();
    assertThat(files()).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-f 1 -foe true -rf json -rff FOLDER/result.json -jvmArgsAppend -XX:NoSuchOption" + FORK,
        "track --rounds 3 --store FOLDER/results -jvmArgsAppend -XX:NoSuchOption" + FORK,
        "headline --store jdbc:postgresql://bench:xyzzyPlugh@no.such.host.invalid/db",
        "history --store jdbc:postgresql://no.such.host.invalid/db?password=xyzzyPlugh",
        "history --store postgresql://bench:xyzzyPlugh@no.such.host.invalid/db"
      })
  void aSecretOfWhatFailsIsNeitherPrintedNorKept(String command) throws IOException {
    assertThat(run(command).exitCode()).isIn(3, 7, 64);
  }

  private Outcome run(String command) throws IOException {
    Outcome outcome =
        ChildJvm.run(folder, command.strip().replace("FOLDER", folder.toString()).split(" +", -1));

    assertThat(outcome.out() + outcome.err()).isNotBlank().doesNotContain(SECRET);
    for (Path file : files()) {
      String content = Files.readString(file, StandardCharsets.ISO_8859_1);
      assertThat(content.contains(SECRET)).as(file.toString()).isFalse();
    }
    return outcome;
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }
}
