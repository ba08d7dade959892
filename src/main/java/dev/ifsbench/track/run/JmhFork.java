package dev.ifsbench.track.run;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormat;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Has JMH run one fork, silently. */
final class JmhFork {
  /** JMH tells it in words alone. */
  private static final Pattern EXIT_CODE = Pattern.compile("VM failed with exit code ([0-9]{1,9})");

  private JmhFork() {}

  /**
   * Runs one fork by JMH.
   *
   * @param options that choose one benchmark with one value for each parameter, and one fork
   * @throws ForkFailedException if there is no result
   */
  static RunResult run(Options options) throws ForkFailedException {
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    OutputFormat format =
        OutputFormatFactory.createFormatInstance(
            new PrintStream(log, true, StandardCharsets.UTF_8), VerboseMode.NORMAL);
    ForkStreamFilter.install();
    try {
      Collection<RunResult> results =
          new Runner(ForkStreamFilter.limitForks(options), format).run();
      if (results.size() != 1) {
        throw new IllegalStateException(
            String.format(Locale.ROOT, "the options choose %d runs", results.size()));
      }
      return results.iterator().next();
    } catch (RunnerException e) {
      String reason = reason(e);
      Matcher exit = EXIT_CODE.matcher(reason);
      throw ForkFailedException.ofExit(
          exit.find() ? Integer.parseInt(exit.group(1)) : 0,
          reason,
          log.toString(StandardCharsets.UTF_8),
          e);
    }
  }

  /** The innermost message: JMH wraps what the benchmark threw, and hides some as suppressed. */
  private static String reason(Throwable thrown) {
    Throwable innermost = thrown;
    while (next(innermost) != null) {
      innermost = next(innermost);
    }
    String message = innermost.getMessage();
    return message == null ? innermost.toString() : message.lines().findFirst().orElse("").strip();
  }

  private static Throwable next(Throwable thrown) {
    if (thrown.getCause() != null) {
      return thrown.getCause();
    }
    return thrown.getSuppressed().length > 0 ? thrown.getSuppressed()[0] : null;
  }
}
