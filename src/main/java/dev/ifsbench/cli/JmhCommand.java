package dev.ifsbench.cli;

import dev.ifsbench.track.ForkFlags;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.runner.options.CommandLineOptions;

/**
 * JMH's own command line, with mistakes answered in one line and forks that start without warnings.
 */
final class JmhCommand {
  private JmhCommand() {}

  /**
   * Runs JMH. If JMH fails, it ends this JVM with its own exit code.
   *
   * @param arguments for JMH
   * @throws Refusal if they cannot be followed
   * @throws IOException if JMH's help cannot be printed
   */
  static void run(List<String> arguments) throws Refusal, IOException {
    JmhArguments checked = new JmhArguments(arguments);
    checked.check();
    List<String> all = new ArrayList<>(arguments);
    all.addAll(quietForks(checked.options()));
    Runtime.getRuntime().addShutdownHook(new Thread(Survivors::end, "survivors"));
    org.openjdk.jmh.Main.main(all.toArray(String[]::new));
  }

  /** Options added in front of all others, so that what the user gives has the last word. */
  private static List<String> quietForks(CommandLineOptions options) {
    if (options.getJvmArgsPrepend().hasValue()) {
      return List.of();
    }
    List<String> flags =
        options.getJvm().hasValue()
            ? ForkFlags.of(Path.of(options.getJvm().get()))
            : ForkFlags.ofThisJvm();
    return flags.isEmpty() ? List.of() : List.of("-jvmArgsPrepend", String.join(" ", flags));
  }
}
