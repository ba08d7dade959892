/**
 * Statistics, free of everything else in this project: intervals, p-values, percentiles. Start with
 * {@link Estimator}, which makes every interval.
 */
package dev.ifsbench.track.stats;
