package dev.ifsbench.track.environment;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.ifsbench.sockets.HostSystem;
import dev.ifsbench.sockets.NativeSockets;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Where and how a result was measured. Results are compared only together with it.
 *
 * @param schemaVersion raised whenever a field changes its meaning
 * @param startTime UTC, ISO 8601
 * @param project what was built
 * @param jdk what runs it
 * @param machine where it runs
 * @param disturbances what on the machine disturbed measurement when the run started
 * @param binding how Java reaches the system calls
 * @param backend which sockets these are
 * @param engine what completes pending overlapped operations
 * @param real what is the operating system's own
 * @param modelled what is this project's own
 * @param run the run's settings, seed and number of rounds
 */
public record Environment(
    int schemaVersion,
    String startTime,
    BuildInfo project,
    Jdk jdk,
    Machine machine,
    List<NoiseSource> disturbances,
    String binding,
    String backend,
    String engine,
    String real,
    String modelled,
    Map<String, Object> run) {
  private static final int SCHEMA_VERSION = 1;

  /** The value of the fields about sockets in a run that has none. */
  private static final String UNKNOWN = "unknown";

  /** The setting of a run that measures entries of the system's own catalog. */
  public static final String ENTRIES = "entries";

  /** The prefixes of JMH arguments that choose such entries, and that name a provider DLL. */
  private static final String ENTRY = "entry=";

  private static final String PROVIDER = "provider=";

  /**
   * The JDK of this JVM, which is that of the forks too.
   *
   * @param vendor who built it
   * @param version its version
   * @param vm name of the virtual machine
   * @param flags JVM options of this JVM, which forks inherit
   * @param forkFlags additional JVM options of forks
   */
  public record Jdk(
      String vendor, String version, String vm, List<String> flags, List<String> forkFlags) {
    /** Masks secrets, for this is kept and shown. */
    public Jdk {
      flags = Secrets.mask(flags);
      forkFlags = Secrets.mask(forkFlags);
    }

    static Jdk current() {
      return new Jdk(
          System.getProperty("java.vendor"),
          System.getProperty("java.runtime.version"),
          System.getProperty("java.vm.name"),
          ManagementFactory.getRuntimeMXBean().getInputArguments(),
          ForkFlags.ofThisJvm());
    }

    @Override
    public String toString() {
      return version + " (" + vendor + ")";
    }
  }

  /** Masks secrets in the run's settings, for this is kept and shown. */
  public Environment {
    run = Secrets.mask(run);
  }

  /**
   * Captures the current environment.
   *
   * @param start when the run started
   * @param sockets what the run measures on
   * @param run the run's settings
   */
  public static Environment current(Instant start, NativeSockets sockets, Map<String, Object> run) {
    return new Environment(
        SCHEMA_VERSION,
        start.toString(),
        BuildInfo.read(),
        Jdk.current(),
        Machine.current(),
        NoiseSources.here(),
        sockets.binding(),
        sockets.backend(),
        sockets.overlapped().engine(),
        "sockets and system calls are real",
        modelledHere(run),
        Map.copyOf(run));
  }

  /**
   * Captures the current environment of another project's benchmarks, which have nothing to do with
   * this project's sockets.
   *
   * @param start when the run started
   * @param project what is measured
   * @param run the run's settings
   */
  public static Environment ofForeign(Instant start, BuildInfo project, Map<String, Object> run) {
    return new Environment(
        SCHEMA_VERSION,
        start.toString(),
        project,
        Jdk.current(),
        Machine.current(),
        NoiseSources.here(),
        UNKNOWN,
        UNKNOWN,
        UNKNOWN,
        "the benchmarks and the JMH that runs them are those of the jar",
        "nothing",
        Map.copyOf(run));
  }

  private static String modelledHere(Map<String, Object> run) {
    if (run.containsKey(ENTRIES) || !named(run, ENTRY).isEmpty()) {
      return "nothing: the system's own Ws2_32.dll opens the sockets through entries of its catalog";
    }
    String own =
        "Ws2_32.dll's dispatcher%s and the layers are this project's own, written to the public SPI";
    return HostSystem.isWindows()
        ? String.format(Locale.ROOT, own, "")
            + "; the catalog and the base provider are the system's own"
            + hosted(run)
        : String.format(Locale.ROOT, own, ", the catalog");
  }

  /** The provider DLLs that JMH was told to run on. */
  private static String hosted(Map<String, Object> run) {
    String dlls = named(run, PROVIDER);
    return dlls.isEmpty() ? "" : ", or a provider DLL where one is named: " + dlls;
  }

  /** What JMH's arguments set a parameter to. */
  private static String named(Map<String, Object> run, String parameter) {
    if (!(run.get("arguments") instanceof List<?> arguments)) {
      return "";
    }
    return arguments.stream()
        .map(String::valueOf)
        .filter(argument -> argument.startsWith(parameter))
        .map(argument -> argument.substring(parameter.length()))
        .filter(value -> !value.isEmpty())
        .collect(joining(", "));
  }

  /**
   * The same environment with one more setting of the run.
   *
   * @param key its name
   * @param value a string, number, boolean or list of these
   */
  public Environment with(String key, Object value) {
    Map<String, Object> more = new LinkedHashMap<>(run);
    more.put(key, value);
    return with(jdk, more);
  }

  /** Whether this is the same environment as another: what identifies it, and its name. */
  public Circumstances circumstances() {
    return Circumstances.of(new ObjectMapper().<JsonNode>valueToTree(this));
  }

  /** A short name of the {@link Circumstances}: 12 hexadecimal digits. */
  public String digest() {
    return circumstances().digest().orElseThrow();
  }

  /**
   * The same environment with other JVM options for forks.
   *
   * @param forkFlags what forks get besides the options of this JVM
   */
  public Environment withForkFlags(List<String> forkFlags) {
    Jdk other = new Jdk(jdk.vendor(), jdk.version(), jdk.vm(), jdk.flags(), forkFlags);
    return with(other, run);
  }

  private Environment with(Jdk newJdk, Map<String, Object> newRun) {
    return new Environment(
        schemaVersion,
        startTime,
        project,
        newJdk,
        machine,
        disturbances,
        binding,
        backend,
        engine,
        real,
        modelled,
        newRun);
  }

  /** As JSON, indented. */
  public String toJson() {
    try {
      return new ObjectMapper()
              .enable(SerializationFeature.INDENT_OUTPUT)
              .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
              .writeValueAsString(this)
          + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the environment holds something that JSON cannot say", e);
    }
  }
}
