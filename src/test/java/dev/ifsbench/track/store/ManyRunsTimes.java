package dev.ifsbench.track.store;

import dev.ifsbench.cli.Main;
import dev.ifsbench.fixture.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Prints how long commands take with many runs, each in a JVM of its own with 512 MiB, its start
 * included: first without an index, then with one. It takes minutes, and only tells the truth on a
 * machine that does nothing else.
 */
public final class ManyRunsTimes {
  private static final int TRIES = 5;

  private final Path folder;
  private final String store;
  private final Forgetting forgetting;
  private final List<List<String>> commands;

  /** Removes all indexes. */
  private interface Forgetting {
    void run() throws IOException, SQLException;
  }

  private ManyRunsTimes(Path folder, String store, Forgetting forgetting) throws IOException {
    this.folder = folder;
    this.store = store;
    this.forgetting = forgetting;
    String last;
    try (ResultStore filled = Stores.open(store)) {
      List<Manifest> runs = filled.history().runs();
      last = runs.get(runs.size() - 1).id();
    }
    commands =
        List.of(
            List.of("history"),
            List.of("history", "--changes"),
            List.of("gate", "baseline", last, "--max-regression", "10%"),
            List.of("report", "--output", folder.resolve("report.html").toString()));
  }

  /**
   * Fills a folder and a database, and measures.
   *
   * @param args a folder for everything, how many runs, and how many benchmarks each has
   * @throws IOException if something cannot be written
   * @throws SQLException if the database cannot be made
   */
  public static void main(String[] args) throws IOException, SQLException {
    Path folder = Path.of(args[0]);
    int runs = Integer.parseInt(args[1]);
    int benchmarks = Integer.parseInt(args[2]);
    Path store = folder.resolve("many");
    if (!Files.exists(store)) {
      ManyRuns.fill(new FolderStore(store), runs, benchmarks);
    }
    new ManyRunsTimes(folder, store.toString(), () -> remove(store.resolve(".index")))
        .print("folder");
    try (Database database = Database.start()) {
      String url = database.emptyUrl();
      try (ResultStore filled = Stores.open(url)) {
        ManyRuns.fill(filled, runs, benchmarks);
      }
      database.execute("vacuum analyze");
      new ManyRunsTimes(folder, url, () -> database.execute("delete from ifsbench_index"))
          .print("PostgreSQL");
    }
  }

  private void print(String kind) throws IOException, SQLException {
    for (List<String> command : commands) {
      forgetting.run();
      double first = seconds(command);
      double[] seconds = new double[TRIES];
      Arrays.setAll(seconds, i -> seconds(command));
      Arrays.sort(seconds);
      System.out.printf(
          Locale.ROOT,
          "%-10s %-18s first %6.2f s, then %5.2f s (%.2f to %.2f)%n",
          kind,
          String.join(" ", command.subList(0, Math.min(2, command.size()))),
          first,
          seconds[TRIES / 2],
          seconds[0],
          seconds[TRIES - 1]);
    }
  }

  private double seconds(List<String> command) {
    List<String> line =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
    line.addAll(command);
    line.addAll(List.of("--store", store));
    try {
      long start = System.nanoTime();
      Process process =
          new ProcessBuilder(line)
              .redirectOutput(folder.resolve("said.txt").toFile())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      int code = process.onExit().join().exitValue();
      if (code != 0) {
        throw new IllegalStateException(command + " ended with " + code);
      }
      return (System.nanoTime() - start) / 1e9;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void remove(Path index) throws IOException {
    if (Files.exists(index)) {
      try (Stream<Path> tree = Files.walk(index)) {
        for (Path file : tree.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
