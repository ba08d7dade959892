package dev.ifsbench.cli;

import dev.ifsbench.cli.option.ExitCode;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints the completion of commands and options for a shell. */
@Command(
    name = "completion",
    header = "Prints a script that completes commands and options in bash and zsh.",
    description = {
      "",
      "A shell completes what has a name of its own, such as an alias:",
      "  alias ifsbench='java -jar benchmarks.jar'",
      "  source <(ifsbench completion)",
      ""
    },
    showDefaultValues = true,
    mixinStandardHelpOptions = true,
    versionProvider = VersionText.class)
final class CompletionCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "NAME",
      defaultValue = "ifsbench",
      description = "What the command is called in the shell.")
  private String name;

  @Override
  public Integer call() {
    System.out.println(AutoComplete.bash(name, spec.parent().commandLine()));
    return ExitCode.OK.code();
  }
}
