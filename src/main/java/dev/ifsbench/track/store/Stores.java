package dev.ifsbench.track.store;

import dev.ifsbench.track.environment.Secrets;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/** Finds the store that a name means. */
public final class Stores {
  private Stores() {}

  /**
   * Opens a store.
   *
   * @param where a folder, which need not exist, or a PostgreSQL database as JDBC names it
   * @throws IOException if it cannot be opened
   */
  public static ResultStore open(String where) throws IOException {
    if (where.startsWith(PostgresStore.PREFIX)) {
      return new PostgresStore(where);
    }
    if (!isFolder(where)) {
      throw new IOException(
          String.format(
                  Locale.ROOT,
                  "'%s' is not a store: a database is named jdbc:postgresql://HOST/DATABASE, and anything else",
                  Secrets.mask(where))
              + " is a folder");
    }
    return new FolderStore(Path.of(where));
  }

  /**
   * Whether a store's name is that of a folder. What looks like a URL is not: a folder of that name
   * would have the URL's password in it.
   *
   * @param where the name
   */
  public static boolean isFolder(String where) {
    return !where.matches("(?is)(?:jdbc|postgres(?:ql)?):.*|[a-z][a-z0-9+.-]+:/.*");
  }
}
