package dev.ifsbench.cli;

import dev.ifsbench.cli.option.ExitCode;
import dev.ifsbench.cli.option.JsonOption;
import dev.ifsbench.cli.option.OptionValues;
import dev.ifsbench.cli.option.StandardStreams;
import dev.ifsbench.cli.option.StatisticOption;
import dev.ifsbench.cli.option.StoreOption;
import dev.ifsbench.cli.option.UserError;
import dev.ifsbench.report.json.ChangesJson;
import dev.ifsbench.report.json.HistoryJson;
import dev.ifsbench.report.screen.Printable;
import dev.ifsbench.report.screen.Screen;
import dev.ifsbench.report.text.ChangeReport;
import dev.ifsbench.report.text.HistoryReport;
import dev.ifsbench.track.changepoint.ChangePoint;
import dev.ifsbench.track.series.LevelChanges;
import dev.ifsbench.track.series.SeriesHistory;
import dev.ifsbench.track.series.StoredRuns;
import dev.ifsbench.track.series.StoredScores;
import dev.ifsbench.track.store.DamagedRunException;
import dev.ifsbench.track.store.IoReason;
import dev.ifsbench.track.store.Manifest;
import dev.ifsbench.track.store.ResultStore;
import dev.ifsbench.track.store.RunFile;
import dev.ifsbench.track.store.StoredHistory;
import dev.ifsbench.track.store.StoredRun;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Lists the runs of a store. */
@Command(
    name = "history",
    subcommands = HistoryAddCommand.class,
    synopsisSubcommandLabel = "[add]",
    header = "Lists the stored runs, the oldest first.",
    description = {
      "",
      "A run that is damaged is named on standard error and left out. A + behind the commit says"
          + " that the build had uncommitted changes.",
      ""
    },
    sortOptions = false,
    showDefaultValues = true,
    mixinStandardHelpOptions = true,
    versionProvider = VersionText.class)
