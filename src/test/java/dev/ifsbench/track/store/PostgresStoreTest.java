package dev.ifsbench.track.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ifsbench.fixture.Database;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The store in a real PostgreSQL. */
@DisabledOnOs(
    value = OS.WINDOWS,
    disabledReason = "the database's programs are here for Linux only")
class PostgresStoreTest extends ResultStoreContract {
  private static Database database;
  private String url;

  @BeforeAll
  static void start() throws IOException {
    database = Database.start();
  }

  @AfterAll
  static void end() throws IOException {
    database.close();
  }

  @BeforeEach
  void empty() throws SQLException {
    url = database.emptyUrl();
  }

  @Override
  ResultStore open() throws IOException {
    return Stores.open(url);
  }

  @Override
  void overwrite(String run, String file, byte[] content) throws SQLException {
    boolean manifest = file.equals(Manifest.NAME);
    String sql =
        manifest
            ? "update ifsbench_run set manifest = ? where id = ?"
            : "update ifsbench_file set content = ? where run = ? and name = ?";
    if (content == null) {
      sql = "delete from ifsbench_file where ?::bytea is null and run = ? and name = ?";
    }
    try (Connection connection = database.connect();
        PreparedStatement change = connection.prepareStatement(sql)) {
      change.setBytes(1, content);
      change.setString(2, run);
      if (!manifest) {
        change.setString(3, file);
      }
      assertThat(change.executeUpdate()).isEqualTo(1);
    }
  }

  @Test
  void manyProgramsCanOpenANewStoreAtOnce() throws Exception {
    int programs = 4;
    ExecutorService pool = Executors.newFixedThreadPool(programs);
    CountDownLatch go = new CountDownLatch(1);
    try {
      List<Future<String>> all = new ArrayList<>();
      for (int i = 0; i < programs; i++) {
        all.add(
            pool.submit(
                () -> {
                  go.await();
                  return addRun("content");
                }));
      }
      go.countDown();
      for (Future<String> each : all) {
        each.get();
      }
    } finally {
      pool.shutdown();
    }

    try (ResultStore store = open()) {
      assertThat(store.history().runs()).hasSize(programs);
    }
  }

  @Test
  void aTransactionThatFailsLeavesNothing() throws Exception {
    PostgresStore store = new PostgresStore(url);

    assertThatThrownBy(
            () ->
                store.in(
                    connection -> {
                      connection
                          .createStatement()
                          .execute("insert into ifsbench_run values ('a', 0, '')");
                      throw new IOException("the cable was pulled");
                    }))
        .hasMessage("the cable was pulled");

    assertThat(store.history().damaged()).isEmpty();
  }

