/**
 * What no Java can be faster than: the same calls in C, beside the same calls through each binding.
 * Start with {@link FloorRound}, which measures the sides by turns in one process.
 */
package dev.ifsbench.bench.floor;
