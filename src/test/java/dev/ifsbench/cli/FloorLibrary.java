package dev.ifsbench.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** What the command {@code floor} needs. */
public final class FloorLibrary {
  private FloorLibrary() {}

  /** Compiles it; without a compiler the test is skipped. */
  public static Path compile(Path folder) throws IOException, InterruptedException {
    boolean hasCompiler =
        Arrays.stream(System.getenv("PATH").split(":", -1))
            .anyMatch(directory -> Files.isExecutable(Path.of(directory, "cc")));
    assumeTrue(hasCompiler, "no C compiler (cc) on the path");
    Path library = folder.resolve("libfloor.so");
    Process compiler =
        new ProcessBuilder(
                "cc",
                "-Wall",
                "-Wextra",
                "-Werror",
                "-O2",
                "-fPIC",
                "-shared",
                "-o",
                library.toString(),
                "src/main/c/floor.c")
            .inheritIO()
            .start();
    assertThat(compiler.waitFor()).isZero();
    return library;
  }
}
