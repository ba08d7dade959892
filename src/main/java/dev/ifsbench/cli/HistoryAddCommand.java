package dev.ifsbench.cli;

import dev.ifsbench.cli.option.ExitCode;
import dev.ifsbench.cli.option.StoreOption;
import dev.ifsbench.cli.option.UserError;
import dev.ifsbench.track.series.AddedRun;
import dev.ifsbench.track.store.Manifest;
import dev.ifsbench.track.store.ResultStore;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Adds a file of JMH's JSON to the store. */
@Command(
    name = "add",
    header = "Adds a file of JMH's JSON (-rf json), of any project, to the runs that are kept.",
    description = {
      "",
      "The file is stored unchanged, with its commit and time, and is from then on a run like any"
          + " other: history, history --changes, baseline, gate, compare and report use it. A file"
          + " that the store has already is refused.",
      ""
    },
    sortOptions = false,
    showDefaultValues = true,
    mixinStandardHelpOptions = true,
    versionProvider = VersionText.class)
final class HistoryAddCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FILE.json", description = "The file, as JMH writes it with -rf json.")
  private String file;

  @Mixin private AddedAs as;

  @Mixin private StoreOption store;

  @Override
  public Integer call() throws UserError {
    if (!as.hasCommit()) {
      throw new ParameterException(spec.commandLine(), "Missing required option: '--commit=ID'");
    }
    if (!spec.parent().commandLine().getParseResult().matchedOptions().isEmpty()) {
      throw new ParameterException(spec.commandLine(), "The options of 'add' must follow it");
    }
    AddedRun added = AddedAs.read(file);
    try (ResultStore opened = store.open()) {
      Optional<Manifest> before = added.in(opened);
      if (before.isPresent()) {
        throw new UserError(
            String.format(
                Locale.ROOT,
                "'%s' is in %s already, as %s",
                file,
                opened.location(),
                before.get().id()));
      }
      as.add(added, opened);
    } catch (IOException e) {
      throw new UserError(e.getMessage());
    }
    return ExitCode.OK.code();
  }
}
