package dev.ifsbench.track.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ifsbench.track.environment.BuildInfo;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunReferenceTest {
  private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");

  @TempDir private Path folder;
  private FolderStore store;
  private Path checkout;

  @BeforeEach
  void makeStoreAndCheckout() throws Exception {
    store = new FolderStore(folder.resolve("results"));
    checkout = Files.createDirectory(folder.resolve("checkout"));
  }

  @Test
  void aRunIsFoundByItsNameAndByItsFolder() throws Exception {
    String id = addRun("c1", "clean", RunStatus.COMPLETE, START);

    assertThat(resolve(id)).isEqualTo(id);
    assertThat(resolve(folder.resolve("results").resolve(id).toString())).isEqualTo(id);
  }

  @Test
  void theBaselineIsTheRunThatWasSet() throws Exception {
    addRun("c1", "clean", RunStatus.COMPLETE, START);
    String id = addRun("c1", "clean", RunStatus.COMPLETE, START);

    assertThatThrownBy(() -> resolve("baseline")).hasMessageContaining("baseline set RUN");
    store.setBaseline(new Baseline(id, START.toString()));
    assertThat(resolve("baseline")).isEqualTo(id);
    store.setBaseline(new Baseline("gone", START.toString()));
    assertThatThrownBy(() -> resolve("baseline"))
        .isInstanceOf(UnknownRunException.class)
        .hasMessageContaining("gone, is not in");
  }

  @Test
  void aRevisionIsTheLastCompleteRunOfItsCleanBuild() throws Exception {
    assumeTrue(hasGit(), "no git on the path");
    git("init", "-q");
    String first = commit("first");
    String second = commit("second");
    addRun(first, "clean", RunStatus.COMPLETE, START);
    String wanted = addRun(first, "clean", RunStatus.COMPLETE, START.plusSeconds(1));
    addRun(first, "dirty", RunStatus.COMPLETE, START.plusSeconds(2));
    addRun(first, "clean", RunStatus.INTERRUPTED, START.plusSeconds(3));
    addRun(second, "dirty", RunStatus.COMPLETE, START.plusSeconds(4));

    assertThat(resolve("HEAD~1")).isEqualTo(wanted);
    assertThat(resolve(first.substring(0, 10))).isEqualTo(wanted);
    assertThatThrownBy(() -> resolve("HEAD"))
        .isInstanceOf(UnknownRunException.class)
        .hasMessageContainingAll(second.substring(0, 12), "(HEAD)", "uncommitted changes");
    assertThatThrownBy(() -> resolve("HEAD~2"))
        .isInstanceOf(UnknownRunException.class)
        .hasMessageContainingAll("'HEAD~2'", "neither a run", "nor a git revision");
  }

  @Test
  void aTextThatLooksLikeAnOptionOfGitIsNone() throws Exception {
    assumeTrue(hasGit(), "no git on the path");
    git("init", "-q");
    commit("first");

    assertThatThrownBy(() -> resolve("--all")).hasMessageContaining("nor a git revision");
  }

  @Test
  void outsideACheckoutARevisionIsRefusedInOneLine() {
    assumeTrue(hasGit(), "no git on the path");
    assertThatThrownBy(() -> resolve("HEAD~1"))
        .isInstanceOf(UnknownRunException.class)
        .hasMessage("'HEAD~1' names no run, and the current folder is in no git repository");
  }

  private String resolve(String text) throws Exception {
    return new RunReference(store, checkout).resolve(text).manifest().id();
  }

  private String addRun(String commit, String tree, RunStatus status, Instant start)
      throws IOException {
    try (RunWriter writer = store.begin(start, "track")) {
      Manifest begun = ResultStoreContract.begun(writer.id());
      writer.publish(
          new Manifest(
              begun.schemaVersion(),
              begun.id(),
              begun.kind(),
              status,
              start.toString(),
              new BuildInfo("1", commit, tree),
              begun.environmentDigest(),
              begun.benchmarks(),
              1,
              List.of(),
              1,
              List.of()));
      return writer.id();
    }
  }

  private String commit(String message) throws Exception {
    git(
        "-c",
        "user.name=n",
        "-c",
        "user.email=e@example.org",
        "-c",
        "commit.gpgsign=false",
        "commit",
        "-q",
        "--allow-empty",
        "-m",
        message);
    return git("rev-parse", "HEAD").strip();
  }

  private static boolean hasGit() {
    return Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
        .map(Path::of)
        .anyMatch(
            directory ->
                Files.isExecutable(directory.resolve("git"))
                    || Files.isExecutable(directory.resolve("git.exe")));
  }

  private String git(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(arguments));
    Process git = new ProcessBuilder(command).directory(checkout.toFile()).start();
    String out = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    String err = new String(git.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(git.waitFor()).as(err).isZero();
    return out;
  }
}
