package dev.ifsbench.bench.latency;

import dev.ifsbench.bench.state.HandleKind;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * The tag of a histogram in a latency log, such as {@code TCP-64B-depth1-WRAPPED.response}.
 *
 * @param setting what was measured, without the kind of handle
 * @param handle the name of the {@link HandleKind}; nothing if the tag has none
 * @param measure which time
 */
public record LatencyTag(String setting, Optional<String> handle, LatencyMeasure measure) {
  /**
   * Names what was measured: the part of a tag before the measure.
   *
   * @param transport what carries the data
   * @param payload bytes of a request and of its answer
   * @param depth number of layers
   * @param kind of handle, or an entry such as {@code entry:1001}; its colon is left out, for the
   *     label is part of the names of files
   */
  public static String label(String transport, String payload, String depth, String kind) {
    return String.format(
        Locale.ROOT, "%s-%sB-depth%s-%s", transport, payload, depth, kind.replace(":", ""));
  }

  /**
   * Writes a tag.
   *
   * @param label what was measured
   * @param measure which time
   */
  public static String of(String label, LatencyMeasure measure) {
    return label + "." + measure.key();
  }

  /**
   * Reads a tag.
   *
   * @param tag any text
   * @return nothing if it does not end with a measure
   */
  public static Optional<LatencyTag> parse(String tag) {
    return Arrays.stream(LatencyMeasure.values())
        .filter(measure -> tag.endsWith(of("", measure)))
        .findFirst()
        .map(measure -> read(tag.substring(0, tag.lastIndexOf('.')), measure));
  }

  private static LatencyTag read(String label, LatencyMeasure measure) {
    int end = label.lastIndexOf('-');
    String last = label.substring(end + 1);
    return end >= 0 && isHandle(last)
        ? new LatencyTag(label.substring(0, end), Optional.of(last), measure)
        : new LatencyTag(label, Optional.empty(), measure);
  }

  private static boolean isHandle(String name) {
    return Arrays.stream(HandleKind.values()).anyMatch(kind -> kind.name().equals(name));
  }

  /**
   * The same tag with another kind of handle.
   *
   * @param other its name, or nothing
   */
  public LatencyTag withHandle(Optional<String> other) {
    return new LatencyTag(setting, other, measure);
  }

  /** As it stands in the log. */
  @Override
  public String toString() {
    return of(setting + handle.map(name -> "-" + name).orElse(""), measure);
  }
}
