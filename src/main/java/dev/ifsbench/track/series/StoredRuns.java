package dev.ifsbench.track.series;

import dev.ifsbench.track.environment.Circumstances;
import dev.ifsbench.track.store.DamagedRunException;
import dev.ifsbench.track.store.Manifest;
import dev.ifsbench.track.store.ResultStore;
import dev.ifsbench.track.store.RoundFile;
import dev.ifsbench.track.store.RunFiles;
import dev.ifsbench.track.store.RunFolder;
import dev.ifsbench.track.store.RunReference;
import dev.ifsbench.track.store.RunSource;
import dev.ifsbench.track.store.StoredRun;
import dev.ifsbench.track.store.UnknownRunException;
import dev.ifsbench.track.store.UnusableRunException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Runs of a store, found by name or as the baseline; see {@link RunReference}. */
public final class StoredRuns implements RunSource {
  private final RunReference references;

  /**
   * Creates a source of a store's runs.
   *
   * @param store where runs are kept
   * @param checkout a folder in the git checkout whose revisions are meant
   */
  public StoredRuns(ResultStore store, Path checkout) {
    references = new RunReference(store, checkout);
  }

  /**
   * The files of a run that is known already.
   *
   * @param run of a store
   */
  public static RunFiles files(StoredRun run) {
    return new Stored(run);
  }

  /**
   * The short name of the environment of a run, as {@link Circumstances} tells environments apart
   * now; another version may have written another name into the run's manifest.
   *
   * @param run of a store
   * @return what the manifest says if the run has not kept its environment, or it is damaged
   */
  public static String environmentDigest(StoredRun run) {
    return circumstances(run).digest().orElse(run.manifest().environmentDigest());
  }

  /**
   * Where a run was made.
   *
   * @param run of a store
   * @return without a fact if the run has not kept its environment, or it is damaged
   */
  public static Circumstances circumstances(StoredRun run) {
    try {
      return Circumstances.of(RunResults.environment(files(run)));
    } catch (IOException | UnusableRunException e) {
      return Circumstances.NOTHING_TOLD;
    }
  }

  @Override
  public Optional<RunFiles> find(String reference) throws IOException, UnusableRunException {
    try {
      return references.named(reference).map(Stored::new);
    } catch (UnknownRunException | DamagedRunException e) {
      throw new UnusableRunException(e.getMessage());
    }
  }

  /** The same store's runs, found by git revision; a text that is not one names no run. */
  public RunSource byRevision() {
    return revision -> {
      try {
        return Optional.of(new Stored(references.ofRevision(revision)));
      } catch (UnknownRunException e) {
        throw new UnusableRunException(e.getMessage());
      }
    };
  }

  private record Stored(StoredRun run) implements RunFiles {
    @Override
    public String name() {
      return run.manifest().id();
    }

    @Override
    public boolean has(String file) {
      return file.equals(Manifest.NAME)
          || run.manifest().file(file).isPresent()
          || (file.equals(RunFolder.JMH_RESULT) && run.hasFinishedForks());
    }

    @Override
    public List<String> all() {
      return run.manifest().files().stream()
          .map(file -> RoundFile.plainName(file.name()))
          .sorted()
          .toList();
    }

    @Override
    public byte[] read(String file) throws IOException {
      if (file.equals(Manifest.NAME)) {
        return run.manifest().encode();
      }
      try {
        return file.equals(RunFolder.JMH_RESULT)
            ? run.jmhResult().orElseThrow()
            : run.read(file).orElseThrow();
      } catch (DamagedRunException e) {
        throw new IOException(e.getMessage(), e);
      }
    }
  }
}
