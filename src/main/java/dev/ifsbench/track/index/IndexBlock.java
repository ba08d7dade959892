package dev.ifsbench.track.index;

/**
 * A part of an index as it is kept.
 *
 * @param number by which the place that keeps it finds it again
 * @param content all of it
 */
@SuppressWarnings("ArrayRecordComponent") // Blocks are passed on, and never compared.
public record IndexBlock(long number, byte[] content) {}
