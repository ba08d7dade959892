package dev.ifsbench.track.series;

import dev.ifsbench.bench.latency.LatencyMeasure;
import dev.ifsbench.bench.state.HandleKind;
import dev.ifsbench.track.run.LatencyCombination;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A series told by its kind of handle: series of one setting differ in nothing but that.
 *
 * @param setting the series' key without the kind
 * @param kind the kind of handle; nothing if the series does not tell one
 */
public record KindOfSeries(SeriesKey setting, Optional<String> kind) {
  private static final String PARAMETER = "handle";

  /** As {@link LatencyCombination#label} and the measure make it. */
  private static final Pattern TAG =
      Pattern.compile(
          String.format(
              Locale.ROOT,
              "(?<setting>.*)-(?<kind>%s)\\.(?<measure>%s)",
              Arrays.stream(HandleKind.values())
                  .map(HandleKind::name)
                  .collect(Collectors.joining("|")),
              Arrays.stream(LatencyMeasure.values())
                  .map(LatencyMeasure::key)
                  .collect(Collectors.joining("|"))));

  /**
   * Takes a key apart: a benchmark has the kind as its parameter {@value #PARAMETER}, a latency log
   * has it in its tag.
   *
   * @param key of a series
   */
  public static KindOfSeries of(SeriesKey key) {
    Map<String, String> others = new TreeMap<>(key.params());
    String kind = others.remove(PARAMETER);
    if (kind != null) {
      return new KindOfSeries(with(key, key.benchmark(), others), Optional.of(kind));
    }
    Matcher tag = TAG.matcher(key.benchmark());
    if (tag.matches()) {
      String setting = tag.group("setting") + "." + tag.group("measure");
      return new KindOfSeries(with(key, setting, others), Optional.of(tag.group("kind")));
    }
    return new KindOfSeries(key, Optional.empty());
  }

  private static SeriesKey with(SeriesKey key, String benchmark, Map<String, String> params) {
    return new SeriesKey(
        benchmark, key.mode(), key.threads(), params, key.percentile(), key.metric());
  }
}