final class HistoryCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--since",
      paramLabel = "TIME",
      converter = OptionValues.PastConverter.class,
      description =
          "Only runs since a day (2026-01-31), a time (2026-01-31T12:00:00Z), or for a"
              + " while (36h, 7d).")
  private Instant since;

  @Option(
      showDefaultValue = CommandLine.Help.Visibility.NEVER,
      names = "--env",
      paramLabel = "DIGEST",
      description = "Only runs of an environment, given by the start of its digest.")
  private String environment = "";

  @Option(
      names = "--benchmark",
      paramLabel = "REGEX",
      converter = OptionValues.RegexConverter.class,
      description = "Only runs that measured a benchmark whose name has a match.")
  private Pattern benchmark;

  @Option(
      names = "--changes",
      description =
          "Instead of the runs, print where the level of each benchmark moved: the commit, by how"
              + " much, and the p-value.")
  private boolean changes;

  @Option(
      names = "--min-change",
      paramLabel = "PERCENT",
      converter = OptionValues.LimitConverter.class,
      description = "With --changes, leave out what moved the level by less.")
  private Double leastChange;

  @Option(
      names = "--fail-on-change",
      description = "With --changes, exit with 1 if a level is confirmed to have become worse.")
  private boolean failing;

  @Mixin private StatisticOption statistic;

  @Mixin private JsonOption json;

  @Option(names = "--verify", description = "Read every file and check that it is as written.")
  private boolean verify;

  @Mixin private StoreOption store;

  @Override
  public Integer call() throws UserError, IOException {
    if (!changes && (failing || leastChange != null)) {
      throw new ParameterException(
          spec.commandLine(), "--min-change and --fail-on-change go with --changes");
    }
    try (ResultStore opened = store.open()) {
      return list(opened);
    }
  }

  private int list(ResultStore opened) throws UserError, IOException {
    StoredHistory history;
    try {
      history = opened.history();
    } catch (IOException e) {
      throw new UserError(
          String.format(Locale.ROOT, "%s cannot be read: %s", opened.location(), IoReason.of(e)));
    }
    List<String> damaged = new ArrayList<>(history.damaged());
    List<Manifest> runs = new ArrayList<>(history.runs());
    runs.removeIf(isChosen(opened).negate());
    if (verify) {
      runs.removeIf(run -> !isWhole(opened, run, damaged));
    }
    boolean worse = false;
    if (changes) {
      worse = printChanges(opened, history, runs, damaged);
    } else {
      print(opened, runs, damaged);
    }
    damaged.forEach(flaw -> System.err.println("Skipped " + flaw));
    if (failing && worse) {
      return ExitCode.NOT_PASSED.code();
    }
    return (verify && !damaged.isEmpty() ? ExitCode.REFUSED : ExitCode.OK).code();
  }

  private Predicate<Manifest> isChosen(ResultStore opened) {
    Predicate<Manifest> chosen =
        run ->
            run.environmentDigest().startsWith(environment)
                || StoredRuns.environmentDigest(new StoredRun(opened, run)).startsWith(environment);
    if (since != null) {
      chosen = chosen.and(run -> !run.start().isBefore(since));
    }
    if (benchmark != null) {
      chosen =
          chosen.and(
              run -> run.benchmarks().stream().anyMatch(name -> benchmark.matcher(name).find()));
    }
    return chosen;
  }

  private static boolean isWhole(ResultStore store, Manifest run, List<String> damaged) {
    try {
      for (RunFile file : run.files()) {
        store.read(run.id(), file);
      }
      return true;
    } catch (DamagedRunException e) {
      damaged.add(e.getMessage());
    } catch (IOException e) {
      damaged.add(String.format(Locale.ROOT, "%s: %s", run.id(), IoReason.of(e)));
    }
    return false;
  }

  /** Returns whether a level is confirmed to have become worse. */
  private boolean printChanges(
      ResultStore opened, StoredHistory kept, List<Manifest> runs, List<String> damaged)
      throws IOException {
    double least = leastChange == null ? 0 : leastChange;
    List<SeriesHistory> histories = new StoredScores(opened, kept).histories(runs, damaged);
    List<List<ChangePoint>> all =
        new LevelChanges(opened.indexes()).of(histories, statistic.value());
    Screen screen = Screen.ofStandardOutput();
    ChangesJson asJson = new ChangesJson(statistic.value());
    ChangeReport report = new ChangeReport(screen, least);
    if (!json.isGiven() && histories.isEmpty()) {
      System.out.println("No complete runs with JMH's results in " + opened.location());
    }
    boolean worse = false;
    for (int i = 0; i < histories.size(); i++) {
      SeriesHistory history = histories.get(i);
      List<ChangePoint> found =
          all.get(i).stream().filter(change -> Math.abs(change.size()) >= least).toList();
      boolean higherIsBetter = history.series().higherIsBetter();
      worse |=
          found.stream().anyMatch(change -> change.confirmed() && change.isWorse(higherIsBetter));
      if (json.isGiven()) {
        asJson.add(history, found);
      } else {
        StandardStreams.print(
            screen,
            report.lines(
                String.format(
                    Locale.ROOT,
                    "%s, environment %s",
                    history.series(),
                    history.environmentDigest()),
                higherIsBetter,
                history.points().stream().map(SeriesHistory.Point::name).toList(),
                found));
        found.forEach(change -> printCauses(screen, history, change));
      }
    }
    if (json.isGiven()) {
      asJson.write(damaged, System.out);
    }
    return worse;
  }

  private static void printCauses(Screen screen, SeriesHistory history, ChangePoint change) {
    for (String cause : history.explanations(change.earliest() - 1, change.latest())) {
      String line =
          String.format(
              Locale.ROOT,
              "  possible cause at %s: %s",
              history.points().get(change.index()).name(),
              cause);
      StandardStreams.print(screen, screen.wrapped(List.of(Printable.of(line))));
    }
  }

  private void print(ResultStore opened, List<Manifest> runs, List<String> damaged)
      throws IOException {
    if (json.isGiven()) {
      HistoryJson.write(runs, damaged, System.out);
    } else if (runs.isEmpty()) {
      System.out.println("No runs in " + opened.location());
    } else {
      // One write for all: a line at a time is what takes longest with many runs.
      System.out.println(
          String.join(
              System.lineSeparator(), HistoryReport.lines(Screen.ofStandardOutput(), runs)));
    }
  }
}
