package dev.ifsbench.cli;

import dev.ifsbench.cli.option.ExitCode;
import dev.ifsbench.cli.option.OptionValues;
import dev.ifsbench.cli.option.StoreOption;
import dev.ifsbench.cli.option.UserError;
import dev.ifsbench.cli.option.WatchedOutput;
import dev.ifsbench.cli.run.FollowRun;
import dev.ifsbench.cli.run.TraceOutcome;
import dev.ifsbench.cli.run.TraceRun;
import dev.ifsbench.cli.run.TracedBenchmark;
import dev.ifsbench.report.json.TraceFormat;
import dev.ifsbench.sockets.system.StandardOutput;
import dev.ifsbench.trace.event.Settings;
import dev.ifsbench.trace.recording.LiveEvents;
import dev.ifsbench.track.store.ResultStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows which handles were modified or created, by whom, and whether the rules were kept. */
@Command(
    name = "trace",
    header = "Shows what providers did to handles, and checks it against the API's rules.",
    description = {
      "",
      "Reads recordings, or runs benchmarks with recording on and reads theirs. Prints every call"
          + " on a handle in the order in which they began, those within others indented; the calls"
          + " by provider with percentiles and the longest; and each violation of the rules."
          + " Handles are decimal numbers everywhere.",
      "",
      "The format json is one object with all recordings, jsonl an object a line, written as soon"
          + " as it is known; perfetto is a file that ui.perfetto.dev opens, with a track for each"
          + " thread and each handle.",
      ""
    },
    customSynopsis = {
      "${COMMAND-FULL-NAME} [--summary] [--format=FORMAT] (RECORDING.jfr | FOLDER)...",
      "       ${COMMAND-FULL-NAME} [--summary] [--format=FORMAT] [--store=STORE] BENCHMARK"
          + " [JMH-ARGUMENTS]",
      "       ${COMMAND-FULL-NAME} --follow[=PID] [--wait] [--summary] [--format=FORMAT]",
      "       ${COMMAND-FULL-NAME} --settings > ifsbench.jfc"
    },
    sortOptions = false,
    showDefaultValues = true,
    mixinStandardHelpOptions = true,
    versionProvider = VersionText.class)
final class TraceCommand implements Callable<Integer> {
  private static final Duration LOOK_EVERY = Duration.ofMillis(100);

  /** How long a JVM that has just begun may refuse to be followed. */
  private static final Duration BEGINNING = Duration.ofSeconds(10);

  /** Stands for "find the process"; no process has this id. */
  private static final long ANY_BENCHMARK = 0;

