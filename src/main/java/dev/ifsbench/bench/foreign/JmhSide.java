package dev.ifsbench.bench.foreign;

import dev.ifsbench.bench.foreign.ForeignTask.ForeignSide;
import dev.ifsbench.bench.foreign.SideBlocks.Block;
import dev.ifsbench.bench.foreign.SideBlocks.Samples;
import dev.ifsbench.bench.foreign.SideBlocks.Settings;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * A benchmark in the hands of the JMH that one class loader has, of version 1.30 or newer. A block
 * is what JMH calls an iteration: its own generated code runs the benchmark in as many threads as
 * are asked for, with state, parameters and the methods of set-up and tear-down where JMH calls
 * them, so that nothing of it has to be imitated.
 *
 * <p>For one thread only.
 */
final class JmhSide implements AutoCloseable {
  private static final String JMH = "org.openjdk.jmh.";

  private final ClassLoader loader;
  private final Object params;
  private final Object handler;
  private final boolean tellsFirst;
  private boolean begun;

  /**
   * Prepares a benchmark; nothing of it runs yet.
   *
   * @param loader that has the benchmark and its JMH
   * @param arguments for that JMH
   * @param side what to run
   * @throws IllegalStateException if the jar has no such benchmark, or JMH refuses it
   * @throws LinkageError if this is another kind of JMH than 1.3x
   */
  JmhSide(ClassLoader loader, List<String> arguments, ForeignSide side) {
    this.loader = loader;
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(loader); // JMH finds its list of benchmarks by it.
    try {
      Object out = silent();
      Object options =
          Reflected.make(
              type("runner.options.CommandLineOptions"), (Object) arguments.toArray(String[]::new));
      params =
          Reflected.call(
              Reflected.make(type("runner.Runner"), options, out),
              "newBenchmarkParams",
              entry(out, side),
              Reflected.constant(type("runner.ActionMode"), "WARMUP_MEASUREMENT"));
      handler = Reflected.make(type("runner.BenchmarkHandler"), out, options, params);
      tellsFirst = Reflected.parameters(handler, "runIteration") == 4;
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private Class<?> type(String name) {
    try {
      return Class.forName(JMH + name, true, loader);
    } catch (ClassNotFoundException e) {
      throw new LinkageError("JMH has no " + name, e);
    }
  }

  private Object silent() {
    PrintStream nowhere =
        new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
    return Reflected.call(
        type("runner.format.OutputFormatFactory"),
        "createFormatInstance",
        nowhere,
        Reflected.constant(type("runner.options.VerboseMode"), "SILENT"));
  }

  /** The benchmark in JMH's list, with the mode and the values of the parameters. */
  private Object entry(Object out, ForeignSide side) {
    Object list = Reflected.call(type("runner.BenchmarkList"), "defaultList");
    String name = String.format(Locale.ROOT, "^%s$", Pattern.quote(side.benchmark()));
    Collection<?> found =
        (Collection<?>) Reflected.call(list, "find", out, List.of(name), List.of());
    if (found.isEmpty()) {
      throw new IllegalStateException("there is no benchmark " + side.benchmark());
    }
    Object workload = Reflected.make(type("runner.WorkloadParams"));
    new TreeMap<>(side.parameters())
        .forEach((parameter, value) -> Reflected.call(workload, "put", parameter, value, 0));
    Object mode =
        Arrays.stream(type("annotations.Mode").getEnumConstants())
            .filter(each -> side.mode().equals(Reflected.call(each, "shortLabel")))
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("there is no mode " + side.mode()));
    return cloneWith(cloneWith(found.iterator().next(), mode), workload);
  }

  /** JMH has two methods of this name, which only the type tells apart. */
  private static Object cloneWith(Object entry, Object with) {
    try {
      return entry.getClass().getMethod("cloneWith", with.getClass()).invoke(entry, with);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("JMH's list is not supported: " + e, e);
    }
  }

  /** How JMH runs it. */
  Settings settings() {
    List<Integer> groups = new ArrayList<>();
    for (int group : (int[]) Reflected.call(params, "getThreadGroups")) {
      groups.add(group);
    }
    List<String> labels = new ArrayList<>();
    ((Collection<?>) Reflected.call(params, "getThreadGroupLabels"))
        .forEach(label -> labels.add(label.toString()));
    return new Settings(
        (int) Reflected.call(params, "getThreads"),
        groups,
        labels,
        (int) Reflected.call(params, "getOpsPerInvocation"),
        ((TimeUnit) Reflected.call(params, "getTimeUnit")).name(),
        (String) Reflected.call(params, "getJmhVersion"));
  }

  /**
   * Runs a block.
   *
   * @param nanos for how long the benchmark's method is called again and again; once at least
   * @param isLast whether none follows, so that JMH tears down what it keeps for a whole trial
   * @return what JMH has measured
   * @throws IllegalStateException if the benchmark throws, with its reason
   */
  Block run(long nanos, boolean isLast) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(loader); // JMH's threads have that of whoever starts them.
    try {
      boolean isFirst = !begun;
      begun = true;
      Object iteration = iteration(nanos);
      return block(
          tellsFirst
              ? Reflected.call(handler, "runIteration", params, iteration, isFirst, isLast)
              : Reflected.call(handler, "runIteration", params, iteration, isLast));
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private Object iteration(long nanos) {
    Object measurement = Reflected.call(params, "getMeasurement");
    return Reflected.make(
        type("infra.IterationParams"),
        Reflected.constant(type("runner.IterationType"), "MEASUREMENT"),
        1,
        Reflected.make(type("runner.options.TimeValue"), nanos, TimeUnit.NANOSECONDS),
        Reflected.call(measurement, "getBatchSize"));
  }

  private static Block block(Object iteration) {
    Object result = Reflected.call(iteration, "getPrimaryResult");
    List<Samples> samples = new ArrayList<>();
    if (result.getClass().getSimpleName().equals("SampleTimeResult")) {
      Iterator<?> raw =
          (Iterator<?>) Reflected.call(Reflected.call(result, "getStatistics"), "getRawData");
      while (raw.hasNext()) {
        Map.Entry<?, ?> entry = (Map.Entry<?, ?>) raw.next();
        long count = (Long) entry.getValue();
        if (count > 0) {
          samples.add(new Samples((Double) entry.getKey(), count));
        }
      }
    }
    return new Block(
        (double) Reflected.call(result, "getScore"),
        (String) Reflected.call(result, "getScoreUnit"),
        samples);
  }

  @Override
  public void close() {
    Reflected.call(handler, "shutdown");
  }
}
