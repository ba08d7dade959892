package dev.ifsbench.track.index;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Indexes as files of a folder. A file is replaced as a whole: it is written beside its place and
 * renamed, so that a concurrent reader sees either the old or the new file.
 */
public final class FolderIndexes implements IndexPlace {
  private static final byte[] MAGIC = "ifsbench index 1\n".getBytes(StandardCharsets.UTF_8);

  /** Far beyond what 10,000 runs need; a larger file cannot be an index. */
  private static final long MOST_BYTES = 256L << 20;

  /** A temporary file older than this was left behind by a killed process. */
  private static final Duration LEFT_BEHIND = Duration.ofMinutes(1);

  private final Path folder;

  /**
   * Uses a folder, which is created when something is first kept.
   *
   * @param folder of all indexes
   */
  public FolderIndexes(Path folder) {
    this.folder = folder;
  }

  @Override
  public List<IndexBlock> read(String name) {
    try {
      Path file = folder.resolve(name);
      if (!Files.isRegularFile(file) || Files.size(file) > MOST_BYTES) {
        return List.of();
      }
      return blocks(Files.readAllBytes(file));
    } catch (IOException e) {
      return List.of();
    }
  }

  /** All blocks before the first incomplete one. */
  private static List<IndexBlock> blocks(byte[] all) {
    List<IndexBlock> blocks = new ArrayList<>();
    if (all.length < MAGIC.length || !Arrays.equals(all, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
      return blocks;
    }
    ByteBuffer file = ByteBuffer.wrap(all);
    file.position(MAGIC.length);
    while (file.remaining() >= Integer.BYTES) {
      int length = file.getInt();
      if (length < 0 || length > file.remaining()) {
        break;
      }
      byte[] content = new byte[length];
      file.get(content);
      blocks.add(new IndexBlock(blocks.size(), content));
    }
    return blocks;
  }

  @Override
  public void write(String name, Change change) {
    Path beside = folder.resolve(name + ".tmp");
    try {
      Files.createDirectories(folder);
      try (OutputStream out = open(beside)) {
        write(change, out);
      } catch (FileAlreadyExistsException e) {
        // Another process is writing; this one keeps nothing.
        return;
      }
      Files.move(
          beside,
          folder.resolve(name),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      delete(beside);
    }
  }

  private static OutputStream open(Path beside) throws IOException {
    if (Files.exists(beside)
        && Files.getLastModifiedTime(beside)
            .toInstant()
            .isBefore(Instant.now().minus(LEFT_BEHIND))) {
      Files.delete(beside);
    }
    return Files.newOutputStream(beside, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
  }

  private static void write(Change change, OutputStream out) throws IOException {
    DataOutputStream data = new DataOutputStream(out);
    data.write(MAGIC);
    for (IndexBlock block : change.kept()) {
      data.writeInt(block.content().length);
      data.write(block.content());
    }
    for (byte[] content : change.added()) {
      data.writeInt(content.length);
      data.write(content);
    }
    data.flush();
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      // It may not be written, then it is not there either.
    }
  }
}
