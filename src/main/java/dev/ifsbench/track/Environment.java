package dev.ifsbench.track;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where and how a result came about. Results are compared only with this at hand.
 *
 * @param schemaVersion raised whenever a field changes its meaning
 * @param startTime UTC, ISO 8601
 * @param project what was built
 * @param jdk what runs it
 * @param machine where it runs
 * @param binding how Java reaches the system calls
 * @param backend which sockets these are
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
    String binding,
    String backend,
    String real,
    String modelled,
    Map<String, Object> run) {
  private static final int SCHEMA_VERSION = 1;
  private static final boolean WINDOWS = System.getProperty("os.name").startsWith("Windows");

  /**
   * The JDK of this JVM, which is that of the forks too.
   *
   * @param vendor who built it
   * @param version its version
   * @param vm name of the virtual machine
   * @param flags JVM options of this JVM, which forks inherit
   * @param forkFlags JVM options that forks get besides
   */
  public record Jdk(
      String vendor, String version, String vm, List<String> flags, List<String> forkFlags) {
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

  /**
   * Looks around.
   *
   * @param start when the run started
   * @param run the run's settings
   */
  public static Environment current(Instant start, Map<String, Object> run) {
    return new Environment(
        SCHEMA_VERSION,
        start.toString(),
        BuildInfo.read(),
        Jdk.current(),
        Machine.current(),
        "JNA direct mapping",
        WINDOWS ? "Winsock" : "POSIX sockets",
        WINDOWS
            ? "sockets, system calls, the catalog and the base provider are Windows' own"
            : "sockets and system calls are real",
        WINDOWS
            ? "the layers are this project's own, written to the public SPI"
            : "Ws2_32.dll's dispatcher, the catalog and the layers are this project's own,"
                + " written to the public SPI",
        Map.copyOf(run));
  }

  /**
   * The same environment with something more about the run.
   *
   * @param key what
   * @param value a string, number, boolean or list of these
   */
  public Environment with(String key, Object value) {
    Map<String, Object> more = new LinkedHashMap<>(run);
    more.put(key, value);
    return new Environment(
        schemaVersion, startTime, project, jdk, machine, binding, backend, real, modelled, more);
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
