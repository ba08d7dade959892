package dev.ifsbench.track.environment;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Resolves git revisions such as {@code HEAD~1} to commits, by running git. */
public final class GitRevisions {
  private static final int NO_REPOSITORY = 128;

  private final Path folder;

  /** Git cannot be asked. The message, one line, says why. */
  public static final class NoGitException extends Exception {
    private static final long serialVersionUID = 1;

    NoGitException(String message) {
      super(message);
    }
  }

  /**
   * Creates a resolver for a checkout.
   *
   * @param folder in it
   */
  public GitRevisions(Path folder) {
    this.folder = folder;
  }

  /**
   * Resolves a revision to a commit.
   *
   * @param revision any text
   * @return the full hash, or nothing if the repository has no such commit
   * @throws NoGitException if git cannot be asked: it is not installed, or this is no checkout
   * @throws IOException if git's answer cannot be read
   */
  public Optional<String> commit(String revision) throws NoGitException, IOException {
    if (run("rev-parse", "--git-dir").exitCode == NO_REPOSITORY) {
      throw new NoGitException(
          String.format(
              Locale.ROOT,
              "'%s' names no run, and the current folder is in no git repository",
              revision));
    }
    Answer answer =
        run("rev-parse", "--verify", "--quiet", "--end-of-options", revision + "^{commit}");
    return answer.exitCode == 0 ? Optional.of(answer.text.strip()) : Optional.empty();
  }

  /**
   * Whether no file that git keeps differs from its last commit.
   *
   * @throws NoGitException if git is not installed
   * @throws IOException if git's answer cannot be read
   */
  public boolean isClean() throws NoGitException, IOException {
    Answer changes = run("status", "--porcelain", "--untracked-files=no");
    return changes.exitCode == 0 && changes.text.isBlank();
  }

  private record Answer(int exitCode, String text) {}

  private Answer run(String... arguments) throws NoGitException, IOException {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(arguments));
    Process git;
    try {
      git =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
    } catch (IOException e) {
      throw new NoGitException("Revisions need git, which cannot be started here");
    }
    String text = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Answer(git.onExit().join().exitValue(), text);
  }
}
