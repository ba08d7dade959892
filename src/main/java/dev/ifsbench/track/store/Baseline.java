package dev.ifsbench.track.store;

/**
 * The run that others are compared with.
 *
 * @param run its name
 * @param setTime when it was chosen; UTC, ISO 8601
 */
public record Baseline(String run, String setTime) {}
