package dev.ifsbench.track.store;

import dev.ifsbench.track.environment.Environment;
import dev.ifsbench.track.run.BenchmarkId;
import dev.ifsbench.track.run.FinishedForks;
import dev.ifsbench.track.run.ForkFailedException;
import dev.ifsbench.track.run.ForkGroup;
import dev.ifsbench.track.run.ForkJson;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Predicate;
import org.openjdk.jmh.results.RunResult;

/**
 * Keeps the forks of a {@code track} run as they finish: the result of each is written, and then a
 * manifest that lists it. So whatever ends the run, power failure included, everything that the
 * manifest lists is complete. JMH's JSON of all forks is written beside them, and listed once it is
 * final.
 *
 * <p>Not safe for use by several threads.
 */
public final class RunJournal implements Closeable {
  private static final String FAILURE = "failure-";

  private final RunWriter writer;
  private final TrackSettings settings;
  private final List<BenchmarkId> benchmarks;
  private final Map<String, RunFile> files = new LinkedHashMap<>();

  /** Results that could not be written yet. */
  private final Map<String, byte[]> unwritten = new LinkedHashMap<>();

  private final FinishedForks<BenchmarkId, RunResult> finished;
  private final List<String> failed = new ArrayList<>();
  private Manifest manifest;

  private RunJournal(
      RunWriter writer,
      TrackSettings settings,
      Manifest manifest,
      List<BenchmarkId> benchmarks,
      FinishedForks<BenchmarkId, RunResult> finished) {
    this.writer = writer;
    this.settings = settings;
    this.manifest = manifest;
    this.benchmarks = List.copyOf(benchmarks);
    this.finished = finished;
    manifest.files().forEach(file -> files.put(file.name(), file));
    failed.addAll(manifest.failed());
  }

  /**
   * Adds a run.
   *
   * @param store where to
   * @param start when it starts
   * @param environment where and how it is made
   * @param settings by which it can be carried on
   * @param benchmarks what is measured
   * @throws IOException if it cannot be written
   */
  public static RunJournal begin(
      ResultStore store,
      Instant start,
      Environment environment,
      TrackSettings settings,
      List<BenchmarkId> benchmarks)
      throws IOException {
    RunWriter writer = store.begin(start, Manifest.TRACKED_KIND);
    List<String> names = benchmarks.stream().map(BenchmarkId::name).distinct().toList();
    Manifest manifest = Manifest.begin(writer.id(), Manifest.TRACKED_KIND, environment, names);
    RunJournal journal =
        new RunJournal(writer, settings, manifest, benchmarks, new FinishedForks<>());
    journal.write(RunFolder.ENVIRONMENT, environment.toJson().getBytes(StandardCharsets.UTF_8));
    journal.write(TrackSettings.NAME, settings.encode());
    journal.publish(RunStatus.UNFINISHED, Duration.ZERO);
    return journal;
  }

  /**
   * Continues an unfinished run.
   *
   * @param store where it is
   * @param id the run's name
   * @param environment where and how it is carried on
   * @param settings that it was begun with
   * @param benchmarks what its plan lists
   * @throws IOException if it cannot be written, or another process does
   * @throws DamagedRunException if a fork is missing or not as it was written
   */
  public static RunJournal carryOn(
      ResultStore store,
      String id,
      Environment environment,
      TrackSettings settings,
      List<BenchmarkId> benchmarks)
      throws IOException, DamagedRunException {
    RunWriter writer = store.carryOn(id);
    try {
      Manifest manifest =
          store.manifest(id).orElseThrow(() -> new DamagedRunException(id + " is not there"));
      if (manifest.status() == RunStatus.COMPLETE) {
        throw new IOException(id + " is complete");
      }
      RunJournal journal =
          new RunJournal(
              writer,
              settings,
              manifest,
              benchmarks,
              finished(new StoredRun(store, manifest), benchmarks));
      journal.files.remove(RunFolder.JMH_RESULT);
      journal.write(
          journal.newName("environment-resumed-", ".json"),
          environment.toJson().getBytes(StandardCharsets.UTF_8));
      journal.publish(RunStatus.UNFINISHED, journal.finished.spent());
      return journal;
    } catch (IOException | DamagedRunException e) {
      writer.close();
      throw e;
    }
  }

  private static FinishedForks<BenchmarkId, RunResult> finished(
      StoredRun run, List<BenchmarkId> benchmarks) throws IOException, DamagedRunException {
    FinishedForks<BenchmarkId, RunResult> finished = new FinishedForks<>();
    for (Map.Entry<Integer, SortedMap<Integer, RunResult>> entry : run.finishedForks().entrySet()) {
      if (entry.getKey() > benchmarks.size()) {
        throw new DamagedRunException(
            String.format(
                Locale.ROOT,
                "%s: it has forks of a benchmark that its plan lacks",
                run.manifest().id()));
      }
      BenchmarkId benchmark = benchmarks.get(entry.getKey() - 1);
      entry.getValue().forEach((round, fork) -> finished.add(round, benchmark, fork));
    }
    benchmarks.stream()
        .filter(benchmark -> run.manifest().failed().contains(benchmark.toString()))
        .forEach(finished::fail);
    finished.spend(Duration.ofMillis(run.manifest().spentMillis()));
    return finished;
  }

