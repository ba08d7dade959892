/**
 * The benchmarks. Each calls the API of {@link dev.ifsbench.ws2.Winsock} as an application would,
 * over a {@link dev.ifsbench.bench.state.LayerStack} of the kind of handle that is measured.
 *
 * <p>{@link dev.ifsbench.bench.floor.FloorRound} is no JMH benchmark: it compares with C, in one
 * process, because the machine drifts more between two processes than the sides differ.
 *
 * <p>A kind of handle is measured in a fork of its own: sharing a JVM would measure polluted
 * call-site profiles. To add a kind, add it to {@link dev.ifsbench.bench.state.HandleKind}; to add
 * a benchmark, take a {@link dev.ifsbench.bench.state.LayerStack} and open sockets on it.
 *
 * <p>What takes a {@link dev.ifsbench.bench.state.LayerStack} can be run by several threads (JMH's
 * {@code -t}). They share the layers, the dispatcher and its handle table, as the threads of one
 * application do, and nothing else: sockets, buffers and out parameters are each thread's own.
 *
 * <p>{@link dev.ifsbench.bench.latency.OpenLoop} is no JMH benchmark: it performs round trips at a
 * fixed rate, in a JVM whose program is {@link dev.ifsbench.bench.latency.LatencyFork}.
 */
package dev.ifsbench.bench;
