/**
 * Round trips at a fixed rate, timed from when they should have begun. Start with {@link OpenLoop};
 * {@link LatencyFork} is the program that runs it.
 */
package dev.ifsbench.bench.latency;
