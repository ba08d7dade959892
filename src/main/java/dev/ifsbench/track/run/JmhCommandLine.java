package dev.ifsbench.track.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.ProfilerConfig;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.util.Optional;

/** JMH's options as arguments for another JMH, which may be of another version. */
final class JmhCommandLine {
  private final List<String> arguments = new ArrayList<>();

  private JmhCommandLine() {}

  /**
   * How to run, without what.
   *
   * @param options those that the user has given; nothing is added from their defaults
   */
  static List<String> how(Options options) {
    JmhCommandLine line = new JmhCommandLine();
    line.add("-wi", options.getWarmupIterations());
    line.time("-w", options.getWarmupTime());
    line.add("-wbs", options.getWarmupBatchSize());
    line.add("-i", options.getMeasurementIterations());
    line.time("-r", options.getMeasurementTime());
    line.add("-bs", options.getMeasurementBatchSize());
    line.add("-t", options.getThreads());
    line.add("-opi", options.getOperationsPerInvocation());
    line.add("-si", options.shouldSyncIterations());
    line.add("-gc", options.shouldDoGC());
    line.time("-to", options.getTimeout());
    if (options.getTimeUnit().hasValue()) {
      line.add("-tu", TimeValue.tuToString(options.getTimeUnit().get()));
    }
    if (options.getThreadGroups().hasValue()) {
      line.add("-tg", groups(options.getThreadGroups().get()));
    }
    line.joined("-jvmArgs", options.getJvmArgs());
    line.joined("-jvmArgsPrepend", options.getJvmArgsPrepend());
    line.joined("-jvmArgsAppend", options.getJvmArgsAppend());
    for (ProfilerConfig profiler : options.getProfilers()) {
      String settings = profiler.getOpts();
      line.add(
          "-prof",
          settings == null || settings.isEmpty()
              ? profiler.getKlass()
              : profiler.getKlass() + ":" + settings);
    }
    return List.copyOf(line.arguments);
  }

  /**
   * One fork of one benchmark, but for the file of its results.
   *
   * @param options those that the user has given
   * @param benchmark what to run
   */
  static List<String> fork(Options options, BenchmarkId benchmark) {
    List<String> arguments = new ArrayList<>();
    arguments.add(String.format(Locale.ROOT, "^%s$", Pattern.quote(benchmark.name())));
    arguments.addAll(how(options));
    arguments.addAll(List.of("-bm", benchmark.mode().shortLabel()));
    benchmark
        .parameters()
        .forEach((name, value) -> arguments.addAll(List.of("-p", name + "=" + value)));
    arguments.addAll(List.of("-f", "1", "-wf", "0", "-foe", "true"));
    return List.copyOf(arguments);
  }

  private static String groups(int[] threads) {
    return Arrays.stream(threads).mapToObj(Integer::toString).collect(Collectors.joining(","));
  }

  private void add(String option, String value) {
    arguments.add(option);
    arguments.add(value);
  }

  private void add(String option, Optional<?> value) {
    if (value.hasValue()) {
      add(option, value.get().toString());
    }
  }

  private void time(String option, Optional<TimeValue> value) {
    if (value.hasValue()) {
      add(option, value.get().convertTo(TimeUnit.NANOSECONDS) + "ns");
    }
  }

  private void joined(String option, Optional<Collection<String>> values) {
    if (values.hasValue()) {
      add(option, String.join(" ", values.get()));
    }
  }
}
