package dev.ifsbench.track.store;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Writes a run file by file, in this JVM or in one that can be killed half-way. */
final class DatabaseWriter {
  /** How many files a run has in the end. */
  static final int FILES = 20;

  private static final int HALF = FILES / 2;

  private DatabaseWriter() {}

  /** Starts a JVM that tells on standard output when it is half-way, and waits there. */
  static Process start(String url) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            DatabaseWriter.class.getName(),
            url)
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  /** Writes half a run, tells that, and waits to be killed. */
  public static void main(String[] args) throws IOException {
    try (ResultStore store = Stores.open(args[0]);
        RunWriter writer = begin(store)) {
      write(writer, HALF, RunStatus.UNFINISHED);
      System.out.println("half-way");
      System.in.read();
    }
  }

  /** Writes a whole run, and returns its name. */
  static String write(String url) throws IOException {
    try (ResultStore store = Stores.open(url);
        RunWriter writer = begin(store)) {
      write(writer, FILES, RunStatus.COMPLETE);
      return writer.id();
    }
  }

  private static RunWriter begin(ResultStore store) throws IOException {
    return store.begin(Instant.parse("2026-01-02T03:04:05Z"), "track");
  }

  private static void write(RunWriter writer, int files, RunStatus last) throws IOException {
    Manifest begun = ResultStoreContract.begun(writer.id());
    List<RunFile> written = new ArrayList<>();
    for (int i = 1; i <= files; i++) {
      byte[] content = new byte[i * 1000];
      Arrays.fill(content, (byte) i);
      String name = "fork-" + i + ".txt";
      writer.write(name, content);
      written.add(RunFile.of(name, content));
      writer.publish(
          begun.with(i == files ? last : RunStatus.UNFINISHED, i, List.of(), 1000, written));
    }
  }
}
