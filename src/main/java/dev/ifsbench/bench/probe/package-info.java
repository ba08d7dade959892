/**
 * Tries on live sockets what programs do with them, each check in a JVM of its own. Start with
 * {@link dev.ifsbench.bench.probe.ProbeCheck}.
 */
package dev.ifsbench.bench.probe;