  /** The run's name. */
  public String id() {
    return writer.id();
  }

  /** The location, for display. */
  public String location() {
    return writer.location();
  }

  /** The forks that have been kept. */
  public FinishedForks<BenchmarkId, RunResult> finished() {
    return finished;
  }

  /**
   * Adds a file that is kept with the next fork's result.
   *
   * @param name of the file
   * @param content all of it
   * @throws IOException if it cannot be written
   */
  public void attach(String name, byte[] content) throws IOException {
    write(name, content);
  }

  /**
   * Keeps a fork's result. If it cannot be written now, the next successful write includes it.
   *
   * @param round its round, from 1
   * @param results what it delivered of each benchmark that it measured
   * @param spent time spent on measuring in all
   * @throws IOException if it cannot be written
   */
  public void finished(int round, Map<BenchmarkId, RunResult> results, Duration spent)
      throws IOException {
    for (Map.Entry<BenchmarkId, RunResult> result : results.entrySet()) {
      int number = benchmarks.indexOf(result.getKey()) + 1;
      byte[] fork = ForkJson.encode(result.getValue());
      unwritten.put(ForkFile.name(round, number), fork);
      finished.add(round, result.getKey(), asKept(fork));
    }
    publish(RunStatus.UNFINISHED, spent);
    writer.write(RunFolder.JMH_RESULT, jmhResult());
  }

  /**
   * JMH merges only results of the same classes; those of an earlier session were decoded from
   * JSON.
   */
  private static RunResult asKept(byte[] fork) throws IOException {
    return ForkJson.decode(fork);
  }

  /**
   * Keeps the log of a failed fork.
   *
   * @param group what it was to measure
   * @param failure why it failed
   * @param spent time spent on measuring in all
   * @return the file that has it
   * @throws IOException if it cannot be written
   */
  public String failed(ForkGroup group, ForkFailedException failure, Duration spent)
      throws IOException {
    for (BenchmarkId benchmark : group.members()) {
      finished.fail(benchmark);
      failed.add(benchmark.toString());
      int number = benchmarks.indexOf(benchmark) + 1;
      dropForks(fork -> fork.benchmark() == number);
    }
    String log = newName(FAILURE, ".log");
    write(log, failure.log().getBytes(StandardCharsets.UTF_8));
    publish(RunStatus.UNFINISHED, spent);
    return log;
  }

  /**
   * Ends the run, and removes it if nothing was measured and nothing failed.
   *
   * @param status complete, or interrupted if it may be carried on
   * @param spent time spent on measuring in all
   * @return whether there is a run
   * @throws IOException if it cannot be written
   */
  public boolean end(RunStatus status, Duration spent) throws IOException {
    if (finished.count() == 0 && failed.isEmpty()) {
      writer.delete();
      return false;
    }
    List<String> redundant = List.of();
    if (finished.count() > 0) {
      write(RunFolder.JMH_RESULT, jmhResult());
    }
    if (status == RunStatus.COMPLETE) {
      redundant = dropForks(fork -> true);
    }
    publish(status, spent);
    for (String name : redundant) {
      writer.remove(name);
    }
    writer.close();
    return true;
  }

  @Override
  public void close() throws IOException {
    writer.close();
  }

  /** The names of those that the next manifest does not list. */
  private List<String> dropForks(Predicate<ForkFile> which) {
    List<String> names =
        files.values().stream()
            .flatMap(file -> ForkFile.of(file).stream())
            .filter(which)
            .map(fork -> fork.file().name())
            .toList();
    names.forEach(files::remove);
    return names;
  }

  private byte[] jmhResult() {
    return JmhJson.encode(
        benchmarks.stream().map(finished::of).filter(forks -> !forks.isEmpty()).toList());
  }

  private void write(String name, byte[] content) throws IOException {
    unwritten.put(name, content);
    flush();
  }

  private void flush() throws IOException {
    for (Map.Entry<String, byte[]> file : List.copyOf(unwritten.entrySet())) {
      writer.write(file.getKey(), file.getValue());
      files.put(file.getKey(), RunFile.of(file.getKey(), file.getValue()));
      unwritten.remove(file.getKey());
    }
  }

  private void publish(RunStatus status, Duration spent) throws IOException {
    flush();
    manifest =
        manifest.with(
            status,
            finished.count() / settings.benchmarksInFork(),
            failed,
            spent.toMillis(),
            List.copyOf(files.values()));
    writer.publish(manifest);
  }

  private String newName(String prefix, String suffix) {
    int number = 1;
    while (files.containsKey(prefix + number + suffix)
        || unwritten.containsKey(prefix + number + suffix)) {
      number++;
    }
    return prefix + number + suffix;
  }
}
