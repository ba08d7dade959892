package dev.ifsbench.cli.option;

import dev.ifsbench.report.screen.Printable;
import dev.ifsbench.track.compare.RunConditions;
import dev.ifsbench.track.run.BenchmarkId;
import dev.ifsbench.track.run.PairedSides;
import dev.ifsbench.track.series.RunResults;
import dev.ifsbench.track.stats.Pairing;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The two runs of a command that compares. */
public final class RunPair {
  private static final String SHOWN_AS =
      "a run's id, its folder, or a file of JMH's JSON (-rf json) or of HdrHistogram's log.";

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Parameters(
      index = "0",
      paramLabel = "BEFORE",
      description = "The run to compare with: " + SHOWN_AS)
  private String before;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "AFTER",
      description =
          "The run to judge. Without it, the sides of the one run that took turns are compared, as"
              + " in a run of track --paired.")
  private String after;

  @Option(
      names = "--paired",
      paramLabel = "A,B",
      converter = OptionValues.SidesConverter.class,
      description = "Which sides of the one run: two of its kinds of handle, say.")
  private PairedSides sides;

  @Mixin private RunArguments runs;

  @Option(
      names = "--across-environments",
      description = "Compare runs of different machines, JDKs, bindings and so on, too.")
  private boolean acrossEnvironments;

  @Option(
      names = "--across-settings",
      description =
          "Compare what was measured differently, too: with other iterations or times, another"
              + " batch size, other threads, JVM arguments or JMH.")
  private boolean acrossSettings;

  @Option(
      names = "--metric",
      paramLabel = "REGEX",
      converter = OptionValues.RegexConverter.class,
      description =
          "Besides the scores, look at the secondary metrics whose name has a match, such as"
              + " gc\\.alloc\\.rate\\.norm of -prof gc. Lower is better, except of operations a second"
              + " and instructions a cycle (IPC).")
  private Pattern metric;

  /**
   * Creates the pair of runs.
   *
   * @param before the one to compare with
   * @param after the one to judge
   * @param paired whether they are sides of one run that took turns
   */
  public record Results(RunResults before, RunResults after, boolean paired) {
    /** How the forks of the two runs are paired. */
    public Pairing pairing() {
      return paired ? Pairing.BLOCKS : Pairing.NONE;
    }

    /** How the conditions of the two runs differ. */
    public RunConditions conditions() {
      return paired ? RunConditions.OF_ONE_RUN : RunConditions.of(before, after);
    }
  }

  /**
   * Reads both runs.
   *
   * @throws UserError if one cannot be read, or they were made differently without having been
   *     asked for
   */
  public Results read() throws UserError {
    Results results = after == null ? sidesOf(read(before)) : two();
    if (metric != null && !hasMetrics(results.before()) && !hasMetrics(results.after())) {
      throw new UserError(
          Printable.of(
              String.format(
                  Locale.ROOT,
                  "No secondary metric of these runs has a match for '%s'; JMH measures them with -prof",
                  metric)));
    }
    return results;
  }

  private Results two() throws UserError {
    if (sides != null) {
      throw new ParameterException(
          spec.commandLine(), "--paired goes with one run, whose sides are compared");
    }
    Results results = new Results(read(before), read(after), false);
    RunConditions conditions = results.conditions();
    if (!acrossEnvironments && !conditions.environments().isEmpty()) {
      throw new UserError(
          Printable.of(
              String.format(
                  Locale.ROOT,
                  "The runs were made in different environments: %s; --across-environments compares them anyway",
                  String.join("; ", conditions.environments()))));
    }
    if (!acrossSettings && !conditions.settings().isEmpty()) {
      throw new UserError(
          Printable.of(
              String.format(
                  Locale.ROOT,
                  "The runs were measured with different settings: %s; --across-settings compares them anyway",
                  String.join("; ", conditions.settings()))));
    }
    return results;
  }

  private RunResults read(String reference) throws UserError {
    return runs.read(reference, name -> metric != null && metric.matcher(name).find());
  }

  private static boolean hasMetrics(RunResults run) {
    return run.series().stream().anyMatch(series -> series.key().metric().isPresent());
  }

  private Results sidesOf(RunResults run) throws UserError {
    if (!run.paired()) {
      throw new UserError(
          Printable.of(
              String.format(
                  Locale.ROOT,
                  "Nothing took turns in '%s'; name a second run to compare it with",
                  run.name())));
    }
    PairedSides chosen = sides != null ? sides : run.sides().orElse(null);
    if (chosen == null) {
      chosen = onlySides(run);
    }
    return new Results(
        side(run, chosen.parameter(), chosen.before()),
        side(run, chosen.parameter(), chosen.after()),
        true);
  }

  /** The two kinds of handle that a run has, the first that was measured before the other. */
  private static PairedSides onlySides(RunResults run) throws UserError {
    List<String> kinds =
        run.series().stream()
            .map(series -> series.key().params().get(BenchmarkId.HANDLE))
            .filter(Objects::nonNull)
            .distinct()
            .toList();
    if (kinds.size() == 2) {
      return new PairedSides(BenchmarkId.HANDLE, kinds.get(0), kinds.get(1));
    }
    String found =
        kinds.size() < 2
            ? "fewer than two sides"
            : String.format(
                Locale.ROOT,
                "%d sides: %s; choose two, such as --paired %s,%s",
                kinds.size(),
                String.join(", ", kinds),
                kinds.get(0),
                kinds.get(kinds.size() - 1));
    throw new UserError(Printable.of(String.format(Locale.ROOT, "'%s' has %s", run.name(), found)));
  }

  private static RunResults side(RunResults run, String parameter, String value) throws UserError {
    RunResults side = run.side(parameter, value);
    if (side.series().isEmpty()) {
      throw new UserError(
          Printable.of(
              String.format(
                  Locale.ROOT, "'%s' has nothing with %s %s", run.name(), parameter, value)));
    }
    return side;
  }
}
