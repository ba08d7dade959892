package dev.ifsbench.track.run;

import dev.ifsbench.bench.latency.LatencyTag;
import dev.ifsbench.bench.state.EntryStack;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.openjdk.jmh.annotations.Mode;

/**
 * What is measured: a benchmark with a mode, a number of threads and a value for each of its
 * parameters.
 *
 * <p>Results of a latency log have no parameters: they are told apart by the tag of their
 * histograms, which is their name.
 *
 * @param name class and method, or the tag of a latency log
 * @param mode what JMH measures of it, which also says which direction is better
 * @param threads how many run it at the same time; 1 before a run, whose options decide it
 * @param parameters values by name
 */
public record BenchmarkId(String name, Mode mode, int threads, Map<String, String> parameters) {
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
   * A benchmark that is to be measured.
   *
   * @param name class and method
   * @param mode what JMH measures of it
   * @param parameters values by name
   */
  public BenchmarkId(String name, Mode mode, Map<String, String> parameters) {
    this(name, mode, 1, parameters);
  }

  /**
   * What the histograms of a latency log measure that have a certain tag.
   *
   * @param tag of the log
   */
  public static BenchmarkId ofLatencyTag(String tag) {
    return new BenchmarkId(tag, Mode.SampleTime, Map.of());
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
    return new BenchmarkId(name, mode, threads, more);
  }

  /**
   * Returns the same benchmark without a parameter.
   *
   * @param parameter its name
   */
  public BenchmarkId without(String parameter) {
    Map<String, String> others = new TreeMap<>(parameters);
    others.remove(parameter);
    return new BenchmarkId(name, mode, threads, others);
  }

  /**
   * Returns the same benchmark with another number of threads.
   *
   * @param other how many
   */
  public BenchmarkId withThreads(int other) {
    return new BenchmarkId(name, mode, other, parameters);
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

  /**
   * The kind of handle: a benchmark has it as its parameter {@value #HANDLE}, a latency log in its
   * tag.
   *
   * @return nothing if neither tells one
   */
  public Optional<String> handle() {
    return Optional.ofNullable(parameters.get(HANDLE)).or(() -> tag().flatMap(LatencyTag::handle));
  }

  /**
   * Returns the same benchmark with another kind of handle, see {@link #handle}.
   *
   * @param other the kind, or nothing
   */
  public BenchmarkId withHandle(Optional<String> other) {
    return tag()
        .map(tag -> new BenchmarkId(tag.withHandle(other).toString(), mode, threads, parameters))
        .orElseGet(() -> other.map(kind -> with(HANDLE, kind)).orElseGet(() -> without(HANDLE)));
  }

  private Optional<LatencyTag> tag() {
    return parameters.containsKey(HANDLE) ? Optional.empty() : LatencyTag.parse(name);
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

  /** What the tags of a latency log and the names of its files call it. */
  public String latencyLabel() {
    return LatencyTag.label(value("transport"), value("payload"), value("depth"), kind());
  }

  /** As in {@code org.example.Sort.sort size=10 avgt}: all of it, on one line. */
  public String fullName() {
    StringBuilder text = new StringBuilder(name);
    parameters.forEach((key, value) -> text.append(' ').append(key).append('=').append(value));
    if (threads != 1) {
      text.append(" threads=").append(threads);
    }
    return text.append(' ').append(mode.shortLabel()).toString();
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
