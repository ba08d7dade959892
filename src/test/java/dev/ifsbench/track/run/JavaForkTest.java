package dev.ifsbench.track.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ifsbench.bench.fork.ForkMain;
import dev.ifsbench.sockets.TemporaryFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("child-jvm")
class JavaForkTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  /** A task, and what comes of it. */
  record Told(String word, List<Double> numbers) {}

  /** Answers with its task and the folder it worked in. */
  static final class Echo {
    private Echo() {}

    public static void main(String[] args) throws IOException {
      ForkMain.run(
          args,
          Told.class,
          (task, folder) ->
              new Told(
                  task.word().isEmpty() ? folder.path().toString() : task.word(), task.numbers()));
    }
  }

  /** Ends at once. */
  static final class Silent {
    private Silent() {}

    public static void main(String[] args) {}
  }

  /** What a fork leaves; whoever reads it removes the folder it lies in. */
  record Removing(String word, String folder) {
    Removing {
      try {
        TemporaryFiles.remove(Path.of(folder)); // removing it once more fails
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Leaves a {@link Removing}. */
  static final class Measuring {
    private Measuring() {}

    public static void main(String[] args) throws IOException {
      ForkMain.run(
          args,
          String.class,
          (task, folder) -> Map.of("word", "measured", "folder", folder.path().toString()));
    }
  }

  private static Told echoed(Told task) throws ForkFailedException {
    return new JavaFork<>(Echo.class, Told.class, List.of()).run(task, SECOND);
  }

  @Test
  void aTaskAndItsResultArriveAsTheyWereSent() throws Exception {
    List<Double> numbers = List.of(0.1, 1e-300, -0.0, 123456789.25);

    Told told = echoed(new Told("a \"word\" of ünîcode\n and lines", numbers));

    assertThat(told.word()).isEqualTo("a \"word\" of ünîcode\n and lines");
    assertThat(told.numbers()).isEqualTo(numbers);
  }

  @Test
  void aForkWithoutAResultHasFailed() {
    assertThatThrownBy(() -> new JavaFork<>(Silent.class, String.class, List.of()).run("", SECOND))
        .isInstanceOf(ForkFailedException.class)
        .hasMessage("the fork ended without a result");
  }

  @Test
  void aFolderThatCannotBeRemovedCostsNoResult() throws Exception {
    String result =
        new JavaFork<>(Measuring.class, Removing.class, List.of()).run("", SECOND).word();

    assertThat(result).isEqualTo("measured");
  }

  @Test
  void nothingStaysInTheTemporaryFolder() throws Exception {
    Path folder = Path.of(echoed(new Told("", List.of())).word());

    assertThat(folder).doesNotExist();
  }
}
