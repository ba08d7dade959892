package dev.ifsbench.cli.run;

import dev.ifsbench.cli.jmh.JmhArguments;
import dev.ifsbench.cli.option.UserError;
import dev.ifsbench.track.environment.BuildInfo;
import dev.ifsbench.track.environment.Environment;
import dev.ifsbench.track.environment.JarProject;
import dev.ifsbench.track.run.BenchmarkId;
import dev.ifsbench.track.run.ForeignForks;
import dev.ifsbench.track.run.ForkGroup;
import dev.ifsbench.track.run.ForkRunner;
import dev.ifsbench.track.run.PairedSettings;
import dev.ifsbench.track.run.PairedSides;
import dev.ifsbench.track.store.TrackSettings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.TimeValue;

/** The benchmarks of another project's jar, or of two of its jars, and how they are measured. */
public final class ForeignPlan {
  /** More code than this project's sends have may have to be compiled. */
  private static final PairedSettings TURNS = new PairedSettings(3_000, 2_000);

  private final JmhJar before;
  private final JmhJar judged;
  private final TrackSettings.ForeignJar told;
  private final JmhArguments arguments;
  private final List<ForkGroup> groups = new ArrayList<>();
  private final Set<ForkGroup> together = new LinkedHashSet<>();
  private final List<String> notes = new ArrayList<>();

  private ForeignPlan(
      JmhJar before, JmhJar judged, TrackSettings.ForeignJar told, JmhArguments arguments) {
    this.before = before;
    this.judged = judged;
    this.told = told;
    this.arguments = arguments;
  }

  /**
   * Chooses benchmarks of one jar.
   *
   * @param told the jar and its commit
   * @param given arguments for JMH
   * @throws UserError if the jar or the arguments cannot be followed
   */
  static ForeignPlan apart(TrackSettings.ForeignJar told, List<String> given) throws UserError {
    JmhJar jar = JmhJar.open("--jar", told.jar());
    JmhArguments arguments = JmhArguments.ofForeign(given, jar.benchmarks());
    arguments.check();
    ForeignPlan plan = new ForeignPlan(null, jar, told, arguments);
    plan.groups.addAll(ForkGroup.apart(arguments.combinations()));
    return plan;
  }

  /**
   * Chooses benchmarks that two jars have.
   *
   * @param sides two jars
   * @param told the commit of the one that is judged
   * @param given arguments for JMH
   * @throws UserError if a jar or the arguments cannot be followed, or they have nothing in common
   */
  static ForeignPlan paired(PairedSides sides, TrackSettings.ForeignJar told, List<String> given)
      throws UserError {
    JmhJar before = JmhJar.open("--paired", sides.before());
    JmhJar judged = JmhJar.open("--paired", sides.after());
    JmhArguments arguments = JmhArguments.ofForeign(given, judged.benchmarks());
    arguments.check();
    ForeignPlan plan = new ForeignPlan(before, judged, told, arguments);
    plan.chooseCommon(sides, JmhArguments.ofForeign(given, before.benchmarks()).combinations());
    return plan;
  }

  private void chooseCommon(PairedSides sides, List<BenchmarkId> ofBefore) throws UserError {
    Set<BenchmarkId> left = new LinkedHashSet<>(ofBefore);
    Map<String, BenchmarkListEntry> entries = new HashMap<>();
    arguments.entries().forEach(entry -> entries.put(entry.getUsername(), entry));
    boolean sameHints = before.hints().equals(judged.hints());
    Map<String, String> apart = new TreeMap<>();
    for (BenchmarkId each : arguments.combinations()) {
      if (!left.remove(each)) {
        notes.add(String.format(Locale.ROOT, "Left out, for only %s has it: %s", judged, each));
        continue;
      }
      if (each.parameters().containsKey(PairedSides.JAR)) {
        notes.add(
            String.format(
                Locale.ROOT, "Left out, for the parameter 'jar' names the sides: %s", each));
        continue;
      }
      ForkGroup group =
          new ForkGroup(
              List.of(
                  each.with(PairedSides.JAR, sides.before()),
                  each.with(PairedSides.JAR, sides.after())));
      groups.add(group);
      Optional<String> reason =
          new TurnsRule(arguments.options(), judged.hints(), sameHints)
              .objection(entries.get(each.name()), each.mode());
      if (reason.isPresent()) {
        apart.put(each.name() + " (" + each.mode().shortLabel() + ")", reason.get());
      } else {
        together.add(group);
      }
    }
    left.forEach(
        each ->
            notes.add(
                String.format(Locale.ROOT, "Left out, for only %s has it: %s", before, each)));
    apart.forEach(
        (name, reason) ->
            notes.add(
                String.format(
                    Locale.ROOT,
                    "In JVMs of their own, one after the other: %s: %s",
                    name,
                    reason)));
    if (groups.isEmpty()) {
      throw UserError.misuse("--paired: the jars have no selected benchmark in common");
    }
  }

