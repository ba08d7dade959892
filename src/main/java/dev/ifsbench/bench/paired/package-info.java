/**
 * Two sides that take turns in one JVM, in short blocks in random order. Start with {@link
 * InterleavedBlocks}; {@link PairedFork} is the program that runs them.
 */
package dev.ifsbench.bench.paired;
