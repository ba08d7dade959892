package dev.ifsbench.cli.run;

import dev.ifsbench.cli.jmh.JmhLock;
import dev.ifsbench.cli.option.UserError;
import dev.ifsbench.report.text.Progress;
import dev.ifsbench.sockets.SocketNames;
import dev.ifsbench.sockets.libc.Binding;
import dev.ifsbench.sockets.system.SystemSockets;
import dev.ifsbench.track.environment.Environment;
import dev.ifsbench.track.run.ForkFailedException;
import dev.ifsbench.track.run.RoundsJson;
import dev.ifsbench.track.store.DamagedRunException;
import dev.ifsbench.track.store.Manifest;
import dev.ifsbench.track.store.RecordedCommand;
import dev.ifsbench.track.store.ResultStore;
import dev.ifsbench.track.store.RoundFile;
import dev.ifsbench.track.store.RunFile;
import dev.ifsbench.track.store.RunFileSink;
import dev.ifsbench.track.store.RunFolder;
import dev.ifsbench.track.store.RunStatus;
import dev.ifsbench.track.store.RunWriter;
import dev.ifsbench.track.store.StoredRun;
import dev.ifsbench.track.store.TrackSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Keeps a run in rounds: its environment and the results of the complete rounds. It is updated
 * after each round, so that they survive however the run ends.
 */
public final class RunRecord {
  /** How the environment of an earlier session is named. */
  private static final String SESSION = "environment-session-";

  /** The files that stay listed whatever rounds follow. */
  private static final Pattern LASTING =
      Pattern.compile("failure-\\d+\\.log|environment-session-\\d+\\.json|command\\.json");

  private final RunWriter writer;
  private final Map<String, RunFile> files = new TreeMap<>();

  /** The state after the last complete round, by the names of the finished run. */
  private final Map<String, byte[]> round = new TreeMap<>();

  /** The files of that state, until the run is over. */
  private final Map<String, RunFile> roundFiles = new TreeMap<>();

  private final Progress progress;
  private final Manifest begun;

  /** The run as earlier sessions have left it. */
  private final Optional<StoredRun> earlier;

  private final List<String> failed = new ArrayList<>();
  private final long startNanos = System.nanoTime();
  private Environment environment;
  private int roundsKept;
  private int forksKept;
  private String writeFailure;

  /** The files that hold the results of a run. */
  @FunctionalInterface
  public interface Results {
    void writeTo(RunFileSink sink) throws IOException;
  }

  private RunRecord(
      RunWriter writer,
      Manifest begun,
      Optional<StoredRun> earlier,
      Environment environment,
      Progress progress) {
    this.writer = writer;
    this.begun = begun;
    this.earlier = earlier;
    this.environment = environment;
    this.progress = progress;
  }

  /**
   * Takes JMH's lock, and adds the run to the store, or goes on with it, so that a run whose
   * results could not be kept never begins.
   *
   * @param command what kind of run it is
   * @param session where it is kept, and what there is of it
   * @param sockets what it measures on
   * @param benchmarks the names of what is measured
   * @param settings of the run
   * @param progress where failures are told
   * @throws UserError if another run holds the lock, there is no writing in the store, or the run
   *     would go on with something else than it was begun with
   */
  static RunRecord begin(
      String command,
      RunSession session,
      SocketNames sockets,
      List<String> benchmarks,
      Map<String, Object> settings,
      Progress progress)
      throws UserError {
    JmhLock.take();
    Instant start =
        (session.earlier().isPresent()
                ? Instant.now()
                : Instant.ofEpochMilli(session.command().startMillis()))
            .truncatedTo(ChronoUnit.SECONDS);
    Map<String, Object> all = new LinkedHashMap<>(settings);
    all.put("command", command);
    all.put("status", RunStatus.UNFINISHED.toString());
    all.put("rounds", 0);
    Environment environment = Environment.current(start, sockets, all);
    ResultStore store = session.store();
    try {
      return session.earlier().isPresent()
          ? carryOn(session, session.earlier().get(), environment, benchmarks, progress)
          : begin(command, session, environment, benchmarks, progress);
    } catch (IOException e) {
      throw new UserError(UserError.unwritable(store.location(), e));
    } catch (DamagedRunException e) {
      throw new UserError("No run can be resumed: " + e.getMessage());
    }
  }

