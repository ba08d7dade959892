package dev.ifsbench.cli;

import dev.ifsbench.cli.option.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Shows the versions that a number depends on. */
@Command(
    name = "version",
    header = "Shows the versions of this program, JMH, JNA and the JDK.",
    mixinStandardHelpOptions = true,
    versionProvider = VersionText.class)
final class VersionCommand implements Callable<Integer> {
  @Override
  public Integer call() {
    for (String line : new VersionText().getVersion()) {
      System.out.println(line);
    }
    return ExitCode.OK.code();
  }
}
