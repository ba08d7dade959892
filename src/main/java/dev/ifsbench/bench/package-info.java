/**
 * The benchmarks. Each calls the API of {@link dev.ifsbench.ws2.Winsock} as an application would,
 * over a {@link dev.ifsbench.bench.LayerStack} of the kind of handle that is measured.
 *
 * <p>{@link dev.ifsbench.bench.FloorMeasurement} is no JMH benchmark: it compares with C, in one
 * process, because the machine drifts more between two processes than the sides differ.
 *
 * <p>A kind of handle is measured in a fork of its own: sharing a JVM would measure polluted
 * call-site profiles. To add a kind, add it to {@link dev.ifsbench.bench.HandleKind}; to add a
 * benchmark, take a {@link dev.ifsbench.bench.LayerStack} and open sockets on it.
 */
package dev.ifsbench.bench;