  private static RunRecord begin(
      String command,
      RunSession session,
      Environment environment,
      List<String> benchmarks,
      Progress progress)
      throws IOException {
    RunWriter writer =
        session.store().begin(Instant.ofEpochMilli(session.command().startMillis()), command);
    Manifest begun = Manifest.begin(writer.id(), command, environment, benchmarks);
    RunRecord record = new RunRecord(writer, begun, Optional.empty(), environment, progress);
    record.writeEnvironment();
    record.write(
        RecordedCommand.NAME,
        new RecordedCommand(
                session.command().arguments(),
                session.command().startMillis(),
                TrackSettings.identityOf(environment))
            .encode());
    record.publish(RunStatus.UNFINISHED, record.lasting());
    return record;
  }

  private static RunRecord carryOn(
      RunSession session,
      StoredRun earlier,
      Environment environment,
      List<String> benchmarks,
      Progress progress)
      throws IOException, DamagedRunException, UserError {
    Manifest begun = earlier.manifest();
    InterruptedRuns.requireSame(
        begun.id(),
        session.command().identity(),
        TrackSettings.identityOf(environment),
        begun.benchmarks().equals(benchmarks));
    RunWriter writer = session.store().carryOn(begun.id());
    RunRecord record = new RunRecord(writer, begun, session.earlier(), environment, progress);
    InterruptedRuns.explanations(earlier, environment).forEach(progress::note);
    for (RunFile file : begun.files()) {
      boolean lasts = LASTING.matcher(file.name()).matches();
      (lasts ? record.files : record.roundFiles).put(file.name(), file);
    }
    record.failed.addAll(begun.failed());
    record.forksKept = begun.forks();
    Optional<byte[]> before = earlier.read(RunFolder.ENVIRONMENT);
    if (before.isPresent()) {
      long number =
          1 + record.files.keySet().stream().filter(name -> name.startsWith(SESSION)).count();
      record.write(String.format(Locale.ROOT, SESSION + "%d.json", number), before.get());
    }
    return record;
  }

  /** A file of an earlier session, as the manifest lists it. */
  Optional<byte[]> earlier(String name) throws IOException, DamagedRunException {
    return earlier.isPresent() ? earlier.get().read(name) : Optional.empty();
  }

  /** What failed in earlier sessions. */
  List<String> failed() {
    return List.copyOf(failed);
  }

  /**
   * Takes over what earlier sessions have measured.
   *
   * @param rounds how many of them are complete
   */
  void resumed(int rounds) {
    roundsKept = rounds;
  }

  /** Time spent on measuring, earlier sessions included. */
  Duration spent() {
    return spentBefore().plusNanos(System.nanoTime() - startNanos);
  }

  /** Time spent on measuring in earlier sessions. */
  Duration spentBefore() {
    return Duration.ofMillis(begun.spentMillis());
  }

  /** All that was written and stays listed whatever rounds follow. */
  private List<RunFile> lasting() {
    return files.values().stream().filter(file -> LASTING.matcher(file.name()).matches()).toList();
  }

  private void write(String name, byte[] content) throws IOException {
    writer.write(name, content);
    files.put(name, RunFile.of(name, content));
  }

  private void writeEnvironment() throws IOException {
    write(RunFolder.ENVIRONMENT, environment.toJson().getBytes(StandardCharsets.UTF_8));
  }

  /**
   * What results call the system's sockets.
   *
   * @param binding how the forks reach them
   * @throws UserError if this system has no such sockets
   */
  static SocketNames systemSockets(Binding binding) throws UserError {
    try {
      return SystemSockets.names(binding);
    } catch (UnsupportedOperationException e) {
      throw new UserError(e.getMessage());
    }
  }