  /** JMH's arguments. */
  JmhArguments arguments() {
    return arguments;
  }

  /** What is measured, a group for each fork of a round. */
  List<ForkGroup> groups() {
    return groups;
  }

  /** What was asked for, to be resumed by. */
  TrackSettings.ForeignJar told() {
    return told;
  }

  /** What cannot be done as asked, and why. */
  List<String> notes() {
    List<String> all = new ArrayList<>(notes);
    if (project().commit().equals("unknown")) {
      all.add(
          String.format(
              Locale.ROOT,
              "%s lies in no git checkout: its commit is kept as unknown; give it by --commit",
              judged));
    }
    return all;
  }

  /** The project that is measured, never this one. */
  private BuildInfo project() {
    return JarProject.of(judged.path(), Optional.ofNullable(told.commit()));
  }

  /**
   * Captures the current environment.
   *
   * @param start when the run started
   * @param run the run's settings
   */
  Environment environment(Instant start, Map<String, Object> run) {
    Map<String, Object> more = new LinkedHashMap<>(run);
    more.put("jar", judged.toString());
    more.put("jmh", judged.jmhVersion());
    if (before != null) {
      more.put("commitBefore", JarProject.of(before.path(), Optional.empty()).commit());
      more.put("fork", turns());
    }
    return Environment.ofForeign(start, project(), more).withForkFlags(givenFlags());
  }

  private List<String> givenFlags() {
    CommandLineOptions options = arguments.options();
    List<String> flags = new ArrayList<>();
    flags.addAll(options.getJvmArgsPrepend().orElse(List.of()));
    flags.addAll(options.getJvmArgs().orElse(List.of()));
    flags.addAll(options.getJvmArgsAppend().orElse(List.of()));
    return flags;
  }

  /** How long sides take turns: as long as JMH would measure both, where the user says how long. */
  private PairedSettings turns() {
    CommandLineOptions options = arguments.options();
    return new PairedSettings(
        millis(
            options.getWarmupIterations().orElse(0),
            options.getWarmupTime().orElse(TimeValue.seconds(1)),
            TURNS.warmupMillis()),
        millis(
            options.getMeasurementIterations().orElse(0),
            options.getMeasurementTime().orElse(TimeValue.seconds(1)),
            TURNS.measureMillis()));
  }

  private static long millis(int iterations, TimeValue each, long otherwise) {
    return iterations == 0
        ? otherwise
        : Math.max(1, 2L * iterations * each.convertTo(TimeUnit.MILLISECONDS));
  }

  /**
   * Creates the runner of forks.
   *
   * @param seed of all orders
   * @throws UserError if the jar's JMH is of another kind
   */
  ForkRunner<ForkGroup, Map<BenchmarkId, RunResult>> forks(long seed) throws UserError {
    List<String> flags = new ArrayList<>(givenFlags());
    if (!together.isEmpty()) {
      flags.addAll(judged.compilerFlags());
    }
    return new ForeignForks(
        arguments.options(),
        false,
        before == null ? judged.toString() : null,
        together,
        turns(),
        flags,
        seed);
  }

  /** The jars, whose content must not change before the run is resumed. */
  List<String> jars() {
    return before == null
        ? List.of(judged.toString())
        : List.of(before.toString(), judged.toString());
  }
}
