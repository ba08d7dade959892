package dev.ifsbench.track.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderIndexesTest {
  private static final String NAME = "runs";

  @TempDir private Path folder;

  @Test
  void ofAFileThatIsCutShortTheBlocksBeforeAreRead() throws IOException {
    write(new byte[] {1, 2}, new byte[] {3});
    byte[] whole = Files.readAllBytes(file());

    for (int length = 0; length < whole.length; length++) {
      Files.write(file(), Arrays.copyOf(whole, length));
      assertThat(blocks()).hasSizeLessThan(2);
    }
    Files.write(file(), Arrays.copyOf(whole, whole.length - 1));
    assertThat(blocks()).containsExactly(new byte[] {1, 2});
  }

  @Test
  void aFileOfSomethingElseIsNoIndex() throws IOException {
    Files.createDirectories(file().getParent());
    Files.writeString(file(), "{\"this\": \"is another program's, and longer than the mark\"}");

    assertThat(blocks()).isEmpty();
  }

  @Test
  void blocksThatAreKeptStandBeforeThoseThatAreAdded() {
    write(new byte[] {1}, new byte[] {2});
    List<IndexBlock> read = indexes().read(NAME);

    indexes()
        .write(
            NAME,
            new IndexPlace.Change(read.subList(0, 1), read.subList(1, 2), List.of(new byte[] {3})));

    assertThat(blocks()).containsExactly(new byte[] {2}, new byte[] {3});
  }

  @Test
  void whileAnotherProcessWritesNothingIsKept() throws IOException {
    write(new byte[] {1});
    Path beside = Files.createFile(file().resolveSibling(NAME + ".tmp"));

    write(new byte[] {2});
    assertThat(blocks()).containsExactly(new byte[] {1});
    assertThat(beside).exists();
  }

  @Test
  void whatAKilledProcessLeftBehindGivesWay() throws IOException {
    write(new byte[] {1});
    Path beside = Files.createFile(file().resolveSibling(NAME + ".tmp"));
    Files.setLastModifiedTime(beside, FileTime.from(Instant.now().minus(Duration.ofHours(1))));

    write(new byte[] {2});

    assertThat(blocks()).containsExactly(new byte[] {2});
    assertThat(beside).doesNotExist();
  }

  @Test
  void whereNothingCanBeWrittenNothingIsKept() throws IOException {
    Files.createFile(file().getParent());

    write(new byte[] {1});

    assertThat(blocks()).isEmpty();
    assertThat(file().getParent()).isRegularFile();
  }

  private void write(byte[]... blocks) {
    indexes().write(NAME, new IndexPlace.Change(List.of(), List.of(), List.of(blocks)));
  }

  private List<byte[]> blocks() {
    return indexes().read(NAME).stream().map(IndexBlock::content).toList();
  }

  private IndexPlace indexes() {
    return new FolderIndexes(file().getParent());
  }

  private Path file() {
    return folder.resolve(".index").resolve(NAME);
  }
}
