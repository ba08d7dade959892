package dev.ifsbench.bench.paired;

import dev.ifsbench.bench.state.TracedHandles;

/**
 * What one {@link TracingFork} measures.
 *
 * @param recorder what Flight Recorder does meanwhile
 * @param warmupMillis how long to warm up all loops
 * @param measureMillis how long to measure all loops
 * @param seed of the order of the blocks
 */
public record TracingTask(
    TracedHandles.Recorder recorder, long warmupMillis, long measureMillis, long seed) {}
