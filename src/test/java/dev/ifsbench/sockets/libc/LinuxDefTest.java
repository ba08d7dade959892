package dev.ifsbench.sockets.libc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "of Linux's headers")
class LinuxDefTest {
  @Test
  void everyConstantAndLayoutIsWhatTheCCompilerSays(@TempDir Path directory) throws Exception {
    assumeTrue(hasCompiler(), "no C compiler (cc) on the path");
    Path program = directory.resolve("linux_def");
    run("cc", "-Wall", "-Werror", "-o", program.toString(), "src/test/c/linux_def.c");

    Map<String, Long> inC = new TreeMap<>();
    for (String line : run(program.toString()).split("\n", -1)) {
      int equals = line.indexOf('=');
      if (equals > 0) {
        inC.put(line.substring(0, equals), Long.parseLong(line.substring(equals + 1)));
      }
    }
    Map<String, Long> inJava = new TreeMap<>();
    for (Field field : LinuxDef.class.getDeclaredFields()) {
      if (Modifier.isStatic(field.getModifiers()) && field.getType() == int.class) {
        inJava.put(field.getName(), (long) field.getInt(null));
      }
    }
    assertThat(inJava).hasSizeGreaterThan(100).containsExactlyInAnyOrderEntriesOf(inC);
  }

  private static boolean hasCompiler() {
    return Arrays.stream(System.getenv("PATH").split(":", -1))
        .anyMatch(directory -> Files.isExecutable(Path.of(directory, "cc")));
  }

  private static String run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }
}
