package dev.ifsbench.track.series;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ifsbench.track.environment.BuildInfo;
import dev.ifsbench.track.environment.Circumstances;
import dev.ifsbench.track.environment.Sha256;
import dev.ifsbench.track.store.IoReason;
import dev.ifsbench.track.store.Manifest;
import dev.ifsbench.track.store.ResultStore;
import dev.ifsbench.track.store.RunFile;
import dev.ifsbench.track.store.RunFiles;
import dev.ifsbench.track.store.RunFolder;
import dev.ifsbench.track.store.RunStatus;
import dev.ifsbench.track.store.RunWriter;
import dev.ifsbench.track.store.UnusableRunException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A file of JMH's JSON, of any project, on its way into a store: there it is a run like those that
 * this program makes itself, with a commit and a time that the file does not tell.
 *
 * <p>The machine is unknown, unless an {@value RunFolder#ENVIRONMENT} lies beside it or the machine
 * is named.
 */
public final class AddedRun {
  /** The kind of such runs. */
  public static final String KIND = "added";

  /** The commit of a run for which none was given. */
  public static final String UNKNOWN_COMMIT = "unknown";

  private static final ObjectMapper MAPPER =
      new ObjectMapper()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

  private final byte[] content;
  private final RunResults results;
  private final JsonNode told;

  /**
   * Reads a file.
   *
   * @param files the file, and the environment beside it if there is one
   * @throws UnusableRunException if it is not JMH's JSON, has no benchmark, or cannot be read
   */
  public AddedRun(RunFiles files) throws UnusableRunException {
    results = RunResults.read(files);
    try {
      content = files.read(RunFolder.JMH_RESULT);
      told = RunResults.environment(files);
    } catch (IOException e) {
      throw new UnusableRunException(
          String.format(Locale.ROOT, "'%s' cannot be read: %s", files.name(), IoReason.of(e)));
    }
  }

  /**
   * The run that holds the same file already.
   *
   * @param store where to look
   * @throws IOException if the store cannot be read
   */
  public Optional<Manifest> in(ResultStore store) throws IOException {
    String sum = Sha256.of(content);
    return store.history().runs().stream()
        .filter(
            run -> run.file(RunFolder.JMH_RESULT).filter(f -> f.sha256().equals(sum)).isPresent())
        .findFirst();
  }

  /** The benchmarks that have fewer forks than a decision needs, with their parameters. */
  public List<SeriesKey> withTooFewForks() {
    return scores().stream()
        .filter(series -> TooFewForks.isTooFew(series.forks()))
        .map(BenchmarkSeries::key)
        .toList();
  }

  /** How many benchmarks the file has, each set of parameters counted. */
  public int size() {
    return scores().size();
  }

  private List<BenchmarkSeries> scores() {
    return results.series().stream().filter(series -> series.key().percentile().isEmpty()).toList();
  }

  /**
   * Adds the run to a store.
   *
   * @param store where to
   * @param commit what was measured
   * @param time when; fractions of a second are dropped
   * @param machine what the machine is called; nothing if that is not known
   * @return the run
   * @throws IOException if it cannot be written; then the store is as it was
   */
  public Manifest addTo(ResultStore store, String commit, Instant time, Optional<String> machine)
      throws IOException {
    Instant start = time.truncatedTo(ChronoUnit.SECONDS);
    BuildInfo project = new BuildInfo(UNKNOWN_COMMIT, commit, "clean");
    ObjectNode environment = environment(project, start, machine);
    Circumstances circumstances = circumstances(environment);
    byte[] kept = encode(environment);
    try (RunWriter writer = store.begin(start, KIND)) {
      try {
        writer.write(RunFolder.JMH_RESULT, content);
        writer.write(RunFolder.ENVIRONMENT, kept);
        Manifest manifest =
            new Manifest(
                Manifest.SCHEMA_VERSION,
                writer.id(),
                KIND,
                RunStatus.COMPLETE,
                start.toString(),
                project,
                circumstances.nameOfFacts(),
                scores().stream().map(series -> series.key().benchmark()).distinct().toList(),
                scores().stream().mapToInt(BenchmarkSeries::forks).sum(),
                List.of(),
                0,
                List.of(
                    RunFile.of(RunFolder.JMH_RESULT, content),
                    RunFile.of(RunFolder.ENVIRONMENT, kept)));
        writer.publish(manifest);
        return manifest;
      } catch (IOException e) {
        writer.delete();
        throw e;
      }
    }
  }

  private ObjectNode environment(BuildInfo project, Instant start, Optional<String> machine) {
    ObjectNode environment =
        told.isObject() ? ((ObjectNode) told).deepCopy() : MAPPER.createObjectNode();
    environment.put("schemaVersion", Manifest.SCHEMA_VERSION);
    environment.put("startTime", start.toString());
    environment.set("project", MAPPER.valueToTree(project));
    machine.ifPresent(name -> environment.withObject("/machine").put("cpu", name));
    environment.withObject("/run").put("command", KIND).put("file", results.name());
    return environment;
  }

  private Circumstances circumstances(ObjectNode environment) {
    try {
      return new JmhResultReader(results.name(), content).addTo(Circumstances.of(environment));
    } catch (UnusableRunException e) {
      throw new IllegalStateException("the file was read before", e);
    }
  }

  private static byte[] encode(JsonNode environment) {
    try {
      return (MAPPER.writeValueAsString(environment) + "\n").getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of JSON cannot fail to be JSON", e);
    }
  }
}
