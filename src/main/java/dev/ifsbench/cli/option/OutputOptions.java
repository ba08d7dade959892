package dev.ifsbench.cli.option;

import dev.ifsbench.report.text.Progress;
import picocli.CommandLine.Option;

/** What a command that measures prints: progress on standard error, results on standard output. */
public final class OutputOptions {
  @Option(names = "--quiet", description = "Print no progress, only failures.")
  private boolean quiet;

  @Option(names = "--json", description = "Print JSON, and nothing else on standard output.")
  private boolean json;

  /** Where progress is printed. */
  public Progress progress() {
    return quiet ? Progress.silent() : Progress.onStandardError();
  }

  /** Whether results are printed as JSON. */
  public boolean json() {
    return json;
  }
}
