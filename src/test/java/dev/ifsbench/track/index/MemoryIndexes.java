package dev.ifsbench.track.index;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Indexes that last as long as the test. */
public final class MemoryIndexes implements IndexPlace {
  private final Map<String, List<IndexBlock>> indexes = new HashMap<>();
  private long numbers;

  @Override
  public List<IndexBlock> read(String name) {
    return List.copyOf(indexes.getOrDefault(name, List.of()));
  }

  @Override
  public void write(String name, Change change) {
    List<IndexBlock> blocks = new ArrayList<>(change.kept());
    change.added().forEach(content -> blocks.add(new IndexBlock(numbers++, content)));
    indexes.put(name, blocks);
  }

  /** Puts a block in the place of all. */
  public void replace(String name, byte[] content) {
    indexes.put(name, List.of(new IndexBlock(numbers++, content)));
  }
}
