/**
 * Benchmarks driven by the JMH that they were built with, which need not be this project's: two
 * sides of one take turns in a JVM. Start with {@link ForeignFork}; {@link JmhSide} is what drives
 * one side.
 */
package dev.ifsbench.bench.foreign;
