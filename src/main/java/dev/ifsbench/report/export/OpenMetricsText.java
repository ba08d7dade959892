package dev.ifsbench.report.export;

import dev.ifsbench.track.series.BenchmarkSeries;
import dev.ifsbench.track.series.RunResults;
import dev.ifsbench.track.series.ScoreUnit;
import dev.ifsbench.track.stats.Interval;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * OpenMetrics' text, version 1.0: gauges for the score and for the two ends of its 95% interval.
 * Times are seconds, as that standard wants them. Parameters are labels, {@code param_} and their
 * name.
 */
final class OpenMetricsText implements Export {
  private static final double NANOS_PER_SECOND = 1e9;

  /** The kinds of score, each a metric family of its own. */
  private enum Family {
    TIME("time", "_seconds", "seconds", "Time per operation"),
    THROUGHPUT("throughput", "_operations_per_second", "operations_per_second", "Throughput"),
    SCORE("score", "", "", "Score in the unit of its label");

    private final String name;
    private final String suffix;
    private final String unit;
    private final String help;

    Family(String name, String suffix, String unit, String help) {
      this.name = name;
      this.suffix = suffix;
      this.unit = unit;
      this.help = help;
    }
  }

  /** The numbers of an interval, each with families of its own. */
  private record Part(String infix, String help, ToDoubleFunction<Interval> value) {}

  private static final List<Part> PARTS =
      List.of(
          new Part("", "by the statistic of its label", Interval::estimate),
          new Part("_low", "lower end of the 95% confidence interval", Interval::low),
          new Part("_high", "upper end of the 95% confidence interval", Interval::high));

  private record Sample(Family family, String labels, Interval mean) {}

  @Override
  public String of(List<RunResults> runs, ExportOptions options) {
    List<Sample> samples = new ArrayList<>();
    for (RunResults run : runs) {
      run.series().forEach(series -> samples.add(sample(run, series, options)));
    }
    List<Sample> distinct = withoutRepeated(samples, options);
    StringBuilder text = new StringBuilder();
    for (Family family : Family.values()) {
      List<Sample> ofFamily = distinct.stream().filter(sample -> sample.family == family).toList();
      PARTS.forEach(part -> write(family, part, ofFamily, text));
    }
    return text.append("# EOF\n").toString();
  }

  /** A series stands once: OpenMetrics allows no second sample with the same labels. */
  private static List<Sample> withoutRepeated(List<Sample> samples, ExportOptions options) {
    Set<String> seen = new HashSet<>();
    List<Sample> first = new ArrayList<>();
    for (Sample sample : samples) {
      if (seen.add(sample.family + sample.labels)) {
        first.add(sample);
      } else {
        options
            .leftOut()
            .accept(String.format(Locale.ROOT, "{%s}, because it is there already", sample.labels));
      }
    }
    return first;
  }

  private static void write(Family family, Part part, List<Sample> samples, StringBuilder text) {
    List<Sample> known =
        samples.stream()
            .filter(sample -> Double.isFinite(part.value.applyAsDouble(sample.mean)))
            .toList();
    if (known.isEmpty()) {
      return;
    }
    String name = "jmh_" + family.name + part.infix + family.suffix;
    text.append(String.format(Locale.ROOT, "# TYPE %s gauge\n", name));
    if (!family.unit.isEmpty()) {
      text.append(String.format(Locale.ROOT, "# UNIT %s %s\n", name, family.unit));
    }
    text.append(String.format(Locale.ROOT, "# HELP %s %s, %s.\n", name, family.help, part.help));
    for (Sample sample : known) {
      text.append(
          String.format(
              Locale.ROOT,
              "%s{%s} %s\n",
              name,
              sample.labels,
              part.value.applyAsDouble(sample.mean)));
    }
  }

  private static Sample sample(RunResults run, BenchmarkSeries series, ExportOptions options) {
    Optional<BenchmarkSeries> time = series.in(ScoreUnit.NANOS_PER_OPERATION);
    Optional<BenchmarkSeries> throughput = series.in(ScoreUnit.OPERATIONS_PER_SECOND);
    if (time.isPresent()) {
      Interval nanos = options.score(time.get());
      Interval seconds =
          new Interval(
              nanos.estimate() / NANOS_PER_SECOND,
              nanos.low() / NANOS_PER_SECOND,
              nanos.high() / NANOS_PER_SECOND);
      return new Sample(Family.TIME, labels(run, series, options), seconds);
    }
    return new Sample(
        throughput.isPresent() ? Family.THROUGHPUT : Family.SCORE,
        labels(run, series, options),
        options.score(throughput.orElse(series)));
  }

  private static String labels(RunResults run, BenchmarkSeries series, ExportOptions options) {
    Map<String, String> labels = new LinkedHashMap<>();
    labels.put("benchmark", series.key().benchmark());
    labels.put("mode", series.key().mode().shortLabel());
    labels.put("statistic", options.name(series));
    labels.put("threads", Integer.toString(series.key().threads()));
    labels.put("unit", series.unit().text());
    labels.put("run", run.name());
    run.commit().ifPresent(commit -> labels.put("commit", commit));
    series.key().params().forEach((name, value) -> labels.put(unused(name, labels), value));
    return labels.entrySet().stream()
        .map(
            label ->
                String.format(Locale.ROOT, "%s=\"%s\"", label.getKey(), escaped(label.getValue())))
        .collect(Collectors.joining(","));
  }

  /** Two parameters whose names differ in signs that labels cannot have stay apart. */
  private static String unused(String param, Map<String, String> labels) {
    String label = "param_" + param.replaceAll("[^a-zA-Z0-9_]", "_");
    while (labels.containsKey(label)) {
      label += "_";
    }
    return label;
  }

  private static String escaped(String value) {
    return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
  }
}
