package dev.ifsbench.cli;

import dev.ifsbench.bench.IfsProfiler;
import dev.ifsbench.track.Environment;
import dev.ifsbench.track.Manifest;
import dev.ifsbench.track.RunFolder;
import dev.ifsbench.track.RunStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs benchmarks with recording on, in one fork each unless told otherwise. */
final class TracedBenchmark {
  private static final String KIND = "trace";

  private final Path results;

  TracedBenchmark(Path results) {
    this.results = results;
  }

  /**
   * Runs.
   *
   * @param arguments for JMH
   * @param silent whether to print nothing
   * @return the recordings, in a folder of their own with JMH's result
   * @throws Refusal if the benchmarks cannot run or made no recording
   * @throws IOException if the folder cannot be read
   */
  List<Path> run(List<String> arguments, boolean silent) throws Refusal, IOException {
    JmhArguments checked = new JmhArguments(arguments);
    checked.check();
    CommandLineOptions asked = checked.options();
    Instant start = Instant.now();
    RunFolder run = newFolder(start);
    Path folder = run.path().toAbsolutePath();
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .parent(asked)
            .addProfiler(IfsProfiler.class, "dir=" + folder)
            .shouldFailOnError(true);
    if (!asked.getForkCount().hasValue()) {
      options.forks(1);
    }
    if (!asked.getResult().hasValue()) {
      options.result(folder.resolve(RunFolder.JMH_RESULT).toString());
      options.resultFormat(ResultFormatType.JSON);
    }
    if (silent) {
      options.verbosity(VerboseMode.SILENT);
    }
    List<String> quiet = JmhCommand.quietFlags(asked);
    if (!quiet.isEmpty()) {
      options.jvmArgsPrepend(quiet.toArray(String[]::new));
    }
    try {
      new Runner(options.build()).run();
    } catch (RunnerException e) {
      throw new Refusal("The benchmark failed: " + String.valueOf(e.getMessage()).strip());
    }
    List<Path> recordings = recordingsIn(folder);
    conclude(run, start, checked, recordings.size());
    return recordings;
  }

  private static void conclude(RunFolder run, Instant start, JmhArguments arguments, int forks)
      throws Refusal, IOException {
    Environment environment = MeasuredOn.environment(arguments, start, Map.of("command", KIND));
    run.write(RunFolder.ENVIRONMENT, environment.toJson());
    long millis = Duration.between(start, Instant.now()).toMillis();
    run.publish(
        Manifest.begin(run.id(), KIND, environment, arguments.benchmarks())
            .with(RunStatus.COMPLETE, forks, List.of(), millis, run.inventory()));
    run.close();
  }

  private RunFolder newFolder(Instant start) throws Refusal {
    try {
      return RunFolder.create(results, start, KIND);
    } catch (IOException e) {
      throw new Refusal("--results: '%s' cannot be written: %s".formatted(results, e.getMessage()));
    }
  }

  private static List<Path> recordingsIn(Path folder) throws Refusal, IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> recordings =
          files.filter(file -> file.toString().endsWith(".jfr")).sorted().toList();
      if (recordings.isEmpty()) {
        throw new Refusal("Nothing was recorded: tracing needs a fork (-f 1)");
      }
      return recordings;
    }
  }
}
