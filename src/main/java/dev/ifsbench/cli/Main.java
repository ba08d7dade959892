package dev.ifsbench.cli;

import dev.ifsbench.cli.jmh.JmhCommand;
import dev.ifsbench.cli.option.Nearest;
import dev.ifsbench.cli.option.StandardStreams;
import dev.ifsbench.cli.option.UserError;
import dev.ifsbench.report.text.Printable;
import dev.ifsbench.sockets.libc.JnaLibrary;
import dev.ifsbench.track.environment.Secrets;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The command line. No argument runs the headline comparison; a first argument that names one of
 * this project's commands runs that; everything else is JMH's.
 */
@Command(
    name = "ifsbench",
    header = "What a Winsock layer costs: pass-through (IFS) against wrapped socket handles.",
    description = {
      "",
      "Without arguments: the headline comparison, in less than five minutes.",
      "With any other arguments than a command below: JMH (-h lists its options,"
          + " -l the benchmarks).",
      ""
    },
    synopsisHeading = "Usage: ",
    customSynopsis = {
      "java -jar benchmarks.jar [COMMAND]",
      "       java -jar benchmarks.jar JMH-ARGUMENTS"
    },
    versionProvider = VersionText.class,
    subcommands = {
      HeadlineCommand.class,
      LatencyCommand.class,
      LimitsCommand.class,
      CatalogCommand.class,
      TraceCommand.class,
      TrackCommand.class,
      HistoryCommand.class,
      BaselineCommand.class,
      DoctorCommand.class,
      ReportCommand.class,
      FloorCommand.class,
      OverheadCommand.class,
      CalibrateCommand.class,
      CompareCommand.class,
      GateCommand.class,
      ExportCommand.class
    })
public final class Main {
  private static final String DEFAULT_COMMAND = "headline";

  /** Not {@code -h}, which is JMH's. */
  private static final Set<String> OWN_OPTIONS = Set.of("--help", "--version");

  @Option(names = "--help", usageHelp = true, description = "Show this and exit.")
  @SuppressWarnings("UnusedVariable")
  private boolean help;

  @Option(names = "--version", versionHelp = true, description = "Show all versions and exit.")
  @SuppressWarnings("UnusedVariable")
  private boolean version;

  private Main() {}

  /**
   * Runs and ends this JVM: exit code 0 if all went well, 1 if a run failed or could not begin or
   * standard output could not be written, 2 if a command of this project was called wrongly, 3 if a
   * recording breaks the API's rules, 130 or 143 if interrupted; {@code gate} has exit codes of its
   * own.
   *
   * @param args as described above
   * @throws IOException if JMH's help cannot be printed
   */
  public static void main(String[] args) throws IOException {
    StandardStreams.install();
    CommandLine commands = commands();
    int failure = failureCode(commands, args);
    try {
      exit(execute(commands, args), failure);
    } catch (LinkageError e) {
      if (!JnaLibrary.isMissing(e)) {
        throw e;
      }
      System.err.println(JnaLibrary.explanation(e));
      exit(failure, failure);
    }
  }

  /** The exit code of a command that could not do what it was to do. */
  private static int failureCode(CommandLine commands, String... args) {
    CommandLine command = args.length == 0 ? null : commands.getSubcommands().get(args[0]);
    return command == null
        ? CommandLine.ExitCode.SOFTWARE
        : command.getCommandSpec().exitCodeOnExecutionException();
  }

  private static int execute(CommandLine commands, String... args) throws IOException {
    if (args.length == 0) {
      return commands.execute(DEFAULT_COMMAND);
    }
    if (OWN_OPTIONS.contains(args[0]) || commands.getSubcommands().containsKey(args[0])) {
      return commands.execute(args);
    }
    try {
      JmhCommand.run(Arrays.asList(args), commandNames());
      return CommandLine.ExitCode.OK;
    } catch (UserError e) {
      System.err.println(e.getMessage());
      return CommandLine.ExitCode.SOFTWARE;
    }
  }

  /** Ends this JVM. Output that could not be written makes the exit code an error. */
  private static void exit(int code, int failure) {
    if (StandardStreams.haveFailed()) {
      System.err.println("Standard output could not be written; what was printed is incomplete");
      System.exit(code == CommandLine.ExitCode.OK ? failure : code);
    }
    System.exit(code);
  }

  /** The names of this project's commands. */
  static Set<String> commandNames() {
    return commands().getSubcommands().keySet();
  }

  private static CommandLine commands() {
    CommandLine commands =
        new CommandLine(new Main())
            .setOut(StandardStreams.help())
            .setParameterExceptionHandler((e, args) -> misuse(e))
            .setExecutionExceptionHandler((e, command, parsed) -> failure(e, command));
    TraceCommand.configure(commands);
    TrackCommand.configure(commands);
    return commands;
  }

  private static int misuse(CommandLine.ParameterException e) {
    String hint = "";
    if (e instanceof CommandLine.UnmatchedArgumentException unmatched) {
      List<String> options =
          e.getCommandLine().getCommandSpec().optionsMap().keySet().stream().sorted().toList();
      hint = Nearest.hint(unmatched.getUnmatched().get(0), options);
    }
    System.err.println(
        String.format(
            Locale.ROOT,
            "%s%s; see %s --help",
            Printable.of(Secrets.mask(e.getMessage().lines().findFirst().orElse(""))),
            hint,
            e.getCommandLine().getCommandName()));
    return e.getCommandLine().getCommandSpec().exitCodeOnInvalidInput();
  }

  private static int failure(Exception e, CommandLine command) throws Exception {
    if (e instanceof UserError) {
      System.err.println(e.getMessage());
      return command.getCommandSpec().exitCodeOnExecutionException();
    }
    throw e;
  }
}
