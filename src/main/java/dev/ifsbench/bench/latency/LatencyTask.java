package dev.ifsbench.bench.latency;

import dev.ifsbench.bench.state.HandleKind;
import dev.ifsbench.bench.state.Transport;

/**
 * What one {@link LatencyFork} measures.
 *
 * @param handle the name of the {@link HandleKind} of both ends, or of an entry as in {@code
 *     entry:1001}
 * @param transport what carries the data, a real one
 * @param payload bytes of a request and of its answer
 * @param depth how many layers
 * @param schedule when requests are meant to start
 * @param warmup the schedule before that, of which nothing is kept
 * @param label of the histograms' tags; no comma, no white space
 * @param baseMillis what time stamps are relative to, since the epoch
 */
public record LatencyTask(
    String handle,
    Transport transport,
    int payload,
    int depth,
    Schedule schedule,
    Schedule warmup,
    String label,
    long baseMillis) {}
