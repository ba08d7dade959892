package dev.ifsbench.track.compare;

import dev.ifsbench.track.stats.Contrast;
import dev.ifsbench.track.stats.Interval;

/**
 * The result of one loop and its comparison with another.
 *
 * @param loop what made the calls
 * @param time nanoseconds for a send and a receive
 * @param contrast against another loop, or null for the loop that all others are compared with
 * @param share what the contrast is the cost of; empty if there is none
 */
public record FloorRow(String loop, Interval time, Contrast contrast, String share) {}
