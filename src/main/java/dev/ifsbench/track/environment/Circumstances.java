package dev.ifsbench.track.environment;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a run was made, as far as its files tell: the one notion of "the same environment" that
 * comparisons, gate, histories, baseline and resumed runs share.
 *
 * <p>What <i>identifies</i> an environment is what changes results: model and number of processors,
 * operating system, architecture, governor, the JDK's vendor and feature version, the virtual
 * machine, the JVM options that {@link JvmOptions matter}, binding, backend and engine of the
 * sockets. Runs in different environments are not compared without saying so, and have histories of
 * their own.
 *
 * <p>What only <i>may explain</i> a change is kept beside it, and splits nothing: the kernel's
 * release, the JDK's update, and the processor's microcode. A machine whose system is kept up to
 * date has one history, and where its level moves these are named as possible causes.
 *
 * <p>How something was measured, such as the number of iterations, is no environment; see {@link
 * MeasurementSettings}.
 */
public final class Circumstances {
  /** No facts are known. */
  public static final Circumstances NOTHING_TOLD = new Circumstances(Map.of(), Map.of());

  private static final String JDK = "JDK";
  private static final String JDK_VENDOR = "JDK's vendor";
  private static final String JDK_UPDATE = "JDK's update";
  private static final String VM = "virtual machine";
  private static final String OPERATING_SYSTEM = "operating system";
  private static final String KERNEL = "kernel release";
  private static final String MICROCODE = "microcode";
  private static final String PROCESSOR = "processor";
  private static final String ARCHITECTURE = "architecture";

  /** What {@link Machine} writes where it could not find out. */
  private static final String UNKNOWN = "unknown";

  private static final int DIGEST_DIGITS = 12;

  /**
   * The facts that are taken as they are: their names, and their places in the environment's file.
   */
  private static final Map<String, String> PLACES = new LinkedHashMap<>();

  /** The facts that every run of this project records. */
  private static final List<String> ALWAYS_TOLD =
      List.of(PROCESSOR, "processors", OPERATING_SYSTEM, ARCHITECTURE, JDK, VM);

  /** {@code Linux 6.1.0-13-amd64}, {@code Windows 11 10.0}: the release begins with a digit. */
  private static final Pattern SYSTEM = Pattern.compile("(?<name>.*\\S)\\s+(?<release>\\d\\S*)");

  /** {@code 17.0.15+6}, and {@code 1.8.0_402} before there were feature versions. */
  private static final Pattern FEATURE = Pattern.compile("(?:1\\.)?(?<feature>\\d+).*");

  static {
    PLACES.put(PROCESSOR, "/machine/cpu");
    PLACES.put("processors", "/machine/processors");
    PLACES.put(ARCHITECTURE, "/machine/architecture");
    PLACES.put("governor", "/machine/governor");
    PLACES.put(JDK_VENDOR, "/jdk/vendor");
    PLACES.put(VM, "/jdk/vm");
    PLACES.put("own options", "/jdk/flags");
    PLACES.put("forks' options", "/jdk/forkFlags");
    PLACES.put("binding", "/binding");
    PLACES.put("backend", "/backend");
    PLACES.put("engine", "/engine");
  }

  private final Map<String, String> facts;
  private final Map<String, String> details;

  private Circumstances(Map<String, String> facts, Map<String, String> details) {
    this.facts = Collections.unmodifiableMap(facts);
    this.details = Collections.unmodifiableMap(details);
  }

  /**
   * Reads the environment that a run has stored.
   *
   * @param environment as {@link Environment#toJson} writes it, of any version
   */
  public static Circumstances of(JsonNode environment) {
    Map<String, String> facts = new LinkedHashMap<>();
    PLACES.forEach((name, place) -> told(environment.at(place)).ifPresent(v -> facts.put(name, v)));
    Map<String, String> details = new LinkedHashMap<>();
    told(environment.at("/machine/operatingSystem"))
        .ifPresent(system -> putSystem(system, facts, details));
    told(environment.at("/jdk/version")).ifPresent(version -> putJdk(version, facts, details));
    told(environment.at("/machine/microcode")).ifPresent(code -> details.put(MICROCODE, code));
    return new Circumstances(facts, details);
  }

  /**
   * Restores circumstances from their parts.
   *
   * @param facts as {@link #facts} gave them
   * @param details as {@link #details} gave them
   */
  public static Circumstances of(Map<String, String> facts, Map<String, String> details) {
    return new Circumstances(new LinkedHashMap<>(facts), new LinkedHashMap<>(details));
  }

