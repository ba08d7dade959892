package dev.ifsbench.cli.jmh;

import dev.ifsbench.bench.profile.IfsProfiler;
import dev.ifsbench.cli.option.UserError;
import dev.ifsbench.track.environment.ForkFlags;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Defaults;
import org.openjdk.jmh.runner.ProfilersFailedException;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptions;

/**
 * JMH's own command line, with mistakes answered in one line and forks that start without warnings.
 */
public final class JmhCommand {
  private JmhCommand() {}

  /**
   * Runs JMH.
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
    if (checked.measuresNothing()) {
      org.openjdk.jmh.Main.main(checked.arguments().toArray(String[]::new));
      return;
    }
    keepRecordingsBesideResult(checked.options());
    warnOfNoRecording(checked.options());
    Survivors.endWithThisProcess();
    Collection<RunResult> results = measure(checked);
    Optional<Path> file = resultFile(checked.options());
    if (file.isPresent()) {
      MaskedJmh.keep(
          results, checked.options().getResultFormat().orElse(Defaults.RESULT_FORMAT), file.get());
      System.out.printf(Locale.ROOT, "%nBenchmark result is saved to %s%n", file.get());
    }
  }

  private static Collection<RunResult> measure(JmhArguments arguments) throws UserError {
    try {
      return MaskedJmh.run(
          arguments.withoutFiles(quietFlags(arguments.options())),
          arguments.options().getOutput().orElse(""));
    } catch (ProfilersFailedException e) {
      throw UserError.misuse(e.getMessage());
    } catch (RunnerException e) {
      System.err.print("ERROR: ");
      e.printStackTrace();
      throw UserError.failed("JMH has failed: " + e.getMessage());
    }
  }

  /** The file that JMH would write results to; JMH ignores failures to write it. */
  private static Optional<Path> resultFile(CommandLineOptions options) {
    if (options.getResult().hasValue()) {
      return Optional.of(Path.of(options.getResult().get()));
    }
    return options.getResultFormat().hasValue()
        ? Optional.of(
            Path.of(
                Defaults.RESULT_FILE_PREFIX
                    + "."
                    + options.getResultFormat().get().toString().toLowerCase(Locale.ROOT)))
        : Optional.empty();
  }

  /**
   * JVM options that precede all others, so that the user's take precedence.
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

  /** JMH does not pass the result file to a profiler. */
  private static void keepRecordingsBesideResult(CommandLineOptions options) {
    if (options.getResult().hasValue()) {
      Path folder = Path.of(options.getResult().get()).toAbsolutePath().getParent();
      System.setProperty(IfsProfiler.DIRECTORY_PROPERTY, folder.toString());
    }
  }

  /** JMH silently leaves such a profiler out, so the profiler cannot warn. */
  private static void warnOfNoRecording(CommandLineOptions options) {
    if (options.getForkCount().orElse(1) == 0 && ForkRecordings.areAskedFor(options)) {
      System.err.println(
          "-prof ifs has no results with -f 0: it records the JVM of a fork, and there is none");
    }
  }
}
