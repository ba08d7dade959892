package dev.ifsbench.cli;

import dev.ifsbench.track.ResultStore;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import picocli.CommandLine.Option;

/** The option of every command that uses the store of runs. */
final class StoreOption {
  @Option(
      names = {"--store", "--results"},
      paramLabel = "STORE",
      defaultValue = "results",
      description =
          "Where runs are kept: a folder, or jdbc:postgresql://HOST/DATABASE?user=USER;"
              + " a password is best kept in the file .pgpass.")
  private String store;

  /** Whether it is a folder. */
  boolean isFolder() {
    return ResultStore.isFolder(store);
  }

  /**
   * The folder that it is.
   *
   * @throws Refusal if it is a database
   */
  Path folder() throws Refusal {
    if (!isFolder()) {
      throw new Refusal(
          String.format(Locale.ROOT, "--store: this needs a folder, but %s is none", store));
    }
    return Path.of(store);
  }

  /**
   * Opens it.
   *
   * @throws Refusal if there is no such store
   */
  ResultStore open() throws Refusal {
    try {
      return ResultStore.open(store);
    } catch (IOException | InvalidPathException e) {
      throw new Refusal("--store: " + e.getMessage());
    }
  }
}
