package dev.ifsbench.cli;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * A file system of one megabyte in memory, which only programs see that are started under it. Where
 * Linux lets this user mount none, the test is skipped.
 */
final class SmallDisk implements AutoCloseable {
  private static final int BLOCK_BYTES = 4096;
  private static final int BLOCKS = 256;
  private static final String MOUNT =
      "mount -t tmpfs -o \"$0\" tmpfs \"$1\" && echo mounted && exec cat";

  /** In one process. */
  private static final String HOLD =
      "exec unshare --map-root-user --mount sh -c '" + MOUNT + "' \"$0\" \"$1\"";

  /** It holds a namespace, in which the file system is mounted, until its standard input ends. */
  private final Process holder;

  private final Path folder;

  private SmallDisk(Process holder, Path folder) {
    this.holder = holder;
    this.folder = folder;
  }

  /**
   * Mounts it.
   *
   * @param parent where a folder for it is made
   * @param option of mount, besides the size
   */
  static SmallDisk mount(Path parent, String option) throws IOException {
    Path folder = Files.createDirectory(parent.resolve("disk"));
    String options = "size=%d,%s".formatted(BLOCKS * BLOCK_BYTES, option);
    Process holder =
        new ProcessBuilder("sh", "-c", HOLD, options, folder.toString())
            .redirectErrorStream(true)
            .start();
    BufferedReader out = holder.inputReader();
    assumeTrue("mounted".equals(out.readLine()), "a namespace of one's own is not permitted");
    return new SmallDisk(holder, folder);
  }

  /** Where it is for a program that is started under it. */
  Path folder() {
    return folder;
  }

  /** Where it is for this process. */
  Path fromOutside() {
    return Path.of("/proc/%d/root%s".formatted(holder.pid(), folder));
  }

  /** What starts another program under it, in this process's working directory. */
  List<String> launcher() {
    return List.of(
        "nsenter",
        "--target",
        String.valueOf(holder.pid()),
        "--user",
        "--mount",
        "--preserve-credentials",
        "sh",
        "-c",
        "cd \"$0\" && exec \"$@\"",
        System.getProperty("user.dir"));
  }

  /**
   * Leaves not a byte free.
   *
   * @return a file; without it there is room again
   */
  Path fill() throws IOException {
    Path filler = fromOutside().resolve("filler");
    byte[] block = new byte[BLOCK_BYTES];
    Arrays.fill(block, (byte) 1);
    try (OutputStream out = Files.newOutputStream(filler)) {
      for (int i = 0; i < BLOCKS; i++) {
        out.write(block);
      }
    } catch (IOException e) {
      return filler;
    }
    throw new IllegalStateException("the disk is not full");
  }

  @Override
  public void close() {
    holder.destroy();
  }
}
