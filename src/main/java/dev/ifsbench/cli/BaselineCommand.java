package dev.ifsbench.cli;

import dev.ifsbench.cli.option.StoreOption;
import dev.ifsbench.cli.option.UserError;
import dev.ifsbench.report.screen.Screen;
import dev.ifsbench.report.text.HistoryReport;
import dev.ifsbench.track.series.AddedRun;
import dev.ifsbench.track.store.Baseline;
import dev.ifsbench.track.store.DamagedRunException;
import dev.ifsbench.track.store.Manifest;
import dev.ifsbench.track.store.ResultStore;
import dev.ifsbench.track.store.RunReference;
import dev.ifsbench.track.store.RunStatus;
import dev.ifsbench.track.store.StoredRun;
import dev.ifsbench.track.store.UnknownRunException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Sets and shows the run that others are compared with. */
@Command(
    name = "baseline",
    header = "Sets or shows the run that others are compared with.",
    synopsisSubcommandLabel = "(set | show)",
    sortOptions = false,
    mixinStandardHelpOptions = true,
    versionProvider = VersionText.class)
final class BaselineCommand {
  /** A subcommand that takes a run of the store. */
  private interface Work {
    void run(ResultStore store, RunReference references)
        throws IOException, UnknownRunException, DamagedRunException, UserError;
  }

  private static void with(StoreOption option, Work work) throws UserError {
    try (ResultStore store = option.open()) {
      work.run(store, new RunReference(store, Path.of("").toAbsolutePath()));
    } catch (UnknownRunException | DamagedRunException | IOException e) {
      throw new UserError(e.getMessage());
    }
  }

  @Command(
      name = "set",
      header = "Sets the baseline.",
      showDefaultValues = true,
      mixinStandardHelpOptions = true,
      versionProvider = VersionText.class)
  @SuppressWarnings("UnusedMethod") // picocli calls it.
  private void set(
      @Parameters(
              paramLabel = "RUN",
              description =
                  "A run of the store, a git revision such as HEAD~1, or a file of JMH's JSON, which"
                      + " is added to the store if it is not there yet.")
          String run,
      @Mixin AddedAs as,
      @Mixin StoreOption store)
      throws UserError {
    with(
        store,
        (opened, references) -> {
          if (Files.isRegularFile(Path.of(run))) {
            set(opened, fromFile(run, as, opened).id());
            return;
          }
          if (as.isGiven()) {
            throw new UserError(
                String.format(
                    Locale.ROOT,
                    "--commit, --time and --machine go with a file of JMH's JSON, and there is no"
                        + " file '%s'",
                    run));
          }
          StoredRun chosen = references.resolve(run);
          String id = chosen.manifest().id();
          if (opened.manifest(id).isEmpty()) {
            throw new UserError(
                String.format(Locale.ROOT, "%s is not in %s", run, opened.location()));
          }
          if (chosen.manifest().status() != RunStatus.COMPLETE) {
            throw new UserError(
                String.format(
                    Locale.ROOT,
                    "%s is %s; only a complete run can be the baseline",
                    id,
                    chosen.manifest().status()));
          }
          set(opened, id);
        });
  }

  private static void set(ResultStore store, String run) throws IOException {
    store.setBaseline(new Baseline(run, Instant.now().truncatedTo(ChronoUnit.SECONDS).toString()));
    System.out.println("Baseline: " + run);
  }

  /** The run that holds a file; the file is added to the store if it is not there yet. */
  private static Manifest fromFile(String file, AddedAs as, ResultStore store)
      throws UserError, IOException {
    AddedRun added = AddedAs.read(file);
    Optional<Manifest> before = added.in(store);
    if (before.isPresent() && as.isGiven()) {
      throw new UserError(
          String.format(
              Locale.ROOT,
              "'%s' is in %s already, as %s: --commit, --time and --machine cannot change it",
              file,
              store.location(),
              before.get().id()));
    }
    return before.isPresent() ? before.get() : as.add(added, store);
  }

  @Command(
      name = "show",
      header = "Shows the baseline.",
      showDefaultValues = true,
      mixinStandardHelpOptions = true,
      versionProvider = VersionText.class)
  @SuppressWarnings("UnusedMethod") // picocli calls it.
  private void show(@Mixin StoreOption store) throws UserError {
    with(
        store,
        (opened, references) ->
            HistoryReport.lines(
                    Screen.ofStandardOutput(),
                    List.of(references.resolve(RunReference.BASELINE).manifest()))
                .forEach(System.out::println));
  }
}
