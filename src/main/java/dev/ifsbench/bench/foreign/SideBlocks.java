package dev.ifsbench.bench.foreign;

import java.util.List;

/**
 * What a fork leaves of one side.
 *
 * @param settings how JMH ran it
 * @param blocks what each gave, by cycle
 */
public record SideBlocks(Settings settings, List<Block> blocks) {
  /** Copies the list. */
  public SideBlocks {
    blocks = List.copyOf(blocks);
  }

  /**
   * How JMH ran a benchmark, as far as the task does not tell.
   *
   * @param threads how many ran it at once
   * @param threadGroups threads of each method of a group
   * @param threadGroupLabels names of these
   * @param operations what one invocation counts as
   * @param timeUnit name of the unit of time of the score
   * @param jmhVersion of the side's JMH
   */
  public record Settings(
      int threads,
      List<Integer> threadGroups,
      List<String> threadGroupLabels,
      int operations,
      String timeUnit,
      String jmhVersion) {
    /** Copies the lists. */
    public Settings {
      threadGroups = List.copyOf(threadGroups);
      threadGroupLabels = List.copyOf(threadGroupLabels);
    }
  }

  /**
   * What one block gave.
   *
   * @param score in JMH's unit of the benchmark
   * @param unit that one
   * @param samples of mode {@code sample}; empty otherwise
   */
  public record Block(double score, String unit, List<Samples> samples) {
    /** Copies the list. */
    public Block {
      samples = List.copyOf(samples);
    }
  }

  /**
   * Samples of about the same time.
   *
   * @param value in the block's unit
   * @param count how many
   */
  public record Samples(double value, long count) {}
}
