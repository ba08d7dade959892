package dev.ifsbench.cli.run;

import dev.ifsbench.bench.profile.IfsProfiler;
import dev.ifsbench.cli.jmh.JmhArguments;
import dev.ifsbench.cli.jmh.JmhCommand;
import dev.ifsbench.cli.jmh.MaskedJmh;
import dev.ifsbench.cli.jmh.RunEnvironment;
import dev.ifsbench.cli.option.UserError;
import dev.ifsbench.sockets.TemporaryFiles;
import dev.ifsbench.track.environment.Environment;
import dev.ifsbench.track.store.Manifest;
import dev.ifsbench.track.store.ResultStore;
import dev.ifsbench.track.store.RunFile;
import dev.ifsbench.track.store.RunFolder;
import dev.ifsbench.track.store.RunStatus;
import dev.ifsbench.track.store.RunWriter;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Defaults;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs benchmarks with recording on, in one fork each unless told otherwise. */
public final class TracedBenchmark {
  private static final String RECORDING = ".jfr";

  private final ResultStore store;

  public TracedBenchmark(ResultStore store) {
    this.store = store;
  }

  /**
   * Runs the benchmarks with recordings of all handle calls.
   *
   * @param arguments for JMH
   * @param silent whether to print nothing
   * @return the recordings, in a folder of their own with JMH's result
   * @throws UserError if the benchmarks cannot run or made no recording
   * @throws IOException if the folder cannot be read
   */
  public List<Path> run(List<String> arguments, boolean silent) throws UserError, IOException {
    JmhArguments checked = new JmhArguments(arguments);
    checked.check();
    CommandLineOptions asked = checked.options();
    Instant start = Instant.now();
    Environment environment =
        RunEnvironment.environment(checked, start, Map.of("command", Manifest.TRACED_KIND));
    RunWriter run = begin(start);
    Path folder = folderOf(run);
    Manifest begun =
        Manifest.begin(run.id(), Manifest.TRACED_KIND, environment, checked.benchmarks());
    byte[] described = environment.toJson().getBytes(StandardCharsets.UTF_8);
    run.write(RunFolder.ENVIRONMENT, described);
    run.publish(begun);
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .parent(checked.withoutFiles(JmhCommand.quietFlags(asked)))
            .addProfiler(IfsProfiler.class, "dir=" + folder)
            .shouldFailOnError(true);
    if (!asked.getForkCount().hasValue()) {
      options.forks(1);
    }
    if (silent) {
      options.verbosity(VerboseMode.SILENT);
    }
    measure(options.build(), asked, folder);
    List<Path> recordings = recordingsIn(folder);
    long millis = Duration.between(start, Instant.now()).toMillis();
    List<RunFile> files = kept(run, folder);
    files.add(RunFile.of(RunFolder.ENVIRONMENT, described));
    run.publish(begun.with(RunStatus.COMPLETE, recordings.size(), List.of(), millis, files));
    run.close();
    return recordings;
  }

  private static void measure(Options options, CommandLineOptions asked, Path folder)
      throws UserError {
    Collection<RunResult> results;
    try {
      results = MaskedJmh.run(options, asked.getOutput().orElse(""));
    } catch (RunnerException e) {
      throw UserError.failed("The benchmark failed: " + String.valueOf(e.getMessage()).strip());
    }
    if (asked.getResult().hasValue()) {
      MaskedJmh.keep(
          results,
          asked.getResultFormat().orElse(Defaults.RESULT_FORMAT),
          Path.of(asked.getResult().get()));
    } else {
      MaskedJmh.keep(results, ResultFormatType.JSON, folder.resolve(RunFolder.JMH_RESULT));
    }
  }

  private RunWriter begin(Instant start) throws UserError {
    try {
      return store.begin(start, Manifest.TRACED_KIND);
    } catch (IOException e) {
      throw new UserError(UserError.unwritable(store.location(), e));
    }
  }

  /** The directory that JMH and the profiler write to. */
  private static Path folderOf(RunWriter run) throws IOException {
    if (run.folder().isPresent()) {
      return run.folder().get().toAbsolutePath();
    }
    Path folder = TemporaryFiles.newFolder();
    folder.toFile().deleteOnExit();
    return folder;
  }

  /** The files they wrote, moved to the store. */
  private static List<RunFile> kept(RunWriter run, Path folder) throws IOException {
    List<RunFile> kept = new ArrayList<>();
    for (Path file : left(folder)) {
      String name = folder.relativize(file).toString().replace(File.separatorChar, '/');
      if (run.folder().isEmpty()) {
        // It is read once more, and goes when this JVM ends: what is in it last goes first.
        file.getParent().toFile().deleteOnExit();
        file.toFile().deleteOnExit();
        run.write(name, Files.readAllBytes(file));
      }
      kept.add(RunFile.of(name, file));
    }
    return kept;
  }

  private static List<Path> left(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .filter(
              file ->
                  file.toString().endsWith(RECORDING)
                      || file.getFileName().toString().equals(RunFolder.JMH_RESULT))
          .sorted()
          .toList();
    }
  }

  private static List<Path> recordingsIn(Path folder) throws UserError, IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> recordings =
          files.filter(file -> file.toString().endsWith(RECORDING)).sorted().toList();
      if (recordings.isEmpty()) {
        throw new UserError("Nothing was recorded: tracing needs a fork (-f 1)");
      }
      return recordings;
    }
  }
}
