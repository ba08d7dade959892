package dev.ifsbench.track.index;

import java.util.List;

/**
 * Encodes what is known of runs as a block, and decodes it.
 *
 * @param <T> what is known of a run
 */
public interface IndexCodec<T> {
  /**
   * Encodes values.
   *
   * @param values one for each run
   * @param out to be written to
   */
  void encode(List<T> values, IndexOutput out);

  /**
   * Decodes values.
   *
   * @param runs how many there are
   * @param in to be read from
   * @return one for each run
   * @throws BrokenIndexException if they were not written like that
   */
  List<T> decode(int runs, IndexInput in) throws BrokenIndexException;
}
