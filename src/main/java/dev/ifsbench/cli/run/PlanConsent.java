package dev.ifsbench.cli.run;

import dev.ifsbench.cli.option.Question;
import dev.ifsbench.cli.option.UserError;
import dev.ifsbench.report.screen.Printable;
import dev.ifsbench.report.screen.Terminal;
import dev.ifsbench.track.environment.Secrets;
import dev.ifsbench.track.run.PairedSides;
import dev.ifsbench.track.store.TrackSettings;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;

/**
 * Decides whether a stored plan may run code that it names. Anyone who can write to the store can
 * choose JVM arguments, profilers or jars, and with them code that runs as this user.
 */
public final class PlanConsent {
  /** A DLL, by the benchmarks' parameter. */
  private static final String PROVIDER = "provider";

  private final boolean given;

  /**
   * Creates the check of a stored plan.
   *
   * @param given whether the user has accepted the plan on the command line
   */
  public PlanConsent(boolean given) {
    this.given = given;
  }

  /**
   * Returns if the plan names no code or the user accepts it. Nothing in the plan is looked up or
   * loaded before.
   *
   * @param run the plan's
   * @param settings the plan
   * @throws UserError if the user does not accept it, or it lacks secrets that were not kept
   */
  void require(String run, TrackSettings settings) throws UserError {
    if (settings.arguments().stream().anyMatch(argument -> argument.contains(Secrets.MASK))) {
      throw new UserError(
          String.format(
              Locale.ROOT,
              "%s cannot be resumed: its plan had a secret, which was not kept; run it anew",
              run));
    }
    List<String> choices = choices(settings);
    if (choices.isEmpty()) {
      return;
    }
    String shown = Printable.of(String.join(" ", choices));
    System.err.println(String.format(Locale.ROOT, "The stored plan of %s runs: %s", run, shown));
    if (!given && !isAccepted()) {
      throw new UserError(
          String.format(
              Locale.ROOT,
              "%s is not resumed: look at what its plan runs, and accept it by --accept-plan",
              run));
    }
  }

  /** The parts of a plan that name code to run. Parsing JMH's arguments runs nothing. */
  static List<String> choices(TrackSettings settings) {
    List<String> choices = new ArrayList<>();
    try {
      CommandLineOptions options =
          new CommandLineOptions(settings.arguments().toArray(String[]::new));
      Stream.of(options.getJvmArgs(), options.getJvmArgsPrepend(), options.getJvmArgsAppend())
          .map(each -> each.orElse(List.<String>of()))
          .forEach((Collection<String> each) -> choices.addAll(each));
      options.getProfilers().forEach(each -> choices.add("-prof " + each.getKlass()));
      if (options.getJvm().hasValue()) {
        choices.add("-jvm " + options.getJvm().get());
      }
      options
          .getParameter(PROVIDER)
          .orElse(List.of())
          .forEach(each -> choices.add(String.format(Locale.ROOT, "-p %s=%s", PROVIDER, each)));
    } catch (CommandLineOptionException e) {
      choices.addAll(settings.arguments());
    }
    PairedSides sides = settings.sides();
    if (sides != null && sides.parameter().equals(PairedSides.JAR)) {
      choices.add(String.format(Locale.ROOT, "--paired %s,%s", sides.before(), sides.after()));
    }
    if (settings.foreign() != null && settings.foreign().jar() != null) {
      choices.add("--jar " + settings.foreign().jar());
    }
    return choices;
  }

  /** A person at a terminal may say yes. */
  private static boolean isAccepted() {
    if (!Terminal.isStandardInput()) {
      return false;
    }
    return Question.isAffirmed("Run that? (yes or no) ");
  }
}
