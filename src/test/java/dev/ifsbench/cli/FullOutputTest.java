package dev.ifsbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Standard output on a full disk. */
@Tag("child-jvm")
@EnabledOnOs(OS.LINUX)
class FullOutputTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "history --json --store no-such-store",
        "catalog --json",
        "doctor --json",
        "--version",
        "-l"
      })
  void whatCannotBePrintedIsAnError(String arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(Main.class.getName());
    command.addAll(List.of(arguments.split(" ")));

    Process process = new ProcessBuilder(command).redirectOutput(new File("/dev/full")).start();
    String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.onExit().join().exitValue()).as(err).isEqualTo(1);
    assertThat(err.lines())
        .contains("Standard output could not be written; what was printed is incomplete");
  }
}
