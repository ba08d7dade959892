/** Finds where the level of a history moved. Start with {@link ChangePoints}. */
package dev.ifsbench.track.changepoint;
