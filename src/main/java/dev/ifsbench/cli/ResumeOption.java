package dev.ifsbench.cli;

import dev.ifsbench.cli.option.StatisticsOptions;
import dev.ifsbench.cli.option.UserError;
import dev.ifsbench.cli.run.RunSession;
import dev.ifsbench.track.store.ResultStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/**
 * The option to go on with an interrupted run of the same command. The run's own options take
 * effect again; only those of the session are the user's.
 */
final class ResumeOption {
  /**
   * What may differ between the sessions of a run: where it is, what is printed, and which
   * libraries are loaded. Those that a store names are not trusted, since others may write into it.
   */
  private static final Set<String> OF_SESSION =
      Set.of(
          "--resume",
          "--store",
          "--results",
          "--quiet",
          "--json",
          "--details",
          "--library",
          "--provider");

  private static final String SEED = "--seed";

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--resume",
      arity = "0..1",
      fallbackValue = "",
      paramLabel = "RUN",
      description =
          "Go on with an interrupted run, by default the last one; its own options take effect"
              + " again.")
  private String run;

  /**
   * Begins a run, or finds the interrupted one and gives the command its options.
   *
   * @param store where the run is, or is to be
   * @param statistics the command's, which draw the seed
   * @throws UserError if no run can be resumed
   */
  RunSession session(ResultStore store, StatisticsOptions statistics) throws UserError {
    ParseResult parsed = spec.commandLine().getParseResult();
    if (run == null) {
      List<String> arguments = arguments(parsed.matchedOptions(), false);
      arguments.removeIf(argument -> argument.startsWith(SEED + "="));
      arguments.add(SEED + "=" + statistics.seedOrDrawn());
      return RunSession.first(store, arguments);
    }
    parsed.matchedOptions().stream()
        .filter(option -> !isOfSession(option))
        .findFirst()
        .ifPresent(
            given -> {
              throw new ParameterException(
                  spec.commandLine(),
                  "--resume goes on with what the run was begun with; leave out "
                      + given.longestName());
            });
    RunSession resumed = RunSession.next(store, spec.name(), run);
    apply(resumed, arguments(parsed.matchedOptions(), true));
    return resumed;
  }

  /** Those of a session, or those of a run, as they were given. */
  private static List<String> arguments(List<OptionSpec> matched, boolean ofSession) {
    List<String> arguments = new ArrayList<>();
    matched.stream()
        .distinct()
        .filter(option -> isOfSession(option) == ofSession)
        .forEach(
            option -> {
              if (option.arity().max() == 0) {
                arguments.add(option.longestName());
              } else {
                option
                    .originalStringValues()
                    .forEach(value -> arguments.add(option.longestName() + "=" + value));
              }
            });
    return arguments;
  }

  private static boolean isOfSession(OptionSpec option) {
    return OF_SESSION.contains(option.longestName());
  }

  private void apply(RunSession resumed, List<String> ofSession) throws UserError {
    List<String> ofRun = resumed.command().arguments();
    String name = resumed.earlier().map(earlier -> earlier.manifest().id()).orElse("");
    if (!ofRun.stream().allMatch(this::isOfRun)) {
      throw new UserError(
          String.format(
              Locale.ROOT, "%s cannot be resumed: it has no options of %s", name, spec.name()));
    }
    try {
      spec.commandLine()
          .parseArgs(Stream.concat(ofSession.stream(), ofRun.stream()).toArray(String[]::new));
    } catch (ParameterException e) {
      throw new UserError(
          String.format(Locale.ROOT, "%s cannot be resumed: %s", name, e.getMessage()));
    }
  }

  private boolean isOfRun(String argument) {
    OptionSpec option = spec.findOption(argument.split("=", 2)[0]);
    return option != null && !isOfSession(option) && !option.usageHelp() && !option.versionHelp();
  }
}