  /**
   * Keeps the log of a failed fork.
   *
   * @param combination what it was to measure
   * @param failure why it failed
   */
  void failed(Object combination, ForkFailedException failure) {
    failed.add(combination.toString());
    String log = String.format(Locale.ROOT, "failure-%d.log", failed.size());
    progress.note(
        String.format(Locale.ROOT, "FAILED %s: %s (%s)", combination, failure.getMessage(), log));
    try {
      write(log, failure.log().getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      writeFailure = UserError.unwritable(writer.location(), e);
    }
  }

  /**
   * Keeps the results so far.
   *
   * @param status how far the run has come
   * @param rounds how many are complete
   * @param forks of these
   * @param results of these
   */
  void keep(RunStatus status, int rounds, int forks, Results results) {
    environment = environment.with("status", status.toString()).with("rounds", rounds);
    try {
      round.clear();
      results.writeTo(round::put);
      roundsKept = rounds;
      forksKept = forks;
      if (status == RunStatus.COMPLETE) {
        end(status);
      } else {
        publishRound(rounds);
      }
      writeFailure = null;
    } catch (IOException e) {
      writeFailure = UserError.unwritable(writer.location(), e);
    }
  }

  /** Makes the complete rounds readable even if the run is killed. */
  private void publishRound(int number) throws IOException {
    Map<String, RunFile> before = Map.copyOf(roundFiles);
    Map<String, byte[]> state = new TreeMap<>(round);
    state.put(RunFolder.ENVIRONMENT, environment.toJson().getBytes(StandardCharsets.UTF_8));
    Map<String, RunFile> written = new TreeMap<>();
    for (Map.Entry<String, byte[]> file : state.entrySet()) {
      String name = RoundFile.name(number, file.getKey());
      writer.write(name, file.getValue());
      written.put(name, RunFile.of(name, file.getValue()));
    }
    List<RunFile> listed = new ArrayList<>(written.values());
    listed.addAll(lasting());
    publish(RunStatus.UNFINISHED, listed);
    roundFiles.putAll(written);
    for (String name : before.keySet()) {
      writer.remove(name);
      roundFiles.remove(name);
    }
  }

  private void publish(RunStatus status, List<RunFile> listed) throws IOException {
    writer.publish(begun.with(status, forksKept, failed, spent().toMillis(), listed));
  }

  /** Nothing of the run changes after this. */
  private void end(RunStatus status) throws IOException {
    if (round.keySet().stream().anyMatch(roundFiles::containsKey)) {
      // An earlier session has listed these names, and what is listed does not change.
      publishRound(roundsKept);
    }
    for (Map.Entry<String, byte[]> file : round.entrySet()) {
      write(file.getKey(), file.getValue());
    }
    writeEnvironment();
    boolean complete = status == RunStatus.COMPLETE;
    if (complete) {
      files.remove(RecordedCommand.NAME); // only a later session would read it
    }
    publish(status, List.copyOf(files.values()));
    if (complete) {
      writer.remove(RecordedCommand.NAME);
    }
    for (String name : roundFiles.keySet()) {
      writer.remove(name);
    }
    roundFiles.clear();
    writer.close();
  }

  /** Prints what an interrupted run has kept. */
  void interrupted() {
    try {
      if (roundsKept == 0) {
        writer.delete();
        System.err.println("Interrupted before the first round was complete; nothing is kept.");
        return;
      }
      if (round.isEmpty()) {
        // This session has added nothing to what is listed.
        writer.close();
      } else {
        RunStatus status = RunStatus.INTERRUPTED;
        environment = environment.with("status", status.toString());
        end(status);
      }
      System.err.printf(
          Locale.ROOT,
          "Interrupted; complete rounds kept: %d%s. To go on: %s --resume=%s%n",
          roundsKept,
          roundsKept < 2 ? ", too few for an interval" : "",
          begun.kind(),
          writer.id());
      files().forEach(file -> System.err.println("Written:  " + file));
    } catch (IOException e) {
      System.err.println(UserError.unwritable(writer.location(), e));
    }
  }

  /** Ends a run of which nothing was measured but why. */
  void endWithoutResult() {
    try {
      end(RunStatus.COMPLETE);
    } catch (IOException e) {
      writeFailure = UserError.unwritable(writer.location(), e);
    }
  }

  /** Where the run is kept, for display. */
  String location() {
    return writer.location();
  }

  /** Why something could not be kept; nothing if all was. */
  Optional<String> writeFailure() {
    return Optional.ofNullable(writeFailure);
  }

  /** The environment as it was written last. */
  Environment environment() {
    return environment;
  }

  /** Locations of the files written so far, for display; not of what only a later session reads. */
  List<String> files() {
    return files.keySet().stream()
        .filter(name -> !name.equals(RecordedCommand.NAME) && !name.equals(RoundsJson.NAME))
        .map(writer::location)
        .toList();
  }
}
