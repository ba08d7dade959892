package dev.ifsbench.trace.check;

/**
 * A rule was broken.
 *
 * @param rule which
 * @param time when, in nanoseconds since 1970 (UTC)
 * @param table of which handle table, as its events have it
 * @param handle of which socket
 * @param provider protocol name of the provider concerned, or null
 * @param text what happened
 */
public record Violation(
    Rule rule, long time, int table, long handle, String provider, String text) {}
