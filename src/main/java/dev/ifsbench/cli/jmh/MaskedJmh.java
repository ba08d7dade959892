package dev.ifsbench.cli.jmh;

import dev.ifsbench.cli.option.MaskedOutput;
import dev.ifsbench.cli.option.UserError;
import dev.ifsbench.report.screen.Terminal;
import dev.ifsbench.track.run.ForkStreamFilter;
import dev.ifsbench.track.store.IoReason;
import dev.ifsbench.track.store.JmhJson;
import java.io.BufferedOutputStream;
import java.io.FileNotFoundException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Locale;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;

/** Runs JMH with secrets masked in its output and results. */
public final class MaskedJmh {
  private MaskedJmh() {}

  /**
   * Runs JMH. Its exit code is 0 even if forks have failed, unless it is told to stop then; so
   * standard error says so.
   *
   * @param options without files to write into
   * @param output the file that JMH prints into, or "" for standard output
   * @return in JMH's order
   * @throws RunnerException if JMH cannot run, or was told to stop
   * @throws UserError if the file cannot be written
   */
  public static Collection<RunResult> run(Options options, String output)
      throws RunnerException, UserError {
    PrintStream standardOutput = System.out;
    FailureWatch watch = new FailureWatch(masked(standardOutput, output));
    PrintStream out = new PrintStream(watch, true, Terminal.charset());
    ForkStreamFilter.install();
    System.setOut(out);
    try {
      return new Runner(ForkStreamFilter.limitForks(options)).run();
    } finally {
      System.setOut(standardOutput);
      end(out, output);
      if (watch.hasFailed()) {
        System.err.println("Benchmarks failed and lack results; JMH's output says which and why");
      }
    }
  }

  private static OutputStream masked(PrintStream standardOutput, String file) throws UserError {
    try {
      OutputStream out =
          file.isEmpty() ? standardOutput : new BufferedOutputStream(new FileOutputStream(file));
      return new MaskedOutput(out, Terminal.charset());
    } catch (FileNotFoundException e) {
      throw new UserError("-o: " + IoReason.of(e));
    }
  }

  private static void end(PrintStream out, String file) throws UserError {
    if (file.isEmpty()) {
      out.flush();
      return;
    }
    out.close();
    if (out.checkError()) {
      throw new UserError(String.format(Locale.ROOT, "-o: '%s' could not be written", file));
    }
  }

  /**
   * Writes results as JMH does, but says so if that fails.
   *
   * @param results of a run
   * @param format one of JMH's
   * @param file where to
   * @throws UserError if it cannot be written
   */
  public static void keep(Collection<RunResult> results, ResultFormatType format, Path file)
      throws UserError {
    try {
      Files.write(file, JmhJson.encode(results, format));
    } catch (IOException e) {
      throw new UserError(UserError.unwritable(file, e));
    }
  }
}
