package dev.ifsbench.bench.floor;

/**
 * What one {@link HostedFork} measures.
 *
 * @param library the file of the loop in C
 * @param providers as {@link dev.ifsbench.bench.state.LayerStack} takes them
 * @param payload bytes of a message, from 1 to {@link FloorFork#MAX_PAYLOAD}
 * @param warmupMillis how long to warm up all loops
 * @param measureMillis how long to measure all loops
 * @param seed of the order of the blocks
 */
public record HostedFloorTask(
    String library,
    String providers,
    int payload,
    long warmupMillis,
    long measureMillis,
    long seed) {}
