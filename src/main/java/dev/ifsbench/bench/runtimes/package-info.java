/**
 * An echo as several runtimes do it: the calls that they make on one socket, in their order, known
 * from their public sources and written down here as facts; no code of theirs is here. Start with
 * {@link RuntimeEcho}.
 */
package dev.ifsbench.bench.runtimes;
