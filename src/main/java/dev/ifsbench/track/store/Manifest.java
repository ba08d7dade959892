package dev.ifsbench.track.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.ifsbench.track.environment.BuildInfo;
import dev.ifsbench.track.environment.Environment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Describes a run and lists its files. It is written after the files, which are never changed
 * afterwards; a file that it does not list is not part of the run. Listing a store reads manifests
 * only.
 *
 * @param schemaVersion raised whenever a field changes its meaning
 * @param id the run's name, unique in its store
 * @param kind the command that made it
 * @param status how far it has come
 * @param startTime UTC, ISO 8601
 * @param project what was measured with
 * @param environmentDigest {@link Environment#digest}
 * @param benchmarks names of what was measured, without parameters
 * @param forks how many JVMs have delivered a result
 * @param failed what gave no result, by name and parameters
 * @param spentMillis time spent on measuring, in milliseconds
 * @param files the run's files
 */
public record Manifest(
    int schemaVersion,
    String id,
    String kind,
    RunStatus status,
    String startTime,
    BuildInfo project,
    String environmentDigest,
    List<String> benchmarks,
    int forks,
    List<String> failed,
    long spentMillis,
    List<RunFile> files) {
  /** The file that holds it. */
  public static final String NAME = "manifest.json";

  /** The kind of runs that record all handle calls. */
  public static final String TRACED_KIND = "trace";

  /** The kind of runs that {@code track} makes. */
  public static final String TRACKED_KIND = "track";

  public static final int SCHEMA_VERSION = 1;

  /** The names that a run may have; a run's name is also a folder's. */
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");

  private static final ObjectMapper MAPPER =
      new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
  private static final ObjectReader READER = MAPPER.readerFor(Manifest.class);
  private static final ObjectWriter WRITER = MAPPER.writer(SerializationFeature.INDENT_OUTPUT);

  /** Copies the lists. */
  public Manifest {
    benchmarks = whole(benchmarks);
    failed = whole(failed);
    files = whole(files);
  }

  /** Returns a copy, or null if the list is null or contains null. */
  private static <T> List<T> whole(List<T> list) {
    return list == null || list.stream().anyMatch(Objects::isNull) ? null : List.copyOf(list);
  }

  /**
   * Creates the manifest of a run that begins, without files.
   *
   * @param id the run's name
   * @param kind the command that makes it
   * @param environment where and how it is made
   * @param benchmarks what is measured
   */
  public static Manifest begin(
      String id, String kind, Environment environment, List<String> benchmarks) {
    return new Manifest(
        SCHEMA_VERSION,
        id,
        kind,
        RunStatus.UNFINISHED,
        environment.startTime(),
        environment.project(),
        environment.digest(),
        benchmarks,
        0,
        List.of(),
        0,
        List.of());
  }

  /**
   * The same run at a later time.
   *
   * @param newStatus how far it has come
   * @param newForks how many JVMs have delivered a result
   * @param newFailed what gave no result
   * @param newSpentMillis time spent on measuring, in milliseconds
   * @param newFiles all of its files
   */
  public Manifest with(
      RunStatus newStatus,
      int newForks,
      List<String> newFailed,
      long newSpentMillis,
      List<RunFile> newFiles) {
    return new Manifest(
        schemaVersion,
        id,
        kind,
        newStatus,
        startTime,
        project,
        environmentDigest,
        benchmarks,
        newForks,
        newFailed,
        newSpentMillis,
        newFiles);
  }

  /** Whether a text can be the name of a run. */
  static boolean isId(String text) {
    return ID.matcher(text).matches();
  }

  /** Whether the run was recorded, which slows it, so that its numbers must not be compared. */
  public boolean isTraced() {
    return kind.equals(TRACED_KIND);
  }

  /** When the run started. */
  public Instant start() {
    return Instant.parse(startTime);
  }

  /**
   * One of its files.
   *
   * @param name of the file
   */
  public Optional<RunFile> file(String name) {
    return files.stream().filter(file -> RoundFile.plainName(file.name()).equals(name)).findFirst();
  }

  /** As JSON in UTF-8. */
  public byte[] encode() {
    try {
      return (WRITER.writeValueAsString(this) + "\n").getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the manifest holds something that JSON cannot say", e);
    }
  }

  /**
   * Reads a manifest and checks that it is whole.
   *
   * @param id the run that it is to be of
   * @param json what was stored
   * @throws DamagedRunException if it is not a manifest of that run
   */
  static Manifest decode(String id, byte[] json) throws DamagedRunException {
    Manifest manifest;
    try {
      manifest = READER.readValue(json);
    } catch (IOException e) {
      throw new DamagedRunException(
          String.format(Locale.ROOT, "%s: %s is not readable JSON", id, NAME));
    }
    String flaw = manifest == null ? "is empty" : manifest.flaw(id);
    if (flaw != null) {
      throw new DamagedRunException(String.format(Locale.ROOT, "%s: %s %s", id, NAME, flaw));
    }
    return manifest;
  }

  /** Whether {@link #decode} would accept it. */
  boolean isWhole() {
    return flaw(id) == null;
  }

  /** What is wrong with it, or null. */
  private String flaw(String expectedId) {
    if (schemaVersion != SCHEMA_VERSION) {
      return String.format(
          Locale.ROOT,
          "has schema version %d, but this ifsbench reads %d",
          schemaVersion,
          SCHEMA_VERSION);
    }
    if (!expectedId.equals(id)) {
      return "is of another run, " + id;
    }
    if (kind == null
        || status == null
        || project == null
        || !project.isWhole()
        || environmentDigest == null
        || benchmarks == null
        || failed == null
        || files == null
        || !isTime(startTime)) {
      return "lacks a field";
    }
    return files.stream().allMatch(RunFile::isValid)
        ? null
        : "lists a file with an impossible name or size";
  }

  private static boolean isTime(String text) {
    try {
      return text != null && Instant.parse(text) != null;
    } catch (DateTimeException e) {
      return false;
    }
  }
}
