package dev.ifsbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ifsbench.cli.ChildJvm.Outcome;
import dev.ifsbench.track.store.Manifest;
import dev.ifsbench.track.store.ResultStore;
import dev.ifsbench.track.store.Stores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Runs in a store, looked at by the commands that do so. */
final class KeptRuns {
  private KeptRuns() {}

  /**
   * The name of the only run in a store.
   *
   * @param store a folder
   * @param command that the run is of
   */
  static String only(Path store, String command) throws IOException {
    try (ResultStore opened = Stores.open(store.toString())) {
      List<Manifest> runs = opened.history().runs();
      assertThat(runs).singleElement().extracting(Manifest::kind).isEqualTo(command);
      return runs.get(0).id();
    }
  }

  /**
   * Has a run listed, shown on a page, and compared with itself.
   *
   * @param folder whose results it is in
   * @param run its name
   * @param benchmarks what it measured
   */
  static void assertThatTheyAreRead(Path folder, String run, String... benchmarks)
      throws IOException {
    String store = folder.resolve("results").toString();
    Outcome listed = ChildJvm.run(folder, "history", "--store", store);
    assertThat(listed.exitCode()).as(listed.err()).isZero();
    assertThat(listed.out()).contains(run);

    Path page = folder.resolve("page.html");
    Outcome reported =
        ChildJvm.run(folder, "report", run, "--store", store, "--output", page.toString());
    assertThat(reported.exitCode()).as(reported.err()).isZero();
    assertThat(Files.readString(page).replace("<wbr>", "")).contains(run).contains(benchmarks);

    Outcome compared = ChildJvm.run(folder, "compare", run, run, "--store", store);
    assertThat(compared.exitCode()).as(compared.err()).isZero();
    assertThat(compared.joinedOut()).contains(benchmarks);
  }
}
