package dev.ifsbench.sockets;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Temporary files and folders whose names have the number of the process that made them, so that
 * other processes can remove what a killed process leaves.
 *
 * <p>Safe for use by several threads.
 */
public final class TemporaryFiles {
  /** Something may be put into a folder while it is removed. */
  private static final int ATTEMPTS = 10;

  private static final Pattern NAME = Pattern.compile("ifsbench-([0-9]{1,18})-.*");

  /**
   * Processes of another container that shares the folder cannot be seen, but they write to their
   * files now and then.
   */
  private static final Duration ABANDONED_AFTER = Duration.ofHours(1);

  private static boolean hasLookedForAbandoned;
  private static boolean ending;
  private static boolean removesAtExit;

  private TemporaryFiles() {}

  /**
   * Makes a temporary folder.
   *
   * @return a new one, empty, that only this user can use
   * @throws IOException if there is no place for it
   */
  public static synchronized Path newFolder() throws IOException {
    refuseAtTheEnd();
    if (!hasLookedForAbandoned) {
      hasLookedForAbandoned = true;
      removeAbandoned();
    }
    return Files.createTempDirectory(prefix(ProcessHandle.current().pid()));
  }

  /**
   * Makes a temporary file.
   *
   * @param suffix of its name
   * @return a new one, empty, that only this user can use
   * @throws IOException if there is no place for it
   */
  public static synchronized Path newFile(String suffix) throws IOException {
    refuseAtTheEnd();
    return Files.createTempFile(prefix(ProcessHandle.current().pid()), suffix);
  }

  private static void refuseAtTheEnd() throws IOException {
    if (ending) {
      throw new IOException("this process is about to end");
    }
  }

  private static String prefix(long pid) {
    return "ifsbench-" + pid + "-";
  }

  /** Removes everything that this process has made here; it can make nothing more from now on. */
  public static synchronized void removeAllOfThisProcess() {
    ending = true;
    removeAllOf(ProcessHandle.current().pid());
  }

  /**
   * Removes everything that a process has left here. What cannot be removed stays.
   *
   * @param pid of a process that has ended, or is about to
   */
  public static void removeAllOf(long pid) {
    for (int i = 0; i < ATTEMPTS && !isAllRemoved(pid); i++) {
      Thread.onSpinWait();
    }
  }

  private static boolean isAllRemoved(long pid) {
    Path folder = Path.of(System.getProperty("java.io.tmpdir"));
    try (DirectoryStream<Path> left = Files.newDirectoryStream(folder, prefix(pid) + "*")) {
      for (Path each : left) {
        remove(each);
      }
      return true;
    } catch (IOException e) {
      return false; // nobody is left to be told
    }
  }

  /**
   * Removes what killed processes have left that no other process was there to remove. What cannot
   * be removed stays.
   */
  static void removeAbandoned() {
    Path folder = Path.of(System.getProperty("java.io.tmpdir"));
    FileTime newest = FileTime.from(Instant.now().minus(ABANDONED_AFTER));
    try (DirectoryStream<Path> all = Files.newDirectoryStream(folder, "ifsbench-*")) {
      for (Path each : all) {
        Matcher name = NAME.matcher(each.getFileName().toString());
        if (name.matches()
            && ProcessHandle.of(Long.parseLong(name.group(1))).isEmpty()
            && Files.getLastModifiedTime(each, LinkOption.NOFOLLOW_LINKS).compareTo(newest) < 0) {
          removeIfPossible(each);
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      // Removing others' files is not this process's task.
    }
  }

  private static void removeIfPossible(Path root) {
    try {
      remove(root);
    } catch (IOException e) {
      // It belongs to another user.
    }
  }

  /**
   * Removes a file, or a folder and all in it, that is no longer needed. If another program still
   * has it open, it is tried again when this process ends.
   *
   * @param root which
   */
  public static void discard(Path root) {
    try {
      remove(root);
    } catch (IOException e) {
      removeAtExit();
    }
  }

  private static synchronized void removeAtExit() {
    if (removesAtExit || ending) {
      return;
    }
    removesAtExit = true;
    try {
      Runtime.getRuntime()
          .addShutdownHook(
              new Thread(TemporaryFiles::removeAllOfThisProcess, "ifsbench-temporary-files"));
    } catch (IllegalStateException e) {
      // This process is ending already; the file stays among other temporary files.
    }
  }

  /**
   * Removes a file, or a folder and all in it. Links are not followed.
   *
   * @param root which
   * @throws IOException if something of it cannot be removed
   */
  public static void remove(Path root) throws IOException {
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path folder, IOException failure)
              throws IOException {
            Files.delete(folder);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
