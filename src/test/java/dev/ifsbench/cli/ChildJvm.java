package dev.ifsbench.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Runs the command line in a JVM of its own, as a user does. Tests that use it have the tag {@code
 * child-jvm}, by which they are left out under Wine.
 */
final class ChildJvm {
  private ChildJvm() {}

  /** How a run ended and what it printed. */
  record Outcome(int exitCode, String out, String err) {
    /** Standard error without what the JDK itself warns of. */
    List<String> errorLines() {
      return err.lines().filter(line -> !line.startsWith("WARNING: ")).toList();
    }
  }

  static Outcome run(Path temporary, String... arguments) throws IOException {
    Process process = start(temporary, arguments);
    CompletableFuture<String> err =
        CompletableFuture.supplyAsync(() -> read(process.getErrorStream()));
    String out = read(process.getInputStream());
    return new Outcome(process.onExit().join().exitValue(), out, err.join());
  }

  /** Runs with standard output into a file or device; nothing of it is in the outcome. */
  static Outcome runInto(Path out, Path temporary, String... arguments) throws IOException {
    Process process = command(temporary, arguments).redirectOutput(out.toFile()).start();
    String err = read(process.getErrorStream());
    return new Outcome(process.onExit().join().exitValue(), "", err);
  }

  /** Starts it with a temporary folder of its own, so that JMH's lock there is free. */
  static Process start(Path temporary, String... arguments) throws IOException {
    return command(temporary, arguments).start();
  }

  private static ProcessBuilder command(Path temporary, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Djava.io.tmpdir=" + temporary);
    // What the jar's manifest allows where the jar is started.
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(Main.class.getName());
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command);
  }

  private static String read(InputStream in) {
    try (in) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
