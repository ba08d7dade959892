package dev.ifsbench.cli.option;

import dev.ifsbench.report.text.Progress;
import picocli.CommandLine.Option;

/** What a command that measures prints: progress on standard error, results on standard output. */
public final class OutputOptions {
  @Option(names = "--quiet", description = "Print no progress; failures are still told.")
  private boolean quiet;

  @Option(names = "--json", description = "Print JSON, and nothing else on standard output.")
  private boolean json;

  /** Where the run tells what it is doing. */
  public Progress progress() {
    return quiet ? Progress.silent() : Progress.onStandardError();
  }

  /** Whether results are printed as JSON. */
  public boolean json() {
    return json;
  }
}
