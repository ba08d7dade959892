/**
 * Runs benchmarks in rounds, keeps their results and compares them.
 *
 * <p>A {@link dev.ifsbench.track.Rounds} measures every {@link dev.ifsbench.track.Combination} once
 * a round, each in a {@link dev.ifsbench.track.Fork} of its own; {@link
 * dev.ifsbench.track.Measurements} holds the complete rounds, {@link dev.ifsbench.track.RunFolder}
 * keeps them on disk, and {@link dev.ifsbench.track.Comparison} says what they show, with the
 * intervals of {@link dev.ifsbench.track.HierarchicalBootstrap}.
 */
package dev.ifsbench.track;
