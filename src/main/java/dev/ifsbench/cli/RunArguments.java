package dev.ifsbench.cli;

import dev.ifsbench.report.Printable;
import dev.ifsbench.track.FileRuns;
import dev.ifsbench.track.ResultStore;
import dev.ifsbench.track.RunFiles;
import dev.ifsbench.track.RunResults;
import dev.ifsbench.track.RunSource;
import dev.ifsbench.track.StoredRuns;
import dev.ifsbench.track.UnusableRunException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import picocli.CommandLine.Mixin;

/** How the runs are found that a command's arguments name. */
final class RunArguments {
  @Mixin private StoreOption store;

  /**
   * Opens the store of all runs.
   *
   * @throws Refusal if there is no such store
   */
  ResultStore open() throws Refusal {
    return store.open();
  }

  /**
   * Reads a run.
   *
   * @param reference a file, a folder, or what names a run in the results folder
   * @throws Refusal if there is no such run, or it cannot be read
   */
  RunResults read(String reference) throws Refusal {
    return read(reference, metric -> false);
  }

  /**
   * Reads a run, and secondary metrics of its benchmarks.
   *
   * @param reference a file, a folder, or what names a run in the results folder
   * @param metrics tells by its name whether a secondary metric is read
   * @throws Refusal if there is no such run, or it cannot be read
   */
  RunResults read(String reference, Predicate<String> metrics) throws Refusal {
    try {
      return RunResults.read(files(reference), metrics);
    } catch (UnusableRunException e) {
      throw new Refusal(Printable.of(e.getMessage()));
    }
  }

  /**
   * Finds a run.
   *
   * @param reference a file, a folder, or what names a run in the results folder
   * @throws Refusal if there is no such run
   */
  RunFiles files(String reference) throws Refusal {
    try {
      for (RunSource source : sources()) {
        Optional<RunFiles> files = source.find(reference);
        if (files.isPresent()) {
          return files.get();
        }
      }
    } catch (UnusableRunException e) {
      throw new Refusal(Printable.of(e.getMessage()));
    } catch (IOException e) {
      throw new Refusal(
          Printable.of(
              String.format(
                  Locale.ROOT, "'%s' cannot be looked up: %s", reference, e.getMessage())));
    }
    throw new Refusal(Printable.of(String.format(Locale.ROOT, "There is no run '%s'", reference)));
  }

  /**
   * Asked in this order, so that a run's own checksums are looked at. The store stays open for as
   * long as the command runs.
   */
  private List<RunSource> sources() throws Refusal {
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
