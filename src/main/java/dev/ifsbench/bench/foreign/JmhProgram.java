package dev.ifsbench.bench.foreign;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ifsbench.bench.fork.ForkFolder;
import dev.ifsbench.bench.fork.ForkMain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs the JMH that a jar brings, as {@code java -cp JAR org.openjdk.jmh.Main} does, and ends it
 * when the process that started this one is gone.
 */
public final class JmhProgram {
  private static final String MAIN = "org.openjdk.jmh.Main";

  /** The lock is held already, by the JVM that started this one. */
  private static final String NO_LOCK = "-Djmh.ignoreLock=true";

  /** The file for JMH's results. */
  private static final String JSON = "jmh.json";

  private JmhProgram() {}

  /**
   * Runs JMH as a {@link JmhTask} says and leaves its JSON, or ends with its exit code.
   *
   * @param args the fork's folder, in which JMH works
   * @throws IOException if JMH cannot be started, or leaves no result
   */
  public static void main(String[] args) throws IOException {
    ForkMain.run(args, JmhTask.class, JmhProgram::run);
  }

  private static JsonNode run(JmhTask task, ForkFolder folder) throws IOException {
    Path json = folder.path().resolve(JSON);
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(task.jvmArguments());
    command.add(NO_LOCK);
    command.add("-cp");
    command.add(task.jar());
    command.add(MAIN);
    command.addAll(task.arguments());
    command.addAll(List.of("-rf", "json", "-rff", json.toString()));
    int exitCode = new ProcessBuilder(command).inheritIO().start().onExit().join().exitValue();
    if (exitCode != 0) {
      System.exit(exitCode);
    }
    return new ObjectMapper().readTree(Files.readAllBytes(json));
  }
}
