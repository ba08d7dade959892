package dev.ifsbench.track.store;

import dev.ifsbench.track.environment.GitRevisions;
import dev.ifsbench.track.environment.GitRevisions.NoGitException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Finds the run that a text names. In this order it is
 *
 * <ol>
 *   <li>{@code baseline}, the run that was set as such;
 *   <li>the name of a run of the store;
 *   <li>the folder of a run anywhere;
 *   <li>a git revision such as {@code HEAD~1} or {@code v1.2}: the last complete run of a clean
 *       build of that commit, preferably one that has JMH's results.
 * </ol>
 */
public final class RunReference {
  /** The word that names the baseline. */
  public static final String BASELINE = "baseline";

  private static final int SHORT_HASH = 12;

  private final ResultStore store;
  private final GitRevisions revisions;

  /**
   * Creates a resolver of run names for one store.
   *
   * @param store where to look
   * @param checkout a folder in the git checkout whose revisions are meant
   */
  public RunReference(ResultStore store, Path checkout) {
    this.store = store;
    this.revisions = new GitRevisions(checkout);
  }

  /**
   * Finds a run.
   *
   * @param text as above
   * @throws UnknownRunException if it names none
   * @throws DamagedRunException if the run's manifest is missing or broken
   * @throws IOException if the store cannot be read
   */
  public StoredRun resolve(String text)
      throws UnknownRunException, DamagedRunException, IOException {
    Optional<StoredRun> named = named(text);
    return named.isPresent() ? named.get() : ofRevision(text);
  }

  /**
   * The full hash of a commit.
   *
   * @param checkout a folder in the git checkout that is meant
   * @param revision what git calls the commit
   * @return nothing if git knows no such commit, or cannot be asked
   */
  public static Optional<String> commitIn(Path checkout, String revision) {
    try {
      return new GitRevisions(checkout).commit(revision);
    } catch (NoGitException | IOException e) {
      return Optional.empty();
    }
  }

  private Optional<String> commit(String revision) throws UnknownRunException, IOException {
    try {
      return revisions.commit(revision);
    } catch (NoGitException e) {
      throw new UnknownRunException(e.getMessage());
    }
  }

  /**
   * Finds a run without calling git.
   *
   * @param text as above
   * @return nothing if it is neither the baseline, nor a run's name, nor the folder of a run
   * @throws UnknownRunException if there is no baseline
   * @throws DamagedRunException if the run's manifest is missing or broken
   * @throws IOException if the store cannot be read
   */
  public Optional<StoredRun> named(String text)
      throws UnknownRunException, DamagedRunException, IOException {
    if (text.equals(BASELINE)) {
      return Optional.of(baseline());
    }
    Optional<Manifest> manifest = store.manifest(text);
    return manifest.isPresent() ? Optional.of(new StoredRun(store, manifest.get())) : folder(text);
  }

  private StoredRun baseline() throws UnknownRunException, DamagedRunException, IOException {
    Baseline baseline =
        store
            .baseline()
            .orElseThrow(
                () ->
                    new UnknownRunException(
                        String.format(
                            Locale.ROOT,
                            "%s has no baseline; choose one by: baseline set RUN",
                            store.location())));
    Manifest manifest =
        store
            .manifest(baseline.run())
            .orElseThrow(
                () ->
                    new UnknownRunException(
                        String.format(
                            Locale.ROOT,
                            "The baseline, %s, is not in %s any more; choose another by: baseline set RUN",
                            baseline.run(),
                            store.location())));
    return new StoredRun(store, manifest);
  }

  private static Optional<StoredRun> folder(String text) throws DamagedRunException {
    Path path;
    try {
      path = Path.of(text).toAbsolutePath().normalize();
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
    if (path.getParent() == null || !Files.isRegularFile(path.resolve(Manifest.NAME))) {
      return Optional.empty();
    }
    FolderStore parent = new FolderStore(path.getParent());
    return parent
        .manifest(path.getFileName().toString())
        .map(manifest -> new StoredRun(parent, manifest));
  }

  /**
   * Finds the run of a git revision.
   *
   * @param text what git calls it
   * @throws UnknownRunException if it is no revision, or there is no run of it
   * @throws IOException if the store cannot be read
   */
  public StoredRun ofRevision(String text) throws UnknownRunException, IOException {
    Optional<String> commit = commit(text);
    if (commit.isEmpty()) {
      throw new UnknownRunException(
          String.format(
              Locale.ROOT,
              "'%s' is neither a run of %s nor a git revision; history lists the runs",
              text,
              store.location()));
    }
    List<Manifest> ofCommit =
        store.history().runs().stream()
            .filter(run -> run.project().commit().equals(commit.get()))
            .filter(run -> run.status() == RunStatus.COMPLETE && !run.isTraced())
            .toList();
    return ofCommit.stream()
        .filter(run -> run.project().tree().equals("clean"))
        .max(Comparator.comparing(RunReference::hasJmhResult).thenComparing(Manifest::start))
        .map(run -> new StoredRun(store, run))
        .orElseThrow(() -> new UnknownRunException(noRun(text, commit.get(), !ofCommit.isEmpty())));
  }

  private static boolean hasJmhResult(Manifest run) {
    return run.file(RunFolder.JMH_RESULT).isPresent();
  }

  private String noRun(String text, String commit, boolean onlyDirty) {
    String why = onlyDirty ? ", only runs of builds with uncommitted changes" : "";
    return String.format(
            Locale.ROOT,
            "%s has no complete run of commit %s (%s)",
            store.location(),
            commit.substring(0, SHORT_HASH),
            text)
        + why
        + "; history lists the runs";
  }
}