  @Test
  void aDatabaseThatIsNotThereIsRefusedWithoutThePassword() {
    assertThatThrownBy(
            () -> Stores.open(url.replaceFirst("/postgres\\?", "/none?password=secret&")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("\"none\" does not exist")
        .hasMessageNotContaining("secret");
  }

  @Test
  void noOtherDatabaseIsAStore() {
    assertThatThrownBy(() -> Stores.open("jdbc:h2:mem"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("'jdbc:h2:mem' is not a store");
  }

  @Test
  void aRoleThatMayOnlyReadCanRead() throws Exception {
    open().close();
    database.execute("drop role if exists reader");
    database.execute("create role reader login");
    database.execute("grant usage on schema public to reader");
    database.execute("grant select on all tables in schema public to reader");
    try (ResultStore store = Stores.open(url.replace("user=postgres", "user=reader"))) {
      assertThat(store.history().runs()).isEmpty();
      assertThat(store.baseline()).isEmpty();
    } finally {
      database.execute("drop owned by reader");
      database.execute("drop role reader");
    }
  }

  @Test
  void aMalformedUrlIsRefusedWithoutThePassword() {
    assertThatThrownBy(() -> Stores.open("jdbc:postgresql://bench:P4ss@host:port/db"))
        .isInstanceOf(IOException.class)
        .hasMessageNotContaining("P4ss");
  }

  @Test
  void aStoreOfTheFirstVersionIsBroughtToThisOneWithAllThatItHolds() throws Exception {
    String run = addRun("content");
    try (ResultStore store = open()) {
      store.setBaseline(new Baseline(run, "2026-01-02T03:04:05Z"));
    }
    toFirstVersion();
    Manifest kept;

    try (ResultStore store = open()) {
      kept = store.manifest(run).orElseThrow();
      assertThat(store.read(run, kept.file(RESULT).orElseThrow()))
          .isEqualTo("content".getBytes(StandardCharsets.UTF_8));
      assertThat(store.baseline()).map(Baseline::run).hasValue(run);
    }

    assertThat(version()).isEqualTo(PostgresSchema.VERSION);
    String another = addRun("more");
    try (ResultStore store = open()) {
      assertThat(store.history().runs()).extracting(Manifest::id).containsExactly(run, another);
      assertThat(store.history().damaged()).isEmpty();
    }
  }

  @Test
  void aStoreOfTheFirstVersionIsReadAsItIsByWhoMayOnlyRead() throws Exception {
    String run = addRun("content");
    toFirstVersion();
    database.execute("drop role if exists reader");
    database.execute("create role reader login");
    database.execute("grant usage on schema public to reader");
    database.execute("grant select on all tables in schema public to reader");
    try (ResultStore store = Stores.open(url.replace("user=postgres", "user=reader"))) {
      assertThat(store.history().runs()).extracting(Manifest::id).containsExactly(run);
    } finally {
      database.execute("drop owned by reader");
      database.execute("drop role reader");
    }
  }

  @Test
  void aStoreOfANewerVersionIsRefused() throws Exception {
    open().close();
    int newer = PostgresSchema.VERSION + 1;
    database.execute("insert into ifsbench_schema (version) values (" + newer + ")");

    assertThatThrownBy(this::open)
        .isInstanceOf(IOException.class)
        .hasMessageContaining(
            "schema version %d, but this ifsbench knows %d", newer, PostgresSchema.VERSION);
  }

  /** As the program made it before it kept a version. */
  private static void toFirstVersion() throws SQLException {
    toSecondVersion();
    database.execute("drop table ifsbench_schema");
  }

  /** As the program made it before it kept indexes. */
  private static void toSecondVersion() throws SQLException {
    database.execute("drop table ifsbench_index");
    database.execute("update ifsbench_schema set version = 2");
  }

  @Test
  void aStoreOfTheSecondVersionIsBroughtToThisOneWithAllThatItHolds() throws Exception {
    String run = addRun("content");
    toSecondVersion();

    String another = addRun("more");

    assertThat(version()).isEqualTo(PostgresSchema.VERSION);
    try (ResultStore store = open()) {
      assertThat(store.history().runs()).extracting(Manifest::id).containsExactly(run, another);
      RunFile file = store.manifest(run).orElseThrow().file(RESULT).orElseThrow();
      assertThat(store.read(run, file)).isEqualTo("content".getBytes(StandardCharsets.UTF_8));
    }
  }

  private static int version() throws SQLException {
    try (Connection connection = database.connect();
        Statement select = connection.createStatement();
        ResultSet row = select.executeQuery("select max(version) from ifsbench_schema")) {
      row.next();
      return row.getInt(1);
    }
  }

  @Test
  void ofSixteenWritersAtOnceNothingIsLostThoughOneIsKilled() throws Exception {
    int writers = 16;
    Process killed = DatabaseWriter.start(url);
    ExecutorService pool = Executors.newFixedThreadPool(writers - 1);
    try {
      List<Future<String>> all = new ArrayList<>();
      for (int i = 1; i < writers; i++) {
        all.add(pool.submit(() -> DatabaseWriter.write(url)));
      }
      killUnderWay(killed);
      for (Future<String> each : all) {
        each.get();
      }
    } finally {
      pool.shutdown();
      killed.destroyForcibly().onExit().join();
    }

    try (ResultStore store = open()) {
      assertThat(store.history().damaged()).isEmpty();
      List<Manifest> runs = store.history().runs();
      assertThat(runs).hasSize(writers);
      assertThat(runs)
          .filteredOn(run -> run.status() == RunStatus.COMPLETE)
          .hasSize(writers - 1)
          .allSatisfy(run -> assertThat(run.files()).hasSize(DatabaseWriter.FILES));
      for (Manifest run : runs) {
        for (RunFile file : run.files()) {
          assertThat(store.read(run.id(), file)).isNotEmpty();
        }
      }
      Manifest unfinished =
          runs.stream().filter(run -> run.status() != RunStatus.COMPLETE).findFirst().orElseThrow();
      assertThat(unfinished.files()).isNotEmpty();
      while (store.isBeingWritten(unfinished.id())) {
        Thread.onSpinWait(); // The server takes a moment to notice that a connection is closed.
      }
      store.carryOn(unfinished.id()).close();
    }
  }

  /** Ends it once it has written a part, which it does not go on from until it is told. */
  private static void killUnderWay(Process writer) throws IOException {
    assertThat(writer.getInputStream().read()).isPositive();
    writer.destroyForcibly();
    writer.onExit().join();
  }
}
