package dev.ifsbench.cli.option;

import picocli.CommandLine.Option;

/** The option of commands that print for people or for machines. */
public final class JsonOption {
  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  /** Whether JSON is asked for. */
  public boolean isGiven() {
    return json;
  }
}
