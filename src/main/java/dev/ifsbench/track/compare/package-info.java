/**
 * Where a verdict is made. Start with {@link RunComparison}, which compares two runs; {@link Gate}
 * lets one pass or not.
 */
package dev.ifsbench.track.compare;
