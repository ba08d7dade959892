package dev.ifsbench.track.index;

import java.util.List;

/**
 * Where indexes are kept. An index only makes things quicker, so nothing here fails: what cannot be
 * read is not there, and what cannot be written is not kept. Several processes may write at once;
 * then what one of them adds can be lost.
 */
public interface IndexPlace {
  /**
   * A change to an index.
   *
   * @param dropped blocks that were read and are kept no longer
   * @param kept blocks that were read and stay
   * @param added contents of new blocks
   */
  record Change(List<IndexBlock> dropped, List<IndexBlock> kept, List<byte[]> added) {
    /** Makes the lists immutable. */
    public Change {
      dropped = List.copyOf(dropped);
      kept = List.copyOf(kept);
      added = List.copyOf(added);
    }
  }

  /**
   * Reads an index. Anybody may have written it.
   *
   * @param name of the index
   * @return its blocks, in the order in which they were added; none if there is no index
   */
  List<IndexBlock> read(String name);

  /**
   * Changes an index.
   *
   * @param name of the index
   * @param change to what was read
   */
  void write(String name, Change change);
}
