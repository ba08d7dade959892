package dev.ifsbench.track.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ifsbench.sockets.TemporaryFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("child-jvm")
class JavaForkTest {
  /** Ends at once. */
  static final class Program {
    private Program() {}

    public static void main(String[] args) {}
  }

  @Test
  void aFolderThatCannotBeRemovedCostsNoResult() throws Exception {
    String result =
        new JavaFork(Program.class, List.of())
            .run(
                List.of(),
                Duration.ofSeconds(1),
                folder -> {
                  TemporaryFiles.remove(folder); // removing it once more fails
                  return "measured";
                });

    assertThat(result).isEqualTo("measured");
  }

  @Test
  void nothingStaysInTheTemporaryFolder() throws Exception {
    Path folder =
        new JavaFork(Program.class, List.of())
            .run(List.of(), Duration.ofSeconds(1), used -> Files.writeString(used.resolve("a"), ""))
            .getParent();

    assertThat(folder).doesNotExist();
  }
}
