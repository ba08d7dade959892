package dev.ifsbench.track.store;

import dev.ifsbench.track.environment.Secrets;
import java.io.Closeable;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Deque;
import java.util.Locale;
import java.util.Properties;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Connections to a database. Each change has a connection of its own; connections for reading are
 * reused, because connecting takes longer than reading.
 *
 * <p>Safe for use by several threads.
 */
final class PostgresDatabase implements Closeable {
  /** The driver's log quotes URLs with passwords; its exceptions carry the same warnings. */
  private static final Logger DRIVER_LOG = Logger.getLogger("org.postgresql");

  static {
    DRIVER_LOG.setLevel(Level.OFF);
  }

  private static final int MOST_IDLE = 4;
  private static final long LONGEST_IDLE_NANOS = 1_000_000_000;

  private final String url;
  private final Deque<Idle> idle = new ConcurrentLinkedDeque<>();

  private record Idle(Connection connection, long since) {}

  /**
   * Uses a database.
   *
   * @param url for JDBC; it may hold a user and a password, which are never shown
   */
  PostgresDatabase(String url) {
    this.url = url;
  }

  /** An action within one transaction. */
  @FunctionalInterface
  interface Work<T> {
    T in(Connection connection) throws SQLException, IOException;
  }

  /** Returns the URL without its parameters and user, which can hold passwords. */
  String location() {
    return Secrets.mask(url).replaceFirst("//[^/]*@", "//").replaceFirst("[?].*$", "");
  }

  /** Opens a connection, to be closed by the caller. */
  Connection connect() throws SQLException {
    return DriverManager.getConnection(url);
  }

  /**
   * Runs an action in a transaction.
   *
   * @throws IOException if it failed, and then nothing was done
   */
  <T> T in(Work<T> work) throws IOException {
    try (Connection connection = connect()) {
      return in(connection, work);
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  /**
   * Runs an action that reads or writes much: numbers and bytes are transferred in binary.
   *
   * @throws IOException if it failed, and then nothing was done
   */
  <T> T inBinary(Work<T> work) throws IOException {
    Properties binary = new Properties();
    binary.setProperty("prepareThreshold", "-1");
    try (Connection connection = DriverManager.getConnection(url, binary)) {
      return in(connection, work);
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  /**
   * Runs an action that only reads.
   *
   * @throws IOException if it failed
   */
  <T> T reading(Work<T> work) throws IOException {
    try {
      Connection connection = idle();
      T result;
      try {
        result = in(connection, work);
      } catch (SQLException | IOException | RuntimeException e) {
        connection.close();
        throw e;
      }
      if (idle.size() < MOST_IDLE) {
        idle.push(new Idle(connection, System.nanoTime()));
      } else {
        connection.close();
      }
      return result;
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  private static <T> T in(Connection connection, Work<T> work) throws SQLException, IOException {
    connection.setAutoCommit(false);
    T result = work.in(connection);
    connection.commit();
    return result;
  }

  /** One that was used a moment ago, or a new one. */
  private Connection idle() throws SQLException {
    for (Idle last = idle.poll(); last != null; last = idle.poll()) {
      if (System.nanoTime() - last.since() < LONGEST_IDLE_NANOS && last.connection().isValid(1)) {
        return last.connection();
      }
      last.connection().close();
    }
    return connect();
  }

  /** Returns the database's message in one line. */
  IOException failed(SQLException e) {
    // The driver names the URL in some of its messages.
    String said = String.valueOf(e.getMessage()).replace(url, location());
    String reason = Secrets.mask(said).lines().findFirst().orElse("");
    return new IOException(String.format(Locale.ROOT, "%s: %s", location(), reason), e);
  }

  @Override
  public void close() throws IOException {
    try {
      for (Idle last = idle.poll(); last != null; last = idle.poll()) {
        last.connection().close();
      }
    } catch (SQLException e) {
      throw failed(e);
    }
  }
}
