package dev.ifsbench.track.store;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The tables of a {@link PostgresStore}, and their version. Version 1 had no table that tells the
 * version. A store of an older version is brought to this one by the steps in between, in one
 * transaction, by the first role that opens it and has the right to; a role that may only read
 * reads it as it is, because no step removes anything.
 */
final class PostgresSchema {
  /**
   * The advisory lock under which tables are created, until the connection is closed; an arbitrary
   * number.
   */
  private static final long MAKING_TABLES = 0x6966_7362_656e_6368L;

  /** What leads to each version from the one before it, from version 1 on. */
  private static final List<List<String>> STEPS =
      List.of(
          List.of(
              """
              create table ifsbench_run (
                id text primary key,
                revision bigint not null,
                manifest bytea not null)
              """,
              """
              create table ifsbench_file (
                run text not null references ifsbench_run (id) on delete cascade,
                name text not null,
                content bytea not null,
                primary key (run, name))
              """,
              """
              create table ifsbench_baseline (
                number bigint generated always as identity primary key,
                run text not null,
                set_time text not null)
              """),
          List.of(
              """
              create table ifsbench_schema (
                version integer primary key,
                since timestamp with time zone not null default now())
              """),
          List.of(
              """
              create table ifsbench_index (
                number bigint generated always as identity primary key,
                name text not null,
                content bytea not null)
              """,
              // Its numbers cannot be compressed, and it is read as a whole.
              "alter table ifsbench_index alter column content set storage external"));

  /** The version that this program writes. */
  static final int VERSION = STEPS.size();

  private static final String TELLS_VERSION = "select to_regclass('ifsbench_schema') is not null";

  /** The table that version 1 created last. */
  private static final String IS_FIRST = "select to_regclass('ifsbench_baseline') is not null";

  /** PostgreSQL's codes for a role, and a server, that may only read. */
  private static final Set<String> MAY_NOT = Set.of("42501", "25006");

  private PostgresSchema() {}

  /**
   * Brings the tables to this version. Where they are, nothing is changed.
   *
   * @param connection with a transaction of its own, which the caller commits
   * @throws SQLException if that fails
   * @throws IOException if a newer program has made them
   */
  static void prepare(Connection connection) throws SQLException, IOException {
    int before = version(connection);
    if (before == VERSION) {
      return;
    }
    try (Statement statement = connection.createStatement()) {
      statement.execute(String.format(Locale.ROOT, "select pg_advisory_lock(%d)", MAKING_TABLES));
      // Another may have done it meanwhile, which only a new transaction is sure to see.
      connection.rollback();
      for (int version = version(connection); version < VERSION; version++) {
        for (String change : STEPS.get(version)) {
          statement.execute(change);
        }
      }
      statement.execute(
          String.format(
              Locale.ROOT,
              "insert into ifsbench_schema (version) values (%d) on conflict do nothing",
              VERSION));
    } catch (SQLException e) {
      if (before == 0 || !MAY_NOT.contains(e.getSQLState())) {
        throw e;
      }
      connection.rollback();
    }
  }

  /** Which version the tables have; 0 if there are none. */
  private static int version(Connection connection) throws SQLException, IOException {
    if (!isTrue(connection, TELLS_VERSION)) {
      return isTrue(connection, IS_FIRST) ? 1 : 0;
    }
    try (Statement select = connection.createStatement();
        ResultSet row = select.executeQuery("select max(version) from ifsbench_schema")) {
      row.next();
      int version = row.getInt(1);
      if (version > VERSION) {
        throw new IOException(
            String.format(
                Locale.ROOT,
                "the store has schema version %d, but this ifsbench knows %d; use a newer one",
                version,
                VERSION));
      }
      return version;
    }
  }

  private static boolean isTrue(Connection connection, String query) throws SQLException {
    try (Statement select = connection.createStatement();
        ResultSet row = select.executeQuery(query)) {
      return row.next() && row.getBoolean(1);
    }
  }
}
