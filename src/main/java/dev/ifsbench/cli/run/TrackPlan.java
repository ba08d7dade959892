package dev.ifsbench.cli.run;

import dev.ifsbench.bench.state.HandleKind;
import dev.ifsbench.bench.state.Transport;
import dev.ifsbench.cli.jmh.JmhArguments;
import dev.ifsbench.cli.jmh.JmhLock;
import dev.ifsbench.cli.option.EntryOption;
import dev.ifsbench.cli.option.OptionValues;
import dev.ifsbench.cli.option.UserError;
import dev.ifsbench.sockets.libc.Binding;
import dev.ifsbench.track.run.BenchmarkId;
import dev.ifsbench.track.run.ForkGroup;
import dev.ifsbench.track.run.PairedSettings;
import dev.ifsbench.track.run.PairedSides;
import dev.ifsbench.track.store.TrackSettings;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.options.CommandLineOptions;

/**
 * The benchmarks that JMH's arguments select for tracking.
 *
 * @param arguments JMH's
 * @param sides what takes turns in one JVM; nothing if every benchmark has a JVM of its own
 * @param foreign another project's benchmarks; nothing if these are this project's
 * @param groups what they choose, a group for each fork of a round
 * @param notes what cannot be done as asked, and why
 */
public record TrackPlan(
    JmhArguments arguments,
    Optional<PairedSides> sides,
    Optional<ForeignPlan> foreign,
    List<ForkGroup> groups,
    List<String> notes) {
  private static final String PROVIDER = "provider";

  /** Of a JVM and JMH in it. */
  private static final Duration START_AND_END_ESTIMATE = Duration.ofMillis(1200);

  /**
   * Parses and checks arguments.
   *
   * @param arguments for JMH
   * @param sides what is to take turns in one JVM, or null
   * @param told another project's jar and commit, or null
   * @throws UserError if they cannot be followed
   */
  public static TrackPlan of(
      List<String> arguments, PairedSides sides, TrackSettings.ForeignJar told) throws UserError {
    if (told != null && told.jar() != null && sides != null) {
      throw UserError.misuse("--jar names one jar, and --paired two sides; give one of them");
    }
    if (told != null && told.jar() != null) {
      return foreign(ForeignPlan.apart(told, arguments), null);
    }
    if (sides != null && sides.parameter().equals(PairedSides.JAR) && !PairedJars.areOwn(sides)) {
      return foreign(
          ForeignPlan.paired(
              sides, told == null ? new TrackSettings.ForeignJar(null, null) : told, arguments),
          sides);
    }
    if (told != null) {
      throw UserError.misuse("--commit is that of another project's jar; give --jar or --paired");
    }
    JmhArguments checked = new JmhArguments(arguments);
    refuseJmhs(checked.options());
    checked.check();
    JmhLock.take();
    return sides == null
        ? new TrackPlan(
            checked,
            Optional.empty(),
            Optional.empty(),
            ForkGroup.apart(checked.combinations()),
            List.of())
        : takingTurns(checked, sides);
  }

  private static TrackPlan foreign(ForeignPlan plan, PairedSides sides) throws UserError {
    refuseJmhs(plan.arguments().options());
    JmhLock.take();
    return new TrackPlan(
        plan.arguments(),
        Optional.ofNullable(sides),
        Optional.of(plan),
        plan.groups(),
        plan.notes());
  }

  /** What a run in rounds decides itself. */
  private static void refuseJmhs(CommandLineOptions options) throws UserError {
    refuse("-f", options.getForkCount().hasValue(), "each round has one fork, see --rounds");
    refuse("-wf", options.getWarmupForkCount().hasValue(), "each round has one fork");
    refuse("-rf", options.getResultFormat().hasValue(), "the store has JMH's JSON");
    refuse("-rff", options.getResult().hasValue(), "the store has JMH's JSON, see --store");
    refuse("-o", options.getOutput().hasValue(), "forks are silent");
    refuse("-jvm", options.getJvm().hasValue(), "start ifsbench by that java, forks do the same");
    refuse("-h", options.shouldHelp(), "see track --help");
    refuse(
        "-l",
        options.shouldList()
            || options.shouldListWithParams()
            || options.shouldListProfilers()
            || options.shouldListResultFormats(),
        "it measures; leave out the word track to see lists");
  }

  private static TrackPlan takingTurns(JmhArguments checked, PairedSides sides) throws UserError {
    Map<String, String> decided = decidedBy(sides);
    CommandLineOptions options = checked.options();
    String timing = "sides take turns of 10 ms, for as long as --paired has them";
    refuse("-wi", options.getWarmupIterations().hasValue(), timing);
    refuse("-w", options.getWarmupTime().hasValue(), timing);
    refuse("-i", options.getMeasurementIterations().hasValue(), timing);
    refuse("-r", options.getMeasurementTime().hasValue(), timing);
    refuse("-t", options.getThreads().hasValue(), "sides take turns in one thread");
    refuse("-prof", !options.getProfilers().isEmpty(), "there is no JMH in a fork of --paired");
    refuse(
        "-bm",
        options.getBenchModes().stream().anyMatch(mode -> mode != Mode.AverageTime),
        "blocks give average times");
    refuse(
        "-p " + sides.parameter(),
        options.getParameter(sides.parameter()).hasValue(),
        "--paired chooses it");
    refuse(
        "-p " + PROVIDER,
        options.getParameter(PROVIDER).hasValue(),
        "a DLL is loaded once, and cannot take turns with itself");
    if (sides.parameter().equals(PairedSides.BINDING)) {
      OptionValues.requireIn(Binding.valueOf(sides.before()), Runtime.version().feature());
      OptionValues.requireIn(Binding.valueOf(sides.after()), Runtime.version().feature());
    }
    for (String parameter : decided.keySet()) {
      refuse(
          "-p " + parameter, options.getParameter(parameter).hasValue(), "the entries decide it");
    }
    Map<String, String> objections = new TreeMap<>();
    for (BenchmarkListEntry entry : checked.entries()) {
      TurnsRule.ownObjection(options, entry, sides)
          .ifPresent(reason -> objections.put(entry.getUsername(), reason));
    }
    List<String> reasons =
        objections.entrySet().stream()
            .map(
                each ->
                    String.format(
                        Locale.ROOT,
                        "%s cannot take turns: %s",
                        each.getKey().replaceFirst("^.*\\.(\\w+\\.\\w+)$", "$1"),
                        each.getValue()))
            .toList();
    List<BenchmarkId> able =
        checked.combinations().stream()
            .filter(benchmark -> !objections.containsKey(benchmark.name()))
            .map(benchmark -> with(benchmark, decided))
            .distinct()
            .toList();
    if (able.isEmpty()) {
      throw UserError.misuse(
          "No selected benchmark can take turns in one JVM: " + String.join("; ", reasons));
    }
    return new TrackPlan(
        checked, Optional.of(sides), Optional.empty(), ForkGroup.together(able, sides), reasons);
  }

  /** The parameters that entries of the system's own catalog leave no choice of. */
  private static Map<String, String> decidedBy(PairedSides sides) throws UserError {
    if (!sides.parameter().equals(BenchmarkId.ENTRY)) {
      return Map.of();
    }
    Set<Transport> transports = EntryOption.transports(List.of(sides.before(), sides.after()));
    if (transports.size() > 1) {
      throw UserError.misuse(
          String.format(
              Locale.ROOT,
              "--paired: entries %s and %s are for different transports",
              sides.before(),
              sides.after()));
    }
    return Map.of(
        BenchmarkId.HANDLE,
        HandleKind.BASE.name(),
        "depth",
        "0",
        "transport",
        transports.iterator().next().name());
  }

  private static BenchmarkId with(BenchmarkId benchmark, Map<String, String> decided) {
    BenchmarkId all = benchmark;
    for (Map.Entry<String, String> each : decided.entrySet()) {
      all = all.with(each.getKey(), each.getValue());
    }
    return all;
  }

  /** What a fork takes, on the average over a round. */
  Duration fork() {
    Duration measured =
        sides.isPresent()
            ? PairedSettings.TWO_SIDES.duration()
            : arguments.iterations(
                groups.stream().flatMap(group -> group.members().stream()).toList());
    return measured.plus(START_AND_END_ESTIMATE);
  }

  private static void refuse(String option, boolean given, String because) throws UserError {
    if (given) {
      throw UserError.misuse(
          String.format(Locale.ROOT, "track does not take JMH's %s: %s", option, because));
    }
  }

  /** Everything that is measured. */
  List<BenchmarkId> benchmarks() {
    return groups.stream().flatMap(group -> group.members().stream()).toList();
  }

  /** A description of what is measured. */
  List<String> names() {
    return benchmarks().stream().map(BenchmarkId::toString).toList();
  }
}
