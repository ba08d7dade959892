package dev.ifsbench.track;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a run's numbers depend on besides what was measured, as far as its files tell: machine,
 * system, JDK, options, binding, engine. Runs under different circumstances are not compared
 * without saying so.
 */
public final class Circumstances {
  /** What a fact is called, and where in the environment's file it is. */
  private static final Map<String, String> PLACES = new LinkedHashMap<>();

  private static final String JDK = "JDK";
  private static final String VM = "virtual machine";
  private static final String ARGUMENTS = "JVM's arguments";

  /** What every run of this project tells. */
  private static final List<String> ALWAYS_TOLD =
      List.of("processor", "processors", "operating system", "architecture", JDK, VM);

  static {
    PLACES.put("processor", "/machine/cpu");
    PLACES.put("processors", "/machine/processors");
    PLACES.put("operating system", "/machine/operatingSystem");
    PLACES.put("architecture", "/machine/architecture");
    PLACES.put("governor", "/machine/governor");
    PLACES.put(JDK, "/jdk/version");
    PLACES.put("JDK's vendor", "/jdk/vendor");
    PLACES.put(VM, "/jdk/vm");
    PLACES.put("own options", "/jdk/flags");
    PLACES.put("forks' options", "/jdk/forkFlags");
    PLACES.put("binding", "/binding");
    PLACES.put("backend", "/backend");
    PLACES.put("engine", "/engine");
    PLACES.put("taking turns", "/run/paired");
    PLACES.put("requests a second", "/run/requestsPerSecond");
  }

  private final Map<String, String> facts;

  private Circumstances(Map<String, String> facts) {
    this.facts = Collections.unmodifiableMap(facts);
  }

  /**
   * Reads what a run has kept of its environment.
   *
   * @param environment as {@link Environment#toJson} writes it, of any version
   */
  static Circumstances of(JsonNode environment) {
    Map<String, String> facts = new LinkedHashMap<>();
    PLACES.forEach(
        (name, place) -> {
          JsonNode value = environment.at(place);
          if (value.isArray()) {
            facts.put(name, JvmOptions.text(value));
          } else if (value.isValueNode() && !value.isNull()) {
            facts.put(name, value.asText());
          }
        });
    return new Circumstances(facts);
  }

  /**
   * Adds what JMH's own file tells: of the JVM, and nothing of the machine.
   *
   * @param results the file
   */
  Circumstances with(JmhResultReader results) {
    Map<String, String> more = new LinkedHashMap<>();
    more.put(JDK, String.join(" and ", results.everyValue("vmVersion")));
    more.put(VM, String.join(" and ", results.everyValue("vmName")));
    more.put(ARGUMENTS, String.join(" and ", results.everyValue("jvmArgs")));
    more.values().removeIf(String::isEmpty);
    more.putAll(facts);
    return new Circumstances(more);
  }

  /** By name, in the order of the file. */
  public Map<String, String> facts() {
    return facts;
  }

  /**
   * What differs, of all that both runs tell.
   *
   * @param other the other run's
   * @return such as {@code JDK is 25+36 and was 17.0.15+6}; empty if nothing does
   */
  public List<String> differencesFrom(Circumstances other) {
    List<String> differences = new ArrayList<>();
    facts.forEach(
        (name, value) -> {
          String before = other.facts.getOrDefault(name, value);
          if (!before.equals(value)) {
            differences.add("%s is '%s' and was '%s'".formatted(name, value, before));
          }
        });
    return List.copyOf(differences);
  }

  /**
   * What only one of two runs tells, or neither of them, so that nobody knows whether it differs.
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
