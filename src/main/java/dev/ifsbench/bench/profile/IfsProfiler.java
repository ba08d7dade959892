package dev.ifsbench.bench.profile;

import dev.ifsbench.sockets.TemporaryFiles;
import dev.ifsbench.trace.event.Settings;
import dev.ifsbench.trace.recording.CallKind;
import dev.ifsbench.trace.recording.Coverage;
import dev.ifsbench.trace.recording.Recordings;
import dev.ifsbench.trace.recording.UnreadableRecordingException;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.profile.ExternalProfiler;
import org.openjdk.jmh.profile.ProfilerException;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.Result;

/**
 * The JMH profiler {@code -prof ifs}: counts and times the calls that deal in handles while a
 * benchmark is measured, and keeps each fork's recording.
 *
 * <p>Secondary results, for {@code modify}, {@code create}, {@code close} and {@code query}: calls
 * per operation; if there were any, the 50th and 99th percentile and the largest of their times in
 * nanoseconds; failures, in all forks. Where Flight Recorder had no room for an event, counts are
 * marked {@code (at least)} and there is a metric {@code ifs.lost} of the bytes lost. Query upcalls
 * are sampled, so their number is an estimate, and calls made while a benchmark is set up or warmed
 * up are in the recording only. JMH does not tell when the tear-down begins, so calls made there
 * count.
 *
 * <p>A fork's recording is {@code <dir>/<benchmark and parameters>/fork-<n>.jfr}. Recording has a
 * cost of its own, so the primary result of a run with this profiler is not to be published.
 */
public final class IfsProfiler implements ExternalProfiler {
  /** The name that the command line gives to this profiler. */
  public static final String NAME = CallCounters.PREFIX;

  /** The most characters of a benchmark and its parameters in the name of a folder. */
  private static final int MAX_NAME = 160;

  /** The system property that says where recordings go if the option {@code dir} does not. */
  public static final String DIRECTORY_PROPERTY = "ifsbench.recordings";

  /** Of events whose threads fill a buffer faster than it can be written, with the default. */
  private static final String BUFFERS =
      "-XX:FlightRecorderOptions:memorysize=256m,globalbuffersize=8m,threadbuffersize=512k";

  private static final int DEFAULT_QUERY_EVERY = 100;

  private final String directory;
  private final int queryEvery;
  private Path settings;
  private Path recording;

  /**
   * Makes one without options, for JMH's list of profilers.
   *
   * @throws ProfilerException never
   */
  public IfsProfiler() throws ProfilerException {
    this("");
  }

  /**
   * Creates the profiler, as JMH does.
   *
   * @param options {@code dir=<folder>;every=<n>}, both optional
   * @throws ProfilerException if the options are not understood
   */
  public IfsProfiler(String options) throws ProfilerException {
    String dir = null;
    int every = DEFAULT_QUERY_EVERY;
    for (String option : options.isEmpty() ? List.<String>of() : List.of(options.split(";", -1))) {
      if (option.startsWith("dir=")) {
        dir = option.substring("dir=".length());
      } else if (option.matches("every=[1-9][0-9]{0,8}")) {
        every = Integer.parseInt(option.substring("every=".length()));
      } else {
        throw new ProfilerException(
            String.format(
                Locale.ROOT, "'%s' is neither dir=<folder> nor every=<number from 1>", option));
      }
    }
    directory = dir;
    queryEvery = every;
  }

  @Override
  public String getDescription() {
    return "Handle-modification calls per operation, their times and failures, with a recording of"
        + " each fork; -prof "
        + NAME
        + " for short";
  }

  @Override
  public Collection<String> addJVMInvokeOptions(BenchmarkParams params) {
    return List.of();
  }

  @Override
  public Collection<String> addJVMOptions(BenchmarkParams params) {
    try {
      settings = TemporaryFiles.newFile(".jfc");
      Files.write(settings, Settings.read());
      recording = nextRecording(params);
    } catch (IOException e) {
      throw new UncheckedIOException("no place for recordings: " + e.getMessage(), e);
    }
    // Unless told otherwise, Flight Recorder keeps the last 250 MB only.
    return List.of(
        "-Xlog:jfr*=error",
        BUFFERS,
        String.format(
            Locale.ROOT,
            "-XX:StartFlightRecording:settings=%s,filename=%s,maxsize=0,dumponexit=true,%s#every=%d",
            settings,
            recording,
            CallKind.QUERY.eventName(),
            queryEvery));
  }

  private Path nextRecording(BenchmarkParams params) throws IOException {
    String root = directory != null ? directory : System.getProperty(DIRECTORY_PROPERTY, "");
    Path folder = Path.of(root).toAbsolutePath().resolve(fileName(params.id()));
    Files.createDirectories(folder);
    int fork = 1;
    while (Files.exists(folder.resolve("fork-" + fork + ".jfr"))) {
      fork++;
    }
    return folder.resolve("fork-" + fork + ".jfr");
  }

  // A chain of provider DLLs has a path each, and systems allow about 255 characters.
  private static String fileName(String id) {
    String name = id.replaceAll("[^A-Za-z0-9._-]+", "_");
    if (name.length() <= MAX_NAME) {
      return name;
    }
    UUID whole = UUID.nameUUIDFromBytes(id.getBytes(StandardCharsets.UTF_8));
    return name.substring(0, MAX_NAME) + "-" + whole;
  }

  @Override
  public void beforeTrial(BenchmarkParams params) {
    // Everything has been said on the fork's command line.
  }

  @Override
  public Collection<? extends Result<?>> afterTrial(
      BenchmarkResult result, long pid, File stdOut, File stdErr) {
    try {
      Files.deleteIfExists(settings);
      CallCounters calls = new CallCounters(result.getMetadata());
      Coverage coverage = Recordings.read(recording, calls);
      if (coverage.lostBytes() > 0) {
        System.err.printf(
            Locale.ROOT,
            "%,d bytes of events were lost in '%s': the metrics marked (at least) are too low%n",
            coverage.lostBytes(),
            recording);
      }
      return calls.results(coverage.lostBytes());
    } catch (UnreadableRecordingException e) {
      System.err.println(e.getMessage());
      return List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public boolean allowPrintOut() {
    return true;
  }

  @Override
  public boolean allowPrintErr() {
    return true;
  }
}
