package dev.ifsbench.cli;

import dev.ifsbench.cli.jmh.JmhCommand;
import dev.ifsbench.cli.option.ExitCode;
import dev.ifsbench.cli.option.Nearest;
import dev.ifsbench.cli.option.PathConverter;
import dev.ifsbench.cli.option.StandardStreams;
import dev.ifsbench.cli.option.UserError;
import dev.ifsbench.report.screen.Printable;
import dev.ifsbench.sockets.libc.JnaLibrary;
import dev.ifsbench.track.environment.Secrets;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
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
      "${COMMAND-FULL-NAME} [COMMAND]",
      "       ${COMMAND-FULL-NAME} JMH-ARGUMENTS",
      "       ${COMMAND-FULL-NAME} help [COMMAND]"
    },
    versionProvider = VersionText.class,
    subcommands = {
      HeadlineCommand.class,
      LatencyCommand.class,
      LimitsCommand.class,
      ProbeCommand.class,
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
      ExportCommand.class,
      CompletionCommand.class,
      VersionCommand.class,
      CommandLine.HelpCommand.class
    })
public final class Main {
  private static final String DEFAULT_COMMAND = "headline";

  /** What starts this program, if it is not the jar: a script sets it to its own name. */
  private static final String NAME_PROPERTY = "ifsbench.command";

  private static final String TYPED_BY_DEFAULT = "java -jar benchmarks.jar";

  /** Not {@code -h}, which is JMH's. */
  private static final Set<String> OWN_OPTIONS = Set.of("--help", "--version", "-V");

  @Option(names = "--help", usageHelp = true, description = "Show this and exit.")
  @SuppressWarnings("UnusedVariable")
  private boolean help;

  @Option(
      names = {"--version", "-V"},
      versionHelp = true,
      description = "Show all versions and exit.")
  @SuppressWarnings("UnusedVariable")
  private boolean version;

  private Main() {}

  /**
   * Runs and ends this JVM with one of the {@link ExitCode}s.
   *
   * @param args as described above
   * @throws IOException if JMH's help cannot be printed
   */
  public static void main(String[] args) throws IOException {
    // What people and programs read has the digits of ASCII, whatever the language of the machine.
    Locale.setDefault(Locale.Category.FORMAT, Locale.ROOT);
    StandardStreams.install();
    CommandLine commands = commands();
    try {
      exit(execute(commands, args));
    } catch (InvalidPathException e) {
      System.err.println(PathConverter.refusal(e));
      exit(ExitCode.REFUSED.code());
    } catch (LinkageError e) {
      if (!JnaLibrary.isMissing(e)) {
        throw e;
      }
      System.err.println(JnaLibrary.explanation(e));
      exit(ExitCode.REFUSED.code());
    }
  }

  private static int execute(CommandLine commands, String... args) throws IOException {
    if (args.length == 0) {
      return commands.execute(DEFAULT_COMMAND);
    }
    if (isHelpFor(args) && !commandNames().contains(args[1])) {
      System.err.println(noCommand(args[1]));
      return ExitCode.USAGE.code();
    }
    if (OWN_OPTIONS.contains(args[0]) || commands.getSubcommands().containsKey(args[0])) {
      return commands.execute(args);
    }
    try {
      JmhCommand.run(Arrays.asList(args), commandNames());
      return ExitCode.OK.code();
    } catch (UserError e) {
      System.err.println(e.getMessage());
      return e.exitCode().code();
    }
  }

  private static boolean isHelpFor(String... args) {
    return args.length > 1 && args[0].equals("help") && !args[1].startsWith("-");
  }

  private static String noCommand(String name) {
    return String.format(
        Locale.ROOT,
        "There is no command '%s'%s; help lists them",
        Printable.of(name),
        Nearest.hint(name, commandNames()));
  }

  /** Ends this JVM. Output that could not be written makes the exit code an error. */
  private static void exit(int code) {
    if (StandardStreams.haveFailed()) {
      System.err.println("Standard output could not be written; what was printed is incomplete");
      System.exit(code == ExitCode.OK.code() ? ExitCode.REFUSED.code() : code);
    }
    System.exit(code);
  }

  /** The names of this project's commands. */
  static Set<String> commandNames() {
    return commands().getSubcommands().keySet();
  }

  /** The command line as it is run. */
  static CommandLine commands() {
    CommandLine commands =
        new CommandLine(new Main())
            .setOut(StandardStreams.help())
            .setParameterExceptionHandler((e, args) -> misuse(e))
            .setExecutionExceptionHandler((e, command, parsed) -> failure(e));
    TraceCommand.configure(commands);
    TrackCommand.configure(commands);
    commands.registerConverter(Path.class, new PathConverter());
    commands.setCommandName(System.getProperty(NAME_PROPERTY, TYPED_BY_DEFAULT));
    describeExitCodes(commands);
    return commands;
  }

  /** Gives each command the one table of exit codes. */
  private static void describeExitCodes(CommandLine command) {
    command
        .getCommandSpec()
        .exitCodeOnInvalidInput(ExitCode.USAGE.code())
        .exitCodeOnExecutionException(ExitCode.INTERNAL.code())
        .usageMessage()
        .exitCodeListHeading("%nExit codes of all commands:%n")
        .exitCodeList(ExitCode.table());
    command.getSubcommands().values().forEach(Main::describeExitCodes);
  }

  private static int misuse(CommandLine.ParameterException e) {
    System.err.println(
        String.format(
            Locale.ROOT,
            "%s; see %s --help",
            Printable.of(Secrets.mask(message(e))),
            typed(e.getCommandLine())));
    return e.getCommandLine().getCommandSpec().exitCodeOnInvalidInput();
  }

  /** Without the full stop that would stand before what follows. */
  private static String message(CommandLine.ParameterException e) {
    if (!(e instanceof CommandLine.UnmatchedArgumentException unmatched)) {
      String message = e.getMessage().lines().findFirst().orElse("");
      return message.endsWith(".") ? message.substring(0, message.length() - 1) : message;
    }
    String first = unmatched.getUnmatched().get(0);
    Set<String> options = e.getCommandLine().getCommandSpec().optionsMap().keySet();
    String hint = Nearest.hint(first, options.stream().sorted().toList());
    return unmatched.isUnknownOption()
        ? e.getMessage().lines().findFirst().orElse("") + hint
        : String.format(
            Locale.ROOT, "%s takes no argument '%s'%s", typed(e.getCommandLine()), first, hint);
  }

  /** As in {@code history add}; without what starts this program. */
  private static String typed(CommandLine command) {
    CommandLine parent = command.getParent();
    return parent == null || parent.getParent() == null
        ? command.getCommandName()
        : typed(parent) + " " + command.getCommandName();
  }

  private static int failure(Exception e) throws Exception {
    if (e instanceof UserError error) {
      System.err.println(error.getMessage());
      return error.exitCode().code();
    }
    if (e instanceof InvalidPathException path) {
      System.err.println(PathConverter.refusal(path));
      return ExitCode.REFUSED.code();
    }
    throw e;
  }
}
