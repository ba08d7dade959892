/**
 * Runs benchmarks in rounds, keeps their results and compares them.
 *
 * <p>A {@link dev.ifsbench.track.Rounds} measures every {@link dev.ifsbench.track.Combination} once
 * a round, each in a {@link dev.ifsbench.track.Fork} of its own; {@link
 * dev.ifsbench.track.Measurements} holds the complete rounds, {@link dev.ifsbench.track.RunFolder}
 * keeps them on disk, and {@link dev.ifsbench.track.Comparison} says what they show, with the
 * intervals of {@link dev.ifsbench.track.HierarchicalBootstrap}.
 *
 * <p>Latencies at a fixed rate are measured in the same rounds: each {@link
 * dev.ifsbench.track.LatencyCombination} in a JVM that {@link dev.ifsbench.track.LatencyForks}
 * starts, which delivers a {@link dev.ifsbench.track.LatencySample}; {@link
 * dev.ifsbench.track.LatencyFiles} keeps these, and {@link dev.ifsbench.track.LatencySummary} says
 * what they show.
 */
package dev.ifsbench.track;
