package dev.ifsbench.cli.option;

import dev.ifsbench.report.screen.Printable;
import dev.ifsbench.track.series.RunResults;
import dev.ifsbench.track.series.StoredRuns;
import dev.ifsbench.track.store.FileRuns;
import dev.ifsbench.track.store.IoReason;
import dev.ifsbench.track.store.ResultStore;
import dev.ifsbench.track.store.RunFiles;
import dev.ifsbench.track.store.RunSource;
import dev.ifsbench.track.store.UnusableRunException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import picocli.CommandLine.Mixin;

/** Finds the runs that a command's arguments name. */
public final class RunArguments {
  @Mixin private StoreOption store;

  /**
   * Opens the store of all runs.
   *
   * @throws UserError if there is no such store
   */
  public ResultStore open() throws UserError {
    return store.open();
  }

  /**
   * Reads a run.
   *
   * @param reference a file, a folder, or what names a run in the results folder
   * @throws UserError if there is no such run, or it cannot be read
   */
  public RunResults read(String reference) throws UserError {
    return read(reference, metric -> false);
  }

  /**
   * Reads a run with secondary metrics.
   *
   * @param reference a file, a folder, or what names a run in the results folder
   * @param metrics tells by its name whether a secondary metric is read
   * @throws UserError if there is no such run, or it cannot be read
   */
  RunResults read(String reference, Predicate<String> metrics) throws UserError {
    try {
      return RunResults.read(files(reference), metrics);
    } catch (UnusableRunException e) {
      throw new UserError(Printable.of(e.getMessage()));
    }
  }

  /**
   * Finds a run.
   *
   * @param reference a file, a folder, or what names a run in the results folder
   * @throws UserError if there is no such run
   */
  public RunFiles files(String reference) throws UserError {
    try {
      for (RunSource source : sources()) {
        Optional<RunFiles> files = source.find(reference);
        if (files.isPresent()) {
          return files.get();
        }
      }
    } catch (UnusableRunException e) {
      throw new UserError(Printable.of(e.getMessage()));
    } catch (IOException e) {
      throw new UserError(
          Printable.of(
              String.format(
                  Locale.ROOT, "'%s' cannot be looked up: %s", reference, IoReason.of(e))));
    }
    throw new UserError(
        Printable.of(String.format(Locale.ROOT, "There is no run '%s'", reference)));
  }

  /**
   * Asked in this order, so that a run's own checksums are looked at. The store stays open for as
   * long as the command runs.
   */
  private List<RunSource> sources() throws UserError {
    List<RunSource> sources = new ArrayList<>();
    StoredRuns stored = new StoredRuns(store.open(), Path.of("").toAbsolutePath());
    sources.add(stored);
    sources.add(new FileRuns(Path.of("")));
    if (store.isFolder()) {
      sources.add(new FileRuns(store.folder()));
    }
    sources.add(stored.byRevision());
    return sources;
  }
}
