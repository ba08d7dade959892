/**
 * Results read back, from this program or others, one series for each benchmark and percentile.
 * Start with {@link RunResults}; {@link SeriesHistory} follows a series over many runs.
 */
package dev.ifsbench.track.series;
