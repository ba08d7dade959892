package dev.ifsbench.track.store;

import dev.ifsbench.track.index.IndexPlace;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * A store in a PostgreSQL database, for many machines at once. It creates its tables, whose names
 * begin with {@code ifsbench_}, if they do not exist.
 *
 * <p>Every change is one transaction. A run's name is its primary key, so two writers never get the
 * same. The writer of a run holds a lock as long as it is connected. If it loses the connection and
 * another carries on, it notices by the revision of the manifest at its next write.
 *
 * <p>Safe for use by several threads: each change has a connection of its own, and so has each run
 * that is being written.
 */
public final class PostgresStore implements ResultStore {
  /** The prefix of such a store's name. */
  public static final String PREFIX = "jdbc:postgresql:";

  private final PostgresDatabase database;

  /**
   * Connects, and creates the tables or brings them to this version. If they are up to date nothing
   * is changed, so that a role without the right to write can read.
   *
   * @param url for JDBC; it may hold a user and a password, which are never shown
   * @throws IOException if there is no such database or no right to use it, or a newer program has
   *     made its tables
   */
  public PostgresStore(String url) throws IOException {
    database = new PostgresDatabase(url);
    in(
        connection -> {
          PostgresSchema.prepare(connection);
          return null;
        });
  }

  /**
   * Runs an action in a transaction.
   *
   * @throws IOException if it failed, and then nothing was done
   */
  <T> T in(PostgresDatabase.Work<T> work) throws IOException {
    return database.in(work);
  }

  /** Returns the database's message in one line. */
  IOException failed(SQLException e) {
    return database.failed(e);
  }

  @Override
  public String location() {
    return database.location();
  }

  @Override
  public RunWriter begin(Instant start, String kind) throws IOException {
    String id =
        in(
            connection -> {
              try (PreparedStatement insert =
                  connection.prepareStatement(
                      "insert into ifsbench_run values (?, 0, '') on conflict do nothing")) {
                for (int i = 1; i <= RunFolder.SAME_SECOND; i++) {
                  String name = RunFolder.id(start, kind, i);
                  insert.setString(1, name);
                  if (insert.executeUpdate() == 1) {
                    return name;
                  }
                }
              }
              throw new IOException("too many runs named " + RunFolder.id(start, kind, 1));
            });
    return new PostgresRun(this, locked(id), id, 0);
  }

  @Override
  public RunWriter carryOn(String id) throws IOException {
    Connection lock = locked(id);
    try (PreparedStatement select =
        lock.prepareStatement("select revision from ifsbench_run where id = ?")) {
      select.setString(1, id);
      try (ResultSet row = select.executeQuery()) {
        if (row.next()) {
          return new PostgresRun(this, lock, id, row.getLong(1));
        }
      }
      lock.close();
      throw new IOException(String.format(Locale.ROOT, "%s has no run %s", location(), id));
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  @Override
  public boolean isBeingWritten(String id) throws IOException {
    return in(
        connection -> {
          try (PreparedStatement lock =
              connection.prepareStatement(
                  "select pg_try_advisory_xact_lock(hashtextextended(?, 0))")) {
            lock.setString(1, lockName(id));
            try (ResultSet row = lock.executeQuery()) {
              return !row.next() || !row.getBoolean(1);
            }
          }
        });
  }

  private static String lockName(String id) {
    return "ifsbench_run " + id;
  }

  /**
   * Locks a run for one writer. The lock goes with the connection, and so with a writer that dies.
   *
   * @throws IOException if another writer holds it
   */
  Connection locked(String id) throws IOException {
    try {
      Connection connection = database.connect();
      try (PreparedStatement lock =
          connection.prepareStatement("select pg_try_advisory_lock(hashtextextended(?, 0))")) {
        lock.setString(1, lockName(id));
        try (ResultSet row = lock.executeQuery()) {
          if (row.next() && row.getBoolean(1)) {
            return connection;
          }
        }
      }
      connection.close();
      throw new IOException(
          String.format(
              Locale.ROOT, "another process is still writing %s, run %s", location(), id));
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  @Override
  public StoredHistory history() throws IOException {
    return PostgresHistory.of(database);
  }

  @Override
  public Optional<Manifest> manifest(String id) throws IOException, DamagedRunException {
    Optional<byte[]> json =
        Manifest.isId(id)
            ? bytes("select manifest from ifsbench_run where id = ?", id)
            : Optional.empty();
    return json.isEmpty() ? Optional.empty() : Optional.of(Manifest.decode(id, json.get()));
  }

  @Override
  public byte[] read(String run, RunFile file) throws IOException, DamagedRunException {
    Optional<byte[]> content =
        bytes("select content from ifsbench_file where run = ? and name = ?", run, file.name());
    if (content.isEmpty()) {
      throw new DamagedRunException(
          String.format(Locale.ROOT, "%s: %s is missing", run, file.name()));
    }
    file.check(run, content.get());
    return content.get();
  }

  private Optional<byte[]> bytes(String query, String... parameters) throws IOException {
    return database.reading(
        connection -> {
          try (PreparedStatement select = connection.prepareStatement(query)) {
            for (int i = 0; i < parameters.length; i++) {
              select.setString(i + 1, parameters[i]);
            }
            try (ResultSet row = select.executeQuery()) {
              return row.next() ? Optional.of(row.getBytes(1)) : Optional.<byte[]>empty();
            }
          }
        });
  }

  @Override
  public Optional<Baseline> baseline() throws IOException {
    return in(
        connection -> {
          try (Statement select = connection.createStatement();
              ResultSet row =
                  select.executeQuery(
                      "select run, set_time from ifsbench_baseline order by number desc limit 1")) {
            return row.next()
                ? Optional.of(new Baseline(row.getString(1), row.getString(2)))
                : Optional.<Baseline>empty();
          }
        });
  }

  @Override
  public void setBaseline(Baseline baseline) throws IOException {
    in(
        connection -> {
          try (PreparedStatement insert =
              connection.prepareStatement(
                  "insert into ifsbench_baseline (run, set_time) values (?, ?)")) {
            insert.setString(1, baseline.run());
            insert.setString(2, baseline.setTime());
            return insert.executeUpdate();
          }
        });
  }

  @Override
  public IndexPlace indexes() {
    return new PostgresIndexes(database);
  }

  @Override
  public void close() throws IOException {
    database.close();
  }
}
