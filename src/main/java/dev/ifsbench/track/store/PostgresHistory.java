package dev.ifsbench.track.store;

import dev.ifsbench.track.index.RunIndex;
import dev.ifsbench.track.index.RunStamp;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Lists the runs of a database. For runs that an index has, only the versions of their rows are
 * read, which PostgreSQL changes with a row: {@code xmin}, the number of the transaction that wrote
 * it.
 */
final class PostgresHistory {
  private static final String INDEX = "manifests";

  /** How many manifests are read at once. */
  private static final int TOGETHER = 500;

  /** Each run with its row's version, and what differs where a file of it was written or lost. */
  private static final String VERSIONS =
      """
      select id, run.xmin::text::bigint, coalesce(files, 0), coalesce(versions, 0)
      from ifsbench_run run left join (
        select run, count(*) as files, sum(hashtextextended(name, xmin::text::bigint)) as versions
        from ifsbench_file group by run) file on file.run = run.id
      """;

  private static final String MANIFESTS =
      "select id, manifest from ifsbench_run where id = any (?)";

  private final RunIndex<Manifest> index;
  private final Map<String, RunStamp> stamps = new HashMap<>();
  private final List<Manifest> runs = new ArrayList<>();
  private final List<String> damaged = new ArrayList<>();

  private PostgresHistory(PostgresDatabase database) {
    index = new RunIndex<>(new PostgresIndexes(database), INDEX, new ManifestCodec());
  }

  /**
   * Lists the runs.
   *
   * @param database that has the tables
   * @throws IOException if it cannot be read
   */
  static StoredHistory of(PostgresDatabase database) throws IOException {
    PostgresHistory history = new PostgresHistory(database);
    database.reading(history::read);
    if (RunIndex.isWorthwhile(history.stamps.size())) {
      history.index.keep(history.stamps.keySet());
    }
    return new StoredHistory(history.runs, history.damaged, history.stamps);
  }

  private int read(Connection connection) throws SQLException {
    List<String> unknown = new ArrayList<>();
    try (Statement select = connection.createStatement();
        ResultSet rows = select.executeQuery(VERSIONS)) {
      while (rows.next()) {
        String id = rows.getString(1);
        RunStamp stamp =
            new RunStamp(
                List.of(rows.getLong(2), rows.getLong(3), rows.getBigDecimal(4).longValue()));
        stamps.put(id, stamp);
        Optional<Manifest> known = index.value(id, stamp);
        known.ifPresentOrElse(runs::add, () -> unknown.add(id));
      }
    }
    for (int from = 0; from < unknown.size(); from += TOGETHER) {
      read(connection, unknown.subList(from, Math.min(unknown.size(), from + TOGETHER)));
    }
    return runs.size();
  }

  private void read(Connection connection, List<String> unknown) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(MANIFESTS)) {
      select.setArray(1, connection.createArrayOf("text", unknown.toArray()));
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          String id = rows.getString(1);
          try {
            Manifest manifest = Manifest.decode(id, rows.getBytes(2));
            runs.add(manifest);
            index.add(id, stamps.get(id), manifest);
          } catch (DamagedRunException e) {
            damaged.add(e.getMessage());
          }
        }
      }
    }
  }
}