  private static final String RECORDING = ".jfr";

  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..*",
      paramLabel = "RECORDING.jfr | FOLDER | BENCHMARK",
      showDefaultValue = CommandLine.Help.Visibility.NEVER,
      description =
          "Recordings, folders of recordings, or a regular expression and further arguments for"
              + " JMH.")
  private List<String> arguments = new ArrayList<>();

  @Option(names = "--summary", description = "Leave out the individual events.")
  private boolean summaryOnly;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "text",
      converter = OptionValues.TraceFormatConverter.class,
      description = "text, json, jsonl or perfetto.")
  private TraceFormat format;

  @Option(names = "--json", description = "The same as --format=json.")
  private boolean json;

  @Mixin private StoreOption store;

  @Option(
      names = "--follow",
      arity = "0..1",
      fallbackValue = "" + ANY_BENCHMARK,
      paramLabel = "PID",
      description = "Print the events of a running JVM; without PID, of the benchmark that runs.")
  private Long follow;

  @Option(
      names = "--wait",
      description = "Start before the benchmark does: with --follow, wait for one.")
  private boolean wait;

  @Option(names = "--settings", description = "Print ifsbench.jfc, which records everything.")
  private boolean settings;

  /** Passes unknown options on to JMH. */
  static void configure(CommandLine commands) {
    commands.getSubcommands().get("trace").setUnmatchedOptionsArePositionalParams(true);
  }

  @Override
  public Integer call() throws UserError, IOException {
    checkOptions();
    if (settings) {
      return printSettings();
    }
    if (follow != null) {
      return follow().exitCode();
    }
    if (arguments.isEmpty()) {
      throw misuse("trace needs a recording, a benchmark, or --follow");
    }
    return new TraceRun(format(), summaryOnly).print(recordings()).exitCode();
  }

  private void checkOptions() {
    if (json && format != TraceFormat.TEXT && format != TraceFormat.JSON) {
      throw misuse(String.format(Locale.ROOT, "--json and --format=%s name two formats", format));
    }
    if (summaryOnly && format() == TraceFormat.PERFETTO) {
      throw misuse("--format=perfetto writes the events, which --summary leaves out");
    }
    if (wait && (follow == null || follow != ANY_BENCHMARK)) {
      throw misuse("--wait waits for a benchmark, and needs --follow without a PID");
    }
  }

  private ParameterException misuse(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private TraceFormat format() {
    return json ? TraceFormat.JSON : format;
  }

  private static int printSettings() throws UserError {
    WatchedOutput out = WatchedOutput.ofStandardOutput();
    try {
      out.write(Settings.read());
    } catch (IOException e) {
      out.refuse(); // unless whoever reads has read enough
    }
    return ExitCode.OK.code();
  }

  private List<Path> recordings() throws UserError, IOException {
    Path first = Path.of(arguments.get(0));
    if (arguments.get(0).endsWith(RECORDING) || Files.exists(first)) {
      List<Path> recordings = new ArrayList<>();
      for (String argument : arguments) {
        recordings.addAll(recordings(Path.of(argument)));
      }
      return recordings;
    }
    try (ResultStore opened = store.open()) {
      return new TracedBenchmark(opened).run(arguments, format() != TraceFormat.TEXT);
    }
  }

  private static List<Path> recordings(Path place) throws UserError, IOException {
    if (!Files.isDirectory(place)) {
      return List.of(place);
    }
    try (Stream<Path> files = Files.walk(place)) {
      List<Path> found =
          files.filter(file -> file.toString().endsWith(RECORDING)).sorted().toList();
      if (found.isEmpty()) {
        throw new UserError(String.format(Locale.ROOT, "'%s' has no recordings (*.jfr)", place));
      }
      return found;
    }
  }

  private TraceOutcome follow() throws UserError {
    long pid = follow != ANY_BENCHMARK ? follow : wait ? nextBenchmark() : onlyBenchmark();
    long begun = System.nanoTime();
    while (true) {
      try {
        return new FollowRun(pid, format(), summaryOnly).run();
      } catch (IOException e) {
        boolean beginning = System.nanoTime() - begun < BEGINNING.toNanos();
        if (!wait || !beginning || ProcessHandle.of(pid).isEmpty()) {
          throw new UserError(
              String.format(Locale.ROOT, "JVM %d cannot be followed: %s", pid, e.getMessage()));
        }
        pause();
      }
    }
  }

  private static long nextBenchmark() throws UserError {
    while (LiveEvents.runningBenchmarks().isEmpty()) {
      if (StandardOutput.isAbandoned()) {
        throw new UserError("Nobody reads the output, so there is nothing to follow for");
      }
      pause();
    }
    return onlyBenchmark();
  }

  private static void pause() {
    try {
      TimeUnit.NANOSECONDS.sleep(LOOK_EVERY.toNanos());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static long onlyBenchmark() throws UserError {
    List<Long> running = LiveEvents.runningBenchmarks();
    if (running.size() != 1) {
      throw new UserError(
          running.isEmpty()
              ? "No benchmark that could be followed is running; --wait waits for one, and"
                  + " --follow=PID follows any JVM"
              : "Several benchmarks are running; choose one by --follow=PID: " + running);
    }
    return running.get(0);
  }
}
