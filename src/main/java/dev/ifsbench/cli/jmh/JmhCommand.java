package dev.ifsbench.cli.jmh;

import dev.ifsbench.bench.profile.IfsProfiler;
import dev.ifsbench.cli.option.UserError;
import dev.ifsbench.report.text.Terminal;
import dev.ifsbench.track.environment.ForkFlags;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.openjdk.jmh.runner.options.CommandLineOptions;

/**
 * JMH's own command line, with mistakes answered in one line and forks that start without warnings.
 */
public final class JmhCommand {
  private JmhCommand() {}

  /**
   * Runs JMH. If JMH fails, it ends this JVM with its own exit code.
   *
   * @param arguments for JMH
   * @param commandNames what a pattern that matches no benchmark may have been meant for
   * @throws UserError if they cannot be followed
   * @throws IOException if JMH's help cannot be printed
   */
  public static void run(List<String> arguments, Set<String> commandNames)
      throws UserError, IOException {
    JmhArguments checked = new JmhArguments(arguments, commandNames);
    checked.check();
    List<String> all = new ArrayList<>(checked.arguments());
    List<String> quiet = quietFlags(checked.options());
    if (!quiet.isEmpty()) {
      all.addAll(List.of("-jvmArgsPrepend", String.join(" ", quiet)));
    }
    keepRecordingsBesideResult(checked.options());
    warnOfNoRecording(checked.options());
    Survivors.endWithThisProcess();
    runWatched(all, checked.options());
  }

  /** JMH's exit code is 0 even if forks have failed, unless it is told to stop then. */
  private static void runWatched(List<String> arguments, CommandLineOptions options)
      throws IOException {
    PrintStream standardOutput = System.out;
    FailureWatch watch = new FailureWatch(standardOutput);
    System.setOut(new PrintStream(watch, true, Terminal.charset()));
    try {
      org.openjdk.jmh.Main.main(arguments.toArray(String[]::new));
    } finally {
      System.setOut(standardOutput);
    }
    if (watch.hasFailed() || fileTellsOfFailure(options)) {
      System.err.println("Benchmarks failed and lack results; JMH's output says which and why");
    }
  }

  private static boolean fileTellsOfFailure(CommandLineOptions options) throws IOException {
    Path file = Path.of(options.getOutput().orElse(""));
    return Files.isRegularFile(file) && FailureWatch.tellsOfFailure(Files.readAllBytes(file));
  }

  /**
   * JVM options to put in front of all others, so that what the user gives has the last word.
   *
   * @param options what the user gives
   */
  public static List<String> quietFlags(CommandLineOptions options) {
    if (options.getJvmArgsPrepend().hasValue()) {
      return List.of();
    }
    return options.getJvm().hasValue()
        ? ForkFlags.of(Path.of(options.getJvm().get()))
        : ForkFlags.ofThisJvm();
  }

  /** JMH does not tell a profiler where the result goes. */
  private static void keepRecordingsBesideResult(CommandLineOptions options) {
    if (options.getResult().hasValue()) {
      Path folder = Path.of(options.getResult().get()).toAbsolutePath().getParent();
      System.setProperty(IfsProfiler.DIRECTORY_PROPERTY, folder.toString());
    }
  }

  /** JMH leaves such a profiler out without a word, so it cannot say so itself. */
  private static void warnOfNoRecording(CommandLineOptions options) {
    if (options.getForkCount().orElse(1) == 0 && ForkRecordings.areAskedFor(options)) {
      System.err.println(
          "-prof ifs has no results with -f 0: it records the JVM of a fork, and there is none");
    }
  }
}
