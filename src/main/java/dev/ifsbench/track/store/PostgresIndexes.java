package dev.ifsbench.track.store;

import dev.ifsbench.track.index.IndexBlock;
import dev.ifsbench.track.index.IndexPlace;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Indexes in a table of the database. A role that may only read uses what others have written.
 *
 * @param database that has the table
 */
record PostgresIndexes(PostgresDatabase database) implements IndexPlace {
  /** Far beyond what 10,000 runs need; a larger one cannot be an index. */
  private static final long MOST_BYTES = 256L << 20;

  @Override
  public List<IndexBlock> read(String name) {
    try {
      return database.inBinary(connection -> read(connection, name));
    } catch (IOException e) {
      return List.of();
    }
  }

  private static List<IndexBlock> read(Connection connection, String name) throws SQLException {
    List<IndexBlock> blocks = new ArrayList<>();
    try (PreparedStatement size =
            connection.prepareStatement(
                "select coalesce(sum(octet_length(content)), 0) from ifsbench_index where name = ?");
        PreparedStatement select =
            connection.prepareStatement(
                "select number, content from ifsbench_index where name = ? order by number")) {
      size.setString(1, name);
      try (ResultSet row = size.executeQuery()) {
        row.next();
        if (row.getLong(1) > MOST_BYTES) {
          return blocks;
        }
      }
      select.setString(1, name);
      select.setFetchSize(4);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          blocks.add(new IndexBlock(rows.getLong(1), rows.getBytes(2)));
        }
      }
    }
    return blocks;
  }

  @Override
  public void write(String name, Change change) {
    try {
      database.inBinary(connection -> write(connection, name, change));
    } catch (IOException e) {
      // A role that may write will keep it.
    }
  }

  private static int write(Connection connection, String name, Change change) throws SQLException {
    try (PreparedStatement delete =
            connection.prepareStatement("delete from ifsbench_index where number = any (?)");
        PreparedStatement insert =
            connection.prepareStatement(
                "insert into ifsbench_index (name, content) values (?, ?)")) {
      Long[] dropped = change.dropped().stream().map(IndexBlock::number).toArray(Long[]::new);
      if (dropped.length > 0) {
        delete.setArray(1, connection.createArrayOf("bigint", dropped));
        delete.executeUpdate();
      }
      for (byte[] content : change.added()) {
        insert.setString(1, name);
        insert.setBytes(2, content);
        insert.executeUpdate();
      }
      return change.added().size();
    }
  }
}
