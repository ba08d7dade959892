package dev.ifsbench.bench.state;

import dev.ifsbench.sockets.TemporaryFiles;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Ends a fork when the process that started it is gone, for whatever reason: a fork that went on
 * would disturb the next measurement. Temporary files of both go with it.
 *
 * <p>The parent holds the other end of a fork's standard input and never writes to it, so that its
 * end is the end of the parent. Until then a daemon thread sleeps in a read, which disturbs nothing
 * that is measured.
 */
public final class ParentWatch {
  /** The exit code of a JVM whose parent is gone. */
  static final int ORPHANED = 75;

  private static final String JMH_FORK = "org.openjdk.jmh.runner.ForkedMain";

  private static boolean watching;

  private ParentWatch() {}

  /**
   * Watches the parent of this JVM from now on.
   *
   * @param folder that this JVM writes into; it is removed with the parent
   */
  public static void begin(Path folder) {
    start(List.of(folder));
  }

  /**
   * Watches the parent of this JVM if JMH has started it as a fork, and does nothing in any other
   * JVM. Every benchmark calls it when its class is initialised.
   */
  public static synchronized void beginInJmhFork() {
    String command = System.getProperty("sun.java.command", "");
    if (!watching && (command + " ").startsWith(JMH_FORK + " ")) {
      watching = true;
      List<Path> files = new ArrayList<>();
      parent().ifPresent(pid -> files.addAll(JmhFiles.openIn(pid)));
      files.addAll(JmhFiles.namedInCommand());
      start(files);
    }
  }

  private static Optional<Long> parent() {
    return ProcessHandle.current().parent().map(ProcessHandle::pid);
  }

  private static void start(List<Path> files) {
    long parent = parent().orElse(0L);
    Thread thread = new Thread(() -> watch(parent, files), "parent-watch");
    thread.setDaemon(true);
    thread.start();
  }

  @SuppressWarnings("resource") // Standard input stays open as long as this JVM lives.
  private static void watch(long parent, List<Path> files) {
    InputStream in = new FileInputStream(FileDescriptor.in);
    try {
      while (in.read() >= 0) {
        // The parent says nothing; only the end counts.
      }
    } catch (IOException e) {
      // As good as the end.
    }
    ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
    files.forEach(ParentWatch::remove);
    TemporaryFiles.removeAllOf(parent);
    TemporaryFiles.removeAllOfThisProcess();
    Runtime.getRuntime().halt(ORPHANED);
  }

  private static void remove(Path file) {
    try {
      if (Files.exists(file)) {
        TemporaryFiles.remove(file);
      }
    } catch (IOException e) {
      // Nobody is left to be told.
    }
  }
}
