package dev.ifsbench.track.index;

import java.util.List;

/**
 * Writes what is known of runs into a block, and reads it again.
 *
 * @param <T> what is known of a run
 */
public interface IndexCodec<T> {
  /**
   * Writes.
   *
   * @param values one for each run
   * @param out to be written to
   */
  void encode(List<T> values, IndexOutput out);

  /**
   * Reads.
   *
   * @param runs how many there are
   * @param in to be read from
   * @return one for each run
   * @throws BrokenIndexException if they were not written like that
   */
  List<T> decode(int runs, IndexInput in) throws BrokenIndexException;
}
