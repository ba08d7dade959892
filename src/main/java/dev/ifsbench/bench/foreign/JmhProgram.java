package dev.ifsbench.bench.foreign;

import dev.ifsbench.bench.state.ParentWatch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Runs the JMH that a jar brings, as {@code java -cp JAR org.openjdk.jmh.Main} does, and ends it
 * when the process that started this one is gone. Started by the command line's own JVM, not by
 * hand.
 */
public final class JmhProgram {
  private static final String MAIN = "org.openjdk.jmh.Main";

  /** The lock is held already, by the JVM that started this one. */
  private static final String NO_LOCK = "-Djmh.ignoreLock=true";

  private JmhProgram() {}

  /**
   * Runs JMH, and ends with its exit code.
   *
   * @param args the folder that JMH works in; how many JVM options follow; these; the jar; JMH's
   *     arguments
   * @throws IOException if JMH cannot be started
   */
  public static void main(String[] args) throws IOException {
    ParentWatch.begin(Path.of(args[0]));
    int options = Integer.parseInt(args[1]);
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(Arrays.asList(args).subList(2, 2 + options));
    command.add(NO_LOCK);
    command.add("-cp");
    command.add(args[2 + options]);
    command.add(MAIN);
    command.addAll(Arrays.asList(args).subList(3 + options, args.length));
    Process jmh = new ProcessBuilder(command).inheritIO().start();
    System.exit(jmh.onExit().join().exitValue());
  }
}
