package dev.ifsbench.cli.option;

import dev.ifsbench.track.store.ResultStore;
import dev.ifsbench.track.store.Stores;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import picocli.CommandLine.Option;

/** The option of every command that uses the store of runs. */
public final class StoreOption {
  @Option(
      names = {"--store", "--results"},
      paramLabel = "STORE",
      defaultValue = "results",
      description =
          "Where runs are kept: a folder, or jdbc:postgresql://HOST/DATABASE?user=USER;"
              + " a password is best kept in the file .pgpass.")
  private String store;

  /** Whether the store is a folder. */
  boolean isFolder() {
    return Stores.isFolder(store);
  }

  /**
   * Returns the store's folder.
   *
   * @throws UserError if it is a database
   */
  Path folder() throws UserError {
    if (!isFolder()) {
      throw new UserError(
          String.format(Locale.ROOT, "--store: this needs a folder, but %s is none", store));
    }
    return Path.of(store);
  }

  /**
   * Opens the store.
   *
   * @throws UserError if there is no such store
   */
  public ResultStore open() throws UserError {
    try {
      return Stores.open(store);
    } catch (IOException e) {
      throw new UserError("--store: " + e.getMessage());
    }
  }
}
