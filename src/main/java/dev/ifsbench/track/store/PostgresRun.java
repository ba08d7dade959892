package dev.ifsbench.track.store;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

/** Writes a run to a {@link PostgresStore}. */
final class PostgresRun implements RunWriter {
  private static final int PATIENCE_SECONDS = 5;

  private final PostgresStore store;
  private Connection lock;
  private final String id;
  private long revision;

  /**
   * Begins to write a run.
   *
   * @param store where it is
   * @param lock a connection that holds the run's lock, to be closed with this
   * @param id its name
   * @param revision of the manifest that it continues from
   */
  PostgresRun(PostgresStore store, Connection lock, String id, long revision) {
    this.store = store;
    this.lock = lock;
    this.id = id;
    this.revision = revision;
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public String location() {
    return store.location() + ", run " + id;
  }

  @Override
  public void write(String name, byte[] content) throws IOException {
    keepLock();
    store.in(
        connection -> {
          requireMine(connection);
          try (PreparedStatement insert =
              connection.prepareStatement(
                  "insert into ifsbench_file values (?, ?, ?)"
                      + " on conflict (run, name) do update set content = excluded.content")) {
            insert.setString(1, id);
            insert.setString(2, name);
            insert.setBytes(3, content);
            return insert.executeUpdate();
          }
        });
  }

  @Override
  public void publish(Manifest manifest) throws IOException {
    keepLock();
    store.in(
        connection -> {
          requireMine(connection);
          try (PreparedStatement update =
              connection.prepareStatement(
                  "update ifsbench_run set manifest = ?, revision = ? where id = ?")) {
            update.setBytes(1, manifest.encode());
            update.setLong(2, revision + 1);
            update.setString(3, id);
            return update.executeUpdate();
          }
        });
    revision++;
  }

  @Override
  public void remove(String name) throws IOException {
    store.in(
        connection -> {
          requireMine(connection);
          try (PreparedStatement delete =
              connection.prepareStatement("delete from ifsbench_file where run = ? and name = ?")) {
            delete.setString(1, id);
            delete.setString(2, name);
            return delete.executeUpdate();
          }
        });
  }

  @Override
  public void delete() throws IOException {
    store.in(
        connection -> {
          requireMine(connection);
          try (PreparedStatement delete =
              connection.prepareStatement("delete from ifsbench_run where id = ?")) {
            delete.setString(1, id);
            return delete.executeUpdate();
          }
        });
    close();
  }

  /** Takes the lock again after a restart of the database, which releases all locks. */
  private void keepLock() throws IOException {
    try {
      if (!lock.isValid(PATIENCE_SECONDS)) {
        lock.close();
        lock = store.locked(id);
      }
    } catch (SQLException e) {
      throw store.failed(e);
    }
  }

  /** Locks the run until the transaction ends. */
  private void requireMine(Connection connection) throws SQLException, IOException {
    try (PreparedStatement lock =
        connection.prepareStatement(
            "select 1 from ifsbench_run where id = ? and revision = ? for update")) {
      lock.setString(1, id);
      lock.setLong(2, revision);
      try (var row = lock.executeQuery()) {
        if (!row.next()) {
          throw new IOException("another process has written " + location());
        }
      }
    }
  }

  @Override
  public void close() throws IOException {
    try {
      if (lock.isClosed()) {
        return;
      }
      if (!lock.isValid(PATIENCE_SECONDS)) {
        // The lock went with the connection.
        lock.close();
        return;
      }
      try (Statement unlock = lock.createStatement()) {
        // The server takes a moment to notice that a connection is closed.
        unlock.execute("select pg_advisory_unlock_all()");
      } finally {
        lock.close();
      }
    } catch (SQLException e) {
      throw store.failed(e);
    }
  }
}
