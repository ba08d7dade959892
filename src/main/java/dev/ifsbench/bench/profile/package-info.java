/**
 * {@code -prof ifs}: the calls on handles that a benchmark makes, as metrics of JMH. Start with
 * {@link IfsProfiler}.
 */
package dev.ifsbench.bench.profile;