  private static Optional<String> told(JsonNode value) {
    if (value.isArray()) {
      return Optional.of(JvmOptions.text(value));
    }
    return value.isValueNode() && !value.isNull()
        ? Optional.of(value.asText()).filter(text -> !text.equals(UNKNOWN))
        : Optional.empty();
  }

  private static void putSystem(
      String system, Map<String, String> facts, Map<String, String> details) {
    Matcher parts = SYSTEM.matcher(system);
    if (parts.matches()) {
      facts.put(OPERATING_SYSTEM, parts.group("name"));
      details.put(KERNEL, parts.group("release"));
    } else {
      facts.put(OPERATING_SYSTEM, system);
    }
  }

  private static void putJdk(
      String version, Map<String, String> facts, Map<String, String> details) {
    facts.put(JDK, feature(version));
    details.put(JDK_UPDATE, version);
  }

  private static String feature(String version) {
    Matcher parts = FEATURE.matcher(version);
    return parts.matches() ? parts.group("feature") : version;
  }

  /**
   * Adds what JMH's own file tells: of the JVM that measured, and nothing of the machine. Where it
   * is another JVM than the environment was written by, as {@code -jvm} asks for, it is the one
   * that counts.
   *
   * @param versions of the virtual machines that measured, as {@code java.vm.version} has them
   * @param releases of the JDKs that measured; empty if the file does not tell
   * @param names of the virtual machines that measured
   */
  public Circumstances with(Set<String> versions, Set<String> releases, Set<String> names) {
    Map<String, String> moreFacts = new LinkedHashMap<>(facts);
    Map<String, String> moreDetails = new LinkedHashMap<>(details);
    String update = joined(versions.stream().toList());
    if (!update.isEmpty() && !update.equals(details.get(JDK_UPDATE))) {
      moreFacts.put(
          JDK,
          joined(
              (releases.isEmpty() ? versions : releases)
                  .stream().map(Circumstances::feature).distinct().toList()));
      moreFacts.remove(JDK_VENDOR);
      moreDetails.put(JDK_UPDATE, update);
    }
    String vm = joined(names.stream().toList());
    if (!vm.isEmpty()) {
      moreFacts.put(VM, vm);
    }
    return new Circumstances(moreFacts, moreDetails);
  }

  /** The same whatever the order of the results. */
  private static String joined(List<String> values) {
    return values.stream().sorted().collect(joining(" and "));
  }

  /** What identifies, by name. */
  public Map<String, String> facts() {
    return facts;
  }

  /** What may explain a change but does not identify, by name. */
  public Map<String, String> details() {
    return details;
  }

  /**
   * A short name of the environment: 12 hexadecimal digits, equal where {@link #facts} are.
   *
   * @return nothing if the run's files tell nothing of the machine
   */
  public Optional<String> digest() {
    if (!facts.containsKey(ARCHITECTURE)) {
      return Optional.empty();
    }
    return Optional.of(nameOfFacts());
  }

  /** A short name of everything that is known, however little: 12 hexadecimal digits. */
  public String nameOfFacts() {
    byte[] text = new TreeMap<>(facts).toString().getBytes(StandardCharsets.UTF_8);
    return Sha256.of(text).substring(0, DIGEST_DIGITS);
  }

  /**
   * What differs, of all that identifies and both runs tell.
   *
   * @param other the other run's
   * @return such as {@code JDK is '25' and was '17'}; empty if nothing does
   */
  public List<String> differencesFrom(Circumstances other) {
    return differences(other.facts, facts);
  }

  /**
   * What else differs: a possible cause of a change between two runs in one environment.
   *
   * @param before those of the earlier run
   * @param after those of the later run
   * @return clauses such as {@code kernel release is '6.8.0' and was '6.1.0'}; empty if nothing
   *     that is known does
   */
  public static List<String> explanations(Circumstances before, Circumstances after) {
    return differences(before.details, after.details);
  }

  private static List<String> differences(Map<String, String> before, Map<String, String> after) {
    List<String> differences = new ArrayList<>();
    after.forEach(
        (name, value) -> {
          String earlier = before.getOrDefault(name, value);
          if (!earlier.equals(value)) {
            differences.add(
                String.format(Locale.ROOT, "%s is '%s' and was '%s'", name, value, earlier));
          }
        });
    return List.copyOf(differences);
  }

  /**
   * What only one of two runs records, or neither of them, so that it is unknown whether it
   * differs.
   *
   * @param other the other run's
   * @return names of facts
   */
  public List<String> unknownAgainst(Circumstances other) {
    return ALWAYS_TOLD.stream()
        .filter(name -> !facts.containsKey(name) || !other.facts.containsKey(name))
        .toList();
  }
}
