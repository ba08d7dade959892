package dev.ifsbench.cli;

import dev.ifsbench.report.Glyphs;
import dev.ifsbench.report.Timeline;
import dev.ifsbench.trace.LiveEvents;
import dev.ifsbench.trace.Settings;
import dev.ifsbench.track.ResultStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
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
          + " on a handle in the order of time, the calls by provider with percentiles, and each"
          + " violation of the rules.",
      ""
    },
    customSynopsis = {
      "ifsbench trace [--summary] [--json] RECORDING.jfr...",
      "       ifsbench trace [--summary] [--json] [--store=STORE] BENCHMARK [JMH-ARGUMENTS]",
      "       ifsbench trace --follow[=PID]",
      "       ifsbench trace --settings > ifsbench.jfc"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:no rule is broken",
      "1:a recording cannot be read, or a benchmark failed",
      "2:wrong arguments",
      "3:a rule is broken"
    },
    sortOptions = false,
    showDefaultValues = true,
    mixinStandardHelpOptions = true,
    versionProvider = VersionText.class)
final class TraceCommand implements Callable<Integer> {
  private static final int VIOLATED = 3;

  /** What stands for "find it yourself", as no process has this number. */
  private static final String ANY_BENCHMARK = "0";

  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..*",
      paramLabel = "RECORDING.jfr | BENCHMARK",
      description = "Recordings, or a regular expression and further arguments for JMH.")
  private List<String> arguments = new ArrayList<>();

  @Option(names = "--summary", description = "Leave the single events out.")
  private boolean summaryOnly;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Mixin private StoreOption store;

  @Option(
      names = "--follow",
      arity = "0..1",
      fallbackValue = ANY_BENCHMARK,
      paramLabel = "PID",
      description = "Print the events of a running JVM; without PID, of the benchmark that runs.")
  private Long follow;

  @Option(names = "--settings", description = "Print ifsbench.jfc, which records everything.")
  private boolean settings;

  /** Lets options that are JMH's through to JMH. */
  static void configure(CommandLine commands) {
    commands.getSubcommands().get("trace").setUnmatchedOptionsArePositionalParams(true);
  }

  @Override
  public Integer call() throws Refusal, IOException {
    if (settings) {
      System.out.write(Settings.read());
      System.out.flush();
      return CommandLine.ExitCode.OK;
    }
    if (follow != null) {
      return follow();
    }
    if (arguments.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(), "trace needs a recording, a benchmark, or --follow");
    }
    boolean broken = new TraceRun(json, summaryOnly).print(recordings());
    return broken ? VIOLATED : CommandLine.ExitCode.OK;
  }

  private List<Path> recordings() throws Refusal, IOException {
    if (arguments.get(0).endsWith(".jfr") || Files.isRegularFile(Path.of(arguments.get(0)))) {
      return arguments.stream().map(Path::of).toList();
    }
    try (ResultStore opened = store.open()) {
      return new TracedBenchmark(opened).run(arguments, json);
    }
  }

  private int follow() throws Refusal {
    long pid = follow != 0 ? follow : onlyBenchmark();
    Glyphs glyphs = Glyphs.of(HeadlineRun.outputCharset());
    Timeline timeline = new Timeline(System.out, glyphs, ZoneId.systemDefault());
    try {
      LiveEvents.follow(pid, timeline);
    } catch (IOException e) {
      throw new Refusal("JVM %d cannot be followed: %s".formatted(pid, e.getMessage()));
    }
    return CommandLine.ExitCode.OK;
  }

  private static long onlyBenchmark() throws Refusal {
    List<Long> running = LiveEvents.runningBenchmarks();
    if (running.size() != 1) {
      throw new Refusal(
          running.isEmpty()
              ? "No benchmark runs that could be followed; --follow=PID follows any JVM"
              : "Several benchmarks run, choose one by --follow=PID: " + running);
    }
    return running.get(0);
  }
}
