package dev.ifsbench.track.run;

import dev.ifsbench.bench.state.EntryStack;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.openjdk.jmh.annotations.Mode;

/**
 * A benchmark with a mode and a value for each of its parameters: what JMH calls a run.
 *
 * @param name class and method
 * @param mode what JMH measures of it
 * @param parameters values by name
 */
public record BenchmarkId(String name, Mode mode, Map<String, String> parameters) {
  /** The parameter that chooses the kind of handle. */
  public static final String HANDLE = "handle";

  /** The parameter that gives the topmost layer a quirk. */
  public static final String QUIRK = "quirk";

  /** Its value for a layer that has none. */
  public static final String NO_QUIRK = "NONE";

  /** The parameter that chooses an entry of the system's own catalog in place of the model. */
  public static final String ENTRY = "entry";

  /** Sorts the parameters. */
  public BenchmarkId {
    parameters = Collections.unmodifiableMap(new TreeMap<>(parameters));
  }

  /**
   * Returns the same benchmark with another value for a parameter.
   *
   * @param parameter its name
   * @param value the value
   */
  public BenchmarkId with(String parameter, String value) {
    Map<String, String> more = new TreeMap<>(parameters);
    more.put(parameter, value);
    return new BenchmarkId(name, mode, more);
  }

  /**
   * Returns the same benchmark without a parameter.
   *
   * @param parameter its name
   */
  public BenchmarkId without(String parameter) {
    Map<String, String> others = new TreeMap<>(parameters);
    others.remove(parameter);
    return new BenchmarkId(name, mode, others);
  }

  /**
   * The value of a parameter.
   *
   * @param parameter its name
   * @return the value, empty if there is none
   */
  public String value(String parameter) {
    return parameters.getOrDefault(parameter, "");
  }

  /** Whether an entry of the system's own catalog is measured, and no kind of handle. */
  public boolean isOfEntry() {
    return !value(ENTRY).isEmpty();
  }

  /**
   * What is compared within a setting: the kind of handle, or an entry such as {@code entry:1001}.
   */
  public String kind() {
    return isOfEntry() ? EntryStack.PREFIX + value(ENTRY) : value(HANDLE);
  }

  /** The setting that several kinds of handle, or several entries, share. */
  public BenchmarkId setting() {
    return isOfEntry() ? without(HANDLE).without(ENTRY) : without(HANDLE);
  }

  /** Whether a layer does something against its documentation. */
  public boolean hasQuirk() {
    return !parameters.getOrDefault(QUIRK, NO_QUIRK).equals(NO_QUIRK);
  }

  /**
   * What the tables of {@code headline} and {@code latency} call it, as in {@code UNIX send BASE,
   * payload 64 B, depth 1}; without a kind of handle, the setting that several kinds share.
   */
  public String label() {
    String handle = kind();
    return String.format(
        Locale.ROOT,
        "%s %s%s, payload %s B, depth %s",
        value("transport"),
        HeadlineOperation.labelOf(name),
        handle.isEmpty() ? "" : " " + handle,
        value("payload"),
        value("depth"));
  }

  /** Class and method without the package, mode, and those parameters that have a value. */
  @Override
  public String toString() {
    String method = name.substring(name.lastIndexOf('.') + 1);
    String owner = name.substring(0, name.length() - method.length() - 1);
    String values =
        parameters.entrySet().stream()
            .filter(entry -> !entry.getValue().isEmpty())
            .map(entry -> ", " + entry.getKey() + "=" + entry.getValue())
            .collect(Collectors.joining());
    return String.format(
        Locale.ROOT,
        "%s.%s (%s%s)",
        owner.substring(owner.lastIndexOf('.') + 1),
        method,
        mode.shortLabel(),
        values);
  }
}
